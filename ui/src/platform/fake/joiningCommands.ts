import type {
  Approval,
  Assignment,
  DenyInput,
  JoinLinkInput,
  Language,
  RequestQuery,
  RequestRow,
} from '../../ipc/bindings';
import { inventQr, problemWith } from './joining';
import { type Command, type Events, fail, type State } from './state';

/** The commands about the join link, and about those who ask by it. */
export function joiningCommands(state: State, { emit }: Events): Record<string, Command> {
  const changed = <T>(value: T): T => {
    emit('changed', null);
    return value;
  };
  const whole = <T>(act: () => T): T => {
    if (!state.options.part) return act();
    throw fail('not_permitted', 'Only an administrator of the whole account can do this. Nothing was changed.');
  };
  const must = <T>(found: T | null | undefined): T => {
    if (found == null) throw fail('not_found', 'This is not there any more.');
    return found;
  };
  const checked = (input: unknown): JoinLinkInput => {
    const terms = input as JoinLinkInput;
    const problem = problemWith(terms);
    if (problem !== null) throw fail('invalid_input', `${problem} Nothing was changed.`);
    return { ...terms, domains: terms.domains.map((domain) => domain.replace(/^@/, '').toLowerCase()) };
  };

  /** Whoever is approved is a member at once; who was removed must accept first. */
  const letIn = (row: RequestRow, given: Assignment) => {
    const before = state.account.known(row.address);
    if (before?.status === 'removed') {
      state.invitations.inviteAgain(before, null);
      state.invitations.beginAnew(before, state.paused);
      before.assignments = [given];
      state.addInvitation(before.address, before.name ?? '');
      return;
    }
    const joined = { status: 'active', joined_at: state.iso(0), came_by: 'link' } as const;
    if (before !== undefined) Object.assign(before, { ...joined, assignments: [...before.assignments, given] });
    else
      state.account.users.push({
        id: state.account.users.length + 1,
        address: row.address,
        name: row.name,
        assignments: [given],
        invited_at: null,
        sent_at: null,
        expires_at: null,
        delivery: null,
        ...joined,
      });
    state.addInvitation(row.address, row.name, {
      kind: 'approved',
      subject: `You are a member of ${state.workspace?.account}`,
      text: `Hello ${row.name},\n\n${state.me.name} let you in. You are ${given.role_name} in ${given.group_path}.`,
    });
  };

  const changedLink = (link: unknown, to: Partial<Pick<typeof state.joinLink, 'isOn' | 'terms'>>) => {
    if (state.joinLink.missing || state.joinLink.id !== link)
      throw fail('not_found', 'The link was replaced meanwhile. Nothing was changed.');
    Object.assign(state.joinLink, to);
    return changed(state.joinLink.view());
  };

  return {
    get_join_link: () => whole(() => state.joinLink.view()),
    make_join_link: ({ input }) => whole(() => changed(state.joinLink.make(checked(input)))),
    switch_join_link: ({ link, isOn }) => whole(() => changedLink(link, { isOn: isOn as boolean })),
    change_join_link: ({ link, input }) => whole(() => changedLink(link, { terms: checked(input) })),
    join_link_message: ({ language }) =>
      whole(() => state.joinLink.message(state.workspace?.account ?? '', language as Language)),
    join_link_qr: () => whole(() => inventQr(state.joinLink.id)),
    save_join_link_qr: () => whole(() => state.saved('Join Acme.png')),
    list_requests: ({ query }) => state.requests.page(query as RequestQuery),
    show_request: ({ request }) => must(state.requests.one(request as number)),
    approve_requests: ({ approvals }) => changed(state.requests.approve(approvals as Approval[], letIn)),
    deny_requests: ({ input }) => {
      const wanted = input as DenyInput;
      if (wanted.block === 'domains') whole(() => null);
      if ([...wanted.words].length > 1000)
        throw fail('invalid_input', 'The text cannot be used: it is longer than 1000 characters.');
      return changed(state.requests.deny(wanted));
    },
    list_blocks: () => whole(() => state.requests.blocks),
    unblock: ({ what }) =>
      whole(() => {
        must(state.requests.blocks.find((each) => each.what === what));
        state.requests.blocks = state.requests.blocks.filter((each) => each.what !== what);
        return changed(null);
      }),
  };
}

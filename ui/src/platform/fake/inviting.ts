import type {
  FieldProblem,
  Grant,
  InviteCheck,
  InviteInput,
  InviteOutcome,
  MailPreview,
  PersonCheck,
  PersonInput,
  UserRow,
  Verdict,
} from '../../ipc/bindings';
import { DAY } from './account';
import { fail, type State } from './state';

const MOST = 20;
const looksRight = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** `Name <mail>; mail, mail`: the people whom a text names. */
export function readPeople(text: string): PersonInput[] {
  const parts = text
    .split(/[;\n\r\t]|,(?![^<@]*<)|(?<=>)/)
    .map((part) => part.trim().replace(/^,|,$/g, ''))
    .filter((part) => part !== '');
  const wanted = parts.some((part) => part.includes('@')) ? parts.filter((part) => part.includes('@')) : parts;
  return wanted.flatMap((part): PersonInput[] => {
    const named = /^(.*)<([^>]*)>$/.exec(part);
    if (named !== null) {
      const whole = (named[1] ?? '').trim().replace(/^"|"$/g, '');
      const [last = '', given] = whole.split(/,\s*/);
      const name = given === undefined ? whole : `${given} ${last}`;
      return [{ address: (named[2] ?? '').trim(), name: name === '' ? null : name }];
    }
    const words = part.split(/\s+/);
    return words.length > 1 && words.every((word) => looksRight.test(word))
      ? words.map((address) => ({ address, name: null }))
      : [{ address: part, name: null }];
  });
}

const same = (grant: Grant) => (each: Grant) => each.group === grant.group && each.role === grant.role;

function verdictOf(user: UserRow | undefined, offered: Grant[]): [Verdict, string] {
  if (user === undefined) return ['new', ''];
  const gains = offered.some((grant) => !user.assignments.some(same(grant)));
  switch (user.status) {
    case 'active':
      return gains
        ? ['member', 'Already a user: gains the new roles at once, and is told by mail.']
        : ['nothing', 'Already a user with all of these roles: nothing changes.'];
    case 'pending':
    case 'expiring':
      return gains
        ? ['invited', 'Already invited: is offered the new roles, and is not mailed again.']
        : ['nothing', 'Already invited to all of these roles: nothing changes.'];
    case 'expired':
      return ['resent', 'Was invited and did not answer in time: the invitation is sent again.'];
    case 'declined':
      return ['again', 'Declined before: gets a new invitation.'];
    case 'cancelled':
      return ['again', 'The invitation was cancelled before: gets a new one.'];
    case 'removed':
      return ['again', 'Was removed from the account: comes back by accepting a new invitation.'];
  }
}

function judge(state: State, people: PersonInput[], offered: Grant[]): PersonCheck[] {
  const known = new Map(state.account.users.map((user) => [user.address.toLowerCase(), user]));
  const seen = new Set<string>();
  return people.map(({ address, name }): PersonCheck => {
    const key = address.trim().toLowerCase();
    const user = known.get(key);
    const blank = { address, suggestion: null, doubtful: false, user: user?.id ?? null, name };
    if (!looksRight.test(key))
      return {
        ...blank,
        verdict: 'malformed',
        message: `“${address}” is not an e-mail address.`,
        suggestion: key.includes('@') && key.includes(' ') ? key.replace(/\s+/g, '') : null,
      };
    if (seen.has(key))
      return { ...blank, verdict: 'twice', message: `“${address}” stands there twice. Take one of them out.` };
    seen.add(key);
    const [verdict, message] = verdictOf(user, offered);
    if (user === undefined && key.endsWith('@gmial.com'))
      return {
        ...blank,
        verdict,
        message: `“${address}” looks mistyped. The invitation is sent to it all the same.`,
        suggestion: address.replace('gmial', 'gmail'),
        doubtful: true,
      };
    return { ...blank, verdict, message };
  });
}

export function checkInvite(state: State, input: InviteInput): InviteCheck {
  const people = judge(state, input.people, input.assignments);
  const count = (...verdicts: Verdict[]) => people.filter((person) => verdicts.includes(person.verdict)).length;
  const problems: FieldProblem[] = [];
  if (input.assignments.length === 0)
    problems.push({ field: 'assignments', message: 'Choose at least one group, and a role in it.' });
  if ([...input.message].length > 1000)
    problems.push({ field: 'message', message: 'The text cannot be used: it is longer than 1000 characters.' });
  if (input.people.length > MOST)
    problems.push({
      field: 'people',
      message: `${input.people.length} people are more than the ${MOST} who can be invited at once. Carry on as a spreadsheet.`,
    });
  if (input.people.length === 0)
    problems.push({
      field: 'people',
      message: 'There is nobody to invite yet. Type or paste at least one address.',
    });
  return {
    people,
    invitations: count('new', 'again', 'resent'),
    gains: count('invited', 'member'),
    problems,
    ends: state.iso(state.settings.invitation_days * DAY),
  };
}

export function previewInvite(state: State, input: InviteInput): MailPreview {
  const me = `${state.me.name} (${state.me.address})`;
  const account = state.workspace?.account ?? 'Acme';
  const words = input.assignments.map(({ group, role }) => {
    const { group_path, role_name } = state.account.assignment(group, role);
    return `  •  ${group_path} – ${role_name}`;
  });
  const message = input.message.trim() === '' ? '' : `${state.me.name} writes:\n\n${input.message.trim()}\n\n`;
  const german = input.language === 'de';
  return {
    subject: german ? `${state.me.name} lädt Sie zu ${account} ein` : `${state.me.name} invites you to ${account}`,
    text: `Hello ${input.people[0]?.name ?? 'there'},\n\n${me} invites you to join ${account} on Rollcall.\n\n${message}Your groups and roles:\n\n${words.join('\n')}\n\nTo accept or decline, open this link:\n\n(the link stands in the sent mail only)`,
    html: '',
  };
}

/** Invites them all, or nobody. */
export function invite(state: State, input: InviteInput): InviteOutcome {
  const check = checkInvite(state, input);
  const wrong = [
    ...check.problems.map((problem) => problem.message),
    ...check.people
      .filter((person) => person.verdict === 'malformed' || person.verdict === 'twice')
      .map((person) => person.message),
  ];
  if (wrong.length > 0) throw fail('invalid_input', `${wrong.join(' ')} Nothing was changed.`);
  const outcome: InviteOutcome = { new: 0, again: 0, resent: 0, invited: 0, member: 0, nothing: 0 };
  const offered = input.assignments.map(({ group, role }) => state.account.assignment(group, role));
  for (const [at, person] of check.people.entries()) {
    outcome[person.verdict as keyof InviteOutcome] += 1;
    let user = state.account.users.find((each) => each.id === person.user);
    const mailed = person.verdict === 'new' || person.verdict === 'again' || person.verdict === 'resent';
    if (user === undefined) {
      user = {
        id: state.account.users.length + 1,
        address: person.address,
        name: input.people[at]?.name ?? null,
        status: 'pending',
        assignments: [],
        invited_at: state.iso(0),
        sent_at: null,
        expires_at: null,
        joined_at: null,
        delivery: null,
        came_by: 'hand',
      };
      state.account.users.push(user);
    }
    if (person.verdict === 'again') state.invitations.inviteAgain(user, input.message.trim() || null);
    if (person.verdict === 'new') state.invitations.keep(user.id, { message: input.message.trim() || null });
    const has = person.verdict === 'again' ? [] : user.assignments;
    user.assignments = [...has, ...offered.filter((grant) => !has.some(same(grant)))];
    if (mailed) {
      state.invitations.beginAnew(user, state.paused);
      state.addInvitation(user.address, user.name ?? '', state.paused ? { state: 'queued', sent_at: null } : {});
    }
  }
  return outcome;
}

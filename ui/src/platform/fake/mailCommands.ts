import type {
  Look,
  BounceOutcome,
  ComputerInput,
  MailQuery,
  MailStatus,
  Preferences,
  SettingsInput,
} from '../../ipc/bindings';
import { type Command, type Events, fail, type State } from './state';

/** The commands about the outbox, the settings, and what happens on this computer. */
export function mailCommands(state: State, { emit }: Events): Record<string, Command> {
  const must = <T>(found: T | null | undefined): T => {
    if (found == null) throw fail('not_found', 'This is not there any more.');
    return found;
  };
  const mailStatus = (): MailStatus => ({
    trouble: state.options.trouble
      ? fail(
          'mail_unreachable',
          'The mail server smtp.example.com cannot be reached. Mails wait in the outbox; check the server and the port.',
        )
      : null,
    route: state.settings.mail_route.kind,
    folder: state.settings.mail_route.kind === 'folder' ? state.settings.mail_folder : null,
    delivering: false,
    paused: state.paused,
    per_minute: state.settings.mail_per_minute,
    links_stay_here: state.settings.mail_route.kind === 'smtp' && state.settings.join_public_url === null,
  });

  /** The newest mail that left, as the one that came back. */
  const bounce = (name: string): BounceOutcome => {
    if (name.includes('holiday'))
      throw fail('not_a_bounce', `“${name}” does not say that a mail could not be delivered. Nothing was changed.`);
    const mail = [...state.mails].reverse().find((each) => each.state === 'sent' && each.kind === 'invitation');
    if (mail === undefined) return { recorded: [], others: 1 };
    const words = '550 5.1.1 <' + mail.to + '>: Recipient address rejected: User unknown';
    Object.assign(mail, { state: 'failed', reply: words });
    const user = state.account.users.find((each) => each.address === mail.to);
    if (user !== undefined) {
      user.delivery = 'failed';
      state.invitations.keep(user.id, { delivery_note: words });
    }
    emit('changed', null);
    return { recorded: [mail.to], others: 0 };
  };

  return {
    list_mail: ({ query }) => {
      const asked = query as MailQuery;
      const counts = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, uncertain: 0, dropped: 0 };
      for (const mail of state.mails) counts[mail.state] += 1;
      const mails = [...state.mails]
        .reverse()
        .filter((mail) => asked.states.length === 0 || asked.states.includes(mail.state))
        .filter((mail) => asked.before === null || mail.id < asked.before)
        .slice(0, asked.limit);
      return { mails, counts };
    },
    show_mail: ({ mail }) => must(state.mails.find((each) => each.id === mail)),
    reveal_mail: ({ mail }) => {
      state.revealed.push(mail as number);
      return null;
    },
    mail_status: mailStatus,
    pause_mail: ({ paused }) => {
      state.paused = paused as boolean;
      emit('changed', null);
      return mailStatus();
    },
    choose_bounce: () => (state.saves ? bounce('returned.eml') : null),
    read_bounce: ({ file }) => bounce(must(state.files.get(file as number)).name),
    get_preferences: () => state.preferences,
    change_preferences: ({ preferences }) => {
      state.preferences = preferences as Preferences;
      return null;
    },
    get_computer: () => state.computer,
    change_look: ({ look }) => {
      state.computer = { ...state.computer, look: look as Look };
      return state.computer;
    },
    change_computer: ({ preferences }) => {
      state.computer = { ...state.computer, ...(preferences as ComputerInput) };
      return state.computer;
    },
    deliver_mail: async () => {
      await state.wait(state.options.pace * 4);
      for (const mail of state.paused ? [] : state.mails) {
        if (mail.state === 'deferred' || mail.state === 'queued')
          Object.assign(mail, { state: 'sent', sent_at: state.iso(0), reply: '250 2.0.0 OK', not_before: null });
      }
      emit('changed', null);
      return mailStatus();
    },
    get_settings: () => state.settings,
    check_settings: ({ input }) => state.checkSettings(input as SettingsInput),
    change_settings: ({ input }) => {
      const { password, ...wanted } = input as SettingsInput;
      state.settings = { ...state.settings, ...wanted, has_password: state.settings.has_password || password !== null };
      return state.settings;
    },
    send_test_mail: async ({ input }) => {
      await state.wait(state.options.pace * 4);
      const { mail_route: route } = input as SettingsInput;
      if (route.kind === 'smtp' && route.host.includes('wrong'))
        throw fail(
          'mail_unreachable',
          `${route.host} cannot be reached. Nothing was sent; check the server and the port.`,
        );
      return `A test was sent to ${state.me.address}.`;
    },
  };
}

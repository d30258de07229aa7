import i18next from 'i18next';
import type { FieldProblem, MailRouteInput, SettingsInput, SettingsView } from '../../ipc/bindings';

/** The form as it is typed: texts, so that what is half written can stand. Names are those that problems carry. */
export interface Draft {
  kind: MailRouteInput['kind'];
  host: string;
  port: string;
  security: 'tls' | 'start_tls' | 'plain';
  user: string;
  password: string;
  mail_from: string;
  mail_connections: string;
  mail_per_minute: string;
  invitation_days: string;
  invitation_reminders: string;
  request_lapse_days: string;
  join_enabled: boolean;
  join_listen: string;
  join_public_url: string;
}

export type Name = keyof Draft;

export function draftOf(view: SettingsView): Draft {
  const smtp = view.mail_route.kind === 'smtp' ? view.mail_route : null;
  return {
    kind: view.mail_route.kind,
    host: smtp?.host ?? '',
    port: String(smtp?.port ?? 465),
    security: smtp?.security ?? 'tls',
    user: smtp?.user ?? '',
    password: '',
    mail_from: view.mail_from ?? '',
    mail_connections: String(view.mail_connections),
    mail_per_minute: view.mail_per_minute === null ? '' : String(view.mail_per_minute),
    invitation_days: String(view.invitation_days),
    invitation_reminders: view.invitation_reminders,
    request_lapse_days: String(view.request_lapse_days),
    join_enabled: view.join_enabled,
    join_listen: view.join_listen,
    join_public_url: view.join_public_url ?? '',
  };
}

/** As many as there are where nobody says otherwise. */
const CONNECTIONS = 2;

const within = (text: string, low: number, high: number) =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= low && Number(text) <= high;
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function inputOf(draft: Draft): SettingsInput {
  return {
    mail_route:
      draft.kind === 'folder'
        ? { kind: 'folder' }
        : {
            kind: 'smtp',
            host: draft.host.trim(),
            port: Number(draft.port),
            security: draft.security,
            user: orNull(draft.user),
          },
    mail_from: orNull(draft.mail_from),
    password: draft.kind === 'smtp' && draft.password !== '' ? draft.password : null,
    // With a folder they are hidden, and what was half typed there counts as not typed.
    mail_connections: within(draft.mail_connections, 1, 8) ? Number(draft.mail_connections) : CONNECTIONS,
    mail_per_minute: within(draft.mail_per_minute, 1, 10_000) ? Number(draft.mail_per_minute) : null,
    invitation_days: Number(draft.invitation_days),
    invitation_reminders: draft.invitation_reminders.trim() === '' ? 'none' : draft.invitation_reminders.trim(),
    request_lapse_days: Number(draft.request_lapse_days),
    join_enabled: draft.join_enabled,
    join_listen: draft.join_listen.trim(),
    join_public_url: orNull(draft.join_public_url),
  };
}

/** What cannot even be asked about. */
export function numberProblems(draft: Draft): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!within(draft.invitation_days, 1, 365))
    problems.push({ field: 'invitation_days', message: i18next.t('settings.days_problem') });
  const wrong = (field: Name, least: number, most: number) =>
    problems.push({ field, message: i18next.t('settings.number_problem', { least, most }) });
  if (!within(draft.request_lapse_days, 1, 365))
    problems.push({ field: 'request_lapse_days', message: i18next.t('settings.days_problem') });
  // What is hidden cannot be mended.
  if (draft.kind === 'smtp') {
    if (!within(draft.port, 1, 65_535)) wrong('port', 1, 65_535);
    if (draft.mail_per_minute.trim() !== '' && !within(draft.mail_per_minute, 1, 10_000))
      wrong('mail_per_minute', 1, 10_000);
    if (!within(draft.mail_connections, 1, 8)) wrong('mail_connections', 1, 8);
  }
  return problems;
}

export function sameDraft(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

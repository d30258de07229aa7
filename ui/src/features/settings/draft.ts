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
  invitation_days: string;
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
    invitation_days: String(view.invitation_days),
    join_enabled: view.join_enabled,
    join_listen: view.join_listen,
    join_public_url: view.join_public_url ?? '',
  };
}

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
    invitation_days: Number(draft.invitation_days),
    join_enabled: draft.join_enabled,
    join_listen: draft.join_listen.trim(),
    join_public_url: orNull(draft.join_public_url),
  };
}

const within = (text: string, low: number, high: number) =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= low && Number(text) <= high;

/** What cannot even be asked about. */
export function numberProblems(draft: Draft): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!within(draft.invitation_days, 1, 365))
    problems.push({ field: 'invitation_days', message: i18next.t('settings.days_problem') });
  if (draft.kind === 'smtp' && !within(draft.port, 1, 65_535))
    problems.push({ field: 'port', message: i18next.t('settings.port_problem') });
  return problems;
}

export function sameDraft(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

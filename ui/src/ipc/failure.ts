import type { Failure, FailureCode, Result } from './bindings';

/** A command that failed, as something to throw: TanStack Query hands it to whoever asked. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The data of a result, or the failure thrown. */
export async function unwrap<T>(result: Promise<Result<T, Failure>>): Promise<T> {
  const outcome = await result;
  if (outcome.status === 'ok') return outcome.data;
  throw new Failed(asFailure(outcome.error));
}

/** Whatever was thrown, as a failure. What is none of ours keeps its own words: hiding them would help nobody. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    return error as Failure;
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** What the window offers beside a failure's sentence. */
export type Offer = 'try_again' | 'open_settings' | 'choose_another_file' | 'open_another' | 'nothing';

/** Every code has its offer; the compiler sees to it that none is forgotten. */
export const offerFor: Record<FailureCode, Offer> = {
  no_workspace: 'nothing',
  not_permitted: 'nothing',
  invalid_input: 'nothing',
  file_unreadable: 'choose_another_file',
  not_a_table: 'choose_another_file',
  plan_gone: 'choose_another_file',
  plan_stale: 'try_again',
  removals_unconfirmed: 'nothing',
  cancelled: 'nothing',
  already_exists: 'nothing',
  not_found: 'nothing',
  invitation_not_open: 'nothing',
  last_administrator: 'nothing',
  in_use: 'nothing',
  not_a_bounce: 'nothing',
  workspace_not_opened: 'open_another',
  workspace_foreign: 'open_another',
  workspace_newer: 'open_another',
  workspace_damaged: 'open_another',
  workspace_read_only: 'try_again',
  workspace_lost: 'nothing',
  disk_full: 'try_again',
  busy: 'try_again',
  database: 'try_again',
  mail_unreachable: 'open_settings',
  mail_not_secure: 'open_settings',
  mail_not_accepted: 'open_settings',
  mail_folder: 'open_settings',
  mail_refused: 'open_settings',
  keyring: 'open_settings',
  join_service: 'open_settings',
  file_not_written: 'try_again',
  internal: 'try_again',
};

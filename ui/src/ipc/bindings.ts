// Draft of what `cargo xtask gen` will generate from the Rust types (tauri-specta). Same names, same shapes.
import { invoke } from '../platform/host';

export type UserId = number; export type GroupId = number; export type RoleId = number; export type ImportId = number; export type MailId = number;
export type Status = 'active' | 'pending' | 'expiring' | 'expired' | 'declined' | 'cancelled' | 'removed';
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'uncertain';
/** RFC 3339, UTC */ export type Timestamp = string;

export type Failure = { code: FailureCode; message: string };
/** `message` is a whole sentence from the catalogue: what happened, what was not done, what to do now. The code decides what the window offers beside it. */
export type FailureCode = 'no_workspace' | 'not_permitted' | 'invalid_input' | 'file_unreadable' | 'not_a_table' | 'plan_gone' | 'plan_stale' | 'cancelled' | 'already_exists' | 'not_found'
  | 'workspace_not_opened' | 'workspace_foreign' | 'workspace_newer' | 'workspace_damaged' | 'workspace_read_only' | 'disk_full' | 'busy' | 'database'
  | 'mail_unreachable' | 'mail_not_secure' | 'mail_not_accepted' | 'mail_folder' | 'mail_refused' | 'keyring' | 'join_service' | 'file_not_written' | 'internal';
export type Result<T, E> = { status: 'ok'; data: T } | { status: 'error'; error: E };

// start & workspaces
export type Start = { workspace: WorkspaceView | null; recent: RecentWorkspace[]; version: string };
export type RecentWorkspace = { id: number; name: string; /** shown shortened by the UI */ path: string; opened_at: Timestamp; missing: boolean };
export type WorkspaceView = { account: string; path: string; sample: boolean; administrator: Person | null; /** to choose from while `administrator` is null */ administrators: Person[] };
export type Person = { id: UserId; name: string | null; address: string };
export type NewAccountInput = { account: string; administrator_name: string; administrator_address: string; /** paths, `Sales/EMEA` */ groups: string[] };
/** which field of a form is wrong and why, in words; empty when all is well */
export type FieldProblem = { field: string; message: string };

// users
export type Assignment = { group: GroupId; /** `Sales/EMEA`, or `/` */ group_path: string; role: RoleId; role_name: string };
export type UserRow = { id: UserId; address: string; name: string | null; status: Status; assignments: Assignment[]; invited_at: Timestamp | null; sent_at: Timestamp | null; expires_at: Timestamp | null; joined_at: Timestamp | null; delivery: DeliveryState | null };
export type UserSort = 'name' | 'address' | 'status' | 'invited_at' | 'expires_at' | 'joined_at';
export type UserQuery = { search: string; statuses: Status[]; /** with the groups below it */ group: GroupId | null; role: RoleId | null; undelivered: boolean; sort: UserSort; descending: boolean; offset: number; limit: number };
/** of the users that match all but the status filter */
export type Counts = { all: number; active: number; pending: number; expiring: number; expired: number; declined: number; cancelled: number; removed: number; undelivered: number };
export type UserPage = { users: UserRow[]; total: number; offset: number; counts: Counts };
export type ActivityView = { at: Timestamp; by: string | null; verb: 'account_created' | 'group_added' | 'settings_changed' | 'import_carried_out' | 'invited' | 'invited_again' | 'assignment_added' | 'accepted' | 'declined'; detail: string | null; import: ImportId | null };
export type UserDetails = UserRow & { language: string | null; invited_by: string | null; delivery_note: string | null; history: ActivityView[] };

// groups & roles
export type GroupView = { id: GroupId; path: string; depth: number; users: number };
export type RoleView = { id: RoleId; name: string };

// import
export type SavedFile = { name: string; folder: string; /** hand back to reveal_file */ handle: number };
/** A file chosen in the dialog or dropped; the path stays in Rust. */
export type ChosenFile = { handle: number; name: string };
export type ImportOptions = { create_groups: boolean; allow_administrators: boolean };
export type RowOutcome = 'invited' | 'invited_again' | 'added' | 'changed' | 'removed' | 'unchanged' | 'skipped' | 'rejected';
export type RowCounts = { rows: number; invited: number; invited_again: number; added: number; changed: number; removed: number; unchanged: number; skipped: number; rejected: number };
export type PlanView = { plan: number; file: string; sheet: string; other_sheets: string[]; headers: string[]; ignored_headers: string[]; counts: RowCounts; invitations: number; new_groups: string[]; /** groups named in the file that do not exist (they become new_groups with create_groups) */ unknown_groups: string[]; administrator_rows: number; warnings: number; options: ImportOptions; /** when the very same file was carried out before */ seen_before: Timestamp | null };
export type ProblemView = { row: number; /** Email, Name, Group, Role, Action, Language */ column: string; /** index into the row's cells; null when the table has no such column */ cell: number | null; code: string; value: string; message: string; suggestion: string | null; warning: boolean };
export type PlanRow = { row: number; outcome: RowOutcome; cells: string[]; problems: ProblemView[] };
/** rows with problems come first, then the others in the file's order; `outcomes` empty: all */
export type PlanRowsQuery = { plan: number; outcomes: RowOutcome[]; offset: number; limit: number };
export type PlanRows = { rows: PlanRow[]; total: number };
export type ImportView = { id: ImportId; file_name: string; at: Timestamp; by: string; counts: RowCounts; invitations: number; headers: string[] };
export type ImportRowsQuery = { import: ImportId; outcomes: RowOutcome[]; offset: number; limit: number };

// mail
export type MailRow = { id: MailId; kind: 'invitation' | 'import_report'; to: string; state: DeliveryState; attempts: number; created_at: Timestamp; sent_at: Timestamp | null; not_before: Timestamp | null; reply: string | null };
export type MailQuery = { states: DeliveryState[]; before: MailId | null; limit: number };
export type MailPage = { mails: MailRow[]; counts: { queued: number; sending: number; sent: number; deferred: number; failed: number; uncertain: number } };
export type MailView = MailRow & { from: string; subject: string; text: string; html: string; /** an .eml in the mail folder that can be revealed */ in_folder: boolean };
export type MailStatus = { /** what stops all mail, a sentence; null when nothing does */ trouble: Failure | null; route: 'folder' | 'smtp'; folder: string | null; delivering: boolean };

// settings
export type MailRouteInput = { kind: 'folder' } | { kind: 'smtp'; host: string; port: number; security: 'tls' | 'start_tls' | 'plain'; user: string | null };
export type SettingsView = { mail_route: MailRouteInput; mail_folder: string; mail_from: string | null; has_password: boolean; invitation_days: number; join_enabled: boolean; join_listen: string; join_public_url: string | null };
export type SettingsInput = { mail_route: MailRouteInput; mail_from: string | null; /** null: leave the stored one */ password: string | null; invitation_days: number; join_enabled: boolean; join_listen: string; join_public_url: string | null };
export type JoinStatus = { running: boolean; /** where it can be reached on this computer */ address: string | null; trouble: Failure | null };

async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<Result<T, Failure>> {
  try { return { status: 'ok', data: await invoke<T>(command, args) }; } catch (error) { return { status: 'error', error: error as Failure }; }
}
/** `null` results of dialogs mean: the person closed the dialog. */
export const commands = {
  start: () => call<Start>('start'),
  checkNewAccount: (input: NewAccountInput) => call<FieldProblem[]>('check_new_account', { input }),
  createWorkspace: (input: NewAccountInput) => call<WorkspaceView | null>('create_workspace', { input }),
  openWorkspace: () => call<WorkspaceView | null>('open_workspace'),
  openRecent: (id: number) => call<WorkspaceView>('open_recent', { id }),
  forgetRecent: (id: number) => call<null>('forget_recent', { id }),
  openSample: () => call<WorkspaceView>('open_sample'),
  closeWorkspace: () => call<null>('close_workspace'),
  chooseAdministrator: (user: UserId) => call<WorkspaceView>('choose_administrator', { user }),
  listUsers: (query: UserQuery) => call<UserPage>('list_users', { query }),
  showUser: (user: UserId) => call<UserDetails>('show_user', { user }),
  listGroups: () => call<GroupView[]>('list_groups'),
  addGroup: (path: string) => call<GroupView[]>('add_group', { path }),
  listRoles: () => call<RoleView[]>('list_roles'),
  saveTemplate: () => call<SavedFile | null>('save_template'),
  chooseFile: () => call<ChosenFile | null>('choose_file'),
  checkFile: (file: number, options: ImportOptions) => call<PlanView>('check_file', { file, options }),
  planRows: (query: PlanRowsQuery) => call<PlanRows>('plan_rows', { query }),
  /** progress comes by the event `import-progress` with {plan, share 0..1} */
  carryOut: (plan: number) => call<ImportView>('carry_out', { plan }),
  cancelImport: (plan: number) => call<null>('cancel_import', { plan }),
  listImports: () => call<ImportView[]>('list_imports'),
  showImport: (id: ImportId) => call<ImportView>('show_import', { import: id }),
  importRows: (query: ImportRowsQuery) => call<PlanRows>('import_rows', { query }),
  saveReport: (id: ImportId) => call<SavedFile | null>('save_report', { import: id }),
  revealFile: (handle: number) => call<null>('reveal_file', { handle }),
  listMail: (query: MailQuery) => call<MailPage>('list_mail', { query }),
  showMail: (mail: MailId) => call<MailView>('show_mail', { mail }),
  revealMail: (mail: MailId) => call<null>('reveal_mail', { mail }),
  mailStatus: () => call<MailStatus>('mail_status'),
  deliverMail: () => call<MailStatus>('deliver_mail'),
  getSettings: () => call<SettingsView>('get_settings'),
  checkSettings: (input: SettingsInput) => call<FieldProblem[]>('check_settings', { input }),
  changeSettings: (input: SettingsInput) => call<SettingsView>('change_settings', { input }),
  sendTestMail: (input: SettingsInput) => call<string>('send_test_mail', { input }),
  joinStatus: () => call<JoinStatus>('join_status'),
};
/** Events from Rust: `changed` (nothing in it: something of the workspace changed, here or elsewhere: ask again what is on the screen), `file-dropped` {handle,name}[] (files dropped anywhere on the window; the first counts), `file-over` boolean (something is being dragged over the window), `import-progress` {plan, share}. */

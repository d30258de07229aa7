import type {
  Assignment,
  ChosenFile,
  ComputerPreferences,
  DeliveryState,
  FailureCode,
  Failure,
  FieldProblem,
  Going,
  ImportView,
  Mapping,
  ShownMail,
  Person,
  PlanRow,
  Preferences,
  RecentWorkspace,
  SavedFile,
  SettingsInput,
  SettingsView,
  UserRow,
  WorkspaceView,
} from '../../ipc/bindings';
import { Account, DAY, noteOn } from './account';
import { Activity } from './activity';
import { inventPaths } from './groups';
import { Invitations } from './invitations';
import { JoinLink } from './joining';
import { Requests } from './requests';
import type { Undoable } from './imports/carry';
import type { Kept } from './imports/commands';
import { type FakeFile, inventRows } from './imports/tables';

export interface FakeOptions {
  /** How many users the account has. */
  users?: number;
  /** What is open at first. */
  open?: 'account' | 'sample' | 'choose' | 'nothing';
  /** Milliseconds that every answer takes. */
  delay?: number;
  /** Milliseconds of a step of an import; there are twenty. None: it is done at once. */
  pace?: number;
  now?: () => number;
  /** Commands that fail, and how. */
  failing?: Record<string, Failure>;
  /** Mail cannot leave. */
  trouble?: boolean;
  /** Mail waits. */
  paused?: boolean;
  /** Whether this computer has a tray. */
  tray?: boolean;
  recent?: RecentWorkspace[];
  /** How many requests to join there are, waiting or over. */
  requests?: number;
  /** Whoever acts administers a part of the account only. */
  part?: boolean;
  /** How many groups are invented; null: the usual few. */
  groups?: number | null;
}

export const fail = (code: FailureCode, message: string): Failure => ({ code, message });

export type Command = (args: Record<string, unknown>) => unknown;
export type Events = { emit: (event: string, payload: unknown) => void };

/** Everything the fake host remembers. */
export class State {
  readonly options: Required<Omit<FakeOptions, 'failing' | 'recent'>>;
  failing: Record<string, Failure>;
  account: Account;
  invitations: Invitations;
  joinLink: JoinLink;
  requests: Requests;
  activity: Activity;
  workspace: WorkspaceView | null = null;
  recent: RecentWorkspace[];
  mails: ShownMail[] = [];
  imports: (ImportView & { table: PlanRow[]; source?: string[][] })[] = [];
  /** What each import did, and can be undone. */
  imported = new Map<number, Undoable>();
  /** What was said of columns, by their headers. */
  mappings = new Map<string, Mapping>();
  plans = new Map<number, Kept>();
  files = new Map<number, FakeFile>();
  settings: SettingsView;
  nextPlan = 1;
  /** What `chooseFile` answers; null: the dialog is closed. */
  nextChoice: ChosenFile | null;
  /** Whether save dialogs are answered. */
  saves = true;
  /** The next carrying out finds the account changed. */
  stale = false;
  revealed: number[] = [];
  paused: boolean;
  /** Where a link leads that was opened outside. */
  going: Going | null = null;
  preferences: Preferences = { mail_answers: true, mail_requests: 'each' };
  computer: ComputerPreferences;

  constructor({ failing = {}, recent, ...options }: FakeOptions) {
    this.options = {
      users: 812,
      open: 'account',
      delay: 0,
      pace: 60,
      now: Date.now,
      trouble: false,
      paused: false,
      tray: true,
      requests: 24,
      part: false,
      groups: null,
      ...options,
    };
    this.paused = this.options.paused;
    this.computer = {
      keep_in_tray: false,
      tray_available: this.options.tray,
      start_at_login: false,
      look: { theme: 'system', zoom: 100 },
    };
    this.failing = failing;
    this.recent = recent ?? [
      {
        id: 1,
        name: 'Acme',
        path: '/home/zoe/Documents/Accounts/Acme.rollcall',
        opened_at: this.iso(-DAY),
        missing: false,
      },
      {
        id: 2,
        name: 'Northwind',
        path: '/home/zoe/Documents/Northwind.rollcall',
        opened_at: this.iso(-6 * DAY),
        missing: false,
      },
      {
        id: 3,
        name: 'Old office',
        path: '/media/stick/Old office.rollcall',
        opened_at: this.iso(-80 * DAY),
        missing: true,
      },
    ];
    this.settings = {
      mail_route: { kind: 'folder' },
      mail_folder: '/home/zoe/Documents/Accounts/Acme mails',
      mail_from: null,
      has_password: false,
      invitation_days: 90,
      mail_connections: 2,
      mail_per_minute: null,
      invitation_reminders: '7, 30, 60, 83',
      request_lapse_days: 30,
      join_enabled: false,
      join_listen: '127.0.0.1:8710',
      join_public_url: null,
    };
    this.account = this.newAccount(this.options.users);
    this.invitations = new Invitations(this);
    this.joinLink = new JoinLink(this);
    this.requests = new Requests(this, this.options.requests);
    this.activity = new Activity(this);
    this.files.set(1, { name: 'New colleagues.xlsx', rows: inventRows() });
    this.nextChoice = { handle: 1, name: 'New colleagues.xlsx' };
    if (this.options.open !== 'nothing') this.openWorkspace(this.options.open);
  }

  iso(away: number): string {
    return new Date(this.options.now() + away).toISOString();
  }

  /** Another account stands in the place of the one before. */
  begin(account: Account): void {
    this.account = account;
    this.invitations = new Invitations(this);
    this.joinLink = new JoinLink(this);
    this.joinLink.missing = true;
    this.requests = new Requests(this, 0);
    this.activity = new Activity(this);
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((done) => setTimeout(done, milliseconds));
  }

  /** What a save dialog comes to. */
  saved(name: string): SavedFile | null {
    return this.saves ? { name, folder: '/home/zoe/Downloads', handle: 7 } : null;
  }

  newAccount(users: number, paths = inventPaths(this.options.groups)): Account {
    return new Account(users, this.options.now, paths);
  }

  get me(): Person {
    return this.workspace?.administrator ?? { id: 1, name: 'Zoë Ünal', address: 'zoe.unal@example.net' };
  }

  /** Where links lead. */
  get linkBase(): string {
    return this.settings.join_public_url ?? `http://${this.settings.join_listen}`;
  }

  /** What the join link suggests for whoever comes by it. */
  get suggested(): Assignment | null {
    const grant = this.joinLink.missing ? null : this.joinLink.terms.suggested;
    return grant === null ? null : this.account.assignment(grant.group, grant.role);
  }

  openWorkspace(kind: 'account' | 'sample' | 'choose'): WorkspaceView {
    const people = [
      { id: 1, name: 'Zoë Ünal', address: 'zoe.unal@example.net' },
      { id: 2, name: 'Ana Silva', address: 'ana.silva@example.org' },
    ];
    this.workspace = {
      account: kind === 'sample' ? 'Sample account' : 'Acme',
      path: '/home/zoe/Documents/Accounts/Acme.rollcall',
      sample: kind === 'sample',
      administrator: kind === 'choose' ? null : (people[0] ?? null),
      administrators: people,
    };
    if (this.options.users > 1) this.inventMail();
    return this.workspace;
  }

  private inventMail(): void {
    this.mails = [];
    for (const user of this.account.users.filter((each) => each.delivery !== null).slice(0, 60)) {
      const row = this.account.details(user.id);
      if (row === undefined) continue;
      this.addInvitation(user.address, user.name ?? '', {
        state: row.delivery ?? 'sent',
        reply:
          row.delivery_note ??
          (row.delivery === 'sent' && this.settings.mail_route.kind === 'smtp' ? '250 2.0.0 OK' : null),
        created_at: row.invited_at ?? this.iso(-DAY),
        sent_at: row.delivery === 'sent' ? row.sent_at : null,
        not_before: row.delivery === 'deferred' ? this.iso(24 * 60_000) : null,
        attempts: row.delivery === 'deferred' ? 3 : 1,
      });
    }
    this.mails.sort((a, b) => a.created_at.localeCompare(b.created_at));
    this.mails.forEach((mail, at) => {
      mail.id = at + 1;
    });
  }

  /** Somebody's invitation has ended: nobody needs a mail any more that waits for them. */
  dropMails(user: UserRow): void {
    const waits = (state: DeliveryState | null) => state === 'queued' || state === 'deferred';
    for (const mail of this.mails)
      if (mail.to === user.address && waits(mail.state))
        Object.assign(mail, { state: 'dropped', not_before: null, reply: noteOn('dropped') });
    if (waits(user.delivery)) user.delivery = 'dropped';
  }

  addInvitation(to: string, name: string, more: Partial<ShownMail> = {}): ShownMail {
    const account = this.workspace?.account ?? 'Acme';
    const folder = this.settings.mail_route.kind === 'folder';
    const mail: ShownMail = {
      id: this.mails.length + 1,
      kind: 'invitation',
      to,
      state: 'sent',
      attempts: 1,
      created_at: this.iso(0),
      sent_at: this.iso(0),
      not_before: null,
      reply: null,
      from: `${this.me.name} <${this.me.address}>`,
      subject: `${this.me.name} invites you to ${account}`,
      text: `Hello ${name === '' ? 'there' : name},\n\n${this.me.name} (${this.me.address}) invites you to join ${account} on Rollcall.\n\nYour groups and roles:\n\n  •  Sales / EMEA – Buyer\n\nTo accept or decline, open this link:\n\nhttps://join.example.com/i/9hVx2mB0bWJc8QkTn1r4sPz6yLuE7aDf3gHoKiXtYwR\n\nIt works until 14 February 2027.\n\nIf you do not know why you get this mail, you need not do anything.`,
      html: '',
      in_folder: folder,
      ...more,
    };
    this.mails.push(mail);
    return mail;
  }

  checkSettings(input: SettingsInput): FieldProblem[] {
    const problems: FieldProblem[] = [];
    const wrong = (field: string, message: string) => problems.push({ field, message });
    const route = input.mail_route;
    if (route.kind === 'smtp') {
      if (route.host === '') wrong('host', 'Write the name of the mail server.');
      if (route.security === 'plain' && !/^(localhost|127\.)/.test(route.host))
        wrong('host', 'Without TLS, mail may only go to this computer.');
    }
    if (input.mail_from !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(input.mail_from))
      wrong('mail_from', 'This is no e-mail address: it should look like name@example.com.');
    if (input.invitation_days < 1 || input.invitation_days > 365)
      wrong('invitation_days', 'Write a number from 1 to 365.');
    if (input.mail_connections < 1 || input.mail_connections > 8)
      wrong('mail_connections', 'Write a number from 1 to 8.');
    if (input.mail_per_minute !== null && (input.mail_per_minute < 1 || input.mail_per_minute > 10_000))
      wrong('mail_per_minute', 'Write a number from 1 to 10000.');
    if (input.request_lapse_days < 1 || input.request_lapse_days > 365)
      wrong('request_lapse_days', 'A request waits for 1 to 365 days.');
    const days = input.invitation_reminders.split(/[,;]/).map((day) => Number(day.trim()));
    if (
      input.invitation_reminders.trim() !== 'none' &&
      !days.every((day) => Number.isInteger(day) && day >= 1 && day <= 364)
    )
      wrong(
        'invitation_reminders',
        'Write the days of the reminders, such as “7, 30, 60, 83”: each from 1 to 364, 12 at most; or “none”.',
      );
    if (!/^[\d.:[\]a-f]+:\d+$/.test(input.join_listen))
      wrong('join_listen', 'Write an address and a port, such as 127.0.0.1:8710.');
    if (input.join_public_url !== null && !/^https?:\/\/[^\s/]+/.test(input.join_public_url))
      wrong('join_public_url', 'Write a whole address that begins with https://.');
    return problems;
  }
}

-- The first format of a workspace.
--
-- Times are milliseconds since 1970-01-01T00:00:00Z. States are the words of rollcall-domain. Indexes are few: each of them slows
-- every import. Nothing is deleted but assignments, links, mails that never left and are replaced, the views that somebody keeps, and what
-- strangers typed and never proved.

-- One row: what the workspace itself remembers. It is there before there is an account.
CREATE TABLE workspace (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    latest_seen INTEGER NOT NULL -- the effective now never runs backwards
) STRICT;
INSERT INTO workspace (id, latest_seen) VALUES (1, 0);

-- One row, or none yet.
CREATE TABLE account (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    name       TEXT NOT NULL CHECK (name <> ''),
    key        TEXT NOT NULL CHECK (key <> ''), -- by what links into the program find it
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The tree. Group 1 is the root, the account itself.
CREATE TABLE groups (
    id          INTEGER PRIMARY KEY,
    parent_id   INTEGER REFERENCES groups (id),
    name        TEXT NOT NULL CHECK (name <> ''),
    name_key    TEXT NOT NULL CHECK (name_key <> ''), -- by what names of one level are compared
    removed_at  INTEGER, -- a removed group stays, since what happened names it; nobody has anything in it
    merged_into INTEGER REFERENCES groups (id), -- removed, because all that was in it is there now
    CHECK ((id = 1) = (parent_id IS NULL)),
    CHECK (id <> 1 OR removed_at IS NULL),
    CHECK (merged_into IS NULL OR removed_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX one_name_in_a_group ON groups (parent_id, name_key) WHERE removed_at IS NULL;

-- The paths by which groups were known before they were renamed, moved or merged, so that old spreadsheets are understood.
CREATE TABLE former_paths (
    id       INTEGER PRIMARY KEY,
    path_key TEXT NOT NULL CHECK (path_key <> ''), -- by what paths are compared
    group_id INTEGER NOT NULL REFERENCES groups (id)
) STRICT;

-- A role that was removed stays, since what happened names it.
CREATE TABLE roles (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL CHECK (name <> ''),
    name_key   TEXT NOT NULL CHECK (name_key <> ''), -- by what names are compared
    meaning    TEXT CHECK (meaning <> ''), -- of a role that the account has defined
    given_by   TEXT NOT NULL CHECK (given_by IN ('group', 'account')), -- administrators of the group, or of the account only
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_role_of_a_name ON roles (name_key) WHERE removed_at IS NULL;

-- Users are never deleted, so that history stays.
CREATE TABLE users (
    id          INTEGER PRIMARY KEY,
    address     TEXT NOT NULL CHECK (address <> ''), -- as given: mail goes there
    address_key TEXT NOT NULL UNIQUE CHECK (address_key <> ''), -- who it is
    name        TEXT CHECK (name <> ''),
    language    TEXT CHECK (language <> ''), -- ISO 639-1
    state       TEXT NOT NULL CHECK (state IN ('invited', 'active', 'removed')),
    joined_at   INTEGER, -- when they became the member that they are
    came_by     TEXT NOT NULL CHECK (came_by IN ('founding', 'hand', 'import', 'link')), -- how they came to be invited, or to join, last
    CHECK (state <> 'active' OR joined_at IS NOT NULL)
) STRICT;

-- What a user has; of an invited user, what was offered.
CREATE TABLE assignments (
    user_id  INTEGER NOT NULL REFERENCES users (id),
    group_id INTEGER NOT NULL REFERENCES groups (id),
    role_id  INTEGER NOT NULL REFERENCES roles (id),
    PRIMARY KEY (user_id, group_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX administrators ON assignments (group_id, user_id) WHERE role_id = 1;

-- An active administrator of the root group stays. Every statement that could take the last one away sees to that itself, and says so; this is
-- for one that forgets.
CREATE TRIGGER an_administrator_keeps_it BEFORE DELETE ON assignments
WHEN OLD.role_id = 1 AND OLD.group_id = 1 AND (SELECT state FROM users WHERE id = OLD.user_id) = 'active'
    AND NOT EXISTS (SELECT 1 FROM assignments a JOIN users u ON u.id = a.user_id
        WHERE a.role_id = 1 AND a.group_id = 1 AND a.user_id <> OLD.user_id AND u.state = 'active')
BEGIN
    SELECT raise(ABORT, 'nobody would administer the account');
END;
CREATE TRIGGER an_administrator_keeps_all_of_it BEFORE UPDATE ON assignments
WHEN OLD.role_id = 1 AND OLD.group_id = 1 AND (NEW.role_id, NEW.group_id, NEW.user_id) <> (1, 1, OLD.user_id)
    AND (SELECT state FROM users WHERE id = OLD.user_id) = 'active'
    AND NOT EXISTS (SELECT 1 FROM assignments a JOIN users u ON u.id = a.user_id
        WHERE a.role_id = 1 AND a.group_id = 1 AND a.user_id <> OLD.user_id AND u.state = 'active')
BEGIN
    SELECT raise(ABORT, 'nobody would administer the account');
END;
CREATE TRIGGER an_administrator_stays BEFORE UPDATE OF state ON users
WHEN OLD.state = 'active' AND NEW.state <> 'active'
    AND EXISTS (SELECT 1 FROM assignments WHERE role_id = 1 AND group_id = 1 AND user_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM assignments a JOIN users u ON u.id = a.user_id
        WHERE a.role_id = 1 AND a.group_id = 1 AND a.user_id <> OLD.id AND u.state = 'active')
BEGIN
    SELECT raise(ABORT, 'nobody would administer the account');
END;

CREATE TABLE imports (
    id                   INTEGER PRIMARY KEY,
    file_name            TEXT NOT NULL,
    file_hash            BLOB NOT NULL CHECK (length(file_hash) = 32), -- SHA-256
    at                   INTEGER NOT NULL,
    by_user              INTEGER NOT NULL REFERENCES users (id),
    create_groups        INTEGER NOT NULL CHECK (create_groups IN (0, 1)),
    allow_administrators INTEGER NOT NULL CHECK (allow_administrators IN (0, 1)),
    headers              TEXT NOT NULL, -- JSON: an array of texts
    places               TEXT NOT NULL, -- JSON: an array of columns, each with its place among the cells of a row
    rows                 INTEGER NOT NULL,
    invited              INTEGER NOT NULL CHECK (invited >= 0),
    invited_again        INTEGER NOT NULL CHECK (invited_again >= 0),
    added                INTEGER NOT NULL CHECK (added >= 0),
    changed              INTEGER NOT NULL CHECK (changed >= 0),
    removed              INTEGER NOT NULL CHECK (removed >= 0),
    unchanged            INTEGER NOT NULL CHECK (unchanged >= 0),
    skipped              INTEGER NOT NULL CHECK (skipped >= 0),
    rejected             INTEGER NOT NULL CHECK (rejected >= 0),
    invitations          INTEGER NOT NULL CHECK (invitations >= 0), -- how many it made or started anew
    CHECK (rows = invited + invited_again + added + changed + removed + unchanged + skipped + rejected)
) STRICT;

CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    number    INTEGER NOT NULL CHECK (number > 0), -- the row's own number in the file
    outcome   TEXT NOT NULL CHECK (outcome IN
        ('invited', 'invited_again', 'added', 'changed', 'removed', 'unchanged', 'skipped', 'rejected')),
    cells     TEXT NOT NULL, -- JSON: an array of texts
    problems  TEXT, -- JSON: an array of problems; NULL for none
    PRIMARY KEY (import_id, number)
) STRICT, WITHOUT ROWID;

-- What somebody has said of the columns of tables, by their headers. Said again, it takes the place of what was said before.
CREATE TABLE mappings (
    signature TEXT NOT NULL PRIMARY KEY, -- of the headers
    mapping   TEXT NOT NULL -- JSON: what each column means
) STRICT, WITHOUT ROWID;

-- Invitations are never deleted. Expired and expiring are computed from the clock.
CREATE TABLE invitations (
    id               INTEGER PRIMARY KEY,
    user_id          INTEGER NOT NULL REFERENCES users (id),
    state            TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'cancelled')),
    created_at       INTEGER NOT NULL,
    sent_at          INTEGER, -- NULL until it leaves, or a link is given out: its time begins then
    expires_at       INTEGER,
    reminders        INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0), -- put into the outbox since its time began
    reminded_through INTEGER NOT NULL DEFAULT 0 CHECK (reminded_through >= 0), -- the last day of the schedule that is done
    message          TEXT CHECK (message <> ''), -- what the one who invited wrote
    answered_at      INTEGER, -- or cancelled
    answered_by      INTEGER REFERENCES users (id), -- the invitee, or the administrator who recorded it or cancelled
    answer_note      TEXT CHECK (answer_note <> ''),
    invited_by       INTEGER NOT NULL REFERENCES users (id),
    import_id        INTEGER REFERENCES imports (id),
    CHECK ((sent_at IS NULL) = (expires_at IS NULL)),
    CHECK ((state = 'pending') = (answered_at IS NULL)),
    CHECK ((answered_at IS NULL) = (answered_by IS NULL)),
    CHECK (sent_at IS NOT NULL OR (reminders = 0 AND reminded_through = 0))
) STRICT;
CREATE INDEX invitations_of_user ON invitations (user_id);
CREATE UNIQUE INDEX one_pending_invitation ON invitations (user_id) WHERE state = 'pending';

-- The join links of the account, one after the other: by the one that is not replaced, somebody may ask to join. It is an address that is
-- published and shown again, gives nothing but the right to ask, and is therefore kept as it is.
CREATE TABLE join_links (
    id          INTEGER PRIMARY KEY,
    secret      TEXT NOT NULL CHECK (length(secret) = 43),
    hash        BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- its SHA-256, by which it is looked up
    made_at     INTEGER NOT NULL,
    made_by     INTEGER NOT NULL REFERENCES users (id),
    is_on       INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    ends_at     INTEGER,
    most_uses   INTEGER CHECK (most_uses > 0),
    domains     TEXT NOT NULL, -- JSON: an array of texts
    group_id    INTEGER REFERENCES groups (id), -- what is suggested for whoever asks by it
    role_id     INTEGER REFERENCES roles (id),
    welcome     TEXT CHECK (welcome <> ''),
    uses        INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0), -- how many have asked by it and proven their address
    replaced_at INTEGER,
    CHECK ((group_id IS NULL) = (role_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_join_link ON join_links ((replaced_at IS NULL)) WHERE replaced_at IS NULL;

-- What was typed on the page of the join link, as it came, the same for every address: whether anybody has that address is looked at later.
-- One that was answered stays for a day, to count by, whether it made a mail or not; one beyond what anybody is answered in a day is forgotten
-- when it was looked at.
CREATE TABLE asks (
    id          INTEGER PRIMARY KEY,
    link_id     INTEGER NOT NULL REFERENCES join_links (id),
    address     TEXT NOT NULL,
    address_key TEXT NOT NULL,
    mailbox     TEXT NOT NULL, -- the mailbox that the key most likely leads to: without a tag
    name        TEXT NOT NULL CHECK (name <> ''),
    note        TEXT CHECK (note <> ''),
    language    TEXT NOT NULL, -- ISO 639-1: of the page
    at          INTEGER NOT NULL,
    answered_at INTEGER -- when it was looked at; NULL: it waits for that
) STRICT;
CREATE INDEX asks_waiting ON asks (id) WHERE answered_at IS NULL;
CREATE INDEX asks_answered ON asks (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX asks_of_address ON asks (address_key, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX asks_of_mailbox ON asks (mailbox, answered_at) WHERE answered_at IS NOT NULL;

-- Join requests. One whose address was never proven is forgotten when its time is over; no other one is ever deleted.
CREATE TABLE requests (
    id           INTEGER PRIMARY KEY AUTOINCREMENT, -- never given to another request
    link_id      INTEGER NOT NULL REFERENCES join_links (id),
    address      TEXT NOT NULL CHECK (address <> ''), -- as given: mail goes there
    address_key  TEXT NOT NULL CHECK (address_key <> ''),
    name         TEXT NOT NULL CHECK (name <> ''),
    note         TEXT CHECK (note <> ''),
    language     TEXT NOT NULL CHECK (language <> ''), -- ISO 639-1
    state        TEXT NOT NULL CHECK (state IN ('unconfirmed', 'pending', 'approved', 'denied', 'withdrawn', 'lapsed')),
    asked_at     INTEGER NOT NULL,
    forget_at    INTEGER NOT NULL, -- while it is unconfirmed: from when on it cannot be confirmed
    confirmed_at INTEGER,
    suggested_group_id INTEGER REFERENCES groups (id), -- what the link suggested when it was confirmed: that says who may decide
    suggested_role_id  INTEGER REFERENCES roles (id),
    decided_at   INTEGER, -- or withdrawn, or lapsed
    decided_by   INTEGER REFERENCES users (id), -- the administrator
    words        TEXT CHECK (words <> ''), -- what they wrote to whoever asked
    searched     TEXT NOT NULL, -- name, address and note, folded: where words are looked for
    user_id      INTEGER REFERENCES users (id), -- approved: who joined, or was invited
    group_id     INTEGER REFERENCES groups (id), -- approved: what they were given
    role_id      INTEGER REFERENCES roles (id),
    CHECK ((state = 'unconfirmed') = (confirmed_at IS NULL)),
    CHECK (confirmed_at IS NOT NULL OR suggested_group_id IS NULL),
    CHECK ((suggested_group_id IS NULL) = (suggested_role_id IS NULL)),
    CHECK ((state IN ('unconfirmed', 'pending')) = (decided_at IS NULL)),
    CHECK ((state IN ('approved', 'denied')) = (decided_by IS NOT NULL)),
    CHECK ((state = 'approved') = (user_id IS NOT NULL)),
    CHECK ((state = 'approved') = (group_id IS NOT NULL)),
    CHECK ((group_id IS NULL) = (role_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_open_request ON requests (address_key) WHERE state IN ('unconfirmed', 'pending');
CREATE INDEX requests_of_address ON requests (address_key);
CREATE INDEX requests_by_state ON requests (state, confirmed_at, suggested_group_id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX requests_by_time ON requests (confirmed_at, state, suggested_group_id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX requests_to_forget ON requests (forget_at) WHERE state = 'unconfirmed';

-- From whom no request is wanted. Whoever is blocked is not told.
CREATE TABLE blocks (
    what       TEXT NOT NULL PRIMARY KEY CHECK (what <> ''), -- the key of an address, or a domain with an @ before it
    at         INTEGER NOT NULL,
    by_user    INTEGER NOT NULL REFERENCES users (id)
) STRICT, WITHOUT ROWID;

-- The links that work. Only the SHA-256 of a link's secret is ever stored, so that no link can be made from it.
CREATE TABLE links (
    hash          BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    invitation_id INTEGER REFERENCES invitations (id),
    request_id    INTEGER REFERENCES requests (id),
    CHECK ((invitation_id IS NULL) <> (request_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX links_of_invitation ON links (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX links_of_request ON links (request_id) WHERE request_id IS NOT NULL;

-- What an administrator wants to be told by mail.
CREATE TABLE preferences (
    user_id          INTEGER PRIMARY KEY REFERENCES users (id),
    mail_answers     INTEGER NOT NULL CHECK (mail_answers IN (0, 1)),
    mail_requests    TEXT NOT NULL CHECK (mail_requests IN ('each', 'daily', 'never')),
    requests_told_at INTEGER, -- daily: when they were told last
    requests_told_through INTEGER NOT NULL DEFAULT 0 -- of which activity they were told then: moments may be the same, when a clock was set back
) STRICT;

CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT, -- never given to another mail, also when one gives way to a new one
    kind          TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder', 'import_report', 'gained', 'answer',
        'confirm', 'waiting', 'member', 'approved', 'denied', 'lapsed', 'request', 'requests')),
    user_id       INTEGER REFERENCES users (id), -- it goes to the address of this user; NULL: to who asked to join
    request_id    INTEGER REFERENCES requests (id), -- the request that it is about
    invitation_id INTEGER REFERENCES invitations (id), -- the invitation that it carries a link to
    answered_id   INTEGER REFERENCES invitations (id), -- the invitation whose answer it tells
    import_id     INTEGER REFERENCES imports (id),
    gained        TEXT, -- JSON: an array of pairs of group and role
    state         TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain', 'dropped')),
    attempts      INTEGER NOT NULL CHECK (attempts >= 0),
    created_at    INTEGER NOT NULL,
    sent_at       INTEGER,
    not_before    INTEGER, -- deferred: when it is tried again
    claimed_at    INTEGER, -- when it was last taken to be sent
    ends_at       INTEGER, -- when its invitation ends, as it says: of one that left, may have, or is leaving
    reply         TEXT, -- what the server said last, where the file is, or why it was dropped
    CHECK ((kind IN ('invitation', 'reminder')) = (invitation_id IS NOT NULL)),
    CHECK ((kind = 'answer') = (answered_id IS NOT NULL)),
    CHECK ((kind = 'import_report') = (import_id IS NOT NULL)),
    CHECK ((kind = 'gained') = (gained IS NOT NULL)),
    CHECK ((kind IN ('confirm', 'waiting', 'approved', 'denied', 'lapsed', 'request')) = (request_id IS NOT NULL)),
    CHECK ((kind IN ('confirm', 'waiting', 'denied', 'lapsed')) = (user_id IS NULL)),
    CHECK (state <> 'sending' OR claimed_at IS NOT NULL),
    CHECK (state <> 'sending' OR invitation_id IS NULL OR ends_at IS NOT NULL),
    CHECK ((state = 'deferred') = (not_before IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state);
CREATE INDEX outbox_of_invitation ON outbox (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX outbox_without_invitation ON outbox (user_id) WHERE invitation_id IS NULL;
CREATE INDEX outbox_of_request ON outbox (request_id) WHERE request_id IS NOT NULL;

-- The views of the users that administrators keep.
CREATE TABLE views (
    user_id INTEGER NOT NULL REFERENCES users (id),
    name    TEXT NOT NULL CHECK (name <> ''),
    place   TEXT NOT NULL CHECK (place <> ''), -- what the window makes the view of
    PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

-- Who did what, to whom, when. Append-only, without gaps.
CREATE TABLE activity (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    by_user   INTEGER REFERENCES users (id), -- NULL: Rollcall itself
    verb      TEXT NOT NULL CHECK (verb <> ''),
    user_id   INTEGER REFERENCES users (id), -- to whom it happened
    request_id INTEGER REFERENCES requests (id), -- the join request that it is about
    detail    TEXT,
    before    TEXT, -- JSON: what it ended, of what can be undone
    import_id INTEGER REFERENCES imports (id)
) STRICT;
CREATE INDEX activity_of_user ON activity (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX activity_of_request ON activity (request_id) WHERE request_id IS NOT NULL;
CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity
BEGIN
    SELECT raise(ABORT, 'activity is append-only');
END;
CREATE TRIGGER activity_is_never_deleted BEFORE DELETE ON activity
BEGIN
    SELECT raise(ABORT, 'activity is append-only');
END;

-- A link for each transaction that recorded something: the SHA-256 of the link before and of the entries since (chain.rs says how).
CREATE TABLE chain (
    last_activity INTEGER PRIMARY KEY, -- the last entry of the transaction
    hash          BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER chain_is_never_changed BEFORE UPDATE ON chain
BEGIN
    SELECT raise(ABORT, 'the chain is append-only');
END;
CREATE TRIGGER chain_is_never_deleted BEFORE DELETE ON chain
BEGIN
    SELECT raise(ABORT, 'the chain is append-only');
END;

-- The change feed: which users each transaction touched, as ranges of ids.
CREATE TABLE changes (
    seq        INTEGER NOT NULL,
    first_user INTEGER NOT NULL,
    last_user  INTEGER NOT NULL CHECK (last_user >= first_user),
    PRIMARY KEY (seq, first_user)
) STRICT, WITHOUT ROWID;

# The words of the command. Sentences of the use cases (errors, problems of rows) are in the catalogue of rollcall-app.

workspace-missing = Say which workspace is meant, with --workspace FILE.
error-output = The answer could not be printed ({ $why }).
error-keyring-instead = On a computer without a keyring, give the password in the environment variable { $variable }.
error-not-written = “{ $path }” could not be written ({ $why }). Nothing was done. Choose another name or folder, or make room on the disk.
error-report-late = The import was carried out, but the report “{ $path }” could not be written ({ $why }). It waits as a mail in the outbox.
error-same-file = “{ $path }” is the file that is imported. Nothing was done. Choose another name for the report.
error-input-not-text = Standard input is not text in UTF-8. Nothing was done. Give it as a file.
error-is-workspace = “{ $path }” is the workspace itself. Nothing was done. Choose another name.
error-group-unknown = There is no group “{ $group }” in this account that you administer. “rollcall group list” shows those that there are.
error-role-unknown = There is no role “{ $role }” in this account. The roles are: { $known }.
error-group-meant = There is no group “{ $group }” in this account that you administer. Write “{ $meant }”, or another one that “rollcall group list” shows.
error-role-meant = There is no role “{ $role }” in this account. Write “{ $meant }”, or another one of the roles: { $known }.
error-not-read = “{ $path }” could not be read ({ $why }). Nothing was done with it.
error-too-long = “{ $path }” is longer than { $most } MiB. Nothing was done with it.
error-after = “{ $value }” is not a place in the list. Give what the page before called next.
error-after-order = “{ $value }” is a place in the list sorted by { $own }, and --sort says { $asked }. Nothing was listed. Leave --sort out, or say --sort={ $own }.
error-other-ending = “{ $path }” does not end in .{ $ending }, as files for { $product } do. Nothing was written. Choose another name.
error-no-table-file = “{ $path }” does not say what kind of table it is to be. Nothing was written. Choose a name that ends in .xlsx or .csv.

init-done = The account “{ $account }” was created in { $path }. Its administrator is { $name } <{ $address }>.

groups-added = { $count ->
    [one] One group was added:
   *[other] { $count } groups were added:
}
groups-none-added = { $count ->
    [one] The group is there already.
   *[other] The groups are there already.
}

template-done = The template was written to { $path }.

progress-reading = Reading { $file } …
progress-carrying-out = Carrying out … { $percent } %

import-done = “{ $file }” was imported: { $rows ->
    [one] one row
   *[other] { $rows } rows
}.
import-checked = “{ $file }” was checked: { $rows ->
    [one] one row
   *[other] { $rows } rows
}. Nothing was written.
import-idle = “{ $file }” was read: { $rows ->
    [one] one row
   *[other] { $rows } rows
}. Nothing had to be changed.
import-not-compared = Groups, roles and people were not compared with those of an account.
import-product = It looks like a file of { $product }.
import-sheets = It has several sheets. “{ $sheet }” was read; { $count ->
    [one] this one was not
   *[other] these were not
}: { $others }.
import-outcome-invited = invited
import-outcome-invited_again = invited again
import-outcome-added = added to a group
import-outcome-changed = role changed
import-outcome-removed = removed
import-outcome-unchanged = unchanged
import-outcome-skipped = done before, by the report
import-outcome-rejected = rejected
invitations-go-out = { $count ->
    [one] One invitation goes out with the next delivery of mail.
   *[other] { $count } invitations go out with the next delivery of mail.
}
invitations-would-go-out = { $count ->
    [one] One invitation would go out.
   *[other] { $count } invitations would go out.
}
import-removes = { $count ->
    [one] One user was removed from the account.
   *[other] { $count } users were removed from the account.
}
import-would-remove = { $count ->
    [one] One user would be removed from the account: import it with --removals 1.
   *[other] { $count } users would be removed from the account: import it with --removals { $count }.
}
import-removals = { $count ->
    [0] Leave out --removals, or let --check say what is wrong with the rows.
   *[other] Say --removals { $count } to agree to it.
}
import-number = To undo it: rollcall undo --import { $id }
import-kinds = What is to be looked at, by kind:
import-suggested = , { $count } with a suggestion
import-map = Or say what its columns mean, with --map 'HEADER=Email' and the like; its headers seem to be: { $headers }.
import-map-form = write HEADER=COLUMN, where COLUMN is one of: { $columns }; or nothing, to pass over it
import-no-column = No column is called “{ $header }”. Nothing was done. These are: { $headers }.
import-no-code = write all, or the code of a problem, like group_unknown
import-offline = Or add --offline to check it by itself.
import-new-groups = { $checked ->
    [yes] Groups that would be made: { $groups }.
   *[no] Groups that were made: { $groups }.
}
import-seen-before = A file with the very same content was imported on { $at }.
import-problem = row { $row }, { $column }: { $message } { $fix }
import-warning = row { $row }, { $column } (done all the same): { $message } { $fix }
import-more = … and { $count } more. A report (--report FILE.xlsx) shows all of them.
import-report = The report was written to { $path }.
import-all-rejected = No row could be done. Nothing was changed. Correct the rows, and import the file again.
import-all-rejected-checked = No row could be done. Correct the rows before importing the file.

users-name = Name
users-address = Address
users-status = Status
users-assignments = Groups and roles
users-invited = Invited
users-expires = Expires
users-joined = Joined
users-delivery = Mail
users-came-by = Came by
users-came-by-founding = created the account
users-came-by-hand = invited by hand
users-came-by-import = spreadsheet
users-came-by-link = join link
users-none = No user matches.
users-counted = { $total ->
    [one] One user.
   *[other] { $total } users.
}
users-page = { $shown } of { $total } users. The next ones: --after { $next }
users-stand = How they stand: { $counts }.

export-form = write one of: { $products }
export-done = { $count ->
    [0] No user matches: a table without any was written to { $path }.
    [one] One user was written to { $path }.
   *[other] { $count } users were written to { $path }.
}
export-gone = { $count ->
    [one] One of them has declined, or was cancelled or removed; the other product may make an account all the same.
   *[other] { $count } of them have declined, or were cancelled or removed; the other product may make accounts all the same.
} With --status active,pending,expiring,expired they are left out.

mail-id = Mail
mail-state = Status
mail-kind = What
mail-to = To
mail-attempts = Tries
mail-created = Created
mail-reply = Answer
mail-kind-invitation = invitation
mail-kind-import-report = import report
mail-kind-reminder = reminder
mail-kind-gained = new roles
mail-kind-answer = answer
mail-kind-confirm = confirm address
mail-kind-waiting = request waits
mail-kind-member = member already
mail-kind-approved = request approved
mail-kind-denied = request denied
mail-kind-lapsed = request lapsed
mail-kind-request = new request
mail-kind-requests = requests of the day
mail-none = No mail matches.
mail-counted = In the outbox: { $counts }.
mail-count = { $count } { $state }
mail-state-queued = queued
mail-state-sending = being sent
mail-state-sent = sent
mail-state-deferred = put off
mail-state-failed = failed
mail-state-uncertain = uncertain
mail-state-dropped = not needed
mail-nothing-due = No mail was due.
mail-elsewhere = Another Rollcall is delivering the mails of this workspace. Nothing was done here.
mail-delivered = { $sent ->
    [0] No mail was sent.
    [one] One mail was sent.
   *[other] { $sent } mails were sent.
}
mail-deferred = { $count ->
    [one] One was put off, and is tried again by itself.
   *[other] { $count } were put off, and are tried again by themselves.
}
mail-failed = { $count ->
    [one] One failed, and is not tried again.
   *[other] { $count } failed, and are not tried again.
}
mail-uncertain = { $count ->
    [one] One may have arrived, and is not sent again by itself.
   *[other] { $count } may have arrived, and are not sent again by themselves.
}
mail-dropped = { $count ->
    [one] One was not sent, since nobody needs it any more.
   *[other] { $count } were not sent, since nobody needs them any more.
}

mail-is-paused = Mail is paused: all mails wait in the outbox. “rollcall mail resume” lets them go on.
mail-paused = Mail is paused. All mails wait in the outbox until “rollcall mail resume”.
mail-resumed = Mail goes on with the next delivery.
mail-stopped = You stopped it. The mails that did not leave wait in the outbox.
mail-reminded = { $count ->
    [one] One reminder was written.
   *[other] { $count } reminders were written.
}

mail-links-stay-here = The links in these mails work on this computer only: whoever gets one elsewhere cannot open it. Let “rollcall serve” run where others reach it, and say where that is, with “rollcall settings set join.public_url https://join.example.org”.

standard-input = standard input
bounce-recorded = { $count ->
    [0] No mail had to be marked.
    [one] The mail to { $addresses } did not arrive, and is marked as failed.
   *[other] The mails to { $addresses } did not arrive, and are marked as failed.
}
bounce-others = { $count ->
    [one] One failure is of a mail that is not this account’s, or was known.
   *[other] { $count } failures are of mails that are not this account’s, or were known.
}

serve-listening = The join service listens at http://{ $address }. The links in mails begin with { $links }.
serve-until = Reminders and mails go out while it runs. Ctrl-C ends it.
serve-not-bound = Nothing can listen at { $address } ({ $why }). Nothing was served. Choose another address or port.
serve-trouble-over = Mails and reminders go out again.
serve-ended = The join service ended ({ $why }).

settings-not-set = (not set)
settings-made = { $key } is now { $value }.
settings-reset = { $key } is back at its default: { $value }.
settings-on-off = { $key } is on or off. Nothing was changed. Write “on” or “off”.
settings-how-often = { $key } is each, daily or never. Nothing was changed. Write one of these.
settings-password-kept = The password is kept in the keyring of this computer.
settings-password-forgotten = The password was taken out of the keyring.
settings-password-set = set
settings-password-in-argument = A password on the command line can be read by others on this computer. Nothing was stored. Give it on standard input, or in { $variable }.
settings-password-no-user = The mail server asks for no user, so there is no password to keep. Nothing was stored. Set mail.transport to smtp://user@host:port first.
settings-password-prompt = Password for { $route }:
settings-password-unread = The password could not be read ({ $why }). Nothing was stored.

nothing-changed = Nothing was changed.
people-unknown = { $count ->
    [one] There is no user with the address { $addresses }.
   *[other] There are no users with the addresses { $addresses }.
}
people-never-invited = { $count ->
    [one] { $addresses } was never invited.
   *[other] { $addresses } were never invited.
}

invite-done = { $count ->
    [one] Done with one person:
   *[other] Done with { $count } people:
}
invite-checked = { $count ->
    [one] One person was checked. Nothing was written. Inviting would come to:
   *[other] { $count } people were checked. Nothing was written. Inviting would come to:
}
invite-invited = {"  "}{ $count } invited
invite-invited-again = {"  "}{ $count } invited again
invite-resent = {"  "}{ $count } sent the invitation again
invite-gained = {"  "}{ $count } given the new roles, without another invitation
invite-unchanged = {"  "}{ $count } unchanged
invite-ends = { $count ->
    [one] It is valid until { $ends } (UTC) if it leaves now.
   *[other] They are valid until { $ends } (UTC) if they leave now.
}
invite-meant = Perhaps { $meant } is meant.
invite-nobody = Nobody was invited. Correct this, and try again.
invite-not-text = Standard input is not text in UTF-8. Nobody was invited.
invite-too-many = { $count } people are more than the { $most } who are invited at once. Nobody was invited. Go on as a spreadsheet: “rollcall template --out users.xlsx” writes one to fill in, and “rollcall import users.xlsx” invites everybody in it.
invite-name-of-several = --name is the name of one person, and these are { $count }. Nobody was invited. Write each as “Name <address>”.
invite-pairs = There are { $groups } groups and { $roles } roles. Nobody was invited. Give one --role for each --group, or a single one for all of them.

invitations-address = Address
invitations-name = Name
invitations-status = Status
invitations-offered = Groups and roles
invitations-by = Invited by
invitations-sent = Sent
invitations-expires = Expires
invitations-reminders = Reminders
invitations-next = Next reminder
invitations-answered = Answered
invitations-note = Note
invitations-mail = Mail
invitations-answered-by = { $at } by { $by }
invitations-none = No invitation matches.
invitations-counted = { $total ->
    [one] One invitation.
   *[other] { $total } invitations.
}
invitations-page = { $shown } of { $total } invitations. The next ones: --after { $next }
invitations-stand = How they stand: { $counts }.

resend-done = { $count ->
    [0] No invitation matches.
    [one] One invitation is sent again with the next delivery of mail. Its old links do not work any more. It is valid for { $days } days from when it leaves.
   *[other] { $count } invitations are sent again with the next delivery of mail. Their old links do not work any more. Each is valid for { $days } days from when it leaves.
}
cancel-done = { $count ->
    [0] No invitation matches.
    [one] One invitation was cancelled. Its links do not work any more.
   *[other] { $count } invitations were cancelled. Their links do not work any more.
}

record-missing = An invitee answers by the link in the mail. Nothing was recorded. If the answer came another way, on the telephone or in a letter, record it with --record.
record-never-invited = { $address } was never invited. Nothing was recorded.
record-accepted = It is recorded that { $address } accepted. They are a member now.
record-declined = It is recorded that { $address } declined.

remove-done = { $count ->
    [0] Nobody had to be removed.
    [one] One user was removed from the account.
   *[other] { $count } users were removed from the account.
}
remove-already = { $count ->
    [one] { $addresses } was removed before.
   *[other] { $addresses } were removed before.
}
remove-changed = { $count ->
    [one] { $addresses } joined or was removed by somebody else at this moment, and was left as they are.
   *[other] These joined or were removed by somebody else at this moment, and were left as they are: { $addresses }.
} Look at them again.
remove-needs-yes = Nobody can be asked here. Nobody was removed. Say --yes if you are sure.
remove-one = { $who } is removed from the account.
remove-several = These { $count } users are removed from the account:
remove-ends = With that end:
remove-ends-roles = { $count ->
    [one] one role in a group
   *[other] { $count } roles in groups
}
remove-ends-invitations = { $count ->
    [one] one open invitation to join
   *[other] { $count } open invitations to join
}
remove-ends-sent = { $count ->
    [one] one open invitation that they sent to somebody else
   *[other] { $count } open invitations that they sent to others
}
remove-waits = { $count ->
    [one] One request to join waits that nobody else in its group may decide. Administrators of the account still may.
   *[other] { $count } requests to join wait that nobody else in their groups may decide. Administrators of the account still may.
}
remove-prompt = { $count ->
    [one] It can be undone as long as nothing else happens to them. Type { $typed } to remove them:
   *[other] It can be undone as long as nothing else happens to them. Type { $typed }, their number, to remove them:
}
remove-not-typed = That is not what was asked for. Nobody was removed.

link-uses-form = write how many may ask, or none
link-none = There is no join link yet. Nothing was done. “rollcall link new” makes one.
link-made = The join link was made. Whoever has it may ask to join, and joins when an administrator approves.
link-replaced = A new join link was made. The one before does not work from now on, wherever it was published. Requests that came by it stay.
link-set = This holds now for those who ask by the join link.
link-disabled = The join link is switched off: nobody can ask by it. Requests that wait stay, and whoever was asked to confirm an address still can. “rollcall link enable” switches it on again.
link-enabled = The join link is switched on.
link-nothing-to-set = Say what is to be changed: --last-day, --uses, --domain, --group with --role, or --welcome. Nothing was changed.
link-role-missing = With --group, --role says which role is suggested in it. Nothing was changed.
link-no-code = The link is too long for a QR code. Nothing was drawn. Make join.public_url shorter.
link-stays-here = This link works on this computer only: whoever gets it elsewhere cannot open it. Let “rollcall serve” run where others reach it, and say where that is, with “rollcall settings set join.public_url https://join.example.org”.
link-status = Status
link-status-open = open: whoever has it may ask
link-status-off = off: “rollcall link enable” switches it on
link-status-over = over: its last day has passed
link-status-used-up = used up: as many have asked as may
link-asked = Asked
link-asked-of = { $uses } of { $most }
link-last-day = Last day
link-domains = Domains
link-suggested = Suggested
link-welcome = Welcome
link-made-when = Made
link-made-by = { $at } by { $by }

requests-id = Id
requests-address = Address
requests-name = Name
requests-status = Status
requests-since = Since
requests-lapses = Lapses
requests-domain = Domain
requests-note = Writes
requests-suggested = Suggested
requests-decided = Decided
requests-words = Answer
requests-given = Given
requests-decided-by = { $at } by { $by }
requests-domain-known = others are from there
requests-domain-new = new
requests-user = Is a user
requests-user-invited = invited
requests-user-active = active
requests-user-removed = was removed
requests-none = No request matches.
requests-counted = { $total ->
    [one] One request.
   *[other] { $total } requests.
}
requests-page = { $shown } of { $total } requests. The next ones: --offset { $next }
requests-stand = How they stand: { $counts }.
requests-unknown = { $count ->
    [one] There is no request of { $names } that you may decide.
   *[other] There are no requests of { $names } that you may decide.
}

approve-done = { $count ->
    [0] No request waits for a decision.
    [one] One request was approved. Who asked is told with the next delivery of mail.
   *[other] { $count } requests were approved. Those who asked are told with the next delivery of mail.
}
approve-invited = { $count ->
    [one] One of them is invited, since they were before or had been removed: they join when they accept.
   *[other] { $count } of them are invited, since they were before or had been removed: they join when they accept.
}
approve-nothing-suggested = { $count ->
    [one] Nothing is suggested for { $addresses }.
   *[other] Nothing is suggested for these: { $addresses }.
} Say what they get, with --group and --role.
approve-needs-yes = Nobody can be asked here. Nobody was let in. Say --yes if you are sure.
approve-prompt = { $count ->
    [one] This one joins at once. Type 1 to let them in:
   *[other] These { $count } join at once. Type { $count } to let them in:
}
approve-not-typed = That is not their number. Nobody was let in.

deny-done = { $count ->
    [one] One request was denied. Who asked is told with the next delivery of mail.
   *[other] { $count } requests were denied. Those who asked are told with the next delivery of mail.
}
deny-blocked = No request comes from { $what } any more. “rollcall blocked” shows all that is blocked.

blocked-what = Blocked
blocked-since = Since
blocked-by = By
blocked-nothing = Nothing is blocked.
blocked-removed = Requests may come from { $what } again.
blocked-not-there = { $what } is not blocked. Nothing was changed. “rollcall blocked” shows what is.

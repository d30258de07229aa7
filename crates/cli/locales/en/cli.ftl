# The words of the command. Sentences of the use cases (errors, problems of rows) are in the catalogue of rollcall-app.

workspace-missing = Say which workspace is meant, with --workspace FILE.
error-output = The answer could not be printed ({ $why }).
error-keyring-instead = On a computer without a keyring, give the password in the environment variable { $variable }.
error-not-written = “{ $path }” could not be written ({ $why }). Nothing was done. Choose another name or folder, or make room on the disk.
error-report-late = The import was carried out, but the report “{ $path }” could not be written ({ $why }). It waits as a mail in the outbox.
error-same-file = “{ $path }” is the file that is imported. Nothing was done. Choose another name for the report.
error-is-workspace = “{ $path }” is the workspace itself. Nothing was done. Choose another name.
error-group-unknown = There is no group “{ $group }” in this account. “rollcall group list” shows those that there are.
error-role-unknown = There is no role “{ $role }” in this account. The roles are: { $known }.
error-after = “{ $value }” is not a place in the list. Give what the page before called next.

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
import-invitations = { $count ->
    [one] One invitation goes out with the next delivery of mail.
   *[other] { $count } invitations go out with the next delivery of mail.
}
import-invitations-checked = { $count ->
    [one] One invitation would go out.
   *[other] { $count } invitations would go out.
}
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
users-none = No user matches.
users-counted = { $total ->
    [one] One user.
   *[other] { $total } users.
}
users-page = { $shown } of { $total } users. The next ones: --after { $next }

groups-path = Group
groups-users = Users

mail-id = Mail
mail-state = Status
mail-kind = What
mail-to = To
mail-attempts = Tries
mail-created = Created
mail-reply = Answer
mail-kind-invitation = invitation
mail-kind-import-report = import report
mail-none = No mail matches.
mail-counted = In the outbox: { $counts }.
mail-count = { $count } { $state }
mail-state-queued = queued
mail-state-sending = being sent
mail-state-sent = sent
mail-state-deferred = put off
mail-state-failed = failed
mail-state-uncertain = uncertain
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

serve-listening = The join service listens at http://{ $address }. The links in mails begin with { $links }.
serve-until = Ctrl-C ends it.
serve-not-bound = Nothing can listen at { $address } ({ $why }). Nothing was served. Choose another address or port.
serve-ended = The join service ended ({ $why }).

settings-not-set = (not set)
settings-made = { $key } is now { $value }.
settings-reset = { $key } is back at its default: { $value }.
settings-password-kept = The password is kept in the keyring of this computer.
settings-password-forgotten = The password was taken out of the keyring.
settings-password-set = set
settings-password-in-argument = A password on the command line can be read by others on this computer. Nothing was stored. Give it on standard input, or in { $variable }.
settings-password-no-user = The mail server asks for no user, so there is no password to keep. Nothing was stored. Set mail.transport to smtp://user@host:port first.
settings-password-prompt = Password for { $route }:
settings-password-unread = The password could not be read ({ $why }). Nothing was stored.

# Every error says what happened, what was not done, and what to do now.

error-no-account = There is no account in this workspace yet. Create one first, with “rollcall init” or in the window.
error-account-exists = This workspace already holds an account. Nothing was changed. Choose another file for a new account.
error-choose-one = This account has several administrators, and it was not said which one you are. Nothing was done. Name yourself with --as, one of: { $who }.
error-not-administrator = { $who } is not an active administrator of this account. Nothing was done. Name an active administrator with --as.
error-needs-root = Only an administrator of the whole account may do this. Nothing was done. Ask one of them.
error-invalid-input = { $problems } Nothing was changed.
error-plan-stale = The account changed after the file was checked. Nothing was carried out. Check the file again, and look at the new plan.
error-removals-unconfirmed = { $count ->
    [0] As it is, the file removes nobody from the account: no row says so, or those that do have problems. Nothing was done.
    [one] The file removes { $count } user from the account, and that was not confirmed. Nothing was done. Confirm the number, or change the rows.
   *[other] The file removes { $count } users from the account, and that was not confirmed. Nothing was done. Confirm the number, or change the rows.
}
error-cancelled = You stopped it. Nothing was changed.
error-not-found = It is not there, or not any more. Nothing was done. Look at the list again.
error-mail-unreachable = The mail server could not be reached ({ $why }). No mail was sent; all wait in the outbox. Check the server and the port in the settings, and your network.
error-mail-not-secure = There is no safe connection to the mail server ({ $why }). No mail was sent and no password was given away. Check the security setting, or ask who runs the server about its certificate.
error-mail-not-accepted = The mail server did not accept the user or the password ({ $why }). No mail was sent; all wait in the outbox. Correct the user and the password in the settings.
error-mail-folder = The mail folder could not be written ({ $why }). No mail was written; all wait in the outbox. Choose another folder in the settings, or make room in this one.
error-mail-refused = The mail server did not take the mail: { $why }. Nothing was sent. Check the sender’s address in the settings.
error-keyring = The keyring of this computer could not be used ({ $why }). No password was stored or read, and no mail was sent with one. Unlock or set up the keyring, or give the password again in each session.
error-file-not-made = The file could not be written ({ $why }). Nothing was saved. Choose another folder, or make room on the disk.
error-too-many-rows = There are more rows than the { $limit } that a sheet has. Nothing was saved. Save it as a .csv file, or choose fewer.

error-file-not-opened = “{ $file }” could not be opened ({ $why }). Nothing was read. Close it in other programs, or choose another file.
error-file-too-large = “{ $file }” is larger than { $limit } MiB. Nothing was read. Split it into several files.
error-file-empty = There is nothing in “{ $file }”. Fill in the template, save it, and choose it again.
error-file-other-kind = “{ $file }” is no spreadsheet, but another kind of file: { $kind }. Nothing was read. Choose a spreadsheet or a .csv file.
error-file-kind-not-supported = “{ $file }” is a file of the kind { $kind }, which Rollcall does not read. Nothing was read. Open it in a spreadsheet program, save it as .xlsx or .csv, and choose that.
error-file-encrypted = “{ $file }” is protected with a password. Nothing was read. Save it without a password, and choose that.
error-file-not-text = Line { $line } of “{ $file }” is not text in an encoding that Rollcall knows. Nothing was read. Save it as “CSV UTF-8” or as .xlsx, and choose that.
error-file-too-many-rows = “{ $file }” has more than { $limit } rows. Nothing was read. Split it into several files.
error-file-too-many-columns = “{ $file }” has more than { $limit } columns. Nothing was read. Remove the columns that an import does not need.
error-file-cell-too-long = A cell in row { $row } of “{ $file }” is longer than { $limit } characters. Nothing was read. Shorten it, and choose the file again.
error-file-no-such-sheet = “{ $file }” has no visible sheet called “{ $sheet }”, or no longer. Nothing was read. Choose the file again, and another of its sheets.
error-file-damaged = “{ $file }” is damaged, or too complex to be read safely. Nothing was read. Open it in a spreadsheet program, save it anew as .xlsx, and choose that.
error-table-no-header = No row of “{ $file }” names the columns Email, Group and Role. Nothing was read. Use the template, or put these words above your columns.
error-table-columns-missing = “{ $file }” lacks { $count ->
    [one] the column { $columns }
   *[other] the columns { $columns }
}. Nothing was read. Add { $count ->
    [one] it
   *[other] them
}, and choose the file again.
error-table-column-twice = “{ $file }” has two columns for { $column }. Nothing was read. Keep one of them.
error-table-no-rows = “{ $file }” has a header and no row below it. Fill in at least one row, and choose it again.
# What comes before “Say here what the columns mean.”
columns-no-header = No row says above the cells which are addresses, groups and roles.
columns-missing = { $count ->
    [one] No column is known to be { $columns }.
   *[other] No columns are known to be { $columns }.
}
columns-twice = Two columns seem to be { $column }.

error-workspace-not-opened = { $path } could not be opened ({ $why }). Nothing was changed. Choose another workspace.
error-workspace-foreign = { $path } is not a Rollcall workspace. It was left as it is. Choose a file that Rollcall has made.
error-workspace-newer = { $path } was made by a newer Rollcall (format { $found }; this one knows { $known }). It was left as it is. Update Rollcall, then open it again.
error-workspace-damaged = The workspace is damaged ({ $why }). It was left as it is. Open a backup copy of it.
error-workspace-read-only = The workspace may not be written. Nothing was changed. Ask for the right to write to the file and its folder, or open a copy of it.
error-workspace-lost = Another program has tidied up beside the workspace while it was open here, so that what was to be written now may be lost. Close the workspace, open it again, and see whether it was done.
error-workspace-busy = Another program is writing to the workspace and did not finish in time. Nothing was changed. Try again in a moment.
error-disk-full = The disk is full. Nothing was changed. Make room on it, and try again.
error-database = The workspace could not do it ({ $why }). Nothing was changed. Try again; if it stays so, open a backup copy.

error-invitation = { $message } Nothing was changed.
error-last-administrator = Nobody would be left who administers the whole account. Nothing was changed. Make somebody else an administrator of the whole account first.
error-in-use = { $what }
error-needs-group-above = Only an administrator of a group above this one, or of the whole account, may do this. Nothing was changed. Ask one of them.
error-not-a-bounce = “{ $file }” is no mail by which a server says that another could not be delivered. Nothing was changed. Choose the message that came back, saved as an .eml file.

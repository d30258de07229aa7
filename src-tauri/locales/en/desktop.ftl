# What only the window has to say. Whole sentences: what happened, what was not done, what to do now.
error-no-window = The window could not be opened: { $why }
error-nothing-open = No workspace is open. Open one, and try again.
error-link-unknown = This link leads into an account that was not opened on this computer yet. Nothing was opened. Open the account’s workspace here once, and then open the link again.
error-no-code = The link is too long for a QR code, so none was made. Set a shorter public address in the settings.
error-handle-gone = This file was chosen too long ago. Choose it again.
error-plan-gone = This check is not there any more, so nothing was done. Check the file again.
error-plan-busy = This file is being carried out already.
error-not-revealed = The folder could not be shown ({ $why }). The file is { $path }.
error-file-not-there = The file { $path } is not there any more.
error-not-written = { $path } could not be written ({ $why }). What was there before is unchanged. Choose another place.
error-is-open = { $path } is the open workspace. It was not read. Choose another file.
error-is-workspace = { $path } is the open workspace. Nothing was written. Choose another name.
error-join-address = The join service could not listen at { $address } ({ $why }). Links in mails do not open until it does. Change the address, or end the program that uses it.
error-join-ended = The join service has stopped ({ $why }). Save the settings to start it again.
error-data-folder = The folder for Rollcall’s own data, { $path }, could not be written ({ $why }). Nothing was changed. Make room there, or ask who may write there, and try again.
error-login = Rollcall could not be set to start when you sign in, or not to ({ $why }). Nothing was changed. Try again, or use the settings of your computer.
error-no-login = there is no way to do that here
field-not-loopback = A connection without encryption is allowed to this computer only. Choose TLS or STARTTLS.
dialog-create = Create a workspace
dialog-open = Open a workspace
dialog-template = Save the template
dialog-choose = Choose a spreadsheet
dialog-report = Save the report
dialog-mail = Save the invitation as a mail
dialog-table = Save as a table
dialog-picture = Save the QR code
dialog-bounces = Choose mails that came back
filter-workspace = Rollcall workspace
filter-sheet = Spreadsheet
filter-workbook = Excel workbook
filter-mail = Mail
filter-table = Workbook or comma-separated values
filter-csv = Comma-separated values
filter-ldif = LDAP Data Interchange Format
filter-json = JSON
filter-picture = Picture

# The name that a picture of the join link is saved under.
name-join-code = Join { $account }

# The menu of the icon in the tray.
tray-open = Open Rollcall
tray-mail-none = No mail waits
tray-mail-one = 1 mail waits
tray-mail-several = { $count } mails wait
tray-mail-paused = Mail is paused
tray-nothing-open = No workspace is open
tray-open-account = { $account } is open
tray-pause = Pause mail
tray-resume = Resume mail
tray-quit = Quit Rollcall

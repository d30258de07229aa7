# What the join service's pages say. Data comes in gaps; every other language has the same messages in the same order.

-program = Rollcall

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
moment = { $day } { $month } { $year }, { $time } UTC

footer = { -program }

# The page of an invitation.
invitation-title = Invitation to join { $account }
invitation-heading = { $inviter } invites you to join { $account }
message-lead = { $inviter } writes:
invited-by = Invited by
joins-under = You join under
offered = { $count ->
    [one] Your role
   *[other] Your roles
}
offered-more = { $count ->
    [one] and one more role
   *[other] and { $count } more roles
}
role-in-group = { $role } in { $group }
role-in-account = { $role } in the whole account
answer-by = Valid until
name-label = Your name
name-hint = This is what others in { $account } see.
accept = Accept
decline = Decline
decline-now = Decline the invitation
reason-label = Reason (optional)
reason-hint = { $inviter } and the other administrators of { $account } can read it.
do-nothing = If you do nothing, nothing changes for you, and the invitation ends by itself.
ask-inviter = If you did not expect this invitation, or have a question, ask { $person }:
ask-inviter-nameless = If you did not expect this invitation, or have a question, ask who invited you:

# What was typed cannot be taken.
error-title = Error: { $title }
error-heading = Your answer was not taken yet
name-empty = Enter your name.
name-too-long = Shorten your name to { $limit } characters or fewer.
name-hidden = Read your name again and send it as it is now: characters in it that cannot be seen have been taken out.
reason-too-long = Shorten the reason to { $limit } characters or fewer.
reason-hidden = Read the reason again, then decline: characters in it that cannot be seen have been taken out.

# After the answer.
accepted-title = You have joined
accepted-heading = You have joined { $account }
accepted-lead = You are a member from now on, under { $address }.
accepted-lead-nameless = You are a member of the account from now on.
declined-title = You have declined
declined-heading = You have declined to join { $account }
declined-lead = You have not joined, and get no more mail about this invitation.
declined-reason = The reason that you gave was passed on.
declined-mistake = If that was a mistake, ask for a new invitation.
ask-account = If you have a question about the account, ask { $person }:
ask-account-nameless = If you have a question about the account, ask the person who invited you. Their address is in the mail.
close = You can close this page.
# The page of the join link.
ask-title = Ask to join { $account }
administrators-lead = The administrators of { $account } write:
admitted = For addresses in
admitted-domain = { $domain }
admitted-more = { $count ->
    [one] and one more domain
   *[other] and { $count } more domains
}
address-label = Work address
address-hint = A mail goes there with a link, by which you confirm that the address is yours.
note-label = Note (optional)
note-hint = For the administrators: for example who you are, and what you need.
ask = Ask to join
ask-next = When you have confirmed your address, the administrators see your name, address and note. One of them decides, and the answer comes by mail.

# What was filled in there is not taken.
ask-error-heading = Your request was not sent yet
ask-busy = More people are asking at the moment than can be answered. Wait a few minutes, then send the form again as it stands here.
ask-too-often = Many requests have come from your network within a short time. Wait a minute, then send the form again as it stands here.
address-empty = Enter your work address.
address-form = Enter your whole address, like name@example.org.
address-local-part = Check what stands before the @ in your address: such an address cannot be.
address-not-ascii = Enter an address with only letters from A to Z before the @: most mail servers could not deliver to this one.
address-no-domain = Check what stands behind the @ in your address: it is not a domain like example.org.
address-too-long = Check your address: it is longer than an address can be.
address-hidden = Read your address again and send it as it is now: characters in it that cannot be seen have been taken out.
address-not-admitted = Enter an address in one of the domains named above: nobody else can ask by this link.
address-not-admitted-but = Enter an address in { $domains }: nobody else can ask by this link.
note-too-long = Shorten the note to { $limit } characters or fewer.
note-hidden = Read the note again and send it as it is now: characters in it that cannot be seen have been taken out.

# What is said to everybody who asked, whatever the address.
asked-title = Look in your mailbox
asked-lead = If you can join with the address that you entered, a mail to it is on its way, and says what to do next. It may take some minutes; look among the spam, too.
asked-nothing = No mail comes if you cannot join with this address, or if it has had several such mails today.
asked-mistyped = If you mistyped the address, open the join link again, and ask anew.

# The page of somebody’s own request.
asked-address = Address
asked-name = Name as entered
asked-note = Note as entered
confirm-title = Confirm your request
confirm-heading = Confirm your request to join { $account }
confirm-lead = Somebody, perhaps you, asked to join with your address. If it was you, confirm the request: only then are the administrators asked.
confirm-by = Confirm until
confirm = Confirm the request
confirm-nothing = If it was not you, there is nothing that you need to do: the administrators are not asked, and the request is forgotten by itself.
waiting-title = Your request is waiting
waiting-heading = Your request to join { $account } is waiting
waiting-lead = An administrator decides on it. The answer is mailed to { $address }.
waiting-since = Waiting since
waiting-until = Lapses on
waiting-ask = If you have a question, ask whoever gave you the join link.
withdraw = Take the request back
withdraw-hint = Nobody decides on it then. You can ask again later by the join link.
withdraw-now = Take the request back now
approved-title = Your request was approved
approved-heading = Your request to join { $account } was approved
approved-mail = The mail that was sent to you says which role you have.
approved-invited = An invitation was mailed to { $address }. Look for it in your mailbox, and accept it to join.
ask-decider = If you have a question, ask { $person }:
ask-decider-nameless = If you have a question, write to this address:
denied-title = Your request was denied
denied-heading = Your request to join { $account } was denied
denied-lead = You have not joined, and nothing else changed for you.
withdrawn-title = You have taken your request back
withdrawn-heading = You have taken back your request to join { $account }
withdrawn-lead = You have not joined. If you change your mind, ask again by the join link.
lapsed-title = Your request has lapsed
lapsed-heading = Your request to join { $account } has lapsed
lapsed-lead = Nobody decided on it in time, and you have not joined. You can ask again by the join link.
full-title = This join link takes no more requests
full-lead = As many people have asked by it as may. Your request was not passed on. Please ask whoever gave you the join link.

# Every link that does not work.
gone-title = This link does not work
gone-why = It may have been used, replaced by a newer one, or switched off, its time may be over, or it is not complete.
gone-done = If you have answered already, there is nothing left to do.
gone-ask = Otherwise, please ask the person who invited you or gave you the link for a new one. If it came by mail, their name and address are in that mail.

# Pages that belong to no link.
home-title = This page needs a link
home-lead = To answer an invitation, to ask to join, or to see how your request stands, open the link that you were given.
missing-title = There is no page here
missing-lead = To answer an invitation, to ask to join, or to see how your request stands, open the link that you were given, as it is.
refused-title = This did not come from our page
refused-lead = It was not taken, and nothing was changed. Open the link that you were given, and try again there.
unreadable-title = This could not be read
unreadable-lead = It was not taken, and nothing was changed. Open the link that you were given, and try again there.
elsewhere-title = This address is not served here
elsewhere-lead = Open the link that you were given, as it is.
failed-title = This is not possible at the moment
failed-lead = Nothing was changed. Please try again in a few minutes. If it still does not work, ask the person who invited you or gave you the link.

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
ask-inviter = If you did not expect this invitation, or have a question, ask { $inviter }:
ask-inviter-nameless = If you did not expect this invitation, or have a question, ask who invited you:

# What was typed cannot be taken.
error-title = Error: { $title }
error-heading = Your answer was not taken yet
name-empty = Enter your name.
name-too-long = Shorten your name to { $limit } characters or fewer.
name-hidden = Read your name again, then accept: characters in it that cannot be seen have been taken out.
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
ask-account = If you have a question about the account, ask { $inviter }:
ask-account-nameless = If you have a question about the account, ask the person who invited you. Their address is in the mail.
close = You can close this page.

# Every link that does not work.
gone-title = This link does not work
gone-why = An invitation can be answered once, and until its last day. This one may have been answered, replaced by a newer one, or have ended, or the link is not complete.
gone-done = If you have answered already, there is nothing left to do.
gone-ask = Otherwise, please ask the person who invited you for a new invitation. Their name and address are in the mail that the link came with.

# Pages that belong to no invitation.
home-title = Invitations are answered here
home-lead = To answer yours, open the link in the mail that invited you.
missing-title = There is no page here
missing-lead = To answer an invitation, open the link in the mail that invited you.
refused-title = This answer did not come from our page
refused-lead = It was not taken, and nothing was changed. To answer, open the link in the mail that invited you.
unreadable-title = This answer could not be read
unreadable-lead = It was not taken, and nothing was changed. To answer, open the link in the mail that invited you.
elsewhere-title = This address is not served here
elsewhere-lead = To answer an invitation, open the link in the mail that invited you, as it is.
failed-title = This is not possible at the moment
failed-lead = Nothing was changed. Please try again in a few minutes. If it still does not work, ask the person who invited you.

# What Rollcall writes in its mails. Every value is data: put in after the words, and made safe there.
# $count chooses a plural; $shown is the same number as it is written.

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

greeting = Hello { $name },
greeting-nameless = Hello,
footer = Sent by { -program } for { $account }.

invitation-subject = { $inviter } invites you to join { $account }
invitation-lead = { $inviter } ({ $address }) invites you to join { $account }.
invitation-message = { $inviter } writes:
invitation-offered = If you accept, your { $count ->
    [one] role will be
   *[other] roles will be
}:
role-in-group = { $role } in { $group }
role-in-account = { $role } in the whole account
invitation-answer = Answer the invitation
invitation-link = To accept or decline, open this address:
link-again = If the button does not work, open this address in your browser:
invitation-link-not-kept = The link to answer the invitation is in the mail that is sent. Only that mail has it, so it cannot be shown here.
invitation-ends = The invitation is valid until { $moment }.
invitation-ignore = If you do nothing, nothing changes for you, and the invitation ends by itself.
invitation-private = The link is meant for you alone: whoever has it can answer in your place. Please do not pass it on.
invitation-questions = If you did not expect this invitation, or have a question, ask { $inviter } at { $address }.

reminder-subject = Reminder: { $inviter }’s invitation to join { $account } is still open
reminder-lead = { $inviter } ({ $address }) invited you to join { $account }. The invitation has not been answered yet.
reminder-ignore = You get this reminder because you have not accepted or declined so far. If you do not want to join, there is nothing more that you need to do: nothing changes for you, and the invitation ends by itself. If you decline, no more reminders come.

gained-subject = { $count ->
    [one] You have a new role in { $account }
   *[other] You have new roles in { $account }
}
gained-lead = An administrator of { $account } has given you { $count ->
    [one] this role
   *[other] these roles
}:
gained-meaning = { $count ->
    [one] It is yours already.
   *[other] They are yours already.
} You do not need to do anything.
questions = If you did not expect this, or have a question, ask an administrator of { $account }.

answer-accepted-subject = { $invitee } accepted the invitation to join { $account }
answer-accepted-lead = { $invitee } ({ $address }) has accepted your invitation and joined { $account }.
answer-accepted-lead-nameless = { $address } has accepted your invitation and joined { $account }.
answer-declined-subject = { $invitee } declined the invitation to join { $account }
answer-declined-lead = { $invitee } ({ $address }) has declined your invitation to join { $account }.
answer-declined-lead-nameless = { $address } has declined your invitation to join { $account }.
answer-note = These words came with the answer:
answer-declined-meaning = They get no more mail about this invitation. You can send them a new one at any time.
answer-why = You get this mail because you sent the invitation. If you do not want mails about answers, turn them off in { -program }, under Settings, Mail.

report-subject-done = Import of { $file }: every row is done
report-subject-rejected = Import of { $file }: { $count ->
    [one] one row was rejected
   *[other] { $shown } rows were rejected
}
report-lead = The import of { $file } into { $account } is finished. { $count ->
    [0] The file had no rows.
    [one] The file had one row:
   *[other] The file had { $shown } rows:
}
report-invited = { $count ->
    [one] one row: invited
   *[other] { $shown } rows: invited
}
report-invited-again = { $count ->
    [one] one row: invited again
   *[other] { $shown } rows: invited again
}
report-added = { $count ->
    [one] one row: role added
   *[other] { $shown } rows: role added
}
report-changed = { $count ->
    [one] one row: role changed
   *[other] { $shown } rows: role changed
}
report-removed = { $count ->
    [one] one row: removed
   *[other] { $shown } rows: removed
}
report-unchanged = { $count ->
    [one] one row: nothing to change
   *[other] { $shown } rows: nothing to change
}
report-skipped = { $count ->
    [one] one row: passed over
   *[other] { $shown } rows: passed over
}
report-rejected = { $count ->
    [one] one row: rejected
   *[other] { $shown } rows: rejected
}
report-invitations = { $count ->
    [0] No invitation was made.
    [one] One invitation was made.
   *[other] { $shown } invitations were made.
}
report-attached = The workbook attached to this mail is the table of the import again, with the result of each row.
report-fix = Rejected rows are marked in it, with what is wrong and how to fix it. Correct them and import the workbook again: rows that are done are passed over.

join-link-message = With this link you can ask to join { $account }. You confirm your address by mail, and then an administrator decides.

confirm-subject = Please confirm your request to join { $account }
confirm-lead = Somebody, perhaps you, asked to join { $account } with this address.
confirm-how = If it was you, confirm the request on the page that the link opens. Then an administrator decides, and you get a mail.
confirm-answer = Confirm the request
confirm-link = To confirm, open this address:
confirm-link-not-kept = The link to confirm the request is in the mail that is sent. Only that mail has it, so it cannot be shown here.
confirm-ends = You can confirm until { $moment }.
confirm-ignore = If it was not you, there is nothing that you need to do: without your confirmation no administrator is asked, nothing changes for you, and the request is forgotten by itself.
confirm-private = The link is meant for you alone: whoever has it can confirm in your place. Please do not pass it on.

waiting-subject = Your request to join { $account } is waiting for a decision
waiting-lead = Somebody, perhaps you, asked again to join { $account } with this address. Your first request is still waiting for an administrator’s decision, and nothing changed.
waiting-since = It has been waiting since { $moment }. On the page that the link opens you see how it stands, and you can take it back.
waiting-answer = See the request
waiting-link = To see or take back the request, open this address:
waiting-link-not-kept = The link to the request is in the mail that is sent. Only that mail has it, so it cannot be shown here.
waiting-ignore = If you do nothing, the request goes on waiting. You get a mail when an administrator has decided, or when it lapses because nobody did.
waiting-private = The link is meant for you alone: whoever has it can take back the request in your place. Please do not pass it on.

member-subject = You are a member of { $account } already
member-lead = Somebody, perhaps you, asked to join { $account } with this address.
member-already = You are a member already. Nothing changed.
member-meaning = You do not need to do anything. If it was not you: whoever typed your address was not told that you are a member.

approved-subject = You have joined { $account }
approved-lead = { $administrator } ({ $address }) has approved your request to join { $account }. You are a member from now on.
approved-given = You have this role:
approved-questions = If you did not expect this, or have a question, ask { $administrator } at { $address }.

denied-subject = Your request to join { $account } was denied
denied-lead = An administrator of { $account } has denied your request to join.
denied-words = The administrator writes:
denied-meaning = You have not joined, and nothing else changed for you. You do not need to do anything.

lapsed-subject = Your request to join { $account } has lapsed
lapsed-lead = You asked to join { $account } on { $moment }. No administrator decided in time, so the request has lapsed.
lapsed-again = If you still want to join, ask once more by the link that you used, or write to an administrator of { $account }.
lapsed-ignore = If you do nothing, nothing changes for you, and you get no more mail about this request.

request-subject = { $name } asks to join { $account }
request-lead = { $name } ({ $address }) asks to join { $account }.
request-claims = { $count ->
    [one] The address is confirmed. The name is the one they gave; nobody has checked it.
   *[other] The addresses are confirmed. The names are the ones they gave; nobody has checked them.
}
request-note = These words came with the request:
request-decision = This mail decides nothing, and neither does its link: requests are approved or denied in { -program }.
request-lapses = If no administrator decides by { $moment }, the request lapses, and they are told so by mail.
request-questions = If you want to ask them something first, write to { $address }.
request-why = You get this mail because you are an administrator of { $account }. How often such mails come is your choice: in { -program }, under Settings, Mail.

requests-subject = { $count ->
    [one] One request to join { $account } is waiting
   *[other] { $shown } requests to join { $account } are waiting
}
requests-lead = { $count ->
    [one] One request to join { $account } is waiting for a decision
   *[other] { $shown } requests to join { $account } are waiting for a decision
}:
requests-line = { $name } ({ $address }), since { $moment }
requests-more = { $count ->
    [one] and one more
   *[other] and { $shown } more
}
requests-lapse = A request that nobody decides in time lapses, and whoever asked is told so by mail.

program-open = Open in { -program }
program-link = To decide, open { -program } and choose Requests, or open this address on a computer with { -program }:
program-otherwise = If the button does nothing, open { -program } and choose Requests.

test-subject = Test of the mail settings of { $account }
test-lead = This mail is a test of the mail settings of { $account }.
test-meaning = You are reading it, so the settings work: invitations and reports can be sent this way.

# Inviting people by their addresses, and what happens to their invitations.

invite-nobody = There is nobody to invite yet. Type or paste at least one address.
invite-too-many = { $count } people are more than the { $most } who can be invited at once. Carry on as a spreadsheet.
invite-no-group = Choose at least one group, and a role in it.
invite-group-gone = A group that you chose is not there any more. Choose another one.
invite-group-not-yours = You do not administer the group “{ $group }”. Choose one of your groups.
invite-person-not-yours = The expired invitation of “{ $address }” offers a role that is not yours to give. Ask an administrator of the whole account to send it again.
invite-name-left-out = The name cannot be used and is left out: { $why }.
invite-role-not-yours = Only an administrator of the whole account may give or take the role “{ $role }”, as in “{ $group }”. Choose another one, or ask one of them.
invite-role-gone = The role that you chose in “{ $group }” is not there any more. Choose another one.
invite-sheet-name = Pasted addresses
invite-rows-name = Pasted rows
invite-twice = “{ $address }” stands there twice. Take one of them out.
invite-is-member = Already a user: gains the new roles at once, and is told by mail.
invite-is-member-already = Already a user.
invite-is-invited-already = Already invited.
invite-is-member-nothing = Already a user with all of these roles: nothing changes.
invite-is-invited = Already invited: is offered the new roles, and is not mailed again.
invite-is-invited-nothing = Already invited to all of these roles: nothing changes.
invite-is-resent = Was invited and did not answer in time: the invitation is sent again.
invite-is-declined = Declined before: gets a new invitation.
invite-is-cancelled = The invitation was cancelled before: gets a new one.
invite-is-removed = Was removed from the account: comes back by accepting a new invitation.

# Why something was not done with an invitation: of one, and of several.

not-done-accepted = The invitation of { $who } was accepted on { $at }, by { $by }.
not-done-declined = The invitation of { $who } was declined on { $at }, by { $by }. Invite them again if they changed their mind.
not-done-cancelled = The invitation of { $who } was cancelled on { $at }, by { $by }. Invite them again if you want them to join.
not-done-expired = The invitation of { $who } ended on { $at }. Send it again first.
not-done-waiting = A mail to { $who } still waits in the outbox. It is sent as soon as mail can leave.
not-done-too-soon = A mail to { $who } left a moment ago. Give it some minutes to arrive: it can be sent again from { $at } on.
not-done-not-yours = The invitation of { $who } offers a role that is not yours to give. Ask an administrator of the whole account.
not-done-changed = The invitation of { $who } was changed by somebody else at this moment. Look at it again.
not-done-several-accepted = { $count } were accepted already.
not-done-several-declined = { $count } were declined. Invite them again if they changed their mind.
not-done-several-cancelled = { $count } were cancelled already.
not-done-several-expired = { $count } have ended. Send them again first.
not-done-several-waiting = { $count } still have a mail waiting in the outbox.
not-done-several-too-soon = { $count } had a mail in the last minutes. Give it some time to arrive.
not-done-several-not-yours = { $count } offer a role that is not yours to give.
not-done-several-changed = { $count } were changed by somebody else at this moment.

# What happened, undoing it, and whether it is as it was written.

undo-how = To undo it: rollcall undo { $acts }
undo-done = { $count ->
    [one] One user is again what they were.
   *[other] { $count } users are again what they were.
}
undo-changed = { $count ->
    [one] One user was left as they are: something else happened to them since, a group or role is gone or not yours to give, or whoever invited them is no longer a member.
   *[other] { $count } users were left as they are: something else happened to them since, a group or role is gone or not yours to give, or whoever invited them is no longer a member.
}
undo-not-given-back = { $count ->
    [one] One role was not given back: the role, or its group, is gone.
   *[other] { $count } roles were not given back: they, or their groups, are gone.
}
undo-form-import = write the number of the import, like 7
undo-form-acts = write the numbers of the first and the last entry, like 41-43
undo-nothing-of-import = Nothing of import { $id } can be undone: it did nothing to anybody, or something else has happened to all of them since. Nothing was changed.
undo-nothing = There is nothing at { $acts } that you could undo. Nothing was changed. A removal from the account or a change of roles can be undone, one at a time: “rollcall activity” shows their numbers.

activity-id = Number
activity-at = When
activity-by = Who
activity-by-itself = Rollcall
activity-what = What
activity-whom = To whom
activity-detail = Particulars
activity-import = Import
activity-undo = To undo
activity-none = Nothing matches.
activity-counted = { $total ->
    [one] One entry.
   *[other] { $total } entries.
}
activity-page = { $shown } of { $total } entries. The next ones: --offset { $next }
activity-exported = { $count ->
    [0] Nothing matches: a table without any entry was written to { $path }.
    [one] One entry was written to { $path }.
   *[other] { $count } entries were written to { $path }.
}

verify-whole =
    { $entries ->
        [one] The only entry is as it was written.
       *[other] All { $entries } entries are as they were written.
    }
    { $known ->
        [yes] The head that you gave is part of the chain: nothing that was there then was changed. The head is now:
       *[no] The head, to be noted in another place and given with --head later:
    }
    { $head }
verify-broken = The activity was changed outside Rollcall: entry { $at } or one of those written with it is not as it was, or entries were taken away or put in there. What comes before it is as it was written. Keep a copy of the file as it is, find out who could write to it, and compare it with a backup copy.
verify-another-chain = The head that you gave is not part of this activity, though the activity fits together: it was written anew outside Rollcall, or this is another workspace, or an older copy. Keep a copy of the file as it is, find out who could write to it, and compare it with a backup copy.

verb-account_created = Created the account
verb-group_added = Added a group
verb-settings_changed = Changed the settings
verb-import_carried_out = Carried out an import
verb-invited = Invited
verb-invited_again = Invited again
verb-assignment_added = Given a role
verb-accepted = Accepted the invitation
verb-declined = Declined the invitation
verb-resent = Sent the invitation again
verb-cancelled = Cancelled the invitation
verb-offer_changed = Changed what is offered
verb-link_copied = Copied a link
verb-mail_saved = Saved the invitation as a mail
verb-acceptance_recorded = Recorded as accepted
verb-decline_recorded = Recorded as declined
verb-reminded = Reminded
verb-bounced = A mail came back
verb-removed = Removed from the account
verb-join_link_made = Made a join link
verb-join_link_changed = Changed the join link
verb-requested = Asked to join
verb-request_approved = Approved the request to join
verb-request_denied = Denied the request to join
verb-request_withdrawn = Took back the request to join
verb-request_lapsed = Nobody decided the request to join in time
verb-blocked = Blocked
verb-unblocked = No longer blocked
verb-roles_changed = Roles changed
verb-removal_undone = Removal undone
verb-roles_change_undone = Change of roles undone
verb-import_undone = Import undone
verb-group_renamed = Group renamed
verb-group_moved = Group moved
verb-group_merged = Group merged
verb-group_removed = Group removed
verb-role_added = Role added
verb-role_changed = Role changed
verb-role_removed = Role removed

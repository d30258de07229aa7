# Groups and roles.

groups-path = Group
groups-users = Users
groups-users-within = With those below
groups-administrators = Administrators
group-renamed = The group “{ $group }” is “{ $now }” from now on.
group-moved = The group “{ $group }” was moved: it is “{ $now }” now.
group-merged = All that was in “{ $group }” is in “{ $now }” now. “{ $group }” is gone.
group-removed = The group “{ $group }” was removed.
group-merge-prompt = All that is in “{ $group }” goes into “{ $into }”: { $users ->
    [0] the roles of nobody
    [one] the roles of one user
   *[other] the roles of { $users } users
}, and { $groups ->
    [0] no group
    [one] the one group in it
   *[other] the { $groups } groups in it
}. Then “{ $group }” is gone.{ $administrators ->
    [0] {""}
    [one] {" "}One administrator, or who is invited as one, may administer more then: what is in “{ $into }” already, or in a group of the same name there.
   *[other] {" "}{ $administrators } administrators, with those who are invited as such, may administer more then: what is in “{ $into }” already, or in a group of the same name there.
} This cannot be undone. Type { $group } to merge it:
group-merge-needs-yes = Nobody can be asked here. Nothing was merged. Say --yes if you are sure.
group-merge-not-typed = That is not the group. Nothing was merged.

roles-name = Role
roles-meaning = What it means
roles-given-by = Given by
roles-given-by-group = group administrators
roles-given-by-account = account administrators
roles-members = Members
roles-invited = Offered
role-meaning-administrator = Of the whole account: everything. Of a group: invite, change and remove users there and in every group below it.
role-meaning-buyer = Places orders.
role-meaning-approver = Approves orders.
role-meaning-finance = Sees invoices and means of payment.
role-meaning-tech = Looks after technical integrations.
role-added = The role “{ $role }” was added.
role-changed = The role “{ $role }” was changed.
role-removed = The role “{ $role }” was removed.
role-nothing-to-change = Say what is to be changed: --name, --meaning or --given-by. Nothing was changed.
role-keeps-its-name = Every account has the role “{ $role }”, so it cannot be called otherwise. Nothing was changed.

role-given = { $count ->
    [0] Nobody had to be given it.
    [one] One user was given the role.
   *[other] { $count } users were given the role.
}
role-taken = { $count ->
    [0] Nobody had it.
    [one] One user no longer has it there.
   *[other] { $count } users no longer have it there.
}
role-set = { $count ->
    [0] Nobody had to be given it.
    [one] One user has this role there now, and no other.
   *[other] { $count } users have this role there now, and no other.
}
role-give-unchanged = { $count ->
    [one] { $addresses } has this role there already.
   *[other] { $addresses } have this role there already.
}
role-take-unchanged = { $count ->
    [one] { $addresses } has no such role there.
   *[other] { $addresses } have no such role there.
}
role-set-unchanged = { $count ->
    [one] { $addresses } has this very role there already, or none that could be replaced.
   *[other] { $addresses } have this very role there already, or none that could be replaced.
} “rollcall role give” gives a first one.
role-removed-before = { $count ->
    [one] { $addresses } was removed from the account. “rollcall invite” asks them back.
   *[other] { $addresses } were removed from the account. “rollcall invite” asks them back.
}
role-not-invited = { $count ->
    [one] { $addresses } has no open invitation. “rollcall invite” makes one.
   *[other] { $addresses } have no open invitation. “rollcall invite” makes one.
}
role-left = { $count ->
    [one] One user was left as they are: what they have was changed by somebody else at this moment, is not yours to change, or is all that an open invitation offers. “rollcall cancel” ends an invitation.
   *[other] { $count } users were left as they are: what they have was changed by somebody else at this moment, is not yours to change, or is all that an open invitation offers. “rollcall cancel” ends an invitation.
}

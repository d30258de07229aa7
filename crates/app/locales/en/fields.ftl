# What is wrong with a field of a form. The reasons come from the types of the domain.

field-account = The account’s name cannot be used: { $why }.
field-your-name = Your name cannot be used: { $why }.
field-address = The address cannot be used: { $why }.
field-group = The group “{ $group }” cannot be used: { $why }.
field-setting-unknown = There is no setting “{ $key }”. The settings are: { $known }.
field-transport = “{ $value }” is no way for mail. Write folder:DIR, smtp://[user@]host:port or smtps://[user@]host:port.
field-days = An invitation is valid for { $least } to { $most } days.
field-on-off = Write “on” or “off”.
field-listen = “{ $value }” is no address to listen on. Write one like 127.0.0.1:8710.
field-public-url = “{ $value }” cannot begin a link. Write an address like https://join.example.org, without anything behind a ? or #.
field-number = Write a number from { $least } to { $most }.
field-reminders = Write the days of the reminders, such as “7, 30, 60, 83”: each from { $least } to { $most }, 12 at most; or “none”.
field-note = The text cannot be used: { $why }.
field-name = The name cannot be used: { $why }.
field-day = “{ $value }” is no day. Write one like 2026-12-31.
field-most-uses = Write how many may ask: 1 or more; or nothing for as many as want.
field-domain = “{ $value }” is no domain of addresses: { $why }.
field-domains-too-many = A link can name { $most } domains at most.
field-lapse-days = A request waits for { $least } to { $most } days.
field-block-own = You would block yourself: { $what } is your own. Deny without blocking, or leave this request out.
field-suggested-administrator = A link cannot suggest to make somebody an administrator. Suggest another role, and choose that one yourself where it is meant.
field-typed-otherwise = Type { $wanted } to confirm. Nobody was removed.
field-view-name = The view cannot be called that: { $why }.
field-view-place = This view cannot be kept. Choose fewer filters.
field-view-most = You keep { $most } views already. Forget one of them first.
field-group-name = The group cannot be called that: { $why }.
field-group-not-yours = “{ $group }” would not be below a group that you administer. Choose a place in one of your groups, or ask an administrator of the whole account.
field-group-root = The whole account is no group that could be renamed, moved, merged or removed.
field-group-taken = There is a group “{ $what }” already. Choose another name or place, or merge both groups.
field-group-role-not-yours = Somebody has, or is offered, the role “{ $role }” in “{ $group }”, which only an administrator of the whole account may give or take. Ask one of them to merge these groups.
field-group-within-itself = A group cannot be put into itself, or into a group below it.
field-group-too-deep = Groups can be { $deepest } levels deep, and some would be deeper. Choose a place further up.
group-in-use = { $users ->
    [0] { "" }
    [one] Somebody still has, is offered, or is suggested a role in “{ $group }”.{ " " }
   *[other] { $users } people still have, are offered, or are suggested a role in “{ $group }”.{ " " }
}{ $groups ->
    [0] { "" }
    [one] There is still a group in “{ $group }”.{ " " }
   *[other] There are still { $groups } groups in “{ $group }”.{ " " }
}{ $link ->
    [0] { "" }
   *[other] The join link still suggests “{ $group }”.{ " " }
}It was not removed. Merge it into another group, or empty it first.
field-role-name = The role cannot be called that: { $why }.
field-role-taken = There is a role that is known as “{ $name }” already. Choose another name.
field-role-built-in = Every account has the role “{ $name }”, so it can be neither renamed nor removed.
role-in-use = { $users ->
    [0] The join link still suggests the role “{ $name }”. It was not removed. Change the link first.
    [one] Somebody still has, is offered, or is suggested the role “{ $name }”. It was not removed. Give them another role first.
   *[other] { $users } people still have, are offered, or are suggested the role “{ $name }”. It was not removed. Give them another role first.
}
group-gone = a group that is gone
role-gone = a role that is gone

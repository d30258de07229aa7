# The template workbook. The words of its columns are in rollcall-domain: they are read again when it comes back.

template-users-sheet = Users
template-instructions-sheet = Instructions
template-hint-email = The person’s e-mail address. The invitation goes there.
template-hint-name = What the person is called. You may leave it empty.
template-hint-group = A group from the list, like Sales/EMEA. / is the whole account.
template-hint-role = What the person may do in this group.
template-hint-action = Add, or empty: give the role, and invite whoever has not joined. Change role: in place of the roles they have in the group. Remove from group, Remove from account: take it away. Keep: do nothing.
template-hint-language = The language of the invitation. You may leave it empty.
template-instructions =
    How to fill in this workbook
    Each row of the sheet “Users” gives one person one role in one group. Write a person on several rows to give them several roles, or several groups into one cell with semicolons between them.
    Email [Required]: the address to invite. A person is known by this address.
    Name: what the person is called. Leave it empty if you do not know it; the person is asked when they join.
    Group [Required]: choose a group from the list. A path like Sales/EMEA means the group EMEA inside Sales; / means the whole account.
    Role [Required]: choose what the person may do in this group.
    Action: Add, or leave it empty, gives the role and invites whoever has not joined. Keep means that nothing is done with the row.
    Change role puts the role in place of those that the person has in the group.
    Remove from group takes the role in the group away; with an empty Role every role there. Remove from account removes the person from the whole account: you are asked to confirm how many these are.
    In a list of users that Rollcall saved, the columns Status, Invited, Joined and Last day only tell how each stood then; nothing is read from them. Rows of people who are no members and have no open invitation say Keep: write Add to invite them again.
    Language: the language of the invitation: en, de, es, fr or it. Leave it empty for English.
    Save the workbook, and drop it on the Rollcall window. You see what will happen, and what is wrong with which cell, before anything is done.
    Rows with a problem are not carried out; the other rows are. You get a report with the problems beside the cells: correct it, and upload it again. Rows that were done already are passed over.

//! Rows that change a role or take something away.

use crate::accounts::*;
use ProblemCode as C;
use RowOutcome::{Added, Changed, Invited, InvitedAgain, Rejected, Removed, Skipped, Unchanged};
use rollcall_domain::{
    GroupId, InvitationId, InvitationState, ProblemCode, RoleGivers, RoleId, UserId, UserState,
    import::{AccountView, Grant, GroupRef, KnownUser, Options, PersonStep, Plan, RowOutcome},
    role,
    user::Assignment,
};

const ROOT: GroupId = GroupId::ROOT;

/// A member under this number, with these roles in these groups.
fn member(id: i64, address: &str, has: &[(GroupId, RoleId)]) -> KnownUser {
    let mut user = known(address, UserState::Active, None);
    user.id = UserId(id);
    user.assignments = has.iter().map(|(group, role)| Assignment { group: *group, role: *role }).collect();
    user
}

fn pending(address: &str, has: &[(GroupId, RoleId)]) -> KnownUser {
    let invitation = known(address, UserState::Invited, Some((InvitationState::Pending, None))).invitation;
    KnownUser { state: UserState::Invited, invitation, ..member(7, address, has) }
}

fn lost(plan: &Plan, person: usize) -> Vec<(GroupId, RoleId)> {
    plan.people[person].losses.iter().map(|one| (one.group, one.role)).collect()
}

fn gained(plan: &Plan, person: usize) -> Vec<(GroupId, RoleId)> {
    let group = |group| if let GroupRef::Existing(id) = group { id } else { panic!("a group that is there") };
    plan.people[person].grants.iter().map(|Grant { group: at, role }| (group(*at), *role)).collect()
}

#[test]
fn a_changed_role_takes_the_place_of_those_in_its_group_and_of_none_that_another_row_adds() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER), (SALES, role::ADMINISTRATOR), (FINANCE, BUYER)]);
    let one = plan(&["a@x.org||Sales|Approver|Change role"], std::slice::from_ref(&ana));
    assert_eq!((outcomes(&one), &*one.rows[0].was), (vec![Changed], &[BUYER, role::ADMINISTRATOR][..]));
    assert_eq!((one.people[0].step.clone(), one.invitations), (PersonStep::Change(UserId(7)), 0));
    assert_eq!(gained(&one, 0), [(SALES, APPROVER)]);
    assert_eq!(lost(&one, 0), [(SALES, BUYER), (SALES, role::ADMINISTRATOR)]);

    let beside = plan(&["a@x.org||Sales|Approver|Change role", "a@x.org||Sales|Buyer|Add"], &[ana]);
    assert_eq!((outcomes(&beside), lost(&beside, 0)), (vec![Changed, Unchanged], vec![(SALES, role::ADMINISTRATOR)]));
}

#[test]
fn a_change_needs_somebody_who_has_a_role_there() {
    let ended = |state| known("d@x.org", UserState::Invited, Some((state, Some(NOW))));
    let rows = ["a@x.org||Sales|Approver|Change role"];
    let code = |user: Option<KnownUser>| {
        let known: Vec<KnownUser> =
            user.into_iter().map(|user| KnownUser { key: member(7, "a@x.org", &[]).key, ..user }).collect();
        codes(&plan(&rows, &known)).remove(0)
    };
    assert_eq!(code(None), [C::UserUnknown]);
    assert_eq!(code(Some(ended(InvitationState::Declined))), [C::UserUnknown]);
    assert_eq!(code(Some(known("a@x.org", UserState::Removed, None))), [C::UserUnknown]);
    assert_eq!(code(Some(member(7, "a@x.org", &[(FINANCE, BUYER)]))), [C::NothingToChange]);
    assert_eq!(code(Some(member(7, "a@x.org", &[(SALES, APPROVER)]))), [], "it is so already");
    assert_eq!(code(Some(ended(InvitationState::Pending))), [], "what was offered and has expired is changed");
}

#[test]
fn what_somebody_is_offered_is_changed_without_another_invitation() {
    let expired = known("a@x.org", UserState::Invited, Some((InvitationState::Pending, Some(NOW))));
    let changed = plan(&["a@x.org|Ana|Sales|Approver|Change role"], std::slice::from_ref(&expired));
    assert_eq!((&changed.people[0].step, changed.invitations), (&PersonStep::Change(UserId(7)), 0));

    let rows = ["a@x.org||Sales|Approver|Change role", "a@x.org||Finance|Buyer|Add"];
    let both = plan(&rows, &[expired]);
    assert_eq!(outcomes(&both), [Changed, InvitedAgain]);
    assert_eq!(both.people[0].step, PersonStep::Resend(UserId(7), InvitationId(9)));
    assert_eq!((gained(&both, 0), lost(&both, 0)), (vec![(SALES, APPROVER), (FINANCE, BUYER)], vec![(SALES, BUYER)]));
}

#[test]
fn one_role_or_every_role_in_a_group_is_taken_and_what_nobody_has_is_only_said() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER), (SALES, APPROVER), (FINANCE, BUYER)]);
    let of = |row: &str| plan(&[row], std::slice::from_ref(&ana));
    let one = of("a@x.org||Sales|Buyer|Remove from group");
    assert_eq!((outcomes(&one), lost(&one, 0)), (vec![Removed], vec![(SALES, BUYER)]));
    let every = of("a@x.org||Sales||Remove from group");
    assert_eq!((outcomes(&every), &*every.rows[0].was), (vec![Removed], &[BUYER, APPROVER][..]));
    let none = of("a@x.org||Sales/EMEA||Remove from group");
    assert_eq!((outcomes(&none), codes(&none)), (vec![Unchanged], vec![vec![C::NothingToRemove]]));
    assert!(none.people.is_empty());
    assert_eq!(codes(&of("b@x.org||Sales||Remove from group")), [[C::UserUnknown]]);
    let removed = known("a@x.org", UserState::Removed, None);
    assert_eq!(codes(&plan(&["a@x.org||Sales||Remove from group"], &[removed])), [[C::NothingToRemove]]);
    assert_eq!(codes(&of("a@x.org||Ghost||Remove from group")), [[C::GroupUnknown]]);
}

#[test]
fn an_invitation_is_not_left_without_an_offer() {
    let ana = pending("a@x.org", &[(SALES, BUYER), (FINANCE, BUYER)]);
    let rows = ["a@x.org||Sales||Remove from group", "a@x.org||Finance||Remove from group"];
    let plan_of = |rows: &[&str]| plan(rows, std::slice::from_ref(&ana));
    let emptied = plan_of(&rows);
    assert_eq!(
        (outcomes(&emptied), codes(&emptied)[1].as_slice()),
        (vec![Removed, Rejected], &[C::InvitationEmpty][..])
    );
    let moved = plan_of(&[rows[0], rows[1], "a@x.org||Sales/EMEA|Buyer|Add"]);
    assert_eq!(outcomes(&moved), [Removed, Removed, Added], "what is added later in the file counts");
}

#[test]
fn a_row_that_removes_from_the_account_needs_neither_group_nor_role() {
    let known_people = [
        member(7, "a@x.org", &[(SALES, BUYER), (FINANCE, APPROVER), (FINANCE, BUYER)]),
        KnownUser { id: UserId(8), ..known("b@x.org", UserState::Invited, Some((InvitationState::Declined, None))) },
        KnownUser { id: UserId(9), ..known("c@x.org", UserState::Removed, None) },
    ];
    let rows = [
        "a@x.org||||Remove from account",
        "b@x.org||Ghost|King|remove from account",
        "c@x.org||||Remove from account",
        "d@x.org||||Remove from account",
        "A@x.org||||Remove from account",
        "a@x.org||||Keep",
    ];
    let removed = plan(&rows, &known_people);
    assert_eq!(outcomes(&removed), [Removed, Removed, Unchanged, Rejected, Unchanged, Skipped]);
    assert_eq!((&codes(&removed)[3], &codes(&removed)[4]), (&vec![C::UserUnknown], &vec![C::DuplicateRow]));
    assert_eq!(removed.removals, [(UserId(7), UserState::Active), (UserId(8), UserState::Invited)]);
    assert!(removed.people.is_empty());
    assert_eq!((&*removed.rows[0].was, &*removed.rows[4].was), (&[BUYER, APPROVER][..], &[][..]));

    let of_sales = AccountView { scope: vec![SALES], ..account() };
    let refused = plan_with(&rows[..1], &known_people, Options::default(), &of_sales);
    assert_eq!(codes(&refused), [[C::RemovalNotYours]]);
}

#[test]
fn who_imports_is_not_removed_by_the_file_also_where_others_administer_the_account() {
    let whole = [(ROOT, role::ADMINISTRATOR)];
    let known_people = [member(1, "me@x.org", &whole), member(7, "a@x.org", &whole)];
    let rows = ["Me@X.org||||Remove from account", "a@x.org||||Remove from account"];
    let account = AccountView { administrators: vec![UserId(1), UserId(7)], ..account() };
    let planned = plan_with(&rows, &known_people, Options::default(), &account);
    assert_eq!(outcomes(&planned), [Rejected, Removed]);
    assert_eq!(codes(&planned)[0], [C::RemovalOfYourself]);
    assert_eq!(planned.removals, [(UserId(7), UserState::Active)]);
}

#[test]
fn rows_that_want_the_contrary_are_all_refused_and_name_each_other() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER), (FINANCE, BUYER)]);
    for (rows, others) in [
        (&["a@x.org||||Remove from account", "a@x.org||Finance|Buyer"][..], &["3", "2"][..]),
        (&["a@x.org||Sales|Approver|Change role", "a@x.org||Sales|Finance|Change role"], &["3", "2"]),
        (&["a@x.org||Sales|Approver", "a@x.org||Sales|Approver|Remove from group"], &["3", "2"]),
        (&["a@x.org||Sales|Approver", "a@x.org||Sales||Remove from group"], &["3", "2"]),
        (&["a@x.org||Sales|Approver|Change role", "a@x.org||sales|approver|Remove from group"], &["3", "2"]),
        (
            &["a@x.org||Finance; Sales|Approver|Change role", "b@x.org||/|Buyer", "A@X.org||Sales||Remove from group"],
            &["4", "2"],
        ),
        (
            &[
                "a@x.org||Sales|Approver|Change role",
                "a@x.org||Sales|Finance|Remove from group",
                "a@x.org||Sales|Finance|Change role",
            ],
            &["4", "4", "2"],
        ),
    ] {
        let refused = plan(rows, std::slice::from_ref(&ana));
        let said: Vec<_> = refused
            .rows
            .iter()
            .flat_map(|row| &row.problems)
            .filter(|problem| problem.code == C::RowsContradict)
            .map(|problem| problem.value.as_str())
            .collect();
        assert_eq!(said, others, "{rows:?}");
        assert!(refused.people.iter().all(|person| person.key != ana.key) && refused.removals.is_empty());
    }
    let fine = ["a@x.org||Sales|Approver|Change role", "a@x.org||Finance|Buyer|Remove from group", "a@x.org||/|Buyer"];
    assert_eq!(outcomes(&plan(&fine, &[ana])), [Changed, Removed, Added]);
}

#[test]
fn the_row_that_would_take_the_last_administrator_is_refused_and_those_before_it_are_done() {
    let whole = [(ROOT, role::ADMINISTRATOR)];
    let three = [member(7, "a@x.org", &whole), member(8, "b@x.org", &whole), member(9, "c@x.org", &whole)];
    let rows = ["a@x.org||/|Buyer|Change role", "b@x.org||/||Remove from group", "c@x.org||||Remove from account"];
    let account = AccountView { administrators: vec![UserId(7), UserId(8), UserId(9)], ..account() };
    let refused = plan_with(&rows, &three, Options::default(), &account);
    assert_eq!(outcomes(&refused), [Changed, Removed, Rejected]);
    assert_eq!(codes(&refused)[2], [C::LastAdministrator]);

    let also_others =
        AccountView { administrators: vec![UserId(1), UserId(7), UserId(8), UserId(9)], ..account.clone() };
    assert_eq!(outcomes(&plan_with(&rows, &three, Options::default(), &also_others)), [Changed, Removed, Removed]);

    let confirmed = Options { allow_administrators: true, ..Options::default() };
    let dee = member(10, "d@x.org", &[(SALES, BUYER)]);
    let known_people = [&three[..], &[dee]].concat();
    let followed = plan_with(&[&rows[..], &["d@x.org||/|Admin"]].concat(), &known_people, confirmed, &account);
    assert_eq!(outcomes(&followed), [Changed, Removed, Removed, Added], "who follows may stand further down");
    let invited = plan_with(&[&rows[..], &["e@x.org||/|Admin"]].concat(), &known_people, confirmed, &account);
    assert_eq!(outcomes(&invited), [Changed, Removed, Rejected, Invited], "who has not joined administers nothing");
}

#[test]
fn what_only_the_whole_account_gives_is_only_theirs_to_take_and_change() {
    let mut account = AccountView { scope: vec![SALES], ..account() };
    account.roles.iter_mut().filter(|role| role.id == BUYER).for_each(|role| role.given_by = RoleGivers::Account);
    let ana = member(7, "a@x.org", &[(SALES, BUYER)]);
    for row in [
        "a@x.org||Sales|Approver|Change role",
        "a@x.org||Sales||Remove from group",
        "a@x.org||Sales|Buyer|Remove from group",
    ] {
        let refused = plan_with(&[row], std::slice::from_ref(&ana), Options::default(), &account);
        assert_eq!((codes(&refused), refused.people.len()), (vec![vec![C::RoleNotYours]], 0), "{row}");
    }
    let foreign = plan_with(&["a@x.org||Finance||Remove from group"], &[ana], Options::default(), &account);
    assert_eq!(codes(&foreign), [[C::GroupNotYours]]);
}

#[test]
fn a_role_is_changed_into_administrator_only_with_confirmation() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER)]);
    let rows = ["a@x.org||Sales|Administrator|Change role"];
    let refused = plan(&rows, std::slice::from_ref(&ana));
    assert_eq!((codes(&refused), refused.administrator_rows), (vec![vec![C::AdministratorUnconfirmed]], 1));
    let confirmed = Options { allow_administrators: true, ..Options::default() };
    assert_eq!(outcomes(&plan_with(&rows, &[ana], confirmed, &account())), [Changed]);
}

#[test]
fn a_misspelt_action_asks_for_nothing_that_the_meant_one_does_not_need() {
    let misspelt = plan(&["a@x.org||||Remove from acount"], &[]);
    assert_eq!(codes(&misspelt), [[C::ActionUnknown]]);
    assert_eq!(misspelt.rows[0].problems[0].suggestion.as_deref(), Some("Remove from account"));
}

#[test]
fn people_and_removals_stand_in_the_order_of_the_file() {
    let whole = [(ROOT, role::ADMINISTRATOR), (SALES, BUYER)];
    let three = [member(7, "a@x.org", &whole), member(8, "b@x.org", &whole), member(9, "c@x.org", &whole)];
    let rows = [
        "a@x.org||/||Remove from group",
        "d@x.org||Sales|Buyer",
        "b@x.org||||Remove from account",
        "e@x.org||||Remove from account",
        "c@x.org||Sales|Approver|Change role",
    ];
    let eve = member(11, "e@x.org", &[(SALES, BUYER)]);
    let planned = plan(&rows, &[&three[..], &[eve]].concat());
    assert_eq!(outcomes(&planned), [Removed, Invited, Removed, Removed, Changed]);
    assert_eq!(keys(&planned), ["a@x.org", "d@x.org", "c@x.org"]);
    assert_eq!(planned.removals, [(UserId(8), UserState::Active), (UserId(11), UserState::Active)]);

    let rows = ["a@x.org||Sales||Remove from group", "d@x.org||Sales|Buyer", "a@x.org||Finance|Buyer"];
    assert_eq!(keys(&plan(&rows, &three)), ["a@x.org", "d@x.org"], "the first row of somebody may be one that waits");
}

fn keys(plan: &Plan) -> Vec<&str> {
    plan.people.iter().map(|person| person.key.as_str()).collect()
}

#[test]
fn what_is_meant_by_a_misspelt_group_is_said_also_where_groups_are_made() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER), (FINANCE, BUYER)]);
    let create = Options { create_groups: true, ..Options::default() };
    let said = |rows: &[&str]| -> Vec<Option<String>> {
        let planned = plan_with(rows, std::slice::from_ref(&ana), create, &account());
        assert!(planned.rows.iter().all(|row| row.problems[0].code == C::GroupUnknown), "{:?}", planned.rows);
        planned.rows.into_iter().map(|row| row.problems[0].suggestion.clone()).collect()
    };
    let rows = [
        "a@x.org||Finanse|Buyer|Remove from group",
        "a@x.org||Sales; finanse|Approver|Change role",
        "a@x.org||Ghost||Remove from group",
    ];
    assert_eq!(said(&rows), [Some("Finance".into()), Some("Finance".into()), None]);
    for (row, values) in [
        ("a@x.org||Salse; Finanse; Ghost|Buyer|Change role", &["Salse", "Finanse", "Ghost"][..]),
        ("a@x.org||Finanse; Salse||Remove from group", &["Finanse", "Salse"]),
    ] {
        let planned = plan_with(&[row], std::slice::from_ref(&ana), create, &account());
        let told: Vec<&str> = planned.rows[0].problems.iter().map(|problem| problem.value.as_str()).collect();
        assert_eq!(told, values, "{row}");
    }
}

#[test]
fn a_group_that_a_row_adds_somebody_to_is_known_to_those_that_take_and_change() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER), (FINANCE, BUYER)]);
    let create = Options { create_groups: true, ..Options::default() };
    let rows = [
        "a@x.org||Legal; Sales||Remove from group",
        "b@x.org||Legal / Patents|Buyer|Add",
        "a@x.org||Ghost; Sales||Remove from group",
        "a@x.org||Legal/Patents; Finance|Approver|Change role",
        "a@x.org||Press; Finance|Approver|Change role",
        "a@x.org||Press|Approver|Add",
    ];
    let planned = plan_with(&rows, &[ana], create, &account());
    assert_eq!(outcomes(&planned), [Removed, Invited, Rejected, Rejected, Changed, Added]);
    let first = [&[C::NothingToRemove][..], &[], &[C::GroupUnknown], &[C::GroupUnknown], &[], &[]];
    assert_eq!(codes(&planned), first);
    assert_eq!(lost(&planned, 0), [(FINANCE, BUYER), (SALES, BUYER)]);
}

#[test]
fn it_is_said_once_of_a_row_that_somebody_has_nothing_of_what_it_takes() {
    let ana = member(7, "a@x.org", &[(SALES, BUYER)]);
    let planned = plan(&["a@x.org||Sales||Remove from group", "a@x.org||Sales; Finance||Remove from group"], &[ana]);
    assert_eq!(outcomes(&planned), [Removed, Unchanged]);
    assert_eq!(codes(&planned)[1], [C::NothingToRemove]);
}

#[test]
fn without_an_account_every_row_is_what_it_says() {
    let nothing = AccountView {
        groups: rollcall_domain::GroupTree::default(),
        roles: Vec::new(),
        scope: Vec::new(),
        is_known: false,
        ..account()
    };
    let rows = [
        "a@x.org||Any/Where; Else|King; Queen",
        "A@x.org||any / where|KING",
        "b@x.org||Sales|Byer|Change role",
        "c@x.org||Sales||Remove from group",
        "d@x.org||||Remove from account",
        "e@x.org||Sales//EMEA|Buyer",
        "f@x.org||Sales|Buyer",
        "f@x.org||Sales||Remove from group",
    ];
    let planned = plan_with(&rows, &[], Options::default(), &nothing);
    assert_eq!(outcomes(&planned), [Invited, Invited, Changed, Removed, Removed, Rejected, Rejected, Rejected]);
    assert_eq!(codes(&planned)[1], [C::DuplicateRow]);
    assert_eq!(codes(&planned)[5..], [[C::GroupMalformed], [C::RowsContradict], [C::RowsContradict]]);
    assert_eq!((planned.invitations, planned.new_groups.len(), planned.removals.len()), (1, 0, 0));
    assert_eq!(planned.people[0].grants, []);
}

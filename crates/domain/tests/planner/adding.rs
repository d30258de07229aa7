//! Rows that add: rows in, outcomes and problems out.

use crate::accounts::*;
use ProblemCode as C;
use RowOutcome::{Added, Invited, InvitedAgain, Rejected, Skipped, Unchanged};
use rollcall_domain::{
    GroupId, InvitationId, InvitationState, ProblemCode, RoleGivers, UserId, UserState,
    import::{AccountView, Grant, GroupRef, NoTable, Options, PersonStep, Plan, RowOutcome, Sheet, read_rows},
    role,
    user::Assignment,
};

#[test]
fn every_row_of_somebody_new_is_invited_and_makes_one_invitation() {
    let plan =
        plan(&["ana@x.org||Sales|Buyer", "ANA@x.org|Ana|Sales/EMEA|Approver", "bo@x.org|Bo|/|requisitioner"], &[]);
    assert_eq!(outcomes(&plan), [Invited, Invited, Invited]);
    assert_eq!((plan.invitations, plan.people.len(), plan.counts.rows), (2, 2, 3));
    assert_eq!(plan.people[0].grants.len(), 2);
    let PersonStep::Invite(ana) = &plan.people[0].step else { panic!("Ana is new") };
    assert_eq!((ana.as_str(), plan.people[0].name.as_ref().unwrap().as_str()), ("ana@x.org", "Ana"));
    assert_eq!(plan.people[1].grants, [Grant { group: GroupRef::Existing(GroupId::ROOT), role: BUYER }]);
}

#[test]
fn the_same_row_twice_is_done_once_and_said() {
    let plan = plan(&["ana@x.org||Sales|Buyer", "Ana@X.ORG||sales|BUYER"], &[]);
    assert_eq!(outcomes(&plan), [Invited, Invited]);
    assert_eq!(codes(&plan)[1], [ProblemCode::DuplicateRow]);
    assert_eq!(plan.people[0].grants.len(), 1);
}

#[test]
fn what_becomes_of_somebody_known_follows_from_how_they_stand() {
    let rows = ["ana@x.org||Sales|Buyer", "ana@x.org||Finance|Buyer"];
    let ended = |state| known("ana@x.org", UserState::Invited, Some((state, Some(NOW.plus_days(5)))));
    let pending = |end| known("ana@x.org", UserState::Invited, Some((InvitationState::Pending, end)));
    for (user, expected) in [
        (known("ana@x.org", UserState::Active, None), [Unchanged, Added]),
        (pending(None), [Unchanged, Added]),
        (pending(Some(NOW.plus_seconds(1))), [Unchanged, Added]),
        (pending(Some(NOW)), [InvitedAgain, InvitedAgain]),
        (ended(InvitationState::Declined), [InvitedAgain, InvitedAgain]),
        (ended(InvitationState::Cancelled), [InvitedAgain, InvitedAgain]),
        (known("ana@x.org", UserState::Removed, None), [InvitedAgain, InvitedAgain]),
    ] {
        let plan = plan(&rows, std::slice::from_ref(&user));
        assert_eq!(outcomes(&plan), expected, "{user:?}");
        assert_eq!(plan.invitations, u32::from(expected[0] == InvitedAgain));
    }
}

#[test]
fn an_expired_invitation_is_sent_again_with_what_it_offered_and_an_ended_one_offers_only_the_file() {
    let rows = ["ana@x.org||Sales|Buyer"];
    let expired = known("ana@x.org", UserState::Invited, Some((InvitationState::Pending, Some(NOW))));
    let resent = plan(&rows, &[expired]);
    assert_eq!(resent.people[0].step, PersonStep::Resend(UserId(7), InvitationId(9)));
    assert_eq!(resent.people[0].grants, []);
    let again = plan(&rows, &[known("ana@x.org", UserState::Removed, None)]);
    assert_eq!(again.people[0].step, PersonStep::InviteAgain(UserId(7)));
    assert_eq!(again.people[0].grants, [Grant { group: GroupRef::Existing(SALES), role: BUYER }]);
}

#[test]
fn all_problems_of_a_row_are_found_at_once_and_the_other_rows_go_on() {
    let plan = plan(&["ana@@x|A\u{202e}na|Finanse|Byer|Explode|xx", "bo@x.org||Sales|Buyer"], &[]);
    assert_eq!(outcomes(&plan), [Rejected, Invited]);
    let expected =
        [C::EmailSeveral, C::HiddenCharacter, C::GroupUnknown, C::RoleUnknown, C::ActionUnknown, C::LanguageUnknown];
    assert_eq!(codes(&plan)[0], expected);
    let suggestions: Vec<_> = plan.rows[0].problems.iter().map(|p| p.suggestion.as_deref()).collect();
    assert_eq!(suggestions, [None, Some("Ana"), Some("Finance"), Some("Buyer"), None, None]);
}

#[test]
fn a_group_that_does_not_exist_is_made_only_when_chosen_with_those_above_it_and_once() {
    let rows = ["ana@x.org||Legal/Patents|Buyer", "bo@x.org||legal / patents|Buyer", "@||Ghost|Buyer"];
    let refused = plan(&rows, &[]);
    assert_eq!(outcomes(&refused), [Rejected; 3]);
    let options = Options { create_groups: true, ..Options::default() };
    let made = plan_with(&rows, &[], options, &account());
    assert_eq!(outcomes(&made), [Invited, Invited, Rejected]);
    let paths: Vec<_> = made.new_groups.iter().map(ToString::to_string).collect();
    assert_eq!(paths, ["Legal", "Legal/Patents"], "and none for a rejected row");
    assert_eq!(made.people[1].grants[0].group, GroupRef::New(1));
}

#[test]
fn administrator_is_given_only_with_confirmation_and_not_asked_for_whom_it_changes_nothing() {
    let rows = ["ana@x.org||Sales|admin", "bo@x.org||Sales|Buyer"];
    let unconfirmed = plan(&rows, &[]);
    assert_eq!((outcomes(&unconfirmed), unconfirmed.administrator_rows), (vec![Rejected, Invited], 1));
    assert_eq!(codes(&unconfirmed)[0], [ProblemCode::AdministratorUnconfirmed]);
    let twice_wrong = plan(&["cy@x.org||Ghost|Administrator"], &[]);
    assert_eq!(codes(&twice_wrong)[0], [C::GroupUnknown, C::AdministratorUnconfirmed], "all problems are said at once");
    let options = Options { allow_administrators: true, ..Options::default() };
    assert_eq!(outcomes(&plan_with(&rows, &[], options, &account())), [Invited, Invited]);
    let mut ana = known("ana@x.org", UserState::Active, None);
    ana.assignments = vec![Assignment { group: SALES, role: role::ADMINISTRATOR }];
    let already = plan(&rows[..1], &[ana]);
    assert_eq!((outcomes(&already), already.administrator_rows), (vec![Unchanged], 0));
}

#[test]
fn a_group_administrator_touches_only_their_part() {
    let account = AccountView { scope: vec![SALES], ..account() };
    let options = Options { create_groups: true, ..Options::default() };
    let rows =
        ["a@x.org||Sales/EMEA|Buyer", "b@x.org||Finance|Buyer", "c@x.org||Sales/APAC|Buyer", "d@x.org||Legal|Buyer"];
    let plan = plan_with(&rows, &[], options, &account);
    assert_eq!(outcomes(&plan), [Invited, Rejected, Invited, Rejected]);
    assert_eq!(codes(&plan)[1], [ProblemCode::GroupNotYours]);
    assert_eq!(plan.new_groups.len(), 1);
}

#[test]
fn a_row_that_says_keep_is_passed_over_whatever_is_wrong_with_it() {
    let removed = known("ana@x.org", UserState::Removed, None);
    let plan = plan(&["ana@x.org||Sales|Buyer|Keep", "bo@x.org||||KEEP", "@|\u{202e}|Ghost|King|keep|xx"], &[removed]);
    assert_eq!(outcomes(&plan), [Skipped; 3]);
    assert_eq!((codes(&plan), plan.people.len()), (vec![vec![]; 3], 0));
}

#[test]
fn a_path_by_which_a_group_was_known_is_named_with_todays_and_makes_no_group() {
    let former = vec![
        formerly("Sales/Europe", EMEA),
        formerly("sales/europe", FINANCE),
        formerly("Finance", EMEA),
        formerly("Old", GroupId(99)),
    ];
    let account = AccountView { former, ..account() };
    let rows = [
        "a@x.org||SALES/europe|Buyer",
        "b@x.org||Finance|Buyer",
        "c@x.org||Old|Buyer",
        "d@x.org||Sales/Europe/Spain|Buyer",
        "e@x.org||Sales/Asia|Buyer",
    ];
    let read = |create_groups| {
        let options = Options { create_groups, ..Options::default() };
        let sheet = Sheet::new(table("Email|Name|Group|Role|Action|Language", &rows));
        let draft = read_rows(sheet, &account, options).unwrap();
        let unknown: Vec<_> = draft.unknown_groups.iter().map(ToString::to_string).collect();
        (draft.plan(&[], &account), unknown)
    };
    let suggested = |plan: &Plan, row: usize| plan.rows[row].problems[0].suggestion.clone();
    let (refused, unknown) = read(false);
    assert_eq!(
        codes(&refused),
        [vec![C::GroupRenamed], vec![], vec![C::GroupUnknown], vec![C::GroupUnknown], vec![C::GroupUnknown]]
    );
    assert_eq!(suggested(&refused, 0).as_deref(), Some("Sales/EMEA"), "the newest wins");
    assert_eq!(refused.people[0].grants[0].group, GroupRef::Existing(FINANCE), "a living group wins");
    assert_eq!(unknown, ["Old", "Sales/Europe/Spain", "Sales/Asia"]);

    let (made, unknown) = read(true);
    assert_eq!(outcomes(&made), [Rejected, Invited, Invited, Rejected, Invited]);
    assert_eq!(
        (codes(&made)[3].as_slice(), suggested(&made, 3)),
        (&[C::GroupRenamed][..], Some("Sales/EMEA/Spain".into()))
    );
    assert_eq!(made.new_groups.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Old", "Sales/Asia"]);
    assert_eq!(unknown, ["Old", "Sales/Asia"]);
}

#[test]
fn todays_path_is_not_told_to_who_does_not_administer_the_group() {
    let former = vec![formerly("Sales/Money", FINANCE)];
    let account = AccountView { former, scope: vec![SALES], ..account() };
    for create_groups in [false, true] {
        let options = Options { create_groups, ..Options::default() };
        let plan = plan_with(&["a@x.org||Sales/Money|Buyer"], &[], options, &account);
        assert_eq!((codes(&plan), &plan.rows[0].problems[0].suggestion), (vec![vec![C::GroupNotYours]], &None));
    }
}

#[test]
fn a_role_that_only_the_whole_account_gives_is_not_given_by_the_administrator_of_a_group() {
    let mut account = AccountView { scope: vec![SALES], ..account() };
    for role in account.roles.iter_mut().filter(|role| [BUYER, role::ADMINISTRATOR].contains(&role.id)) {
        role.given_by = RoleGivers::Account;
    }
    let confirmed = Options { allow_administrators: true, ..Options::default() };
    let rows = ["a@x.org||Sales|Buyer", "b@x.org||Sales|Approver", "c@x.org||Sales|Admin", "d@x.org||Ghost|Buyer"];
    let plan = plan_with(&rows, &[], confirmed, &account);
    assert_eq!(
        codes(&plan),
        [vec![C::RoleNotYours], vec![], vec![C::RoleNotYours], vec![C::GroupUnknown, C::RoleNotYours]]
    );
    assert_eq!((outcomes(&plan)[1], plan.administrator_rows), (Invited, 0), "there is nothing to confirm");
    let misspelt = plan_with(&["a@x.org||Sales|Byer"], &[], confirmed, &account);
    assert_eq!(misspelt.rows[0].problems[0].suggestion, None, "nor is it suggested");

    // Who has it keeps it, and what was offered is not offered anew.
    let sales_buyer = |end| known("a@x.org", UserState::Invited, Some((InvitationState::Pending, Some(end))));
    let of = |row: &str, user| codes(&plan_with(&[row], &[user], confirmed, &account)).remove(0);
    assert_eq!(of("a@x.org||Sales|Buyer", sales_buyer(NOW.plus_seconds(1))), []);
    assert_eq!(of("a@x.org||Sales|Approver", sales_buyer(NOW.plus_seconds(1))), []);
    assert_eq!(of("a@x.org||Sales|Approver", sales_buyer(NOW)), [C::RoleNotYours]);
    let whole = AccountView { scope: vec![GroupId::ROOT], ..account };
    assert_eq!(outcomes(&plan_with(&rows, &[], confirmed, &whole)), [Invited, Invited, Invited, Rejected]);
}

#[test]
fn a_report_that_comes_back_passes_over_what_was_done() {
    let header = "Email|Group|Role|Result|Problem|How to fix";
    let rows = [
        "a@x.org|Sales|Buyer|Invited||",
        "b@x.org|Sales|Buyer|Not done|was Seles|",
        "c@x.org|Sales|Buyer|||",
        "d@x.org|Sales|Buyer|looks fine||",
    ];
    let plan =
        read_rows(Sheet::new(table(header, &rows)), &account(), Options::default()).unwrap().plan(&[], &account());
    assert_eq!(outcomes(&plan), [Skipped, Invited, Invited, Invited]);
    assert_eq!((plan.counts.skipped, plan.counts.invited, plan.counts.rows), (1, 3, 4));
}

/// Soon: it takes minutes if every name is held against every other.
#[test]
fn a_file_full_of_groups_that_nobody_knows_is_planned() {
    let rows: Vec<String> = (0..20_000).map(|at| format!("a@x.org||Ghost {at}|Buyer")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = Sheet::new(table("Email|Name|Group|Role", &rows));
    let draft = read_rows(table, &account(), Options::default()).unwrap();
    assert_eq!(draft.unknown_groups.len(), 20_000);
    assert_eq!(draft.plan(&[], &account()).counts.rejected, 20_000);
}

#[test]
fn a_table_without_our_columns_is_refused_whole() {
    let read =
        |header, rows: &[&str]| read_rows(Sheet::new(table(header, rows)), &account(), Options::default()).unwrap_err();
    assert_eq!(read("Vorname|Nachname", &["Ana|López"]), NoTable::NoHeader);
}

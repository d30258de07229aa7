//! Carrying out imports: whole or not at all, and only what was planned for what is.

use crate::{
    database::{Database, NOW, with_account},
    every_database,
    plan::{APPROVER, BUYER, EMEA, SALES, Sheet, id_of, key, unknown_group},
};
use rollcall_app::ports::{
    Store,
    store::{Act, CarriedOut, MailKind, Verb},
};
use rollcall_domain::{
    GroupId, GroupPath, GroupTree, ImportId, RoleId, UserId,
    import::{Column, GroupRef, Options, PersonStep, RowCounts, RowOutcome},
    table::Cell,
};
use std::sync::Mutex;

every_database![
    an_import_and_its_rows_are_kept_as_they_were,
    the_columns_of_a_report_are_not_kept,
    an_import_makes_users_invitations_mails_and_activity,
    groups_that_the_plan_makes_are_made,
    who_is_known_only_gains,
    an_import_that_changes_nothing_is_recorded_too,
    counts_are_those_of_the_rows,
    a_plan_is_stale_when_somebody_new_is_known_by_now,
    a_plan_is_stale_when_somebody_has_changed,
    a_plan_is_stale_when_its_groups_or_roles_have_changed,
    an_active_user_is_never_invited_again,
    stopping_at_any_moment_leaves_nothing,
    dropping_it_leaves_nothing,
    a_failure_leaves_nothing,
    imports_are_listed_newest_first,
];

/// All that an import could have left behind.
pub(crate) async fn traces(store: &dyn Store) -> (usize, usize, usize, usize, i64) {
    (
        store.entries(UserId(0), 100_000).await.unwrap().len(),
        store.groups().await.unwrap().len(),
        store.imports(None, 100).await.unwrap().len(),
        store.mails(&[], None, 100_000).await.unwrap().len(),
        store.latest_change().await.unwrap(),
    )
}

async fn an_import_and_its_rows_are_kept_as_they_were(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new()
        .invite("bob@acme.example", None, &[(SALES, BUYER)])
        .row(RowOutcome::Rejected, "bad", vec![unknown_group(), unknown_group()])
        .row(RowOutcome::Unchanged, "ana@acme.example", Vec::new());
    sheet.options = Options { create_groups: true, allow_administrators: false };
    let id = sheet.carry_out(store.as_ref(), act).await;
    let import = store.import(id).await.unwrap().unwrap();
    assert_eq!((import.file_name.as_str(), import.file_hash.as_slice(), import.at), ("people.xlsx", &[7; 32][..], NOW));
    assert_eq!((import.by.as_str(), import.options), ("Ana", sheet.options));
    assert_eq!((import.counts, import.invitations), (sheet.plan.counts, 1));
    assert_eq!(import.headers, ["Email", "Name", "Group", "Role"]);
    let columns = [Column::Email, Column::Role, Column::Action];
    assert_eq!(columns.map(|column| import.place(column)), [Some(0), Some(3), None]);
    let rows = store.import_rows(id).await.unwrap();
    assert_eq!(rows.len(), 3);
    for ((row, planned), read) in rows.iter().zip(&sheet.plan.rows).zip(&sheet.rows) {
        assert_eq!((row.number, row.outcome, &row.problems), (planned.number, planned.outcome, &planned.problems));
        assert_eq!(row.cells, read.cells.iter().map(Cell::shown).collect::<Vec<_>>());
    }
    assert_eq!(store.import(ImportId(99)).await.unwrap(), None);
    assert_eq!(store.import_rows(ImportId(99)).await.unwrap(), []);
}

async fn the_columns_of_a_report_are_not_kept(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new().row(RowOutcome::Skipped, "ana@acme.example", Vec::new());
    sheet.is_report = true;
    let added = ["Unchanged", "", "Nothing"].map(|text| Cell::Text(text.into()));
    let kept: Vec<String> = sheet.rows[0].cells.iter().map(|cell| cell.shown().to_owned()).collect();
    sheet.rows[0].cells.extend(added);
    let id = sheet.carry_out(store.as_ref(), act).await;
    assert_eq!(store.import_rows(id).await.unwrap()[0].cells, kept);
    assert_eq!(store.import(id).await.unwrap().unwrap().headers, ["Email", "Name", "Group", "Role"]);
}

async fn an_import_makes_users_invitations_mails_and_activity(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let shares = Mutex::new(Vec::new());
    let sheet = Sheet::new().invite("zoe@acme.example", Some("Zoë"), &[(EMEA, BUYER), (SALES, APPROVER)]).invite(
        "bob@acme.example",
        None,
        &[(SALES, BUYER)],
    );
    let progress = |share: f32| {
        shares.lock().unwrap().push(share);
        true
    };
    let CarriedOut::Done(id) = sheet.carry_out_on(store.as_ref(), act, &[], &progress).await.unwrap() else {
        panic!("not done")
    };
    let zoe = id_of(store.as_ref(), "zoe@acme.example").await;
    let history = store.history(zoe).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].verb, history[0].import, history[0].at), (Verb::Invited, Some(id), NOW));
    assert_eq!(history[0].detail.as_deref(), Some("Sales/EMEA: Buyer; Sales: Approver"));
    let mails = store.mails(&[], None, 10).await.unwrap();
    let kinds: Vec<_> = mails.iter().map(|mail| (mail.kind, mail.to.as_str(), mail.import)).collect();
    assert_eq!(kinds[0], (MailKind::ImportReport, "Ana@Acme.Example", Some(id)));
    assert!(kinds.contains(&(MailKind::Invitation, "zoe@acme.example", None)));
    assert_eq!(kinds.len(), 3);
    let shares = shares.into_inner().unwrap();
    assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)));
    assert!((shares.last().unwrap() - 1.0).abs() < 1e-6, "{shares:?}");
}

async fn groups_that_the_plan_makes_are_made(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    Sheet::new()
        .new_group("Ops")
        .new_group("Ops/Night")
        .invite("bob@acme.example", None, &[(GroupRef::New(1), BUYER), (GroupRef::New(0), BUYER)])
        .carry_out(store.as_ref(), act)
        .await;
    let tree = GroupTree::new(&store.groups().await.unwrap());
    let bob = store.known_users(&[key("bob@acme.example")]).await.unwrap().remove(0);
    let paths: Vec<_> = bob.assignments.iter().map(|one| tree.path(one.group).unwrap().to_string()).collect();
    assert_eq!(paths, ["Ops", "Ops/Night"]);
    let history = store.history(bob.id).await.unwrap();
    assert_eq!(history[0].detail.as_deref(), Some("Ops/Night: Buyer; Ops: Buyer"));
}

async fn who_is_known_only_gains(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let import = Sheet::new()
        .add("ana@acme.example", act.by, &[(SALES, BUYER), (EMEA, APPROVER)])
        .carry_out(store.as_ref(), act)
        .await;
    let ana = store.entries_of(&[act.by]).await.unwrap().remove(0);
    assert_eq!(ana.assignments.len(), 3);
    let history = store.history(act.by).await.unwrap();
    let told: Vec<_> = history.iter().map(|act| (act.verb, act.detail.as_deref(), act.import)).collect();
    assert_eq!(told[0], (Verb::AssignmentAdded, Some("Sales/EMEA: Approver"), Some(import)));
    assert_eq!(told[1], (Verb::AssignmentAdded, Some("Sales: Buyer"), Some(import)));
    assert_eq!(store.mails(&[], None, 10).await.unwrap().len(), 1);
    assert_eq!(store.import(import).await.unwrap().unwrap().invitations, 0);
}

async fn an_import_that_changes_nothing_is_recorded_too(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let before = traces(store.as_ref()).await;
    let id =
        Sheet::new().row(RowOutcome::Unchanged, "ana@acme.example", Vec::new()).carry_out(store.as_ref(), act).await;
    let after = traces(store.as_ref()).await;
    assert_eq!((after.0, after.1, after.2, after.3, after.4), (before.0, before.1, 1, 1, before.4));
    assert_eq!(store.import(id).await.unwrap().unwrap().counts.unchanged, 1);
}

async fn counts_are_those_of_the_rows(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for seed in 1..40_u64 {
        let mut sheet = Sheet::new();
        let mut dice = seed;
        for _ in 0..seed {
            // A linear congruential generator (Knuth's MMIX): the same numbers each time.
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let outcome = [RowOutcome::Unchanged, RowOutcome::Skipped, RowOutcome::Rejected][(dice >> 33) as usize % 3];
            sheet = sheet.row(outcome, "ana@acme.example", Vec::new());
        }
        let id = sheet.carry_out(store.as_ref(), act).await;
        let mut counts = RowCounts::default();
        store.import_rows(id).await.unwrap().iter().for_each(|row| counts.count(row.outcome));
        assert_eq!(store.import(id).await.unwrap().unwrap().counts, counts);
        assert_eq!(u64::from(counts.rows), seed);
    }
}

/// It does not hold any more, and leaves nothing.
pub(crate) async fn stale(store: &dyn Store, act: Act, sheet: &Sheet, basis: &[rollcall_domain::import::KnownUser]) {
    let before = traces(store).await;
    assert_eq!(sheet.carry_out_on(store, act, basis, &|_| true).await.unwrap(), CarriedOut::Stale);
    assert_eq!(traces(store).await, before);
}

async fn a_plan_is_stale_when_somebody_new_is_known_by_now(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    sheet.carry_out(store.as_ref(), act).await;
    stale(store.as_ref(), act, &sheet, &[]).await;
}

async fn a_plan_is_stale_when_somebody_has_changed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]).carry_out(store.as_ref(), act).await;
    let bob = id_of(store.as_ref(), "bob@acme.example").await;
    let sheet = Sheet::new().add("bob@acme.example", bob, &[(EMEA, BUYER)]);
    let basis = sheet.basis(store.as_ref()).await;
    database.run("UPDATE users SET state = 'removed' WHERE address_key = 'bob@acme.example'").await.unwrap();
    stale(store.as_ref(), act, &sheet, &basis).await;
    database.run("UPDATE users SET state = 'invited' WHERE address_key = 'bob@acme.example'").await.unwrap();
    database.run("UPDATE invitations SET state = 'cancelled', answered_at = 1, answered_by = 1").await.unwrap();
    stale(store.as_ref(), act, &sheet, &basis).await;
    database.run("UPDATE invitations SET state = 'pending', answered_at = NULL, answered_by = NULL").await.unwrap();
    database.run("DELETE FROM assignments WHERE role_id = 2").await.unwrap();
    stale(store.as_ref(), act, &sheet, &basis).await;
    // Also somebody who stands on unchanged rows only: the plan relied on them, too.
    let unchanged = Sheet::new().row(RowOutcome::Unchanged, "bob@acme.example", Vec::new());
    stale(store.as_ref(), act, &unchanged, &basis).await;
}

async fn a_plan_is_stale_when_its_groups_or_roles_have_changed(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let invite = |group, role| Sheet::new().invite("bob@acme.example", None, &[(group, role)]);
    stale(store.as_ref(), act, &invite(GroupRef::Existing(GroupId(99)), BUYER), &[]).await;
    stale(store.as_ref(), act, &invite(SALES, RoleId(99)), &[]).await;
    stale(store.as_ref(), act, &invite(GroupRef::New(0), BUYER), &[]).await;
    stale(store.as_ref(), act, &Sheet::new().new_group("sales/emea"), &[]).await;
    stale(store.as_ref(), act, &Sheet::new().new_group("Gone/Below"), &[]).await;
}

async fn an_active_user_is_never_invited_again(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = Sheet::new().invite_again("ana@acme.example", act.by, &[(SALES, BUYER)]);
    let basis = sheet.basis(store.as_ref()).await;
    stale(store.as_ref(), act, &sheet, &basis).await;
    assert_eq!(store.administrators().await.unwrap()[0].groups, [GroupId::ROOT]);
}

/// An import with some of everything, in several batches.
async fn large(store: &dyn Store, act: Act) -> Sheet {
    Sheet::new().invite("known@acme.example", None, &[(SALES, BUYER)]).carry_out(store, act).await;
    let known = id_of(store, "known@acme.example").await;
    let mut sheet = Sheet::new().new_group("Ops").add("known@acme.example", known, &[(GroupRef::New(0), BUYER)]);
    for number in 0..6_000 {
        sheet = sheet.invite(&format!("p{number}@acme.example"), None, &[(SALES, BUYER)]);
    }
    sheet
}

async fn stopping_at_any_moment_leaves_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = large(store.as_ref(), act).await;
    let basis = sheet.basis(store.as_ref()).await;
    let before = traces(store.as_ref()).await;
    let mut calls = 0;
    loop {
        let left = Mutex::new(calls);
        let progress = |_: f32| {
            let mut left = left.lock().unwrap();
            let go_on = *left > 0;
            *left -= i32::from(go_on);
            go_on
        };
        match sheet.carry_out_on(store.as_ref(), act, &basis, &progress).await.unwrap() {
            CarriedOut::Cancelled => assert_eq!(traces(store.as_ref()).await, before, "after {calls} calls"),
            CarriedOut::Done(_) => break,
            CarriedOut::Stale => panic!("stale"),
        }
        calls += 1;
    }
    assert!(calls > 5, "asked {calls} times only");
    assert_eq!(traces(store.as_ref()).await.0, before.0 + 6_000);
}

async fn dropping_it_leaves_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let sheet = large(store.as_ref(), act).await;
    let basis = sheet.basis(store.as_ref()).await;
    let before = traces(store.as_ref()).await;
    for after in [1_u64, 5, 20, 60] {
        let progress = |_: f32| true;
        let carrying = sheet.carry_out_on(store.as_ref(), act, &basis, &progress);
        if tokio::time::timeout(std::time::Duration::from_millis(after), carrying).await.is_ok() {
            assert!(after > 1, "nothing was dropped");
            return;
        }
        assert_eq!(traces(store.as_ref()).await, before, "after {after} ms");
        // The workspace can be written to at once.
        store.add_groups(&[GroupPath::parse("Sales").unwrap()], act).await.unwrap();
    }
}

async fn a_failure_leaves_nothing(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    let mut sheet = Sheet::new().invite("bob@acme.example", None, &[(SALES, BUYER)]);
    // No planner gives the same thing twice; if one did, nothing is half done.
    let PersonStep::Invite(_) = &sheet.plan.people[0].step else { panic!() };
    let grant = sheet.plan.people[0].grants[0];
    sheet.plan.people[0].grants.push(grant);
    let before = traces(store.as_ref()).await;
    sheet.carry_out_on(store.as_ref(), act, &[], &|_| true).await.unwrap_err();
    assert_eq!(traces(store.as_ref()).await, before);
    sheet.plan.people[0].grants.pop();
    sheet.rows.pop();
    sheet.carry_out_on(store.as_ref(), act, &[], &|_| true).await.unwrap_err();
    assert_eq!(traces(store.as_ref()).await, before);
}

async fn imports_are_listed_newest_first(database: &dyn Database) {
    let (store, act) = with_account(database).await;
    for _ in 0..3 {
        Sheet::new().carry_out(store.as_ref(), act).await;
    }
    let all = store.imports(None, 10).await.unwrap();
    assert_eq!(all.len(), 3);
    assert!(all.is_sorted_by(|a, b| a.id > b.id));
    assert_eq!(store.imports(Some(all[0].id), 1).await.unwrap(), [all[1].clone()]);
}

//! Any table in any account: planned, mended, carried out on a model, and planned again.
//!
//! An input is an account (see [`Model::read`]), `--`, a table, and perhaps `--` and mends: a word, the number of a problem or of a row, and texts.

use crate::{model::Model, tables, wants::Wants};
use rollcall_domain::import::{Column, Draft, Mend, Plan, Problem, RowCounts, RowOutcome, Sheet, Standing, read_rows};
use std::collections::HashSet;

pub(crate) fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.lines();
    let model = Model::read(lines.by_ref().take_while(|line| *line != "--"));
    let table = tables::table(lines.by_ref().take_while(|line| *line != "--"));
    let Some((mut draft, mut plan)) = planned(Sheet::new(table), &model) else { return };
    check(&plan, &draft, &model);
    for line in lines.take(8) {
        let Some(mend) = mend(line, &plan) else { continue };
        let mut sheet = draft.sheet.clone();
        let rows = sheet.mend(&mend, &draft.layout, &plan);
        assert_eq!(sheet.mends() - draft.sheet.mends(), usize::from(rows > 0), "a mend can be taken back: {mend:?}");
        assert!(rows > 0 || is_same(&sheet, &draft.sheet), "nothing was mended: {mend:?}");
        let mut taken_back = sheet.clone();
        if rows > 0 {
            assert!(taken_back.take_back());
            assert!(is_same(&taken_back, &draft.sheet), "not all is taken back: {mend:?}");
        }
        // A header that is mended may be none any more.
        let Some(next) = planned(sheet, &model) else { return };
        (draft, plan) = next;
        check(&plan, &draft, &model);
    }
}

fn planned(sheet: Sheet, model: &Model) -> Option<(Draft, Plan)> {
    let draft = read_rows(sheet, &model.account, model.options).ok()?;
    let plan = draft.plan(&model.known, &model.account);
    Some((draft, plan))
}

fn is_same(one: &Sheet, other: &Sheet) -> bool {
    one.table == other.table && one.skipped == other.skipped && one.new_groups == other.new_groups
}

/// What holds of every plan.
fn check(plan: &Plan, draft: &Draft, model: &Model) {
    assert_eq!(plan.rows.len(), draft.rows().len());
    let mut counts = RowCounts::default();
    plan.rows.iter().for_each(|row| counts.count(row.outcome));
    assert_eq!(counts, plan.counts, "the outcomes are counted");
    if !model.account.is_known {
        return;
    }
    let after = model.after(plan);
    assert!(!after.account.administrators.is_empty(), "nobody administers the account");
    assert!(after.offers_something(), "an invitation that offers nothing");
    check_rows(plan, draft, model, &after);

    let (_, again) = planned(draft.sheet.clone(), &after).expect("the same table is one again");
    assert!(!again.counts.changes_something(), "the same table again changes something: {:#?}", again.rows);
    assert!(again.people.is_empty() && again.removals.is_empty() && again.new_groups.is_empty());
    for (first, second) in plan.rows.iter().zip(&again.rows) {
        let expected: &[RowOutcome] = match first.outcome {
            RowOutcome::Skipped => &[RowOutcome::Skipped],
            RowOutcome::Rejected => &[RowOutcome::Rejected, RowOutcome::Unchanged],
            _ => &[RowOutcome::Unchanged],
        };
        assert!(expected.contains(&second.outcome), "{first:?}, then {second:?}");
    }
}

/// What a plan says of a row is so afterwards, and nobody else has anything more or less.
fn check_rows(plan: &Plan, draft: &Draft, model: &Model, after: &Model) {
    let wants = draft.rows().iter().map(|row| Wants::of(row, &draft.layout, &after.account));
    let wants: Vec<Option<Wants>> = wants.collect();
    let added = Wants::added(wants.iter().flatten());
    let mut touched = HashSet::new();
    for (row, wants) in plan.rows.iter().zip(&wants) {
        if matches!(row.outcome, RowOutcome::Rejected | RowOutcome::Skipped) {
            continue;
        }
        let wants = wants.as_ref().expect("a row that is not wrong wants something");
        let user = after.user(&wants.key);
        let is_unchanged = row.outcome == RowOutcome::Unchanged;
        // What somebody had whose invitation has ended is not theirs.
        let is_left = is_unchanged && Standing::of(user, after.account.now) == Standing::Ended;
        assert!(is_left || wants.is_so(user, &added), "{wants:?}: {row:?}, but {user:?}");
        if !is_unchanged {
            touched.insert(&wants.key);
        }
    }
    for user in after.known.iter().filter(|user| !touched.contains(&user.key)) {
        assert_eq!(model.user(&user.key), Some(user), "no row that is done names them");
    }
}

/// What a line says: which problem of the plan, or which row, and what to do about it.
fn mend(line: &str, plan: &Plan) -> Option<Mend> {
    let mut words = line.split('\t');
    let word = words.next()?;
    let number: usize = words.next()?.parse().ok()?;
    let mut text = || words.next().unwrap_or_default().to_owned();
    let problems = || plan.rows.iter().flat_map(|row| row.problems.iter().map(move |problem| (row.number, problem)));
    let problem = || -> Option<(u32, &Problem)> { problems().nth(number) };
    Some(match word {
        "cell" => Mend::Cell { row: u32::try_from(number).ok()?, cell: text().parse().ok()?, text: text() },
        "text" => Mend::Everywhere { column: *Column::ALL.get(number)?, from: text(), to: text() },
        "everywhere" => {
            let (_, problem) = problem()?;
            Mend::Everywhere { column: problem.column, from: problem.value.clone(), to: text() }
        }
        "suggestions" => Mend::Suggestions { code: problem()?.1.code },
        "group" => Mend::CreateGroup { path: problem()?.1.value.clone() },
        "path" => Mend::CreateGroup { path: text() },
        "skip" => Mend::Skip { rows: vec![problem()?.0] },
        "unskip" => Mend::Unskip { rows: vec![u32::try_from(number).ok()?] },
        "skip all" => Mend::SkipAll { code: problem()?.1.code },
        "skip value" => {
            let (_, problem) = problem()?;
            Mend::SkipValue { code: problem.code, column: problem.column, value: problem.value.clone() }
        }
        _ => return None,
    })
}

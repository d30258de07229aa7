//! An import as an administrator does it: a file is checked, mended, checked again and carried out, and perhaps somebody else acts before that.

use super::{
    acts::Import,
    against::{Run, Told, failed, refusal},
    commands::Command,
    files::{Fix, Row, mend, written},
    planning::Plan,
    reference::{By, Outcome, PEOPLE, Who},
};
use proptest::{prop_assert, prop_assert_eq};
use rollcall_app::{Permit, check_anywhere::Desk, check_import::ImportCheck, undo_import::ImportUndo};
use rollcall_domain::{
    ImportId, Timestamp,
    import::{Mend, Options, RowOutcome},
};
use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

/// Who imports, by which program.
struct Importer<'a> {
    second: usize,
    by: &'a By,
    permit: Permit,
    now: Timestamp,
    options: Options,
}

impl Run {
    /// Does it both ways, and compares at every step. What is done meanwhile is written down.
    pub(super) async fn import(
        &mut self,
        second: usize,
        by: &By,
        import: &Import,
        meanwhile: Option<&Command>,
        told: &mut String,
    ) -> Told<Outcome> {
        let options = Options { create_groups: import.create, allow_administrators: import.allow };
        let permit = self.permit(second, by).await?;
        let importer = Importer { second, by, permit, now: self.now(second), options };
        let (plan, check) = self.check_and_mend(&importer, import).await?;
        if let Some(command) = meanwhile {
            told.push_str("\n  meanwhile:");
            Box::pin(self.perform(command, told)).await?;
        }
        let now = self.now(second);
        let removals = import.agreed.unwrap_or_else(|| u32::try_from(plan.removals.len()).unwrap_or(u32::MAX));
        let expected = self.model.carry_out(by.who, &plan, removals, now);
        let done = match self.app(second).carry_out_import(&importer.permit, &check, removals, &|_| true).await {
            Ok(id) => {
                self.imported(id);
                Outcome::Rows(outcomes(&check))
            }
            Err(error) => refusal(&error)?,
        };
        let _ = write!(told, "\n  {expected:?}");
        prop_assert_eq!(&done, &expected, "carrying it out, by the program and by the model");
        if let Outcome::Rows(_) = done {
            self.saw(now);
            self.learn().await?;
            // With whoever is removed the invitations end that they sent, also to people whom another row adds: they are invited again. And what
            // is done meanwhile may change what a row comes to that wrote nothing.
            if plan.removals.is_empty() && meanwhile.is_none() {
                self.does_nothing_again(second, by.who, &check).await?;
            }
        }
        Ok(expected)
    }

    /// The plan of the file as it is in the end, by the model and by the program.
    async fn check_and_mend(&mut self, importer: &Importer<'_>, import: &Import) -> Told<(Plan, Arc<ImportCheck>)> {
        let Importer { second, permit, options, .. } = importer;
        self.files += 1;
        let file = self.folder().join(format!("people-{}.csv", self.files));
        std::fs::write(&file, written(&import.rows)).map_err(failed)?;
        let mut check = self.app(*second).check_import(permit, &file, *options).await.map_err(failed)?;
        let mut versions = vec![import.rows.clone()];
        let mut plan = self.compare_plans(importer, &check, &versions)?;
        for fix in &import.fixes {
            mend(&mut versions, fix);
            let app = self.app(*second);
            let number = |row: &usize| check.plan.rows[*row].number;
            let mend = match fix {
                Fix::Cell(row, cell, text) => {
                    let cell = u32::try_from(*cell + 1).map_err(failed)?;
                    Some(Mend::Cell { row: number(row), cell, text: text.clone() })
                }
                Fix::Skip(row) => Some(Mend::Skip { rows: vec![number(row)] }),
                Fix::TakeBack => None,
            };
            check = match mend {
                Some(mend) => Desk::With(app, permit).mend(&check, mend).await.map_err(failed)?.0,
                None => Desk::With(app, permit).take_back(&check).await.map_err(failed)?,
            };
            plan = self.compare_plans(importer, &check, &versions)?;
        }
        Ok((plan, check))
    }

    fn compare_plans(&self, importer: &Importer<'_>, check: &ImportCheck, versions: &[Vec<Row>]) -> Told<Plan> {
        let Importer { by, now, options, .. } = importer;
        let rows = versions.last().ok_or_else(|| failed("no rows"))?;
        let plan = self.model.plan(by, rows, (options.create_groups, options.allow_administrators), *now);
        prop_assert_eq!(
            &outcomes(check),
            &plan.outcomes,
            "the plans of the program and of the model: {:?}",
            check.plan.rows
        );
        let removals: BTreeSet<_> = check.plan.removals.iter().map(|(user, _)| *user).collect();
        let expected: BTreeSet<_> = plan.removals.iter().map(|who| self.users[who]).collect();
        prop_assert_eq!(removals, expected, "who is removed");
        prop_assert_eq!(check.draft.sheet.mends(), versions.len() - 1, "what can be taken back");
        Ok(plan)
    }

    /// The same file changes nothing the second time, as far as whoever imported it still may.
    async fn does_nothing_again(&self, second: usize, who: Who, check: &ImportCheck) -> Told {
        if self.model.administrators().iter().all(|by| by.who != who) {
            return Ok(());
        }
        let permit = self.app(second).act_as(&rollcall_app::Who::User(self.users[&who])).await.map_err(failed)?;
        let again = self.app(second).check_import_again(&permit, check, check.options).await.map_err(failed)?;
        prop_assert!(!again.plan.counts.changes_something(), "{} again: {:?}", PEOPLE[who], again.plan.rows);
        Ok(())
    }

    /// Undoes an import, which did something to so many, for as many as it said.
    pub(super) async fn undo_import(
        &self,
        second: usize,
        permit: &Permit,
        (id, of): (ImportId, usize),
    ) -> Told<Result<Outcome, rollcall_app::Error>> {
        let told = self.app(second).undoable_of_import(permit, id).await.map_err(failed)?;
        let shown = self.app(second).preview_undo_import(permit, id).await.map_err(failed)?;
        let of = u32::try_from(of).map_err(failed)?;
        prop_assert!(told.of == of && told.users >= shown.users, "{:?} and {:?} of {}", told, shown, of);
        Ok(match self.app(second).undo_import(permit, id).await {
            Ok(done) => {
                prop_assert_eq!(
                    (shown, done.left),
                    (ImportUndo { users: done.done, of }, of - done.done),
                    "what could be undone"
                );
                Ok(Outcome::Did(done.done as usize, done.left as usize))
            }
            Err(error) => {
                prop_assert_eq!(shown, ImportUndo { users: 0, of }, "what could not be undone: {}", error);
                Err(error)
            }
        })
    }
}

fn outcomes(check: &ImportCheck) -> Vec<RowOutcome> {
    check.plan.rows.iter().map(|row| row.outcome).collect()
}

//! The files that are imported: what stands in their rows, how they are drawn, written and mended.

use super::{
    acts::picked,
    commands::{FixPick, RowPick},
    reference::{By, Grant, Model, PEOPLE, Person, Who},
};
use rollcall_domain::InvitationState;

/// One row: of whom, and the texts of its other cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) who: Who,
    /// Of the columns Group, Role and Action.
    pub(super) cells: [String; 3],
    /// Somebody said that nothing is to be done for it.
    pub(super) skipped: bool,
}

impl Row {
    /// Whether nothing is to be done for it.
    pub(super) fn is_skipped(&self) -> bool {
        self.skipped || self.cells[2] == "Keep"
    }
}

/// What somebody mends before a file is carried out.
#[derive(Debug, Clone)]
pub(super) enum Fix {
    /// In which row which cell has another text.
    Cell(usize, usize, String),
    Skip(usize),
    TakeBack,
}

/// The text of a file.
pub(super) fn written(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let cells = row.cells.each_ref().map(|cell| format!("\"{cell}\"")).join(",");
        format!("{},{cells}\n", PEOPLE[row.who])
    };
    format!("Email,Group,Role,Action\n{}", rows.iter().map(line).collect::<String>())
}

/// Mends the newest of these versions of a file.
pub(super) fn mend(versions: &mut Vec<Vec<Row>>, fix: &Fix) {
    let newest = versions.last().expect("there is always one");
    let mut rows = newest.clone();
    match fix {
        Fix::Cell(row, cell, text) => rows[*row].cells[*cell].clone_from(text),
        // What is kept is skipped already.
        Fix::Skip(row) if !rows[*row].is_skipped() => rows[*row].skipped = true,
        Fix::TakeBack if versions.len() > 1 => {
            versions.pop();
            return;
        }
        Fix::Skip(_) | Fix::TakeBack => {}
    }
    if rows != *newest {
        versions.push(rows);
    }
}

impl Model {
    /// The rows that are meant by these picks.
    pub(super) fn rows_of(&self, picks: &[RowPick]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for pick in picks {
            let before = rows.last().filter(|_| pick.same).map(|row| row.who);
            rows.push(self.row_of(before.unwrap_or_else(|| self.named(pick.who)), pick));
        }
        rows
    }

    /// Anybody, somebody who was invited and has not accepted, or an administrator: rows about these two come to most.
    fn named(&self, pick: u8) -> Who {
        let waits = |person: &Person| {
            person.invitation.is_some_and(|newest| self.invitations[newest].state != InvitationState::Accepted)
        };
        let some: Vec<Who> = match pick {
            0..128 => Vec::new(),
            128..192 => self.people.iter().filter(|(_, person)| waits(person)).map(|(who, _)| *who).collect(),
            192.. => self.administrators().into_iter().filter(By::is_root).map(|by| by.who).collect(),
        };
        picked(&some, pick).copied().unwrap_or(usize::from(pick) % PEOPLE.len())
    }

    /// A row about something that somebody has, or about anything.
    fn row_of(&self, who: Who, pick: &RowPick) -> Row {
        let has: Vec<Grant> =
            self.people.get(&who).map(|person| person.has.iter().copied().collect()).unwrap_or_default();
        let own = picked(&has, pick.own).filter(|_| pick.own < 192);
        let mut groups: Vec<String> = pick.groups.iter().map(|way| self.led(way)).collect();
        let mut roles: Vec<&str> = pick.roles.clone();
        if let Some((group, _)) = own {
            groups[0] = self.path(*group);
        }
        let own = own.map_or("Buyer", |(_, role)| &self.roles[*role].name);
        roles.iter_mut().filter(|word| **word == "own").for_each(|word| *word = own);
        Row {
            who,
            cells: [groups.join(pick.between), roles.join(pick.between), pick.action.to_owned()],
            skipped: false,
        }
    }

    pub(super) fn fix_of(&self, rows: &[Row], pick: &FixPick) -> Fix {
        let at = |row: &u8| usize::from(*row) % rows.len();
        match pick {
            FixPick::Cell { row, cell, like } => {
                let other = self.row_of(rows[at(row)].who, like);
                Fix::Cell(at(row), *cell, other.cells[*cell].clone())
            }
            FixPick::Skip { row } => Fix::Skip(at(row)),
            FixPick::TakeBack => Fix::TakeBack,
        }
    }
}

//! What is wrong with a cell that may name several things: with which parts of it, or with the whole.

use super::{ProblemCode, cells};
use std::collections::HashMap;

/// What is wrong with a cell.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub(super) code: ProblemCode,
    /// With which part of it. None: with the whole.
    pub(super) part: Option<String>,
    /// What to write in the place of that.
    pub(super) meant: Option<String>,
}

impl Wrong {
    pub(super) const fn whole(code: ProblemCode, meant: Option<String>) -> Self {
        Self { code, part: None, meant }
    }
}

/// So many parts of a cell that are wrong in one way are told one by one. Of more, the cell is told as a whole: it may stand in every row.
const ALONE: usize = 3;

/// The parts of a cell that are wrong, as they are found.
#[derive(Default)]
pub(super) struct WrongParts<'a> {
    /// By what is wrong, in the order of the cell: the first of the parts, each once.
    kinds: Vec<(ProblemCode, Vec<&'a str>)>,
    meant: HashMap<&'a str, String>,
}

impl<'a> WrongParts<'a> {
    pub(super) const fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Notes a part, and what may be meant by it.
    pub(super) fn note(&mut self, code: ProblemCode, part: &'a str, meant: Option<String>) {
        self.meant.extend(meant.map(|meant| (part, meant)));
        let kind = self.kinds.iter_mut().find(|(known, _)| *known == code);
        match kind {
            Some((_, parts)) if parts.len() <= ALONE && !parts.contains(&part) => parts.push(part),
            Some(_) => {}
            None => self.kinds.push((code, vec![part])),
        }
    }

    /// What is to be said of the cell. `is_read`: somebody reads what is meant by the whole of it.
    pub(super) fn of(self, cell: &str, is_read: bool) -> Box<[Wrong]> {
        let Self { kinds, mut meant } = self;
        let whole = (is_read && !meant.is_empty())
            .then(|| cells::with_parts(cell, |part| meant.get(part).map(String::as_str)))
            .filter(|whole| whole != cell);
        let mut wrong = Vec::with_capacity(kinds.len());
        for (code, parts) in kinds {
            if parts.len() <= ALONE && parts.iter().all(|part| cells::is_told_alone(cell, part)) {
                wrong.extend(parts.into_iter().map(|part| Wrong {
                    code,
                    part: Some(part.to_owned()),
                    meant: meant.remove(part),
                }));
            } else {
                wrong.push(Wrong::whole(code, whole.clone()));
            }
        }
        wrong.into()
    }
}

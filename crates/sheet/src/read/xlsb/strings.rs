//! The texts that cells share.

use super::records::{Fields, Records};
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

const BRT_SST_ITEM: u16 = 19;

/// All texts one behind the other, and where each ends. Memory is taken for what is there, whatever the file announces.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn read(records: &mut Records<impl BufRead>) -> Result<Self, Unreadable> {
        let mut strings = Self::default();
        while let Some(kind) = records.next()? {
            if kind == BRT_SST_ITEM {
                let mut fields = Fields(records.body()?);
                fields.skip(1)?;
                strings.text.push_str(&fields.text()?);
                strings.ends.push(strings.text.len());
            }
        }
        Ok(strings)
    }

    pub(super) fn get(&self, index: u32) -> Result<&str, Unreadable> {
        let index = index as usize;
        let end = *self.ends.get(index).ok_or(Unreadable::DamagedOrTooComplex)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Ok(&self.text[start..end])
    }
}

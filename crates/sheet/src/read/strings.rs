//! The texts that cells of a binary workbook share.

use rollcall_app::ports::Unreadable;

/// All texts one behind the other, and where each ends. Memory is taken for what is there, whatever the file announces.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(super) fn get(&self, index: u32) -> Result<&str, Unreadable> {
        let index = index as usize;
        let end = *self.ends.get(index).ok_or(Unreadable::DamagedOrTooComplex)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Ok(&self.text[start..end])
    }
}

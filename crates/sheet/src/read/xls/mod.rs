//! The binary workbooks of Excel 5 to 2003 ([MS-XLS]), record by record.
//!
//! calamine reads them too, but takes memory for whatever number of cells a sheet announces, and for the rectangle between its outermost cells.

mod cells;
pub(crate) mod container;
mod records;

use super::{
    book::{Book, ByRow, Tab, TakeRow},
    fields::Fields,
    formats::Formats,
    strings::Strings,
};
use cells::Cells;
use encoding_rs::WINDOWS_1252;
use records::{Records, Texts};
use rollcall_app::ports::Unreadable;

pub(super) const EOF: u16 = 0x000a;
pub(super) const BOF: u16 = 0x0809;
const DATE_1904: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const XF: u16 = 0x00e0;
const SST: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;

/// Since Excel 97.
const BIFF_8: u16 = 0x0600;

pub(super) struct Workbook {
    stream: Vec<u8>,
    texts: Texts,
    /// The sheets with the place where each begins.
    sheets: Vec<(Tab, u32)>,
    strings: Strings,
    formats: Formats,
}

impl Workbook {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        // Some have one of each, for old and for new programs.
        let stream = container::stream(bytes, &["Workbook", "Book"]).ok_or(Unreadable::DamagedOrTooComplex)?;
        let mut book = Self {
            stream: Vec::new(),
            texts: Texts::Unicode,
            sheets: Vec::new(),
            strings: Strings::default(),
            formats: Formats::default(),
        };
        book.read_globals(&mut Records::new(&stream, 0))?;
        book.stream = stream;
        Ok(book)
    }

    /// What all sheets have in common ([MS-XLS] §2.1.7.20.3).
    fn read_globals(&mut self, records: &mut Records<'_>) -> Result<(), Unreadable> {
        let body = match records.next()? {
            (BOF, body) => body,
            (0x0009 | 0x0209 | 0x0409, _) => return Err(Unreadable::KindNotSupported("xls (Excel 2 to 4)".into())),
            _ => return Err(Unreadable::DamagedOrTooComplex),
        };
        if Fields(body).u16()? != BIFF_8 {
            self.texts = Texts::CodePage(Some(WINDOWS_1252));
        }
        let mut has_macros = false;
        loop {
            let (kind, body) = records.next()?;
            let mut fields = Fields(body);
            match kind {
                EOF => break,
                FILE_PASS => return Err(Unreadable::Encrypted),
                CODE_PAGE if matches!(self.texts, Texts::CodePage(_)) => self.texts = Texts::code_page(fields.u16()?),
                DATE_1904 => self.formats.from_1904 = fields.u16()? == 1,
                BOUND_SHEET => has_macros |= self.take_sheet(records, body)?,
                XF => {
                    fields.skip(2)?;
                    self.formats.add_style(fields.u16()?);
                }
                // One that cannot be read makes a number of a date, and no more.
                FORMAT => drop(self.take_format(records, body)),
                SST => self.take_strings(records, body)?,
                _ => {}
            }
        }
        if has_macros && !self.sheets.iter().any(|(tab, _)| tab.is_visible_table) {
            return Err(Unreadable::KindNotSupported("xls (Excel 4 macros)".into()));
        }
        Ok(())
    }

    /// Takes a sheet ([MS-XLS] §2.4.28), and says whether it is one of macros.
    fn take_sheet<'a>(&mut self, records: &Records<'a>, body: &'a [u8]) -> Result<bool, Unreadable> {
        let mut content = records.continued(body);
        let start = content.fields.u32()?;
        let state = content.fields.u8()? & 3;
        let kind = content.fields.u8()?;
        let length = usize::from(content.fields.u8()?);
        let name = self.texts.read(&mut content, length)?;
        self.sheets.push((Tab { name, is_visible_table: state == 0 && kind == 0 }, start));
        Ok(kind == 1)
    }

    fn take_format<'a>(&mut self, records: &Records<'a>, body: &'a [u8]) -> Result<(), Unreadable> {
        let mut content = records.continued(body);
        let id = content.fields.u16()?;
        let length = match self.texts {
            Texts::Unicode => usize::from(content.fields.u16()?),
            Texts::CodePage(_) => usize::from(content.fields.u8()?),
        };
        self.formats.add(id, &self.texts.read(&mut content, length)?);
        Ok(())
    }

    /// Takes the texts that cells share ([MS-XLS] §2.4.265), as many as are announced or as there are.
    fn take_strings<'a>(&mut self, records: &Records<'a>, body: &'a [u8]) -> Result<(), Unreadable> {
        let mut content = records.continued(body);
        content.fields.skip(4)?;
        let count = content.fields.u32()?;
        for _ in 0..count {
            if !content.has_more() {
                break;
            }
            let length = usize::from(content.fields.u16()?);
            self.strings.push(&self.texts.read(&mut content, length)?);
        }
        Ok(())
    }
}

impl Book for Workbook {
    fn tabs(&self) -> Vec<Tab> {
        self.sheets.iter().map(|(tab, _)| tab.clone()).collect()
    }

    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
        let cells = Cells { stream: &self.stream, texts: self.texts, strings: &self.strings, formats: &self.formats };
        let mut rows = ByRow::new(take);
        for place in cells.places(self.sheets[sheet].1)? {
            if let Some(cell) = cells.get(place)?
                && rows.put(place.row.into(), place.column.into(), cell)?.is_break()
            {
                return Ok(());
            }
        }
        rows.finish()
    }
}

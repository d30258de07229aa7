//! Binary Office Open XML workbooks ([MS-XLSB]), record by record.
//!
//! calamine reads them too, but passes over what it does not know, and with it whole cells: the short records that `SheetJS` writes for all but the
//! first cell of a row, inline rich texts, and formulas whose result is an error.

mod cells;
mod records;

use super::{
    archive::Archive,
    book::{Book, ByRow, Tab, TakeRow},
    fields::Fields,
    formats::Formats,
    guard,
    strings::Strings,
};
use crate::limits;
use cells::Cells;
use quick_xml::{Reader, XmlVersion, events::Event};
use records::Records;
use rollcall_app::ports::Unreadable;
use std::{collections::HashMap, io::BufReader};

const BRT_SST_ITEM: u16 = 19;
const BRT_FMT: u16 = 44;
const BRT_XF: u16 = 47;
const BRT_END_SHEETS: u16 = 144;
const BRT_WB_PROP: u16 = 153;
const BRT_BUNDLE_SH: u16 = 156;
const BRT_BEGIN_CELL_XFS: u16 = 617;
const BRT_END_CELL_XFS: u16 = 618;

const WORKBOOK: &str = "xl/workbook.bin";

pub(super) struct Workbook<'a> {
    archive: Archive<'a>,
    sheets: Vec<(Tab, String)>,
    strings: Strings,
    formats: Formats,
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        guard::check(bytes)?;
        let mut archive = Archive::open(bytes, limits::UNPACKED_BYTES)?;
        let mut formats = Formats::default();
        let sheets = sheets(&mut archive, &mut formats)?;
        if let Some(part) = archive.part("xl/styles.bin")? {
            read_styles(&mut Records::new(BufReader::new(part)), &mut formats)?;
        }
        let strings = match archive.part("xl/sharedStrings.bin")? {
            Some(part) => read_strings(&mut Records::new(BufReader::new(part)))?,
            None => Strings::default(),
        };
        Ok(Self { archive, sheets, strings, formats })
    }
}

impl Book for Workbook<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.sheets.iter().map(|(tab, _)| tab.clone()).collect()
    }

    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
        let part = self.archive.needed(&self.sheets[sheet].1)?;
        let mut cells = Cells::new(Records::new(BufReader::new(part)), &self.strings, &self.formats);
        let mut rows = ByRow::new(take);
        while let Some((row, column, cell)) = cells.next()? {
            if rows.put(row, column, cell)?.is_break() {
                return Ok(());
            }
        }
        rows.finish()
    }
}

/// The sheets with the name of the part that each is in.
fn sheets(archive: &mut Archive<'_>, formats: &mut Formats) -> Result<Vec<(Tab, String)>, Unreadable> {
    let relations = relations(archive)?;
    let mut records = Records::new(BufReader::new(archive.needed(WORKBOOK)?));
    let mut sheets = Vec::new();
    let mut has_macros = false;
    while let Some(kind) = records.next()? {
        match kind {
            BRT_WB_PROP => formats.from_1904 = Fields(records.body()?).u32()? & 1 != 0,
            BRT_BUNDLE_SH => {
                let mut fields = Fields(records.body()?);
                let state = fields.u32()?;
                fields.skip(4)?;
                let relation = fields.nullable_text()?;
                let name = fields.text()?;
                let target = relation.and_then(|id| relations.get(&id));
                let (kind, part) = target.ok_or(Unreadable::DamagedOrTooComplex)?;
                has_macros |= kind.ends_with("Macrosheet");
                let is_visible_table = state == 0 && kind.ends_with("/worksheet");
                sheets.push((Tab { name, is_visible_table }, part.clone()));
            }
            BRT_END_SHEETS => break,
            _ => {}
        }
    }
    if has_macros && !sheets.iter().any(|(tab, _)| tab.is_visible_table) {
        return Err(Unreadable::KindNotSupported("xlsb (Excel 4 macros)".into()));
    }
    Ok(sheets)
}

/// By its name, what kind of part a relation of the workbook leads to, and to which.
fn relations(archive: &mut Archive<'_>) -> Result<HashMap<String, (String, String)>, Unreadable> {
    let damaged = || Unreadable::DamagedOrTooComplex;
    let part = archive.needed("xl/_rels/workbook.bin.rels")?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    let mut relations = HashMap::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| damaged())?;
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if event == Event::Eof {
                return Ok(relations);
            }
            continue;
        };
        if element.local_name().as_ref() != "Relationship" {
            continue;
        }
        let value = |name: &str| {
            let attribute = element.try_get_attribute(name).ok()??;
            Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
        };
        if let (Some(id), Some(kind), Some(target)) = (value("Id"), value("Type"), value("Target")) {
            let part = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{}", target.trim_start_matches("./")),
            };
            relations.insert(id, (kind, part));
        }
    }
}

fn read_strings(records: &mut Records<impl std::io::BufRead>) -> Result<Strings, Unreadable> {
    let mut strings = Strings::default();
    while let Some(kind) = records.next()? {
        if kind == BRT_SST_ITEM {
            let mut fields = Fields(records.body()?);
            fields.skip(1)?;
            strings.push(&fields.text()?);
        }
    }
    Ok(strings)
}

fn read_styles(records: &mut Records<impl std::io::BufRead>, formats: &mut Formats) -> Result<(), Unreadable> {
    let mut are_of_cells = false;
    while let Some(kind) = records.next()? {
        match kind {
            BRT_FMT => {
                let mut fields = Fields(records.body()?);
                let id = fields.u16()?;
                formats.add(id, &fields.text()?);
            }
            BRT_BEGIN_CELL_XFS => are_of_cells = true,
            BRT_END_CELL_XFS => break,
            BRT_XF if are_of_cells => {
                let mut fields = Fields(records.body()?);
                fields.skip(2)?;
                formats.add_style(fields.u16()?);
            }
            _ => {}
        }
    }
    Ok(())
}

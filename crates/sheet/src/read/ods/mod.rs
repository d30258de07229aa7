//! OpenDocument spreadsheets, cell by cell.
//!
//! calamine reads them whole: it writes out every repetition (749 bytes were 1.25 GB), and refuses files with white space between cells. What is repeated
//! and empty is only counted here.

mod cell;
mod sheet;
mod text;
mod xml;

use super::{
    archive::{Archive, Part},
    book::{Book, Tab, TakeRow, first_rows},
};
use crate::limits;
use memchr::memmem;
use quick_xml::events::Event;
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::TableRow;
use std::{
    collections::HashSet,
    io::{BufReader, Read as _},
};
use xml::{Xml, attribute};

/// The part with all sheets.
type Content<'p, 'a> = Xml<BufReader<Part<'p, 'a>>>;

/// A sheet with its first rows, or why it cannot be read.
type Beginning = (Tab, Result<Vec<TableRow>, Unreadable>);

pub(super) struct Workbook<'a> {
    archive: Archive<'a>,
    /// To look for one sheet passes over all before it, so that is done once for all.
    sheets: Vec<Beginning>,
}

impl<'a> Workbook<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut archive = Archive::open(bytes, limits::UNPACKED_ODS_BYTES)?;
        if let Some(mut manifest) = archive.part("META-INF/manifest.xml")? {
            let mut text = Vec::new();
            manifest.read_to_end(&mut text).map_err(|_| Unreadable::DamagedOrTooComplex)?;
            if memmem::find(&text, b"encryption-data").is_some() {
                return Err(Unreadable::Encrypted);
            }
        }
        let sheets = sheets(&mut content(&mut archive)?)?;
        Ok(Self { archive, sheets })
    }
}

impl Book for Workbook<'_> {
    fn tabs(&self) -> Vec<Tab> {
        self.sheets.iter().map(|(tab, _)| tab.clone()).collect()
    }

    fn rows(&mut self, sheet: usize, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
        let mut content = content(&mut self.archive)?;
        let mut hidden = HashSet::new();
        for _ in 0..sheet {
            next_table(&mut content, &mut hidden)?;
            content.leave_element()?;
        }
        next_table(&mut content, &mut hidden)?.ok_or(Unreadable::DamagedOrTooComplex)?;
        sheet::read(&mut content, take)
    }

    fn start(&mut self, sheet: usize) -> Result<Vec<TableRow>, Unreadable> {
        self.sheets[sheet].1.clone()
    }
}

fn content<'p, 'a>(archive: &'p mut Archive<'a>) -> Result<Content<'p, 'a>, Unreadable> {
    Ok(Xml::new(BufReader::with_capacity(64 * 1024, archive.needed("content.xml")?)))
}

/// All sheets with their beginnings. The part is read to its end, so that a wrong sum shows.
fn sheets(content: &mut Content<'_, '_>) -> Result<Vec<Beginning>, Unreadable> {
    let mut sheets = Vec::new();
    let mut hidden = HashSet::new();
    while let Some(tab) = next_table(content, &mut hidden)? {
        let inside = content.depth();
        let rows = if tab.is_visible_table { first_rows(|take| sheet::read(content, take)) } else { Ok(Vec::new()) };
        content.leave(inside - 1)?;
        sheets.push((tab, rows));
    }
    Ok(sheets)
}

/// Goes into the next sheet; `None` at the end of the part. Keeps the names of styles that hide a sheet, which stand before all sheets.
fn next_table(content: &mut Content<'_, '_>, hidden: &mut HashSet<String>) -> Result<Option<Tab>, Unreadable> {
    let mut style = None;
    loop {
        let element = match content.next()? {
            Event::Eof => return Ok(None),
            Event::Start(element) => element,
            _ => continue,
        };
        match element.name().as_ref() {
            "style:style" => style = attribute(&element, "style:name")?,
            "style:table-properties" if attribute(&element, "table:display")?.as_deref() == Some("false") => {
                hidden.extend(style.take());
            }
            "table:table" => {
                let is_hidden = attribute(&element, "table:style-name")?.is_some_and(|name| hidden.contains(&name));
                let name = attribute(&element, "table:name")?.unwrap_or_default();
                return Ok(Some(Tab { name, is_visible_table: !is_hidden }));
            }
            _ => {}
        }
    }
}

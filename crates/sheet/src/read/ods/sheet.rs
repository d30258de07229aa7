//! The rows of a sheet.

use super::{
    cell,
    xml::{Xml, attribute},
};
use crate::{
    limits,
    read::{
        CellRef,
        book::{SHEET_ROWS, TakeRow},
    },
};
use quick_xml::events::{BytesStart, Event};
use rollcall_app::ports::Unreadable;
use std::io::BufRead;

/// Gives the rows of the sheet that we are in, but for blank ones.
pub(super) fn read(content: &mut Xml<impl BufRead>, take: &mut TakeRow<'_>) -> Result<(), Unreadable> {
    let sheet = content.depth();
    let mut cells = Vec::new();
    // The number of the row before.
    let mut number = 0_u32;
    while content.depth() >= sheet {
        let Event::Start(element) = content.next()? else { continue };
        match element.name().as_ref() {
            "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => {}
            "table:table-row" => {
                let times = repeated(&element, "table:number-rows-repeated")?;
                read_row(content, &mut cells)?;
                if cells.iter().all(CellRef::is_blank) {
                    number = number.saturating_add(times);
                    continue;
                }
                for _ in 0..times {
                    number = number.saturating_add(1);
                    if number > SHEET_ROWS {
                        return Err(Unreadable::DamagedOrTooComplex);
                    }
                    if take(number, &cells)?.is_break() {
                        return Ok(());
                    }
                }
            }
            _ => content.leave_element()?,
        }
    }
    Ok(())
}

fn read_row(content: &mut Xml<impl BufRead>, cells: &mut Vec<CellRef<'static>>) -> Result<(), Unreadable> {
    let row = content.depth();
    cells.clear();
    let mut column = 0_u32;
    while content.depth() >= row {
        let Event::Start(element) = content.next()? else { continue };
        if !matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") {
            content.leave_element()?;
            continue;
        }
        let times = repeated(&element, "table:number-columns-repeated")?;
        let announced = cell::announced(&element)?;
        let value = cell::read(content, announced)?;
        let end = column.saturating_add(times);
        if value != CellRef::Empty {
            if end > limits::COLUMNS {
                return Err(Unreadable::TooManyColumns(limits::COLUMNS));
            }
            cells.resize(column as usize, CellRef::Empty);
            cells.resize(end as usize, value);
        }
        column = end;
    }
    Ok(())
}

/// How many times something stands there.
fn repeated(element: &BytesStart<'_>, name: &str) -> Result<u32, Unreadable> {
    match attribute(element, name)? {
        Some(times) => times.parse().map(|times: u32| times.max(1)).map_err(|_| Unreadable::DamagedOrTooComplex),
        None => Ok(1),
    }
}

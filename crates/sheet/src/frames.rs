//! What the reading process writes to its standard output: frames, each with its length before it (four bytes, the lowest first).

use crate::{
    limits,
    read::{CellRef, Sink},
};
use rollcall_app::ports::Unreadable;
use rollcall_domain::table::{Cell, TableRow};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// The most bytes of a frame: a batch of rows, one row more, and what surrounds their texts.
pub(crate) const FRAME_BYTES: usize = 4 * 1024 * 1024;
/// The most bytes of all frames.
pub(crate) const ANSWER_BYTES: usize = limits::TEXT_BYTES + 8 * limits::CELLS;

/// One message of the reading process. The last is `Done` or `Refused`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Frame {
    /// The next rows.
    Rows(Vec<TableRow>),
    /// That was all.
    Done {
        /// The sheet's name.
        sheet: String,
        /// The names of the sheets that were not read.
        other_sheets: Vec<String>,
        /// SHA-256 of the bytes that were read.
        hash: [u8; 32],
    },
    /// There is no table.
    Refused(#[serde(with = "Wire")] Unreadable),
}

/// [`Unreadable`] as it travels.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Unreadable")]
enum Wire {
    NotOpened(String),
    TooLarge(u64),
    Empty,
    OtherKind(String),
    KindNotSupported(String),
    Encrypted,
    NotText(u32),
    TooManyRows(u32),
    TooManyColumns(u32),
    CellTooLong { row: u32, limit: u32 },
    NoSuchSheet(String),
    DamagedOrTooComplex,
}

pub(crate) fn write(out: &mut impl Write, frame: &Frame) -> io::Result<()> {
    let mut bytes = postcard::to_extend(frame, vec![0; 4]).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len() - 4).map_err(io::Error::other)?;
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    out.write_all(&bytes)
}

/// Bytes of rows after which a frame leaves. One row has at most [`limits::ROW_BYTES`] of text.
const BATCH_BYTES: usize = 256 * 1024;

/// Writes rows as frames of many.
pub(crate) struct RowsWriter<W: Write> {
    out: W,
    bytes: Vec<u8>,
    rows: u32,
}

impl<W: Write> RowsWriter<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, bytes: Vec::with_capacity(2 * BATCH_BYTES), rows: 0 }
    }

    /// Sends the rows that are left, and the last frame.
    pub(crate) fn finish(mut self, last: &Frame) -> io::Result<()> {
        if let Frame::Done { .. } = last {
            self.flush()?;
        }
        write(&mut self.out, last)?;
        self.out.flush()
    }

    /// The same bytes as those of [`Frame::Rows`]: which frame, how many rows, the rows.
    fn flush(&mut self) -> io::Result<()> {
        if self.rows > 0 {
            let mut start = postcard::to_extend(&(0_u32, self.rows), vec![0; 4]).map_err(io::Error::other)?;
            let length = u32::try_from(start.len() - 4 + self.bytes.len()).map_err(io::Error::other)?;
            start[..4].copy_from_slice(&length.to_le_bytes());
            self.out.write_all(&start)?;
            self.out.write_all(&self.bytes)?;
            self.bytes.clear();
            self.rows = 0;
        }
        Ok(())
    }
}

impl<W: Write> Sink for RowsWriter<W> {
    fn row(&mut self, number: u32, cells: &[CellRef<'_>]) -> Result<(), Unreadable> {
        let mut write = || -> io::Result<()> {
            let bytes = std::mem::take(&mut self.bytes);
            self.bytes = postcard::to_extend(&(number, cells), bytes).map_err(io::Error::other)?;
            self.rows += 1;
            if self.bytes.len() >= BATCH_BYTES { self.flush() } else { Ok(()) }
        };
        // There is nobody left to be told.
        write().map_err(|_| Unreadable::DamagedOrTooComplex)
    }
}

/// A frame from its bytes, if they are one and nothing more.
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    match postcard::take_from_bytes(bytes) {
        Ok((frame, [])) => Some(frame),
        _ => None,
    }
}

/// Puts the rows of a process together that may have been taken over by the file it read.
#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) rows: Vec<TableRow>,
    cells: usize,
}

impl Received {
    /// Takes rows, unless no honest process would send them.
    pub(crate) fn take(&mut self, rows: Vec<TableRow>) -> Result<(), Unreadable> {
        let mut last = self.rows.last().map_or(0, |row| row.number);
        for row in &rows {
            let ends_in_a_cell = row.cells.last().is_some_and(|cell| *cell != Cell::Empty);
            if row.number <= last || !ends_in_a_cell || row.cells.len() > limits::COLUMNS as usize {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            last = row.number;
            self.cells += row.cells.len();
        }
        self.rows.extend(rows);
        if self.rows.len() > limits::ROWS_IN_ALL || self.cells > limits::CELLS {
            return Err(Unreadable::DamagedOrTooComplex);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_domain::table::CellKind;

    fn row(number: u32, cells: usize) -> TableRow {
        TableRow { number, cells: vec![Cell::Text("x".into()); cells] }
    }

    #[test]
    fn a_frame_comes_back_as_it_was() {
        let frames = [
            Frame::Rows(vec![row(1, 2), TableRow { number: 7, cells: vec![Cell::Empty, Cell::Text("Zoë".into())] }]),
            Frame::Done { sheet: "Users".into(), other_sheets: vec!["Old".into()], hash: [7; 32] },
            Frame::Refused(Unreadable::CellTooLong { row: 3, limit: 9 }),
        ];
        for frame in frames {
            let mut bytes = Vec::new();
            write(&mut bytes, &frame).expect("written");
            assert_eq!(bytes[..4], u32::try_from(bytes.len() - 4).expect("short").to_le_bytes());
            assert_eq!(parse(&bytes[4..]).as_ref(), Some(&frame));
            assert_eq!(parse(&bytes[4..bytes.len() - 1]), None);
            bytes.push(0);
            assert_eq!(parse(&bytes[4..]), None);
        }
    }

    #[test]
    fn rows_are_written_as_the_frame_that_is_parsed() {
        let mut bytes = Vec::new();
        let mut writer = RowsWriter::new(&mut bytes);
        let text = |text| CellRef::Text(std::borrow::Cow::Borrowed(text));
        let number = CellRef::NotText { kind: CellKind::Number, shown: "12".into() };
        writer.row(1, &[text("Zoë"), CellRef::Empty, number]).expect("written");
        writer.row(300, &[text("x")]).expect("written");
        let done = Frame::Done { sheet: String::new(), other_sheets: Vec::new(), hash: [0; 32] };
        writer.finish(&done).expect("written");
        let length = u32::from_le_bytes(bytes[..4].try_into().expect("four bytes")) as usize;
        let first =
            vec![Cell::Text("Zoë".into()), Cell::Empty, Cell::NotText { kind: CellKind::Number, shown: "12".into() }];
        let expected = vec![TableRow { number: 1, cells: first }, row(300, 1)];
        assert_eq!(parse(&bytes[4..4 + length]), Some(Frame::Rows(expected)));
    }

    #[test]
    fn garbage_and_lengths_that_lie_are_no_frame() {
        assert_eq!(parse(b""), None);
        assert_eq!(parse(&[0, 0xff, 0xff, 0xff, 0xff, 0x0f]), None);
        assert_eq!(parse(&[9; 100]), None);
    }

    #[test]
    fn rows_that_no_honest_reader_sends_are_refused() {
        let mut received = Received::default();
        assert_eq!(received.take(vec![row(1, 2), row(5, 200)]), Ok(()));
        assert!(received.take(vec![row(5, 1)]).is_err(), "a row number twice");
        assert!(Received::default().take(vec![row(1, 201)]).is_err(), "too many columns");
        assert!(Received::default().take(vec![row(1, 0)]).is_err(), "a row without cells");
        let many = (1..).take(limits::ROWS_IN_ALL + 1).map(|number| row(number, 1)).collect();
        assert!(Received::default().take(many).is_err(), "too many rows");
    }
}

//! How much of a file that nobody vouches for is read.

use rollcall_domain::import::HEADER_WITHIN;

/// Bytes of a file.
pub(crate) const FILE_BYTES: u64 = 64 * MIB;
/// Entries of a zip archive.
pub(crate) const ZIP_ENTRIES: usize = 2_000;
/// Bytes that all entries of an xlsx or xlsb archive unpack to, counted while unpacking: what the archive says of itself may lie.
pub(crate) const UNPACKED_BYTES: u64 = 128 * MIB;
/// Bytes that a part of an OpenDocument spreadsheet unpacks to. All sheets are in one part, and a million cells are more than in the other formats, for
/// the length of their markup; of all of it one cell at a time is in memory.
pub(crate) const UNPACKED_ODS_BYTES: u64 = 256 * MIB;
/// Rows that may be about somebody. It is the number that is said where there are more.
pub(crate) const ROWS: u32 = 200_000;
/// Rows with a cell: the header and the titles over it take nobody's place, and which rows these are is not known while rows are counted.
pub(crate) const ROWS_IN_ALL: usize = ROWS as usize + HEADER_WITHIN;
/// Columns with a cell.
pub(crate) const COLUMNS: u32 = 200;
/// Characters of a cell: as many as a spreadsheet program takes.
pub(crate) const CELL_CHARS: u32 = 32_767;
/// Bytes of text of a row. Far more than people write, and little enough for one frame.
pub(crate) const ROW_BYTES: usize = 1024 * 1024;
/// Bytes of text of all cells: one long text may stand in a hundred thousand cells while the file has it once.
pub(crate) const TEXT_BYTES: usize = 64 * 1024 * 1024;
/// Cells, the empty ones before the last of a row included, because they take memory too.
pub(crate) const CELLS: usize = 6_000_000;

/// Bytes of memory that the reading process may take beyond what it has when it starts.
#[cfg(any(unix, windows))]
pub(crate) const CHILD_MEMORY: u64 = 512 * MIB;
/// Seconds of processor time that the reading process may take.
#[cfg(unix)]
pub(crate) const CHILD_SECONDS: u64 = 30;

pub(crate) const MIB: u64 = 1024 * 1024;

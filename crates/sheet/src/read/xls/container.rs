//! The container of Office before 2007 ([MS-CFB]): which streams are in it, and how one is put together.
//!
//! Of what the file says of itself only the numbers of sectors are believed, and each must be one that there is: a chain is no longer than the file.

/// No sector comes after this one.
const END_OF_CHAIN: u32 = 0xffff_fffe;
/// No sector, and no directory entry.
const NOTHING: u32 = 0xffff_ffff;
/// Numbers of sectors of the allocation table that stand in the header.
const IN_HEADER: usize = 109;
/// Bytes of a directory entry.
const ENTRY: usize = 128;

/// The names of the streams that lie in the container itself, and in no storage in it; `None` where it is damaged.
pub(crate) fn names(bytes: &[u8]) -> Option<Vec<String>> {
    let directory = Container::open(bytes)?.directory()?;
    let entries = directory.as_chunks::<ENTRY>().0;
    Some(streams(entries, entries.first()?).into_iter().map(name_of).collect())
}

/// The content of the stream that has the first of these names that is there, whatever the case of its letters; `None` where the container is damaged.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let container = Container::open(bytes)?;
    let directory = container.directory()?;
    let entries = directory.as_chunks::<ENTRY>().0;
    let root = entries.first()?;
    let streams = streams(entries, root);
    let entry = names.iter().find_map(|name| streams.iter().find(|entry| name_of(entry).eq_ignore_ascii_case(name)))?;
    let (start, size) = (u32_at(*entry, 116)?, u32_at(*entry, 120)? as usize);
    if size >= u32_at(bytes, 56)? as usize {
        return container.content(start, Some(size));
    }
    // Short streams lie in pieces of a stream of their own.
    let inner = container.content(u32_at(root, 116)?, Some(u32_at(root, 120)? as usize))?;
    let table = container.content(u32_at(bytes, 60)?, None)?;
    let shift = shift(bytes, 32)?;
    let next = |sector: u32| u32_at(&table, 4 * sector as usize);
    let piece = |sector: u32| inner.get((sector as usize).checked_shl(shift)?..);
    // Some programs leave out what the last piece does not need.
    joined(start, Some(size), 1 << shift, inner.len().div_ceil(1 << shift), piece, next)
}

struct Container<'a> {
    bytes: &'a [u8],
    sector_shift: u32,
    /// The sectors with the allocation table, which says of every sector which one comes next.
    tables: Vec<u32>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut container = Self { bytes, sector_shift: shift(bytes, 30)?, tables: Vec::new() };
        let header = bytes.get(76..76 + 4 * IN_HEADER)?;
        container.take_tables(header);
        let per_sector = (1 << container.sector_shift) / 4 - 1;
        let mut sector = u32_at(bytes, 68)?;
        let mut left = container.count();
        while sector != END_OF_CHAIN && sector != NOTHING {
            left = left.checked_sub(1)?;
            let more = container.sector(sector)?.get(..4 * per_sector + 4)?;
            container.take_tables(&more[..4 * per_sector]);
            sector = u32_at(more, 4 * per_sector)?;
        }
        Some(container)
    }

    /// The entries of everything that is in it, one behind the other.
    fn directory(&self) -> Option<Vec<u8>> {
        self.content(u32_at(self.bytes, 48)?, None)
    }

    fn take_tables(&mut self, numbers: &[u8]) {
        let numbers = numbers.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        self.tables.extend(numbers.take_while(|number| *number != NOTHING));
    }

    /// How many sectors there can be.
    fn count(&self) -> usize {
        (self.bytes.len() >> self.sector_shift) + 1
    }

    /// The bytes from the beginning of a sector. The last one may be cut short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        self.bytes.get((number as usize).checked_add(1)?.checked_mul(1 << self.sector_shift)?..)
    }

    fn next(&self, sector: u32) -> Option<u32> {
        let per_sector = (1 << self.sector_shift) / 4;
        let table = *self.tables.get(sector as usize / per_sector)?;
        u32_at(self.sector(table)?, 4 * (sector as usize % per_sector))
    }

    /// What lies in the sectors from this one on, so much or all of it.
    fn content(&self, start: u32, size: Option<usize>) -> Option<Vec<u8>> {
        let sector = |number| self.sector(number);
        joined(start, size, 1 << self.sector_shift, self.count(), sector, |number| self.next(number))
    }
}

/// Puts pieces of one size together, of which there are at most so many. A chain that ends before the size does is for whoever reads what it holds.
fn joined<'a>(
    start: u32,
    size: Option<usize>,
    of_one: usize,
    most: usize,
    piece: impl Fn(u32) -> Option<&'a [u8]>,
    next: impl Fn(u32) -> Option<u32>,
) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut number = start;
    let mut left = most;
    while number != END_OF_CHAIN && size.is_none_or(|size| content.len() < size) {
        left = left.checked_sub(1)?;
        let wanted = size.map_or(of_one, |size| of_one.min(size - content.len()));
        content.extend_from_slice(piece(number)?.get(..wanted)?);
        // Nobody needs to know what comes after the last piece.
        if size.is_none_or(|size| content.len() < size) {
            number = next(number)?;
        }
    }
    Some(content)
}

/// The streams that lie in the storage `root` itself: other documents may be embedded further below. The entries make a tree ([MS-CFB] §2.6.4).
fn streams<'a>(entries: &'a [[u8; ENTRY]], root: &[u8; ENTRY]) -> Vec<&'a [u8; ENTRY]> {
    let mut streams = Vec::new();
    let mut seen = vec![false; entries.len()];
    let mut open = vec![u32_at(root, 76)];
    while let Some(number) = open.pop() {
        let Some(index) = number.map(|number| number as usize).filter(|index| *index < entries.len()) else { continue };
        if !std::mem::replace(&mut seen[index], true) {
            let entry = &entries[index];
            if entry[66] == 2 {
                streams.push(entry);
            }
            open.extend([u32_at(entry, 68), u32_at(entry, 72)]);
        }
    }
    streams
}

fn name_of(entry: &[u8; ENTRY]) -> String {
    let units = entry[..64].as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A size as a power of two; Excel's sectors have 512 bytes, others' 4,096, and the pieces of short streams 64.
fn shift(bytes: &[u8], at: usize) -> Option<u32> {
    let shift = u32::from(*bytes.get(at)?);
    (6..=16).contains(&shift).then_some(shift)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

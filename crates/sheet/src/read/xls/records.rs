//! Records, and the texts that go on in the next ones.

use crate::read::fields::Fields;
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_1252, X_MAC_CYRILLIC};
use rollcall_app::ports::Unreadable;

const CONTINUE: u16 = 0x003c;

/// Records ([MS-XLS] §2.1.4) one after the other.
#[derive(Clone)]
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records from this place of the stream on.
    pub(super) fn new(stream: &'a [u8], at: u32) -> Self {
        Self { stream, at: at as usize }
    }

    /// Where the next record begins.
    pub(super) fn at(&self) -> Result<u32, Unreadable> {
        u32::try_from(self.at).map_err(|_| Unreadable::DamagedOrTooComplex)
    }

    /// What the next record is, and what is in it. There always is one: whatever consists of records ends with one that says so.
    pub(super) fn next(&mut self) -> Result<(u16, &'a [u8]), Unreadable> {
        let mut fields = Fields(self.stream.get(self.at..).unwrap_or_default());
        let kind = fields.u16()?;
        let size = usize::from(fields.u16()?);
        let body = fields.take(size)?;
        self.at += 4 + size;
        Ok((kind, body))
    }

    /// A record's content with what goes on in the records behind it.
    pub(super) fn continued(&self, body: &'a [u8]) -> Continued<'a> {
        Continued { fields: Fields(body), records: self.clone() }
    }
}

/// What is in a record and in the `Continue` records ([MS-XLS] §2.4.58) behind it.
pub(super) struct Continued<'a> {
    /// What is left of the present one.
    pub(super) fields: Fields<'a>,
    records: Records<'a>,
}

impl Continued<'_> {
    /// Whether anything is left.
    pub(super) fn has_more(&mut self) -> bool {
        while self.fields.0.is_empty() {
            let Ok((CONTINUE, body)) = self.records.next() else { return false };
            self.fields = Fields(body);
        }
        true
    }

    /// Calls `take` with pieces until all of so many bytes were there.
    fn pieces(&mut self, mut bytes: usize, mut take: impl FnMut(&[u8])) -> Result<(), Unreadable> {
        while bytes > 0 {
            if !self.has_more() {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            let piece = self.fields.take(bytes.min(self.fields.0.len()))?;
            bytes -= piece.len();
            take(piece);
        }
        Ok(())
    }

    /// Characters of one or two bytes. A record into which they go on says anew which of both.
    fn units(&mut self, mut count: usize, mut are_wide: bool) -> Result<Vec<u16>, Unreadable> {
        let mut units = Vec::new();
        while count > 0 {
            if self.fields.0.is_empty() {
                if !self.has_more() {
                    return Err(Unreadable::DamagedOrTooComplex);
                }
                are_wide = self.fields.u8()? & 1 != 0;
            }
            let size = if are_wide { 2 } else { 1 };
            let here = count.min(self.fields.0.len() / size);
            // Half a character at a record's end.
            if here == 0 && !self.fields.0.is_empty() {
                return Err(Unreadable::DamagedOrTooComplex);
            }
            let piece = self.fields.take(here * size)?;
            if are_wide {
                units.extend(piece.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(piece.iter().map(|byte| u16::from(*byte)));
            }
            count -= here;
        }
        Ok(units)
    }
}

/// How texts are written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Texts {
    /// Since Excel 97.
    Unicode,
    /// Before: in a code page, `None` if it is one that nobody here knows, so that only ASCII is.
    CodePage(Option<&'static Encoding>),
}

impl Texts {
    /// The code page by its number ([MS-XLS] §2.4.52).
    pub(super) fn code_page(number: u16) -> Self {
        Self::CodePage(match number {
            874 | 1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()),
            0x8001 => Some(WINDOWS_1252),
            0x8000 | 10_000 => Some(MACINTOSH),
            10_007 => Some(X_MAC_CYRILLIC),
            866 => Some(IBM866),
            932 => Some(SHIFT_JIS),
            936 => Some(GBK),
            949 => Some(EUC_KR),
            950 => Some(BIG5),
            _ => None,
        })
    }

    /// A text of so many characters, in whichever of its forms ([MS-XLS] §2.5.293 and §2.5.294). The formatting behind it is passed over.
    pub(super) fn read(self, from: &mut Continued<'_>, length: usize) -> Result<String, Unreadable> {
        match self {
            Self::Unicode => {
                let flags = from.fields.u8()?;
                let runs = if flags & 8 != 0 { usize::from(from.fields.u16()?) } else { 0 };
                let phonetic = if flags & 4 != 0 { from.fields.u32()? as usize } else { 0 };
                let units = from.units(length, flags & 1 != 0)?;
                from.pieces(4 * runs, |_| {})?;
                from.pieces(phonetic, |_| {})?;
                let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
                Ok(text.collect())
            }
            Self::CodePage(encoding) => {
                let mut bytes = Vec::new();
                from.pieces(length, |piece| bytes.extend_from_slice(piece))?;
                if encoding.is_none() && !bytes.is_ascii() {
                    return Err(Unreadable::KindNotSupported("xls (unknown code page)".into()));
                }
                let (text, _) = encoding.unwrap_or(WINDOWS_1252).decode_without_bom_handling(&bytes);
                Ok(text.into_owned())
            }
        }
    }
}

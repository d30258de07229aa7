//! Bytes to text: UTF-8, UTF-16 and Windows-1252, and nothing else. What fits none is refused with its line, never guessed.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rollcall_app::ports::Unreadable;
use std::borrow::Cow;

/// The text of a file, without its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            Cow::Borrowed(std::str::from_utf8(rest).map_err(|error| not_text(rest, error.valid_up_to()))?)
        }
        [0xff, 0xfe, rest @ ..] => utf_16(rest, UTF_16LE)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, UTF_16BE)?,
        _ => match utf_16_without_mark(bytes) {
            Some(encoding) => utf_16(bytes, encoding)?,
            None => match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(error) => windows_1252(bytes, error.valid_up_to())?,
            },
        },
    };
    match memchr::memchr(0, text.as_bytes()) {
        Some(at) => Err(not_text(text.as_bytes(), at)),
        None => Ok(text),
    }
}

/// The number of lines that begin in `text`, less one. CR, LF and CRLF each end a line.
pub(crate) fn line_ends(text: &[u8]) -> u32 {
    let ends = memchr::memchr2_iter(b'\r', b'\n', text)
        .filter(|&at| text[at] == b'\r' || at == 0 || text[at - 1] != b'\r')
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

fn not_text(bytes: &[u8], at: usize) -> Unreadable {
    Unreadable::NotText(1 + line_ends(&bytes[..at]))
}

fn utf_16<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, Unreadable> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        not_text(text.as_bytes(), text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0))
    })
}

/// Text with Latin letters, or just with `@` and line ends, has zeros in every second byte; other encodings have none at all.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let start = &bytes[..bytes.len().min(4096)];
    let pairs = start.as_chunks::<2>().0;
    let first = pairs.iter().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0 && pair[0] != 0).count();
    let obvious = |many: usize, few: usize| many * 5 >= pairs.len() && few * 100 <= pairs.len() && many > 0;
    if obvious(second, first) {
        Some(UTF_16LE)
    } else if obvious(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What is no UTF-8 is Windows-1252 if it looks like text in it: no byte that the encoding leaves free, no control characters,
/// and not mostly UTF-8 with a broken place.
fn windows_1252(bytes: &[u8], broken_at: usize) -> Result<Cow<'_, str>, Unreadable> {
    let (mut letters, mut breaks) = (0_u32, 0_u32);
    for chunk in bytes.utf8_chunks() {
        letters += u32::try_from(chunk.valid().chars().filter(|c| !c.is_ascii()).count()).unwrap_or(u32::MAX);
        breaks += u32::from(!chunk.invalid().is_empty());
    }
    if letters > breaks {
        return Err(not_text(bytes, broken_at));
    }
    let free = |&byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0x7f | 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f);
    match bytes.iter().position(free) {
        Some(at) => Err(not_text(bytes, at)),
        None => Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Email;Name\r\nzoë@example.org;Zoë Ünal\n";

    fn utf_16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let little = utf_16_bytes(TEXT, u16::to_le_bytes);
        let big = utf_16_bytes(TEXT, u16::to_be_bytes);
        let latin: Vec<u8> = TEXT.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin 1")).collect();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            [b"\xff\xfe", &little[..]].concat(),
            [b"\xfe\xff", &big[..]].concat(),
            little,
            big,
            latin,
        ] {
            assert_eq!(decode(&bytes).expect("text"), TEXT, "{bytes:x?}");
        }
        assert_eq!(decode(b"\x80 \x9auk\xe1, \x84Sie\x93").expect("text"), "€ šuká, „Sie“");
        let cyrillic = "почта;имя\r\nanna@example.org;Анна Каренина\r\n";
        assert_eq!(decode(&utf_16_bytes(cyrillic, u16::to_le_bytes)).expect("text"), cyrillic);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_line() {
        for (bytes, line) in [
            (&b"a\nb\0c"[..], 2),
            (b"\xef\xbb\xbfa\r\nb\r\n\xff", 3),
            (b"caf\xe9\r\x81", 2),
            (b"Zo\xc3\xab, J\xc3\xbcrgen\nZo\xeb", 2),
            (b"\xff\xfea\0\n\0\x00\xd8b\0", 2),
            (b"\x01\x02\xff\x03", 1),
        ] {
            assert_eq!(decode(bytes), Err(Unreadable::NotText(line)), "{bytes:x?}");
        }
    }
}

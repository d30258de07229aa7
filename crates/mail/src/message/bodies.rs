//! The bodies of a mail: texts in quoted-printable, files in base64 (RFC 2045 §6.7, §6.8).

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The longest line, without the `=` that breaks it or its end.
const LONGEST_LINE: usize = 75;

/// So many bytes are a line of base64.
const BYTES_OF_A_LINE: usize = 57;

/// What stands for itself within a line: everything printable but `=`, and blanks.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 32;
    while byte < 127 {
        plain[byte] = byte != b'=' as usize;
        byte += 1;
    }
    plain[b'\t' as usize] = true;
    plain
};

/// Writes a text in quoted-printable: so a line of 10,000 characters cannot reach the server as such. The last line has an end.
///
/// A CR alone is a line end to some and nothing to others (RFC 5322 §2.3 forbids it): here it is one.
pub(super) fn quoted_printable(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let end = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
        quoted_line(&rest[..end], out);
        out.extend_from_slice(b"\r\n");
        let ended_by = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = rest.get(end + ended_by..).unwrap_or_default();
    }
}

fn quoted_line(line: &[u8], out: &mut Vec<u8>) {
    // A blank at the end would be lost on the way.
    let (mut line, mut last) = match line {
        [before @ .., blank @ (b' ' | b'\t')] => (before, Some(*blank)),
        _ => (line, None),
    };
    let mut column = 0;
    loop {
        let room = &line[..line.len().min(LONGEST_LINE - column)];
        let run = room.iter().position(|byte| !PLAIN[usize::from(*byte)]).unwrap_or(room.len());
        out.extend_from_slice(&line[..run]);
        column += run;
        line = &line[run..];
        let odd = match line.first() {
            Some(byte) if PLAIN[usize::from(*byte)] => None,
            Some(byte) => Some(*byte),
            None => match last.take() {
                Some(blank) => Some(blank),
                None => return,
            },
        };
        if column + odd.map_or(1, |_| 3) > LONGEST_LINE {
            out.extend_from_slice(b"=\r\n");
            column = 0;
        }
        if let Some(byte) = odd {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.extend_from_slice(&[b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
            column += 3;
            line = line.get(1..).unwrap_or_default();
        }
    }
}

/// Writes bytes in base64.
pub(super) fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    let mut line = [0; BYTES_OF_A_LINE / 3 * 4];
    for part in bytes.chunks(BYTES_OF_A_LINE) {
        // Four letters for every three bytes, begun or not: they fit.
        let length = STANDARD.encode_slice(part, &mut line).unwrap_or_default();
        out.extend_from_slice(&line[..length]);
        out.extend_from_slice(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = Vec::new();
        quoted_printable(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_printable_stands_for_itself_and_nothing_else_does() {
        assert_eq!(quoted("a=b\tc ~!"), "a=3Db\tc ~!\r\n");
        assert_eq!(quoted("Zoë\u{0}\u{7f}"), "Zo=C3=AB=00=7F\r\n");
        assert_eq!(quoted("a \nb\t\r\n \n"), "a=20\r\nb=09\r\n=20\r\n");
        assert_eq!(quoted("\n\na\r\rb\r\nc\n\r\n"), "\r\n\r\na\r\n\r\nb\r\nc\r\n\r\n");
        assert_eq!(quoted(""), "");
    }

    #[test]
    fn no_line_is_longer_than_76_and_none_ends_in_a_blank() {
        for length in 0..400 {
            for text in ["x".repeat(length), "ë ".repeat(length), "a b=".repeat(length), " ".repeat(length)] {
                let quoted = quoted(&text);
                for line in quoted.lines() {
                    assert!(line.len() <= 76 && !line.ends_with([' ', '\t']), "{line:?}");
                }
                let decoded = mail_parser::decoders::quoted_printable::quoted_printable_decode(quoted.as_bytes());
                let decoded = String::from_utf8(decoded.unwrap()).unwrap();
                assert_eq!(decoded.trim_end_matches(['\r', '\n']), text);
            }
        }
    }

    #[test]
    fn a_file_comes_in_lines_of_76() {
        for length in [0, 1, 56, 57, 58, 1_000] {
            let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
            let mut out = Vec::new();
            base64(&bytes, &mut out);
            let text = String::from_utf8(out).unwrap();
            assert!(text.lines().all(|line| line.len() <= 76));
            assert_eq!(STANDARD.decode(text.replace("\r\n", "")).unwrap(), bytes);
        }
    }
}

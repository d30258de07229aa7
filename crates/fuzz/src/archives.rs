//! Workbooks of the parts in an input, so that what is changed is what a reader sees, and not a sum that no longer fits.

use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Stands between two parts. No XML has it.
const BETWEEN: &[u8] = b"\n\xff\n";

/// A zip archive of parts with these names, in their order; those of which the input has nothing are left out.
pub(crate) fn zip(fixed: &[(&str, &str)], names: &[&str], input: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(input.len() + 2000)));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, content)| (*name, content.as_bytes()));
    let said = names.iter().copied().zip(parts(input)).filter(|(_, content)| !content.is_empty());
    for (name, content) in fixed.chain(said) {
        writer.start_file(name, options).expect("an entry");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The container of old Office files with this as its workbook.
pub(crate) fn container(stream: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("one");
    container.create_stream("/Workbook").expect("a stream").write_all(stream).expect("its content");
    container.flush().expect("written");
    container.into_inner().into_inner()
}

fn parts(input: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = input;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|bytes| bytes == BETWEEN) {
        parts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_taken_apart_where_it_says() {
        assert_eq!(parts(b"a\n\xff\n\n\xff\nb\xff"), [&b"a"[..], b"", b"b\xff"]);
        assert_eq!(parts(b""), [b""]);
    }
}

//! A QR code as a file: for a poster, a slide, a chat.

use rollcall_host::QrCode;
use std::{io, iter::repeat_n};

/// So many bytes of a bitmap is a module wide, with eight pixels in each: large enough for paper.
const BYTES: u8 = 2;

/// A picture that is sharp at every size.
pub(crate) fn svg(code: &QrCode) -> Vec<u8> {
    let (size, path) = (code.size(), code.svg_path());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{size}mm\" height=\"{size}mm\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>\n"
    )
    .into_bytes()
}

/// A picture that every program shows, black and white.
///
/// # Errors
/// The picture would be larger than a picture can be: no code is.
pub(crate) fn png(code: &QrCode) -> io::Result<Vec<u8>> {
    let size = i32::try_from(code.size()).map_err(io::Error::other)?;
    let bytes = usize::from(BYTES);
    let line = |y| (0..size).flat_map(move |x| repeat_n(if code.is_dark(x, y) { 0x00 } else { 0xff }, bytes));
    let pixels: Vec<u8> = (0..size).flat_map(|y| line(y).collect::<Vec<_>>().repeat(8 * bytes)).collect();
    let edge = code.size() * 8 * u32::from(BYTES);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, edge, edge);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://join.example.org/j/Zz0-_Zz0-_Zz0-_Zz0-_Zz0-_Zz0-_Zz0-_Zz0-_Zz0";

    #[test]
    fn another_program_reads_the_picture_of_a_code() {
        let code = QrCode::of(LINK).unwrap();
        let file = png(&code).unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (code.size() * 16, code.size() * 16));
        let (line, size) = (info.line_size, code.size() as usize);
        let is_dark = |x: usize, y: usize| pixels[y * line + x / 8] >> (7 - x % 8) & 1 == 0;
        let middle = |x: usize, y: usize| is_dark(x * 16 + 7, y * 16 + 8);
        assert_eq!(rollcall_testkit::qr::read(size, middle).as_deref(), Some(LINK));
        let is_even = |x: usize, y: usize| is_dark(x, y) == middle(x / 16, y / 16);
        assert!((0..size * 16).all(|y| (0..size * 16).all(|x| is_even(x, y))));
    }

    #[test]
    fn a_drawing_has_white_under_its_modules() {
        let code = QrCode::of(LINK).unwrap();
        let text = String::from_utf8(svg(&code)).unwrap();
        let size = code.size();
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"), "{text}");
        assert!(text.contains(&format!("viewBox=\"0 0 {size} {size}\"")) && text.contains(&code.svg_path()), "{text}");
        let white = text.find("#fff").unwrap();
        assert!(white < text.find(&code.svg_path()).unwrap(), "{text}");
    }
}

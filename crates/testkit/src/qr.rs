//! Reading QR codes with a library that did not make them.

/// Pixels for each module: what a camera that is near enough sees of one.
const SCALE: usize = 4;

/// The text of the one code in a picture that is so many modules wide and high, in the middle of darkness.
pub fn read(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
    // The darkness around it: a code without its light zone is not found.
    let edge = size + 2;
    let shade = |x: usize, y: usize| {
        let inside = |at: usize| (at / SCALE).checked_sub(1).filter(|module| *module < size);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) if !is_dark(x, y) => 255,
            _ => 0,
        }
    };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(edge * SCALE, edge * SCALE, shade);
    let codes = picture.detect_grids();
    let [code] = codes.as_slice() else { return None };
    code.decode().ok().map(|(_, text)| text)
}

/// The same of a drawing of half-blocks, dark on light.
pub fn read_half_blocks(text: &str) -> Option<String> {
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    read(lines.first()?.len(), |x, y| match lines.get(y / 2).and_then(|line| line.get(x)) {
        Some('█') => true,
        Some('▀') => y % 2 == 0,
        Some('▄') => y % 2 == 1,
        _ => false,
    })
}

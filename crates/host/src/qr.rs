//! The QR code of a link (ISO/IEC 18004): drawn in a terminal by the command, and as a picture by the window.

use qrcodegen::QrCodeEcc;
use std::fmt::{self, Write as _};

/// So many light modules belong around a code, so that it is found; less is no code.
const QUIET_ZONE: i32 = 4;

/// A QR code, with the light zone around it.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode(qrcodegen::QrCode);

impl QrCode {
    /// The code of a text, of which about 15 % may be covered or dirty. `None` if the text is longer than any code can hold.
    pub fn of(text: &str) -> Option<Self> {
        qrcodegen::QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// How many modules wide and high it is.
    pub fn size(&self) -> u32 {
        self.edge().unsigned_abs()
    }

    /// The dark modules as the path of an SVG whose view box is `0 0 size size`, each a unit wide. What is under it must be white, whatever
    /// the colours around: not every camera reads a code that is light on dark.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.edge() {
            let mut x = 0;
            while x < self.edge() {
                let run = (x..self.edge()).take_while(|x| self.is_dark(*x, y)).count();
                let run = i32::try_from(run).unwrap_or_default();
                if run > 0 {
                    // A string takes everything.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        path
    }

    /// Half-blocks (U+2580 to U+2588) for a terminal, two modules in each character. It is black on white whatever the terminal's own
    /// colours are.
    pub fn in_terminal(&self) -> String {
        // Colours 16 and 231 are black and white in every theme; those below 16 are what the theme makes of them.
        self.lines("\u{1b}[38;5;16;48;5;231m", "\u{1b}[0m\n")
    }

    /// The same as plain text, for what is dark on light: a file, or paper.
    pub fn in_text(&self) -> String {
        self.lines("", "\n")
    }

    fn lines(&self, before: &str, after: &str) -> String {
        let mut lines = String::new();
        for y in (0..self.edge()).step_by(2) {
            lines.push_str(before);
            lines.extend((0..self.edge()).map(|x| self.half_block(x, y)));
            lines.push_str(after);
        }
        lines
    }

    /// The module at a place, and the one below it.
    fn half_block(&self, x: i32, y: i32) -> char {
        match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }
    }

    fn edge(&self) -> i32 {
        self.0.size() + 2 * QUIET_ZONE
    }

    /// Whether a module is dark, counted from the upper left of the light zone. Outside of the code everything is light.
    pub fn is_dark(&self, x: i32, y: i32) -> bool {
        self.0.get_module(x - QUIET_ZONE, y - QUIET_ZONE)
    }
}

impl fmt::Debug for QrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QrCode").field("size", &self.size()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_testkit::qr::{read, read_half_blocks};

    /// Short, usual, and long with what is more than ASCII.
    fn links() -> [String; 3] {
        [
            "https://a.example/j/x".to_owned(),
            format!("https://join.example.org/acme/j/{}", "Zz0-_".repeat(9)),
            format!("https://join.example.org/büro/{}", "a/".repeat(400)),
        ]
    }

    #[test]
    fn another_program_reads_the_drawing_of_a_terminal() {
        for link in links() {
            let code = QrCode::of(&link).unwrap();
            assert_eq!(read_half_blocks(&code.in_text()), Some(link));
            let drawn = code.in_terminal();
            for line in drawn.lines() {
                let colours =
                    line.strip_prefix("\u{1b}[38;5;16;48;5;231m").and_then(|line| line.strip_suffix("\u{1b}[0m"));
                assert_eq!(colours.map(|line| line.chars().count()), Some(code.size() as usize), "{line:?}");
            }
            assert_eq!(drawn.replace("\u{1b}[38;5;16;48;5;231m", "").replace("\u{1b}[0m", ""), code.in_text());
        }
    }

    #[test]
    fn another_program_reads_the_picture() {
        for link in links() {
            let code = QrCode::of(&link).unwrap();
            let size = code.size() as usize;
            let mut dark = vec![false; size * size];
            for run in code.svg_path().split('M').skip(1) {
                let (at, lines) = run.split_once('h').unwrap();
                let (x, y) = at.split_once(' ').unwrap();
                let (width, rest) = lines.split_once('v').unwrap();
                let (x, y, width): (usize, usize, usize) =
                    (x.parse().unwrap(), y.parse().unwrap(), width.parse().unwrap());
                assert_eq!(rest, format!("1h-{width}z"), "a rectangle that is one high");
                dark[y * size + x..][..width].fill(true);
            }
            assert_eq!(read(size, |x, y| dark[y * size + x]), Some(link));
        }
    }

    #[test]
    fn four_light_modules_are_all_around_a_code() {
        let code = QrCode::of("https://a.example/j/x").unwrap();
        let text = code.in_text();
        let lines: Vec<_> = text.lines().collect();
        assert!(lines[..2].iter().all(|line| line.trim().is_empty()) && !lines[2].trim().is_empty(), "{text}");
        assert!(lines.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")), "{text}");
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(QrCode::of(&"a".repeat(3_000)), None);
    }
}

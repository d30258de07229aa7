//! Tables for people: columns that stand below each other.

use unicode_width::UnicodeWidthStr as _;

/// What stands between two columns.
const GAP: &str = "  ";

/// The rows below their headers. A column that is empty in every row is left out.
pub(crate) fn table<const N: usize>(headers: &[String; N], rows: &[[String; N]]) -> String {
    let filled: Vec<usize> = (0..N).filter(|column| rows.iter().any(|row| !row[*column].is_empty())).collect();
    let lines = || std::iter::once(headers).chain(rows);
    let widest = |column: &usize| lines().map(|line| line[*column].width()).max().unwrap_or_default();
    let widths: Vec<usize> = filled.iter().map(widest).collect();
    let mut text = String::new();
    for line in lines() {
        let mut written = String::new();
        for (column, width) in filled.iter().zip(&widths) {
            let cell = &line[*column];
            written.push_str(cell);
            written.extend(std::iter::repeat_n(' ', width - cell.width()));
            written.push_str(GAP);
        }
        text.push_str(written.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_whatever_the_script_and_empty_ones_are_left_out() {
        let row = |name: &str, address: &str| [name.to_owned(), String::new(), address.to_owned()];
        let text = table(&row("Name", "Address"), &[row("王小明", "w@example.org"), row("Zoë", "zoe@example.org")]);
        assert_eq!(text, "Name    Address\n王小明  w@example.org\nZoë     zoe@example.org\n");
    }
}

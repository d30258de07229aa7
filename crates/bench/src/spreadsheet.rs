//! The spreadsheet that is imported: invented people, each on one row, in no order.

use rust_xlsxwriter::Workbook;
use std::path::Path;

/// The groups that the rows name.
pub(crate) const GROUPS: [&str; 5] = ["Sales", "Sales/EMEA", "Finance", "Marketing", "Operations/Lisbon"];

const ROLES: [&str; 4] = ["Buyer", "Approver", "Finance", "Tech"];

/// The number of the person on a row: multiplied by an odd number the order is mixed, and nobody is named twice.
pub(crate) const fn person(row: u32) -> u32 {
    row.wrapping_mul(0x9e37_79b1)
}

/// Writes a workbook of so many rows below its header, with the people from a row on, who are others than those before.
pub(crate) fn write_from(file: &Path, first: u32, rows: u32) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().unwrap();
    sheet.set_name("Users").unwrap();
    for (column, header) in
        (0..).zip(["Email [Required]", "Name", "Group [Required]", "Role [Required]", "Action", "Language"])
    {
        sheet.write_string(0, column, header).unwrap();
    }
    for row in 0..rows {
        let person = person(first + row);
        let pick = |words: &'static [&'static str], by: u32| words[(by as usize) % words.len()];
        sheet.write_string(row + 1, 0, format!("person.{person:08x}@example{}.org", person % 97)).unwrap();
        sheet.write_string(row + 1, 1, format!("Person {person:x} Example")).unwrap();
        sheet.write_string(row + 1, 2, pick(&GROUPS, row)).unwrap();
        sheet.write_string(row + 1, 3, pick(&ROLES, row / 7)).unwrap();
        sheet.write_string(row + 1, 4, "Add").unwrap();
        sheet.write_string(row + 1, 5, "en").unwrap();
    }
    workbook.save(file).unwrap();
}

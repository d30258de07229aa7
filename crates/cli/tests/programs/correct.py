"""Corrects a report, or an export: correct.py REPORT CORRECTED, with {address: {header: value}} as JSON on standard input."""

import json
import sys

from openpyxl import load_workbook

corrections = json.load(sys.stdin)
book = load_workbook(sys.argv[1])
sheet = book.active
headers = {str(cell.value).removesuffix(" [Required]"): cell.column for cell in sheet[1]}
found = 0
for row in range(2, sheet.max_row + 1):
    for header, value in corrections.get(sheet.cell(row, headers["Email"]).value, {}).items():
        sheet.cell(row, headers[header]).value = value
        found += 1
book.save(sys.argv[2])
json.dump(found, sys.stdout)

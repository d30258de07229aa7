"""A workbook as xlwt writes it: old.py FILE, with the texts of its first column as JSON on standard input.

Beside them, in the first row: a text of two fonts, a day counted from 1904, and an error; and one cell far away from all others.
"""

import json
import sys
from datetime import datetime

import xlwt

book = xlwt.Workbook(encoding="utf-8")
book.dates_1904 = True
sheet = book.add_sheet("People")
hidden = book.add_sheet("Users")
hidden.write(0, 0, "Email")
hidden.visibility = 1
for number, text in enumerate(json.load(sys.stdin)):
    sheet.write(number, 0, text)
bold = xlwt.easyfont("bold true")
sheet.write_rich_text(0, 1, ["two ", ("fonts", bold)])
sheet.write(0, 2, datetime(2024, 1, 31), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
sheet.row(0).set_cell_error(3, 0x2A)
sheet.write(65535, 199, "far away")
book.save(sys.argv[1])
json.dump(None, sys.stdout)

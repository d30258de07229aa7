"""Fills a template in the ways of different people: fill.py TEMPLATE FOLDER, with the rows as JSON on standard input.

Prints the names of the files that it made.
"""

import json
import sys
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.table import Table

KEYS = ["email", "name", "group", "role", "action", "language"]
template, folder = Path(sys.argv[1]), Path(sys.argv[2])
rows = [[row[key] or None for key in KEYS] for row in json.load(sys.stdin)]
made = []


def opened(**how):
    book = load_workbook(template, **how)
    return book, book["Users"]


def fill(sheet, first=2, columns=range(1, 7)):
    for number, row in enumerate(rows, first):
        for column, value in zip(columns, row):
            if value is not None:
                sheet.cell(number, column).value = value


def save(book, name):
    book.save(folder / name)
    made.append(name)


def as_it_comes():
    book, sheet = opened()
    fill(sheet)
    save(book, "as it comes.xlsx")


def titles_above():
    book, sheet = opened()
    sheet.insert_rows(1, 4)
    sheet["A1"] = "Our new colleagues"
    sheet["A2"], sheet["B2"] = "As of", date(2026, 3, 1)
    sheet["C3"] = "Questions to: Ana"
    sheet.merge_cells("A1:F1")
    fill(sheet, first=6)
    save(book, "titles above.xlsx")


def columns_in_another_order():
    book, sheet = opened()
    order = [4, 6, 2, 5, 1, 3]
    headers = [sheet.cell(1, column).value for column in range(1, 7)]
    for header, column in zip(headers, order):
        sheet.cell(1, column).value = header
    sheet.insert_cols(3)
    sheet["C1"] = "Cost centre"
    fill(sheet, columns=[column + (column >= 3) for column in order])
    for number in range(2, len(rows) + 2):
        sheet.cell(number, 3).value = number * 1.5
    save(book, "columns in another order.xlsx")


def decorated():
    """A filter that hides rows, frozen panes, colours, notes, links, a blank row, number formats, and numbers for digits."""
    book, sheet = opened()
    fill(sheet)
    sheet.insert_rows(20)
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A1:F{len(rows) + 2}"
    sheet.auto_filter.add_filter_column(3, ["Buyer"])
    sheet.column_dimensions["B"].hidden = True
    for row in sheet.iter_rows(min_row=2):
        row[0].fill = PatternFill("solid", fgColor="FFFF00")
        row[1].font = Font(bold=True, strike=True, color="FF0000")
        row[1].alignment = Alignment(wrap_text=True, text_rotation=45)
        if row[0].value:
            row[0].hyperlink = f"mailto:{row[0].value}"
            row[3].comment = Comment("Agreed with Ben", "Ana")
        if row[2].value == "4711":
            row[2].value = 4711
            row[2].number_format = "#,##0.00"
        sheet.row_dimensions[row[0].row].hidden = row[3].value != "Buyer"
    sheet.conditional_formatting.add("A2:A99", __import__("openpyxl").formatting.rule.ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
    book.create_sheet("Notes")["A1"] = "Ask Ben about the rest"
    save(book, "decorated.xlsx")


def rich_text():
    book, sheet = opened(rich_text=True)
    fill(sheet)
    for row in sheet.iter_rows(min_row=2):
        for cell in row[:4]:
            if cell.value and len(cell.value) > 3:
                bold = TextBlock(InlineFont(b=True), cell.value[:2])
                cell.value = CellRichText(bold, cell.value[2:])
    save(book, "rich text.xlsx")


def empty_sheet_first():
    book, sheet = opened()
    fill(sheet)
    book.create_sheet("Sheet1", 0)
    book.active = 0
    save(book, "empty sheet first.xlsx")


def other_sheet_name():
    book, sheet = opened()
    fill(sheet)
    sheet.title = "Neue Leute"
    save(book, "other sheet name.xlsx")


def as_a_table():
    book, sheet = opened()
    fill(sheet)
    sheet.add_table(Table(displayName="People", ref=f"A1:F{len(rows) + 1}"))
    save(book, "as a table.xlsm")


def written_only():
    """As a program writes it: no template, and every text inline, none shared."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.append(["EMAIL", "Full name", "group path", "Role*", "Action", "locale"])
    for row in rows:
        sheet.append(row)
    save(book, "written only.xlsx")


for way in (as_it_comes, titles_above, columns_in_another_order, decorated, rich_text, empty_sheet_first,
            other_sheet_name, as_a_table, written_only):
    way()
json.dump(made, sys.stdout)

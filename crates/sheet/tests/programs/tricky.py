"""The tricky workbook, as openpyxl, pandas and xlwt write it: tricky.py FOLDER, with its sheets as JSON on standard input.

Prints the names of the files that it made. What is a formula has its result from LibreOffice, which opens these files later, or from nobody.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import pandas
import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment

folder = Path(sys.argv[1])
sheets = json.load(sys.stdin)
made = []


def value(cell):
    """A cell as Python has it; of a formula, its text."""
    match cell:
        case None:
            return None
        case {"date": date}:
            return datetime.fromisoformat(date)
        case {"formula": formula}:
            return "=" + formula
        case {"error": error}:
            return error
        case other:
            return other


def path(name):
    made.append(name)
    return folder / name


def by_openpyxl():
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        into = book.create_sheet(sheet["name"])
        into.sheet_state = "hidden" if sheet["hidden"] else "visible"
        for number, row in enumerate(sheet["rows"], 1):
            for column, cell in enumerate(row, 1):
                if cell is not None:
                    into.cell(number, column).value = value(cell)
                if isinstance(cell, str):
                    into.cell(number, column).data_type = "s"
                    into.cell(number, column).number_format = "@"
        for merged in sheet["merged"]:
            into.merge_cells(merged)
        into["A1"].comment = Comment("A note is no text of the cell", "Ana")
    book.save(path("openpyxl.xlsx"))


def by_xlwt():
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for sheet in sheets:
        into = book.add_sheet(sheet["name"])
        into.visibility = int(sheet["hidden"])
        for number, row in enumerate(sheet["rows"]):
            for column, cell in enumerate(row):
                match cell:
                    case None:
                        pass
                    case {"formula": formula}:
                        into.write(number, column, xlwt.Formula(formula))
                    case {"error": "#N/A"}:
                        into.row(number).set_cell_error(column, 0x2A)
                    case {"date": date}:
                        into.write(number, column, datetime.fromisoformat(date), day)
                    case other:
                        into.write(number, column, other)
    book.save(path("xlwt.xls"))


def by_pandas():
    """The sheet to read alone, since a frame has no formulas and no titles above it."""
    rows = next(sheet for sheet in sheets if not sheet["hidden"] and sheet["merged"])["rows"]
    frame = pandas.DataFrame([[value(cell) for cell in row] for row in rows], dtype=object)
    for name in ["pandas.xlsx", "pandas.ods"]:
        frame.to_excel(path(name), sheet_name="People", header=False, index=False)
    frame.to_csv(path("pandas.csv"), header=False, index=False)
    frame.to_csv(path("pandas, UTF-16.tsv"), header=False, index=False, sep="\t", encoding="utf-16")
    frame.to_csv(path("pandas, semicolons.csv"), header=False, index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")


by_openpyxl()
by_xlwt()
by_pandas()
json.dump(made, sys.stdout)

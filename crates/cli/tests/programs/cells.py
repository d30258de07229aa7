"""Every cell of workbooks: cells.py FILE…

Prints, for each file, its sheets with their values as texts by place, and the places of formulas.
"""

import json
import sys

from openpyxl import load_workbook


def sheet(found):
    cells = [cell for row in found.iter_rows() for cell in row if cell.value not in (None, "")]
    return {
        "name": found.title,
        "cells": {cell.coordinate: str(cell.value) for cell in cells},
        "formulas": [cell.coordinate for cell in cells if cell.data_type == "f"],
        "not_texts": [cell.coordinate for cell in cells if cell.data_type not in ("s", "inlineStr")],
        "notes": {cell.coordinate: cell.comment.text for row in found.iter_rows() for cell in row if cell.comment},
    }


json.dump([[sheet(found) for found in load_workbook(file)] for file in sys.argv[1:]], sys.stdout)

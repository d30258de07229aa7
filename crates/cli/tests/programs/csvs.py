"""Writes the rows of standard input as text files in the ways of different programs: csvs.py FOLDER.

Prints the names of the files that it made.
"""

import csv
import json
import sys
from pathlib import Path

KEYS = ["email", "name", "group", "role", "action", "language"]
HEADERS = ["Email", "Name", "Group", "Role", "Action", "Language"]
folder = Path(sys.argv[1])
rows = [[row[key] for key in KEYS] for row in json.load(sys.stdin)]
made = []


class Escaped(csv.excel):
    lineterminator = "\r"
    quoting = csv.QUOTE_NONNUMERIC


def write(name, lines, encoding="utf-8", **how):
    with open(folder / name, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, **how)
        writer.writerows(lines)
    made.append(name)


for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
    for delimiter, word in ((",", "comma"), (";", "semicolon"), ("\t", "tab")):
        for dialect in csv.list_dialects():
            write(f"{encoding} {word} {dialect}.csv", [HEADERS, *rows], encoding, dialect=dialect, delimiter=delimiter)
write("non-numeric quoted, CR.csv", [HEADERS, *rows], dialect=Escaped)

# What DataFrame.to_csv writes: a nameless first column with the row's number, and LF.
numbered = [["", *HEADERS], *([str(number), *row] for number, row in enumerate(rows))]
write("data frame.csv", numbered, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
write("data frame without numbers.tsv", [HEADERS, *rows], lineterminator="\n", delimiter="\t")

# A dictionary writer with fields of its own, beside ours and in another order.
with open(folder / "dictionaries.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, ["Role", "Cost centre", *(header for header in HEADERS if header != "Role")])
    writer.writeheader()
    writer.writerows({**dict(zip(HEADERS, row)), "Cost centre": "7,5 %; rest\nlater"} for row in rows)
made.append("dictionaries.csv")

json.dump(made, sys.stdout)

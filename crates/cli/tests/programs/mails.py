"""Reads every mail of a folder as Python's email package does: mails.py FOLDER.

Prints for each what it says, and everything that the package calls a defect.
"""

import json
import sys
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import getaddresses
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook


def defects(mail):
    """Those of the message, of each part, and of each header of each part."""
    for part in mail.walk():
        where = part.get_content_type()
        yield from (f"{where}: {defect!r}" for defect in part.defects)
        for name, header in part.items():
            yield from (f"{where}: {name}: {defect!r}" for defect in getattr(header, "defects", ()))


def addresses(mail, old, name):
    """As the older part of the package reads them, with what the newer one makes of them to compare.

    The newer one keeps the blanks that fold a long name (python/cpython issue 128110), which RFC 2047 section 6.2 says are none.
    """
    if name not in mail:
        return []
    unfolded = old[name].replace("\r", "").replace("\n", "")
    found = [[str(make_header(decode_header(name))), address] for name, address in getaddresses([unfolded])]
    newer = [[one.display_name, one.addr_spec] for one in mail[name].addresses]
    same = [[without_blanks(name), address] for name, address in found]
    assert same == [[without_blanks(name), address] for name, address in newer], (found, newer)
    return found


def without_blanks(text):
    return "".join(text.split())


def attachment(part):
    book = load_workbook(BytesIO(part.get_content()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return {
        "name": part.get_filename(),
        "type": part.get_content_type(),
        "cells": len(cells),
        "formulas": sum(cell.data_type == "f" for cell in cells),
    }


def read(path):
    content = path.read_bytes()
    mail = BytesParser(policy=policy.default).parsebytes(content)
    old = BytesParser(policy=policy.compat32).parsebytes(content)
    found = list(defects(mail))
    # The parsers of other times and tastes; the strict one stops at a defect of the structure.
    for other in (policy.SMTP, policy.compat32, policy.strict):
        found.extend(defects(BytesParser(policy=other).parsebytes(content)))
    mail.as_bytes(policy=policy.SMTP)
    lines = content.split(b"\r\n")
    return {
        "defects": found,
        "headers": {name: [str(value) for value in mail.get_all(name)] for name in mail.keys()},
        "from": addresses(mail, old, "From"),
        "to": addresses(mail, old, "To"),
        "reply_to": addresses(mail, old, "Reply-To"),
        "date": mail["Date"].datetime.isoformat(),
        "text": mail.get_body(("plain",)).get_content(),
        "html": mail.get_body(("html",)).get_content(),
        "attachments": [attachment(part) for part in mail.iter_attachments()],
        "longest_line": max(map(len, lines)),
        "bare_line_ends": any(b"\r" in line or b"\n" in line for line in lines),
        "ascii": content.isascii(),
    }


json.dump([read(path) for path in sorted(Path(sys.argv[1]).glob("*.eml"))], sys.stdout)

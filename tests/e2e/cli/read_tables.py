# SPDX-License-Identifier: Apache-2.0
"""Reads what `zusage` exports with Python's own means, which know nothing of it.

  reject FILE LINE WORDS   one refused row, of this line, whose reason has these words
  csv ROWS                 standard input has so many rows, and none that would be computed
  workbook FILE ROWS       so has a workbook: text as text, days as days, a header that stays
  same ONE TWO             ONE.customers.csv and so on say the same as TWO's
"""

import csv
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What another installation chooses for itself, or says of its own deeds.
OWN = {"name", "create_time", "customer", "owner", "due_time", "submitter", "recorded_by", "verdict",
       "state", "standing_when_made", "standing_now", "reason_now"}


def check(truth, text):
    if not truth:
        sys.exit(f"not so: {text}")


def reject(path, line, words):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    check(len(rows) == 1, f"one row, {len(rows)}")
    # The second line of each wish counts, too.
    check(int(rows[0]["zusage_line"]) == 2 * (int(line) - 2) + 2, rows[0]["zusage_line"])
    check(words in rows[0]["zusage_reason"], rows[0]["zusage_reason"])
    check(rows[0]["Nr"] == line, rows[0]["Nr"])


def comma_separated(count):
    rows = list(csv.reader(sys.stdin))
    check(len(rows) == int(count) + 1, f"{count} rows, {len(rows) - 1}")
    check(all(len(row) == len(rows[0]) for row in rows), "all rows are of one length")
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[0-9.]+", cell)]
    check(not any(cell[:1] in "=+-@\t\r" for cell in cells if cell), "nothing is computed")
    check(any(cell.startswith("'=") for cell in cells), "something would have been")


def workbook(path, count):
    book = zipfile.ZipFile(path)
    sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = sheet.findall(f".//{SHEET}row")
    check(len(rows) == int(count) + 1, f"{count} rows, {len(rows) - 1}")
    check(not sheet.findall(f".//{SHEET}f"), "no formula")
    check(sheet.find(f".//{SHEET}pane").get("state") == "frozen", "the header stays")
    check(sheet.findall(f".//{SHEET}col"), "columns have a width")
    kinds = {cell.get("t") for cell in rows[5]}
    check(kinds == {"inlineStr", None}, f"text and numbers, {kinds}")
    texts = ["".join(cell.itertext()) for cell in rows[5]]
    check(any(text.startswith("=Wir brauchen\nihn") for text in texts), "text is as it was")
    heads = ["".join(cell.itertext()) for cell in rows[0]]
    place = chr(ord("A") + heads.index("Gewünscht bis")) + "6"
    wanted = next(cell for cell in rows[5] if cell.get("r") == place)
    styles = xml.fromstring(book.read("xl/styles.xml")).find(f"{SHEET}cellXfs")
    check(styles[int(wanted.get("s"))].get("numFmtId") != "0", "a day is shown as one")
    check(float("".join(wanted.itertext())) > 46000, "a day is a number of days")


def same(one, two):
    for noun in ("customers", "deals", "requests", "promises"):
        tables = []
        for place in (one, two):
            with open(f"{place}.{noun}.csv", newline="", encoding="utf-8") as file:
                rows = [{k: v for k, v in row.items() if k not in OWN}
                        for row in csv.DictReader(file)]
            tables.append(sorted(map(str, rows)))
        check(tables[0], f"there are {noun}")
        differences = [pair for pair in zip(*tables) if pair[0] != pair[1]]
        check(len(tables[0]) == len(tables[1]), f"{noun}: {len(tables[0])}, {len(tables[1])}")
        check(not differences, f"{noun}: {differences[:2]}")


{"reject": reject, "csv": comma_separated, "workbook": workbook, "same": same}[sys.argv[1]](*sys.argv[2:])

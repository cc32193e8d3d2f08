"""Extract who led every member of the United Nations, as each edition of the factbook prints it.

python tools/gazetteer/extract_leaders.py --edition-2015 FOLDER --edition-2025 FOLDER
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from build import DATA, write
from factbook import EDITIONS, HERE, field, profiles

FIELDS = ["country", "office", "printed", "since", "edition"]
OFFICES = {"chief of state": "head_of_state", "head of government": "head_of_government"}
EXTRACTS = HERE.parents[1] / "tests" / "data" / "factbook"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DATE = re.compile(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]{2})[a-z]* )?(\d{4})\b")
LONGEST = 160


def since(text: str) -> str:
    """The first day in office as an ISO prefix; empty where none is printed."""
    bracket = re.search(r"\(([^)]*)", text)
    if not bracket or not re.search(r"since|^\d", bracket[1]):
        return ""
    match = DATE.search(re.split(r"since ?", bracket[1], maxsplit=1)[-1])
    if not match:
        return ""
    day, month, year = match.groups()
    if not month or month.lower() not in MONTHS:
        return year
    number = MONTHS.index(month.lower()) + 1
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


def first(text: str) -> str:
    """The first person of a field, with the title, as printed."""
    head = re.split(r"\((?=[^)]*\d)|;|\bnote\b| is the ", text, maxsplit=1)[0]
    return head.strip(" ,.")[:LONGEST]


def leaders(folder: Path, edition: str, members: set[str]) -> list[dict[str, str]]:
    """Both offices of every member state."""
    rows = []
    for iso, profile in profiles(folder):
        if iso not in members:
            continue
        for heading, office in OFFICES.items():
            text = field(profile, "Government", "Executive branch", heading)
            printed = first(text)
            if printed and "vacant" not in printed + text[: len(printed) + 12]:
                tail = text[len(printed) :].split(";")[0]
                rows.append(
                    dict(zip(FIELDS, (iso, office, printed, since(tail), edition), strict=True))
                )
    return sorted(rows, key=lambda row: (row["country"], row["office"]))


def main() -> int:
    """Write one extract an edition."""
    parser = argparse.ArgumentParser(description=__doc__)
    for edition in EDITIONS:
        parser.add_argument(f"--edition-{edition}", type=Path, required=True)
    given = vars(parser.parse_args())
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        members = {row["id"] for row in csv.DictReader(file) if row["kind"] == "un_member"}
    EXTRACTS.mkdir(parents=True, exist_ok=True)
    for edition, month in EDITIONS.items():
        rows = leaders(given[f"edition_{edition}"], month, members)
        write(EXTRACTS / f"leaders_{edition}.csv", FIELDS, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

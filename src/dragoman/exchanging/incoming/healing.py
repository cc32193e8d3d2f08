"""Tables in which a quote is left open: the lines that break the rest are taken out and kept.

A reader of CSV cannot tell where a field ends whose closing quote is missing: it takes what follows
for a part of it. Here a line with an open quote is joined with those after it only if together they
make a row of the right number of cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

LONGEST_FIELD = 200
"""Lines over which one field may go: the longest notes of ACLED have a few."""


def heal(
    path: Path, target: Path, *, width: int, delimiter: str, encoding: str
) -> list[tuple[int, str]]:
    """Write a table without the lines that leave a quote open; an empty line stands for each.

    Args:
        width: cells of a whole row.

    Returns:
        The lines taken out, each with its number in the table, from 1.
    """
    taken: list[tuple[int, str]] = []
    with (
        path.open(encoding=encoding, errors="surrogateescape", newline="") as lines,
        target.open("w", encoding=encoding, errors="surrogateescape", newline="") as out,
    ):
        waiting: list[str] = []
        number = 0
        while True:
            waiting += islice(lines, LONGEST_FIELD - len(waiting))
            if not waiting:
                return taken
            rows = _whole(waiting, width, delimiter)
            if rows:
                out.writelines(waiting[:rows])
            else:
                taken.append((number + 1, waiting[0].rstrip("\r\n")))
                out.write("\n")
            rows = rows or 1
            del waiting[:rows]
            number += rows


def _whole(lines: list[str], width: int, delimiter: str) -> int:
    """How many lines make the first row; 0 where it never becomes whole."""
    if lines[0].count('"') % 2 == 0:
        return 1
    for number, joined in enumerate(_joined(lines), 2):
        if joined.count('"') % 2 == 0:
            return number if _fits(joined, width, delimiter) else 0
    return 0


def _fits(joined: str, width: int, delimiter: str) -> bool:
    """Say whether lines make one row, perhaps with empty cells to spare."""
    try:
        rows = list(csv.reader(io.StringIO(joined, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(rows) == 1 and len(rows[0]) >= width and not any(rows[0][width:])


def _joined(lines: list[str]) -> Iterator[str]:
    """The first line with ever more of those after it."""
    text = lines[0]
    for line in lines[1:]:
        text += line
        yield text

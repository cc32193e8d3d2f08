"""The first lines of a file, and what can be told from them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ExtractError

HEAD_BYTES = 1 << 20
"""Bytes of a file that are looked at before it is read: more than its longest line."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_APART = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Head:
    """The first lines of a file.

    Args:
        shown: the file's name for messages.
    """

    shown: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: Path, shown: str, encoding: str) -> Head:
        """Look at a file.

        Raises:
            ExtractError: it is empty, binary, or in another encoding than given.
        """
        with path.open("rb") as file:
            data = file.read(HEAD_BYTES)
        if not data.strip():
            raise ExtractError(f"{shown}: an empty file")
        if data.startswith(_MARKS) and encoding != "utf-16":
            raise ExtractError(f"{shown}: written in UTF-16", hint="Give --encoding utf-16.")
        if b"\0" in data and encoding != "utf-16":
            raise ExtractError(f"{shown}: a binary file, no table")
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        lines = text.splitlines()
        return cls(shown, tuple(lines if len(data) < HEAD_BYTES else lines[:-1] or lines))

    def rows(self, delimiter: str, quote: str, *, most: int = 20) -> list[list[str]]:
        """The first rows as cells."""
        if not quote:
            return [line.split(delimiter) for line in self.lines[:most]]
        reader = csv.reader(io.StringIO("\n".join(self.lines[: most * 4])), delimiter=delimiter)
        rows: list[list[str]] = []
        try:
            for row in reader:
                rows.append(row)
                if len(rows) == most:
                    break
        except csv.Error:
            pass  # what is broken further down is for the reader to reject by line
        return rows

    def width(self, delimiter: str) -> int:
        """How many cells most of the first lines have."""
        widths = [line.count(delimiter) + 1 for line in self.lines[:200] if line.strip()]
        return max(set(widths), key=widths.count)


def plain(name: str) -> str:
    """A column's name as it is compared: small letters, digits and underscores.

    Example:
        >>> plain("#!Event ID"), plain("Actor Country ")
        ('event_id', 'actor_country')
    """
    return _APART.sub("_", name.lower()).strip("_")


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns made different: the nameless and the repeated get numbers."""
    seen: dict[str, int] = {}
    found = []
    for n, given in enumerate(names, 1):
        name = given or f"unnamed_{n}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(found)


def header_of(
    head: Head, *, delimiters: Sequence[str], quote: str, needed: Sequence[str], whose: str
) -> tuple[str, tuple[str, ...]]:
    """Find the header and what parts its cells.

    Returns:
        The delimiter and the columns' names, plain and unique.

    Raises:
        ExtractError: with no delimiter are all needed columns there; names those missing.
    """
    best: tuple[str, tuple[str, ...]] = (delimiters[0], ())
    for delimiter in delimiters:
        rows = head.rows(delimiter, quote, most=1)
        names = unique([plain(cell) for cell in rows[0]]) if rows else ()
        if set(needed) <= set(names):
            return delimiter, names
        if len(set(needed) & set(names)) >= len(set(needed) & set(best[1])):
            best = (delimiter, names)
    missing = [name for name in needed if name not in best[1]]
    parted = " or ".join({"\t": "tabs", ",": "commas", ";": "semicolons"}[d] for d in delimiters)
    raise ExtractError(
        f"{head.shown}: no {whose} file: with {parted} between cells, the header lacks"
        f" {', '.join(missing)}",
        hint="Is the first line the header, and the delimiter what the source uses?",
    )


def typed(names: Sequence[str], types: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Columns with their types; text where none is given."""
    return tuple((name, types.get(name, "varchar")) for name in names)

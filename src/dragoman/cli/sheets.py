"""Rows with named columns, printed for a person or a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.cli.console import out, write

Row = Mapping[str, Any]
"""Cells by column; every row has the same columns."""

DECIMALS = 3
"""Of numbers in a table; programs get them whole."""


class Sheet(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


SheetFormat = Annotated[
    Sheet, typer.Option("--format", help="For a person to read, or for a program.")
]


def print_rows(rows: Iterable[Row], sheet: Sheet, *, nothing: str = "Nothing found.") -> None:
    """Print rows in a format.

    Args:
        nothing: what a table of no rows says.
    """
    found = list(rows)
    match sheet:
        case Sheet.JSONL:
            for row in found:
                write(json.dumps(row, ensure_ascii=False))
        case Sheet.CSV:
            _csv(found)
        case Sheet.TABLE if found:
            _table(found)
        case Sheet.TABLE:
            out().print(nothing)


def _csv(rows: list[Row]) -> None:
    import csv

    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    if value is None:
        return ""
    return "|".join(map(str, value)) if isinstance(value, list) else value


def _table(rows: list[Row]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for name, value in rows[0].items():
        right = isinstance(value, int | float) and not isinstance(value, bool)
        heading = name.replace("_", " ")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(_text(value)) for value in row.values()))
    out().print(table)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "–" if value is None or value == "" else str(_cell(value))

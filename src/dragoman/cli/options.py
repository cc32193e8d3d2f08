"""Options that several commands share."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.model.addresses import Address

if TYPE_CHECKING:
    from datetime import date

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Files (.txt .md .html .pdf .jsonl), folders or zips of them.", show_default=False
    ),
]
RecordFile = Annotated[
    Address,
    typer.Option(
        "--record",
        "-r",
        help="The record's file, or postgresql://USER@HOST/DATABASE.",
        envvar="DRAGOMAN_RECORD",
        parser=Address.of,
        metavar="RECORD",
    ),
]
Index = Annotated[
    Path | None, typer.Option(help="A JSON array that gives 'doc', 'file', 'published' and so on.")
]
Published = Annotated[
    str | None, typer.Option(help="Date of publication of all the files, e.g. 2015-11-28.")
]
Reader = Annotated[
    str | None, typer.Option(help="Who reads; else the best there is.", show_default=False)
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        help="Leave out claims that are less likely right than this; else the reader's own measure.",
        show_default=False,
    ),
]
About = Annotated[
    str | None,
    typer.Option(help="A state's code (ISO 3166 alpha-3) or an organisation's, e.g. BLR or EU."),
]

Since = Annotated[
    str | None, typer.Option("--from", help="First date, e.g. 2015-11.", show_default=False)
]
Until = Annotated[
    str | None, typer.Option("--to", help="Last date, e.g. 2015-12.", show_default=False)
]

RECORD = Address.of("record.dragoman")


class Layout(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"


Format = Annotated[Layout, typer.Option(help="For a person to read, or JSON Lines for a program.")]


def today() -> date:
    """The day on which a command runs: the only place that asks the clock."""
    return datetime.now(UTC).date()  # noqa: TID251 - the edge


def code(name: str | None) -> str | None:
    """Write a state's code in capitals, and refuse one that no table has.

    Raises:
        UnknownName: neither a state nor an organisation has it.
    """
    if name is None:
        return None
    from dragoman.codebook.gazetteer import gazetteer

    upper = name.upper()
    gazetteer().known_name(upper)
    return upper

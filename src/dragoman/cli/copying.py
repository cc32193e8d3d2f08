"""The command ``copy``: a record from a file into a database, or back."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.console import err, progress
from dragoman.model.addresses import Address

_PLACE = "a file, or postgresql://USER@HOST/DATABASE."


def copy(
    source: Annotated[
        Address,
        typer.Argument(
            help=f"The record to copy: {_PLACE}",
            parser=Address.of,
            metavar="FROM",
            show_default=False,
        ),
    ],
    target: Annotated[
        Address,
        typer.Argument(
            help=f"Where to, empty or not there yet: {_PLACE}",
            parser=Address.of,
            metavar="TO",
            show_default=False,
        ),
    ],
) -> None:
    """Copy a record whole, from a file into a database of PostgreSQL or back."""
    from dragoman.chronicle.copying import copy_record

    with progress("Copying") as step:
        rows = copy_record(source, target, watch=step)
    err().print(f"{rows:,} rows of {source} are in {target} too.")


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(copy)

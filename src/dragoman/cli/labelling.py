"""The command ``label``: what passes between two marked parties of a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.console import write
from dragoman.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

DECIMALS = 4
"""Digits of a probability that are printed: more would pretend to know more."""


def _lines(file: typer.FileText) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with the place that a message names."""
    try:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{file.name}:{number}", line
    except UnicodeDecodeError as error:
        raise InputError(f"{file.name}: not UTF-8 ({error.reason})") from error


def _spans(row: dict[str, Any], name: str, where: str) -> list[tuple[int, int]]:
    """The stretches of one side, each within the text; a side that nobody is named on has none."""
    length = len(row["text"])
    try:
        spans = [(int(start), int(end)) for start, end in row[name]]
    except KeyError as error:
        raise InputError(f"{where}: no {name!r}", hint="Give [[start, end], ...].") from error
    except (TypeError, ValueError) as error:
        raise InputError(f"{where}: {name!r} is no list of [start, end]") from error
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise InputError(
                f"{where}: {name!r} [{start}, {end}] lies outside the text of {length} characters"
            )
    return spans


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f"{where}: no object with a 'text'")
    return row


def label(
    file: Annotated[
        typer.FileText,
        typer.Argument(
            encoding="utf-8",
            help="JSON Lines with id, text, actors and recipients (stretches); '-' for standard input.",
        ),
    ],
) -> None:
    """Say what passes between the two marked parties of each sentence: a type of event, e.g. AID.

    It is one of the fifteen roots of PLOVER, the ontology of event data.
    """
    from dragoman import chronicle

    for where, line in _lines(file):
        row = _row(line, where)
        sides: Sequence[list[tuple[int, int]]] = [
            _spans(row, name, where) for name in ("actors", "recipients")
        ]
        if not any(sides):
            raise InputError(f"{where}: neither 'actors' nor 'recipients' marks a party")
        found = chronicle.label(row["text"], actors=sides[0], recipients=sides[1])
        best = max(found, key=lambda name: found[name])
        probabilities = {name: round(value, DECIMALS) for name, value in found.items()}
        answer = {"id": row.get("id"), "type": best, "probabilities": probabilities}
        write(json.dumps(answer, ensure_ascii=False))


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(label)

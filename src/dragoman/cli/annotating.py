"""The command ``annotate``: the times, actors, places and amounts that texts name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.console import write
from dragoman.errors import InputError, SourceError
from dragoman.model.when import PartialDate

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

STANDARD_INPUT = Path("-")

ROWS = frozenset({".jsonl", ".ndjson"})
"""Endings of files in which every line is a text of its own; any other file is one text."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text to annotate, as it was given: nothing is cleaned, so that offsets hold."""

    name: str
    text: str
    published: PartialDate | None


def _decoded(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: not UTF-8 ({error.reason} at byte {error.start})",
            hint="'annotate' takes plain text and JSON Lines; 'read' takes HTML and PDF too.",
        ) from error


def _opened(path: Path) -> AbstractContextManager[IO[bytes]]:
    """Open a file or standard input as bytes.

    Raises:
        SourceError: there is no such file, or it may not be read.
    """
    if path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error


def _is_row(line: bytes) -> bool:
    """Say whether a line is a JSON object, as the first line of standard input may be."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _texts(path: Path, published: PartialDate | None) -> Iterator[Text]:
    """The texts of a file, one after the other as they come in."""
    with _opened(path) as stream:
        if path == STANDARD_INPUT:
            first = stream.readline()
            rows = _is_row(first)
        else:
            first, rows = b"", path.suffix.lower() in ROWS
        if not rows:
            text = _decoded(first + stream.read(), str(path))
            yield Text("-" if path == STANDARD_INPUT else path.stem, text, published)
            return
        for number, line in enumerate(chain((first,) if first else (), stream), 1):
            if line.strip():
                yield _row(line, f"{path}:{number}", published)


def _row(line: bytes, where: str, published: PartialDate | None) -> Text:
    """Read one line.

    Raises:
        InputError: it is no JSON object with a text, or its date is none.
    """
    try:
        row: Any = json.loads(_decoded(line, where))
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f"{where}: no 'text'", hint='Give {"id": ..., "text": ...} on each line.')
    try:
        row["text"].encode("utf-8")
        day = PartialDate.parse(str(row["published"])) if row.get("published") else published
    except UnicodeEncodeError as error:
        raise InputError(f"{where}: 'text' holds half of a surrogate pair") from error
    except InputError as error:
        raise InputError(f"{where}: 'published': {error.message}", hint=error.hint) from error
    return Text(str(row.get("id", where)), row["text"], day)


def annotate(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Plain text, or JSON Lines (.jsonl) with id, text and perhaps published; '-' for"
            " standard input.",
            allow_dash=True,
            show_default=False,
        ),
    ],
    layers: Annotated[
        str, typer.Option(help="What to find, with commas between.")
    ] = "times,actors,places,amounts",
    published: Annotated[
        str | None, typer.Option(help="Date of publication where a text gives none, e.g. 2015-11.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option(help="A CSV of actors of your own, beside the shipped ones.")
    ] = None,
) -> None:
    """Print the times, actors, places and amounts that texts name, as JSON Lines."""
    from dragoman import chronicle

    asked = chronicle.layers_named(layers)
    day = chronicle.parse_stated(published, "--published") if published else None
    book = chronicle.gazetteer_with(actors) if actors else None
    for path in files:
        for text in _texts(path, day):
            named = chronicle.annotate(text.text, published=text.published, layers=asked, book=book)
            found = chronicle.annotations_to_json(named, layers=asked)
            write(json.dumps({"id": text.name, **found}, ensure_ascii=False))
            sys.stdout.flush()


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(annotate)

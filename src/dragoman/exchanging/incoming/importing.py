"""Other people's files to Parquet, in batches that bound what lies unpacked on disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import DragomanError, InputError
from dragoman.exchanging.incoming.convert import STAGE, Converted, Converter, grouped
from dragoman.exchanging.incoming.heads import Head
from dragoman.exchanging.incoming.layouts import Layout
from dragoman.exchanging.incoming.mapped import Mapped
from dragoman.exchanging.incoming.opening import Table, opened, walk
from dragoman.exchanging.incoming.recognise import recognise
from dragoman.model.foreign import ForeignFormat
from dragoman.model.issues import Issue, Severity

BATCH_BYTES = 4 << 30
"""Bytes that lie unpacked at a time."""

BATCH_FILES = 1000
"""Files that are read in one go: GDELT has one for every quarter of an hour."""

ENCODINGS = ("utf-8", "latin-1", "utf-16")
"""What DuckDB reads without an extension."""


@dataclass(slots=True)
class _Batch:
    """Tables that wait to be read."""

    waiting: list[tuple[Table, Layout]] = field(default_factory=list)

    @property
    def full(self) -> bool:
        unpacked = sum(table.size for table, _ in self.waiting if table.unpacked)
        return unpacked > BATCH_BYTES or len(self.waiting) >= BATCH_FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be imported.

    Args:
        source: the name under which the events stand.
        known: digests of files that are there already.
        watch: called with each file's name when it was looked at.
    """

    paths: Sequence[Path]
    source: str
    format: ForeignFormat
    mapping: Mapped | None = None
    encoding: str = "utf-8"
    known: Collection[str] = frozenset()
    threads: int = 2
    watch: Callable[[str], None] = lambda _: None


def convert(request: Request, folder: Path, scratch: Path) -> tuple[Converted, int]:
    """Read all files into a folder.

    Args:
        folder: where the Parquet goes.
        scratch: where archives are unpacked; emptied batch by batch.

    Returns:
        What was made, and how many files were there already.

    Raises:
        InputError: a path is not there, or the encoding is none that can be read.
        Unavailable: DuckDB is not installed.
    """
    if request.encoding not in ENCODINGS:
        raise InputError(
            f"cannot read the encoding {request.encoding!r}", hint="Known: " + ", ".join(ENCODINGS)
        )
    if request.format is ForeignFormat.CSV and request.mapping is None:
        raise InputError("plain CSV needs a mapping file", hint="Give --map mapping.yml.")
    seen, repeated, batch = set(request.known), 0, _Batch()
    paths = list(walk(request.paths))
    folder.mkdir(parents=True, exist_ok=True)
    spill, unpacked = scratch / "spill", scratch / "unpacked"
    with Converter(folder, spill, source=request.source, threads=request.threads) as converter:
        for number, path in enumerate(paths):
            (unpacked / str(number)).mkdir(parents=True, exist_ok=True)
            for table in opened(path, unpacked / str(number)):
                if isinstance(table, DragomanError):
                    converter.converted.issues.append(_unread(table))
                elif table.digest in seen:
                    repeated += 1
                    _drop(table)
                else:
                    seen.add(table.digest)
                    _look(table, request, converter, batch)
                if batch.full:
                    _read(converter, batch, request)
            request.watch(path.name)
        _read(converter, batch, request)
        shutil.rmtree(scratch, ignore_errors=True)
        return converter.finish(), repeated


def _drop(table: Table) -> None:
    if table.unpacked:
        table.path.unlink(missing_ok=True)


def _look(table: Table, request: Request, converter: Converter, batch: _Batch) -> None:
    """Put a table where those to be read wait, or say why it cannot be read."""
    try:
        head = Head.of(table.path, table.shown, request.encoding)
        batch.waiting.append((table, recognise(head, request.format, request.mapping)))
    except DragomanError as error:
        converter.converted.issues.append(_unread(error))
        _drop(table)


def _read(converter: Converter, batch: _Batch, request: Request) -> None:
    for layout, tables in grouped(batch.waiting):
        converter.take(tables, layout, encoding=request.encoding)
        for table in tables:
            _drop(table)
    batch.waiting.clear()


def _unread(error: DragomanError) -> Issue:
    return Issue(
        stage=STAGE,
        code="unreadable_file",
        severity=Severity.ERROR,
        where=error.message.split(": ", 1)[0],
        message=error.message,
        hint=error.hint,
    )

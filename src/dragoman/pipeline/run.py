"""The stages in order: paths to documents, documents to readings, readings into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from dragoman.codebook.tables import stamp
from dragoman.ingesting import READABLE, Known, ingest
from dragoman.merging import blocks, merge
from dragoman.model.issues import Issue, Reading
from dragoman.model.runs import MIN_CONFIDENCE, Run
from dragoman.model.text import Document
from dragoman.pipeline.engines import HERE, Engine, read_all
from dragoman.reading import reader
from dragoman.store import Record


def make_run(reader_name: str, *, least: float | None = None) -> Run:
    """Stamp a run with the version, the reader, the tables and the settings.

    Args:
        reader_name: who reads.
        least: confidence below which a claim is left out; None for the reader's own measure.

    Raises:
        UnknownName: there is no such reader.
    """
    reader(reader_name)
    settings = "" if least is None else f"{MIN_CONFIDENCE}={least}"
    return Run.of(
        version=version("dragoman"), reader=reader_name, codebook=stamp(), settings=settings
    )


@dataclass(slots=True)
class Tally:
    """What became of a batch, counted as it goes."""

    documents: int = 0
    known: int = 0
    unread: int = 0
    claims: int = 0
    issues: list[Issue] = field(default_factory=list)


Watch = Callable[[str], None]
"""Called with a document's name when it is done."""


def documents(
    paths: Sequence[Path], *, known: Known, note: Callable[[Issue], None]
) -> Iterator[Document]:
    """Make documents of paths; what is wrong with files goes to ``note``."""
    for item in ingest(paths, known=known):
        for issue in item.issues:
            note(issue)
        if item.document is not None:
            yield item.document


def read_paths(
    paths: Sequence[Path], *, known: Known, run: Run, note: Callable[[Issue], None]
) -> Iterator[Reading]:
    """Read files without a record, in the order given; other languages are left out."""
    found = (d for d in documents(paths, known=known, note=note) if d.language in READABLE)
    for reading in read_all(found, run=run):
        for issue in reading.issues:
            note(issue)
        yield reading


def add_paths(
    record: Record,
    paths: Sequence[Path],
    *,
    known: Known,
    run: Run,
    engine: Engine | None = None,
    watch: Watch = lambda _: None,
) -> Tally:
    """Add files to a record: each document in a transaction of its own, so that a stop loses nothing.

    A document that was read by the same code, tables and settings is passed over.

    Args:
        engine: where to read; in as many local processes as pay where None.
    """
    tally = Tally()
    ready = list(documents(paths, known=known, note=tally.issues.append))
    add_documents(record, ready, run=run, tally=tally, engine=engine or Engine(), watch=watch)
    return tally


def add_documents(
    record: Record,
    documents: Sequence[Document],
    *,
    run: Run,
    tally: Tally,
    engine: Engine = HERE,
    watch: Watch = lambda _: None,
) -> None:
    """Add documents to a record, each in a transaction of its own.

    Args:
        tally: where it is counted.
        engine: where to read.
    """
    fresh: list[Document] = []
    for document in documents:
        tally.documents += 1
        if record.has(document.id, run):
            tally.known += 1
            watch(document.name)
        elif document.language in READABLE:
            fresh.append(document)
        else:
            tally.unread += 1
            record.keep(Reading(document=document), run=run, blocks=blocks, merge=merge)
            watch(document.name)
    for reading in read_all(fresh, run=run, engine=engine):
        record.keep(reading, run=run, blocks=blocks, merge=merge)
        tally.claims += len(reading.claims)
        tally.issues += reading.issues
        watch(reading.document.name)

"""Readers by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from dragoman.errors import UnknownName
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading import learned, llm, rules


class Reader(Protocol):
    """What every reader is: a document and a run's stamp to a reading."""

    def __call__(self, document: Document, *, run: Run) -> Reading:
        """Read one document."""


READERS: Mapping[str, Reader] = MappingProxyType(
    {"learned": learned.read, "llm": llm.read, "rules": rules.read}
)

DEFAULT = "learned"


def read(document: Document, *, run: Run) -> Reading:
    """Read a document with the reader that its run names.

    Raises:
        UnknownName: there is none of this name.
    """
    return reader(run.reader)(document, run=run)


def reader(name: str) -> Reader:
    """Choose a reader.

    Raises:
        UnknownName: there is none of this name.
    """
    if name not in READERS:
        raise UnknownName("reader", name, known=READERS)
    return READERS[name]

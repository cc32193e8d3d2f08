"""A paper: what is written from a record, in sections, every sentence and number with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.digests import Chart, Line, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Sentences under a heading of their own."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table and the numbers of its sources; never without one."""

    cells: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose rows are cited.

    Args:
        numbers: which columns hold numbers and are set to the right.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    note: str = ""


Block = Lines | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a paper.

    Args:
        opening: the sentence that gives its gist, set apart.
        note: what was left out, or why there is nothing.
    """

    heading: str
    opening: Line | None = None
    blocks: tuple[Block, ...] = ()
    note: str = ""

    @property
    def count(self) -> int:
        """Lines and rows in it."""
        held = sum(len(b.lines) for b in self.blocks if isinstance(b, Lines))
        held += sum(len(b.rows) for b in self.blocks if isinstance(b, Table))
        return held + (self.opening is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every format is made from.

    ``id`` comes from what it says: the same sentences from the same sources bear the same id.

    Args:
        kicker: what sort of paper it is.
        period: the time that it covers, in words.
        made: what it is made of: claims, passages, documents.
        done: what was done to the documents.
        cite: how to cite it.
        nothing: what is said where there are no sections.
    """

    id: str
    kicker: str
    title: str
    period: str
    made: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    done: str
    cite: str
    nothing: str

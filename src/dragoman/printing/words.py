"""Words that every format shares: marks of standing, sources, counts."""

from __future__ import annotations

from dragoman.model.claims import Status
from dragoman.model.digests import Line, LineKind, Source
from dragoman.wording.prose import date_words

MARKS = {
    Status.ACTUAL: ("●", "told as a fact"),
    Status.PLANNED: ("◇", "planned"),
    Status.CALLED_OFF: ("✕", "called off"),
    Status.DENIED: ("⊘", "denied"),
    Status.ALLEGED: ("?", "unconfirmed"),
    Status.HYPOTHETICAL: ("≈", "under a condition"),
}
"""A shape and a word for each status."""

DISPUTED = ("≠", "accounts differ")
"""The mark of a contradiction."""

DISPUTE_MARK = "disputed"
"""Name of the mark of a contradiction, beside the names of the statuses."""


def mark_of(line: Line) -> tuple[str, str]:
    """Shape and word of a line: its status, or that accounts differ."""
    return DISPUTED if line.kind is LineKind.DISPUTE else MARKS[line.status]


def is_marked(line: Line) -> bool:
    """Say whether a line bears a mark; what is told as a fact bears none."""
    return line.status is not Status.ACTUAL and line.kind is not LineKind.DISPUTE


def mark_name(line: Line) -> str:
    """The name of a line's mark, for a style sheet."""
    return DISPUTE_MARK if line.kind is LineKind.DISPUTE else line.status.value


def source_words(source: Source) -> str:
    """Publisher, title and date of a source."""
    parts = [source.publisher, f"‘{source.title}’" if source.title else source.doc]
    parts.append(date_words(source.published) if source.published else "undated")
    return ", ".join(part for part in parts if part)


def flat(text: str) -> str:
    """One line of a text: its spaces and line ends as single spaces."""
    return " ".join(text.split())

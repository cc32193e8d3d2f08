"""What was left out, where and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model.claims import Claim
    from dragoman.model.text import Document, Span


class Severity(StrEnum):
    """How much an issue matters to the user."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Trouble in the data: the run goes on, and this says what it went on without.

    Args:
        code: a short stable word, e.g. ``undated`` or ``unknown_language``.
        where: the file, and the line where there is one.
    """

    stage: str
    code: str
    severity: Severity
    where: str
    message: str
    hint: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of one document."""

    document: Document
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()

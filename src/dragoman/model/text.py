"""Documents, passages, spans, and evidence that is cut and never typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.errors import EvidenceError
from dragoman.model.ids import DocumentId
from dragoman.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text.

    Offsets:
        Code points, half-open: ``start`` is in, ``end`` is out.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"no text lies between {self.start} and {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Say whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end


class Role(StrEnum):
    """What a passage is in its document. Only ``lead`` and ``body`` are evidence of their own."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    BODY = "body"
    PULL_QUOTE = "pull_quote"
    BYLINE = "byline"
    FURNITURE = "furniture"


EVIDENTIAL = frozenset({Role.LEAD, Role.BODY})
"""Roles whose sentences a reader may cite: the others repeat, sign or advertise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a document with its role."""

    span: Span
    role: Role


class DateBasis(StrEnum):
    """How the publication date is known."""

    STATED = "stated"
    METADATA = "metadata"
    DATELINE = "dateline"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text, cleaned once and never changed after.

    ``id`` is made from the text, title and publication date; ``name`` is what the user calls it (the
    index's ``doc``, the JSON line's ``id`` or the file's stem) and is what claims carry as ``doc``.
    """

    id: DocumentId
    name: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    language: str = ""
    published: PartialDate | None = None
    published_basis: DateBasis = DateBasis.UNKNOWN
    source_digest: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that a claim rests on."""

    doc: DocumentId
    span: Span
    quote: str

    @classmethod
    def cut(cls, document: Document, span: Span) -> Evidence:
        """Cut the words out of their document; there is no other way to make evidence.

        Raises:
            EvidenceError: the span runs past the end of the text.

        Offsets:
            ``span`` counts code points of ``document.text``.
        """
        if span.end > len(document.text):
            raise EvidenceError(
                f"{document.name}: the text has {len(document.text)} characters,"
                f" so it holds no words from {span.start} to {span.end}"
            )
        return cls(doc=document.id, span=span, quote=document.text[span.start : span.end])

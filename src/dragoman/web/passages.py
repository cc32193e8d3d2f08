"""Words in their passage, and claims marked in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.errors import InputError
from dragoman.model.claims import Claim
from dragoman.model.ids import ClaimId
from dragoman.model.text import Document, Passage, Role, Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote whole in its passage: what stands before it there, its words, what stands after."""

    before: str
    words: str
    after: str


def excerpt(document: Document, span: Span) -> Excerpt:
    """Find the passage of a stretch; where no passage holds it whole, the stretch stands alone."""
    text = document.text
    for passage in document.passages:
        if passage.span.start <= span.start and span.end <= passage.span.end:
            start, end = passage.span.start, passage.span.end
            return Excerpt(
                text[start : span.start], text[span.start : span.end], text[span.end : end]
            )
    return Excerpt("", text[span.start : span.end], "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies in the same claims from its first to its last letter.

    Args:
        claims: those which it is a part of.
        ends: those whose words end with it.
        starts: those whose words begin with it.
    """

    text: str
    claims: tuple[ClaimId, ...] = ()
    starts: tuple[ClaimId, ...] = ()
    ends: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage in pieces."""

    role: Role
    pieces: tuple[Piece, ...]
    start: int


def paragraphs(document: Document, claims: Sequence[Claim]) -> Iterator[Paragraph]:
    """The passages of a document, cut wherever a claim begins or ends."""
    whole = (Passage(span=Span(start=0, end=max(len(document.text), 1)), role=Role.BODY),)
    for passage in document.passages or whole:
        inside = [c for c in claims if c.evidence.span.overlaps(passage.span)]
        yield Paragraph(
            passage.role, tuple(_pieces(document.text, passage.span, inside)), passage.span.start
        )


def _pieces(text: str, span: Span, claims: Sequence[Claim]) -> Iterator[Piece]:
    cuts = {span.start, span.end}
    for claim in claims:
        own = claim.evidence.span
        cuts |= {min(max(edge, span.start), span.end) for edge in (own.start, own.end)}
    places = sorted(cuts)
    for start, end in pairwise(places):
        here = [c for c in claims if c.evidence.span.start <= start < c.evidence.span.end]
        yield Piece(
            text[start:end],
            tuple(c.id for c in here),
            tuple(c.id for c in here if c.evidence.span.start == start),
            tuple(c.id for c in here if c.evidence.span.end == end),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand in a text."""

    span: Span
    excerpt: Excerpt

    def __str__(self) -> str:
        return f"{self.span.start}-{self.span.end}"

    @classmethod
    def parse(cls, text: str, document: Document) -> Place:
        """Read a place as a form hands it back.

        Raises:
            InputError: it is none of this document.
        """
        start, _, end = text.partition("-")
        if not (start.isdecimal() and end.isdecimal() and len(text) < 24):
            raise InputError("no words were chosen", hint="Choose where in the text they stand.")
        if not int(start) < int(end) <= len(document.text):
            raise InputError(f"{text} is no stretch of {document.name}")
        span = Span(start=int(start), end=int(end))
        return cls(span, excerpt(document, span))


SHOWN = 20
"""Places of the same words that are offered at most."""


def places(document: Document, words: str) -> tuple[Place, ...]:
    """Find words in a text, whatever blanks and line ends stand between them.

    The words of a claim are cut from the text at the place that is found, never taken as they were typed.
    """
    parts = words.split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    spans = [Span(start=m.start(), end=m.end()) for m in pattern.finditer(document.text)]
    return tuple(Place(span, excerpt(document, span)) for span in spans[:SHOWN])

"""Windows: a few sentences at a time as the encoder sees them, with what they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dragoman.model.text import EVIDENTIAL, Document, Role, Span
from dragoman.reading.amounts import find_bare
from dragoman.reading.annotations import (
    AmountMention,
    Annotations,
    PlaceMention,
    TimeMention,
)
from dragoman.reading.learned.before import Head, Heads
from dragoman.reading.learned.candidates import (
    TAG_ID,
    TAGS,
    Candidate,
    Mention,
    marks,
    tag,
    tokenizer,
)
from dragoman.reading.sentences import sentences

if TYPE_CHECKING:
    from tokenizers import Encoding

CORE = 160
"""Word pieces of the sentences that one window is read for. Attention grows with the square."""

CONTEXT = 64
"""Word pieces of earlier sentences that stand before them, so that pronouns have their antecedents."""
LONGEST = 256
"""Word pieces of one sentence at most; what is beyond is cut off."""

LATELY = timedelta(days=92)
"""Before publication: what lies further back is the past."""

PAST_SHARES = (0.0, 1 / 3, 2 / 3, 1.0)
"""Up to which share of dates in the past a document tells of now, of lately, of both, of the past."""


def time_told(document: Document, annotations: Annotations) -> str:
    """The tag that says of what time a document tells, by its dates; 'none' where it has none.

    An act without a date is news of the month in a report, and history in a history.
    """
    if document.published is None:
        return TAGS[0]
    turn = document.published.earliest - LATELY
    past = [
        time.when.start.latest < turn
        for time in annotations.times
        if time.type in {"DATE", "TIME"} and time.when.start is not None
    ]
    if not past:
        return TAGS[0]
    share = sum(past) / len(past)
    return TAGS[len(TAGS) - len(PAST_SHARES) + bisect_left(PAST_SHARES, share)]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Word pieces of a few sentences.

    Args:
        ids: the tokenizer's numbers, with the start and end marks.
        tags: for each piece the number of its tag.
        offsets: for each piece where it stands in the document; (0, 0) for the marks.
        core: the first piece that is read for claims; those before are context.
        spans: the core sentences.
        candidates: what is named, by place.
    """

    ids: tuple[int, ...]
    tags: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    core: int
    spans: tuple[Span, ...]
    candidates: tuple[Candidate, ...]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the document that some word pieces cover."""
        return Span(start=self.offsets[first][0], end=self.offsets[last - 1][1])

    def sentence(self, at: int) -> int:
        """The number of the core sentence that holds a place of the document; -1 for context."""
        for number, span in enumerate(self.spans):
            if span.start <= at < span.end:
                return number
        return -1


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A sentence as word pieces.

    Args:
        evidence: whether claims may be read from it; a heading is context only.
    """

    span: Span
    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    evidence: bool


def _pieces(document: Document) -> list[_Piece]:
    spans: list[tuple[Span, bool]] = []
    for passage in document.passages:
        evidence = passage.role in EVIDENTIAL
        if evidence or passage.role is Role.HEADING:
            start, end = passage.span.start, passage.span.end
            spans += [(span, evidence) for span in sentences(document.text, start=start, end=end)]
    texts = [document.text[span.start : span.end] for span, _ in spans]
    encoded: list[Encoding] = tokenizer().encode_batch(texts, add_special_tokens=False)
    return [
        _Piece(
            span,
            tuple(code.ids[:LONGEST]),
            tuple((span.start + a, span.start + b) for a, b in code.offsets[:LONGEST]),
            evidence,
        )
        for (span, evidence), code in zip(spans, encoded, strict=True)
        if code.ids
    ]


_DATELINE = re.compile(r"[A-ZÀ-Ž][A-ZÀ-Ž .'’/-]+(?:\([^)]*\))?,? [^—–\n]{0,40}?(?:—|–|--| -)\s")
"""'LIMA, 5 May — ': where a report was written is no party to what it tells."""


def _datelines(document: Document) -> list[Span]:
    """The datelines that passages begin with."""
    found = []
    for passage in document.passages:
        match = _DATELINE.match(document.text, passage.span.start, passage.span.end)
        if match and passage.role in EVIDENTIAL:
            found.append(Span(start=match.start(), end=match.end()))
    return found


class _Named:
    """All mentions of a document by place; a place that is an actor's name stands as the actor."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        datelines = _datelines(document)
        times = [time.span for time in annotations.times]
        resolved = sorted(m.span for m in annotations.actors if m.actors)
        starts = [span.start for span in resolved]

        def free(place: PlaceMention) -> bool:
            at = bisect_left(starts, place.span.end)
            return at == 0 or resolved[at - 1].end <= place.span.start

        layers: tuple[Sequence[Mention], ...] = (
            annotations.actors,
            annotations.times,
            annotations.amounts,
            find_bare(document.text, annotations.amounts, times),
            [place for place in annotations.places if free(place)],
        )
        self._mentions = sorted(
            (
                mention
                for layer in layers
                for mention in layer
                if isinstance(mention, TimeMention | AmountMention)
                or not any(line.overlaps(mention.span) for line in datelines)
            ),
            key=lambda m: (m.span.start, -m.span.end),
        )
        self._starts = [mention.span.start for mention in self._mentions]

    def within(self, span: Span) -> list[Mention]:
        left = bisect_left(self._starts, span.start)
        right = bisect_left(self._starts, span.end)
        return self._mentions[left:right]


def _window(
    named: _Named, told: str, head: Head, context: Sequence[_Piece], core: Sequence[_Piece]
) -> Window:
    _, end = marks()
    ids, candidates = [*head.ids], [*head.candidates]
    offsets = [(0, 0)] * len(ids)
    for piece in (*context, *core):
        base = len(ids)
        ids += piece.ids
        offsets += piece.offsets
        begins = [a for a, _ in piece.offsets]
        for mention in named.within(piece.span):
            first = bisect_left(begins, mention.span.start)
            last = bisect_left(begins, mention.span.end)
            if first < last:
                candidates.append(Candidate(mention, tag(mention), base + first, base + last))
    ids.append(end)
    offsets.append((0, 0))
    tags = [TAG_ID[told]] + [0] * (len(ids) - 1)
    for candidate in candidates:
        for at in range(candidate.first, candidate.last):
            tags[at] = tags[at] or TAG_ID[candidate.tag]
    return Window(
        ids=tuple(ids),
        tags=tuple(tags),
        offsets=tuple(offsets),
        core=len(head.ids) + sum(len(piece.ids) for piece in context),
        spans=tuple(piece.span for piece in core),
        candidates=tuple(candidates),
    )


def _context(pieces: Sequence[_Piece], first: int) -> Sequence[_Piece]:
    """The sentences before a place, as many as the context has room for."""
    room, at = CONTEXT, first
    while at > 0 and len(pieces[at - 1].ids) <= room:
        at -= 1
        room -= len(pieces[at].ids)
    return pieces[at:first]


def windows(document: Document, annotations: Annotations, *, lead: int = CORE) -> Iterator[Window]:
    """Cut a document into windows: each sentence of its evidence is the core of exactly one.

    Args:
        document: what is cut.
        annotations: who, when, where and how much it names.
        lead: word pieces in the core of the first window; in training documents are cut in several ways.
    """
    pieces = _pieces(document)
    named = _Named(document, annotations)
    told = time_told(document, annotations)
    heads, first, at = Heads(document, annotations), True, 0
    while at < len(pieces):
        if not pieces[at].evidence:
            at += 1
            continue
        last, length = at + 1, len(pieces[at].ids)
        while last < len(pieces) and pieces[last].evidence:
            if length + len(pieces[last].ids) > (lead if first else CORE):
                break
            length += len(pieces[last].ids)
            last += 1
        context = _context(pieces, at)
        begin = (context or pieces[at:])[0].span.start
        head = heads.before(begin, first=first)
        yield _window(named, told, head, context, pieces[at:last])
        first, at = False, last

"""Windows: a few sentences at a time as the encoder sees them, with what they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.model.text import EVIDENTIAL, Document, Passage, Role, Span
from dragoman.reading.actors import find_actors
from dragoman.reading.amounts import find_bare
from dragoman.reading.annotations import (
    SUPPOSED,
    ActorMention,
    AmountMention,
    Annotations,
    MentionKind,
    PlaceMention,
    TimeMention,
)
from dragoman.reading.sentences import sentences

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Mention = ActorMention | TimeMention | AmountMention | PlaceMention

CORE = 160
"""Word pieces of the sentences that one window is read for. Attention grows with the square."""

CONTEXT = 64
"""Word pieces of earlier sentences that stand before them, so that pronouns have their antecedents."""

LONGEST = 256
"""Word pieces of one sentence at most; what is beyond is cut off."""

TAGS = (
    "none",
    "state",
    "adjective",
    "capital",
    "body",
    "person",
    "organisation",
    "group",
    "description",
    "pronoun",
    "unknown",
    "time",
    "money",
    "number",
    "place",
    "tells of now",
    "tells of lately",
    "tells of both",
    "tells of the past",
)
"""What a word piece is part of: the encoder sees this beside the piece itself.

The last four stand at the mark that begins a window, and say of what time its document tells.
"""

LATELY = timedelta(days=92)
"""Before publication: what lies further back is the past."""

PAST_SHARES = (0.0, 1 / 3, 2 / 3, 1.0)
"""Up to which share of dates in the past a document tells of now, of lately, of both, of the past."""

_TAG_OF_KIND = {
    MentionKind.STATE: "state",
    MentionKind.ADJECTIVE: "adjective",
    MentionKind.DEMONYM: "adjective",
    MentionKind.CAPITAL: "capital",
    MentionKind.SEAT: "capital",
    MentionKind.PLACE: "capital",
    MentionKind.BODY: "body",
    MentionKind.PERSON: "person",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.COMPANY: "organisation",
    MentionKind.MOVEMENT: "organisation",
    MentionKind.GROUP: "group",
    MentionKind.DESCRIPTION: "description",
    MentionKind.PRONOUN: "pronoun",
}

TAG_ID = {tag: number for number, tag in enumerate(TAGS)}


def tag(mention: Mention) -> str:
    """Which of the tags a mention has."""
    match mention:
        case ActorMention(kind=kind, actors=actors):
            return _TAG_OF_KIND.get(kind, "unknown") if actors else "unknown"
        case TimeMention():
            return "time"
        case AmountMention(unit=unit):
            return "money" if len(unit) == 3 and unit.isupper() else "number"
        case PlaceMention():
            return "place"


def parties_named(mention: Mention) -> tuple[Actor, ...]:
    """Who a mention is: for a place that is no actor's name, the state that it lies in."""
    match mention:
        case ActorMention(actors=actors):
            return actors
        case PlaceMention(country=str(country)):
            return (Actor(name=gazetteer().name_of(country), country=country, sector="GOV"),)
        case _:
            return ()


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


LONGEST_TITLE = 32
"""Word pieces of a title at most; what is beyond is cut off."""

LEADING = 3
"""Parties that stand before every window but a document's first: those that it names most often."""

TITLED = 3
"""How often a party counts as named that the title names."""

NAMED_TWICE = 2
"""How often a document must name a party at least that stands there."""

NOWHERE = Span(start=10**9, end=10**9 + 1)
"""Where these names stand, and those of the title: beyond the end of every text, since none is cut from it."""

_NAMING = frozenset({"state", "adjective", "capital", "body", "person", "organisation"})


def titled(document: Document) -> tuple[str, tuple[ActorMention, ...]]:
    """A document's title on one line, and whom it names.

    Offsets:
        Code points of the title.
    """
    words = " ".join(document.title.split())
    if not words:
        return "", ()
    span = Span(start=0, end=len(words))
    alone = replace(document, text=words, passages=(Passage(span=span, role=Role.BODY),))
    return words, find_actors(alone)


def leading(named: Iterable[ActorMention], title: Iterable[ActorMention]) -> list[ActorMention]:
    """Parties that a document names most often, as mentions of their names.

    What is told of 'the country' pages after it was named is told of one of them.

    Args:
        named: whom the text names.
        title: whom the title names.
    """
    counts: Counter[str] = Counter()
    actors: dict[str, Actor] = {}
    for mention, times in (*((m, 1) for m in named), *((m, TITLED) for m in title)):
        sure = mention.reason not in SUPPOSED and tag(mention) in _NAMING
        if sure and len(mention.actors) == 1:
            (actor,) = mention.actors
            counts[actor.key] += times
            actors.setdefault(actor.key, actor)
    book = gazetteer()
    found = []
    for key, count in counts.most_common(LEADING):
        if count >= NAMED_TWICE:
            state = key in book.states
            actor = (
                Actor(name=book.name_of(key), country=key, sector="GOV") if state else actors[key]
            )
            kind = MentionKind.STATE if state else MentionKind.ORGANISATION
            found.append(ActorMention(span=NOWHERE, text=actor.name, kind=kind, actors=(actor,)))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A mention in a window.

    Offsets:
        ``first`` and ``last`` are word pieces of the window, half-open.
    """

    mention: Mention
    tag: str
    first: int
    last: int


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


@cache
def tokenizer() -> Tokenizer:
    """Load the word-piece tokenizer once."""
    from tokenizers import Tokenizer

    path = files("dragoman.reading.learned") / "model" / "tokenizer.json"
    loaded: Tokenizer = Tokenizer.from_str(path.read_text("utf-8"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


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


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """What stands before a window: the mark that begins it, and mentions, each with a stop behind it."""

    ids: Sequence[int]
    candidates: Sequence[Candidate]

    @classmethod
    def of(cls, title: str, named: Iterable[ActorMention]) -> _Head:
        """The mark, and behind it the title with whom it names."""
        start, _ = marks()
        if not title:
            return cls([start], [])
        code = tokenizer().encode(title, add_special_tokens=False)
        ends = [b for _, b in code.offsets[:LONGEST_TITLE]]
        begins = [a for a, _ in code.offsets[:LONGEST_TITLE]]
        candidates = []
        for mention in named:
            first, last = (bisect_left(begins, at) for at in (mention.span.start, mention.span.end))
            if first < last and mention.span.end <= ends[-1]:
                nowhere = replace(mention, span=NOWHERE)
                candidates.append(Candidate(nowhere, tag(mention), 1 + first, 1 + last))
        return cls([start, *code.ids[:LONGEST_TITLE], *_stop()], candidates)

    def then(self, *mentions: Mention) -> _Head:
        """The same with more mentions behind it."""
        ids, candidates = [*self.ids], [*self.candidates]
        for mention in mentions:
            first = len(ids)
            ids += tokenizer().encode(mention.text, add_special_tokens=False).ids
            candidates.append(Candidate(mention, tag(mention), first, len(ids)))
            ids += _stop()
        return _Head(ids, candidates)


class _Heads:
    """What stands before the windows of a document: its title.

    Before all but the first there are also the parties that the document names most often, and the day or
    month that it told last. What was done on a visit whose day was told paragraphs before was done on that day.
    """

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self._annotations = annotations
        title, self._named = titled(document)
        self._title = _Head.of(title, self._named)
        self._dates = [
            time
            for time in annotations.times
            if time.type == "DATE" and time.when.start is not None and time.when.start.month
        ]
        self._starts = [time.span.start for time in self._dates]

    @cached_property
    def _parties(self) -> _Head:
        return self._title.then(*leading(self._annotations.actors, self._named))

    def before(self, at: int, *, first: bool) -> _Head:
        """What stands before the window whose words begin at some place of the document."""
        if first:
            return self._title
        told = bisect_left(self._starts, at)
        return self._parties.then(*self._dates[max(0, told - 1) : told])


def _window(
    named: _Named, told: str, head: _Head, context: Sequence[_Piece], core: Sequence[_Piece]
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


@cache
def marks() -> tuple[int, int]:
    """Numbers of the marks that begin and end a window."""
    numbers = tokenizer().get_vocab()
    return numbers["[CLS]"], numbers["[SEP]"]


@cache
def _stop() -> tuple[int, ...]:
    """Word pieces that part what stands before a window."""
    return tuple(tokenizer().encode(";", add_special_tokens=False).ids)


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
    heads, first, at = _Heads(document, annotations), True, 0
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

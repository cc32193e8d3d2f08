"""What stands before a window: its document's title, whom the document names most, the date told last."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.reading.actors import find_actors
from dragoman.reading.annotations import SUPPOSED, ActorMention, Annotations, MentionKind
from dragoman.reading.learned.candidates import Candidate, Mention, marks, tag, tokenizer

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
class Head:
    """What stands before a window: the mark that begins it, and mentions, each with a stop behind it."""

    ids: Sequence[int]
    candidates: Sequence[Candidate]

    @classmethod
    def of(cls, title: str, named: Iterable[ActorMention]) -> Head:
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

    def then(self, *mentions: Mention) -> Head:
        """The same with more mentions behind it."""
        ids, candidates = [*self.ids], [*self.candidates]
        for mention in mentions:
            first = len(ids)
            ids += tokenizer().encode(mention.text, add_special_tokens=False).ids
            candidates.append(Candidate(mention, tag(mention), first, len(ids)))
            ids += _stop()
        return Head(ids, candidates)


class Heads:
    """What stands before the windows of a document: its title.

    Before all but the first there are also the parties that the document names most often, and the day or
    month that it told last. What was done on a visit whose day was told paragraphs before was done on that day.
    """

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self._annotations = annotations
        title, self._named = titled(document)
        self._title = Head.of(title, self._named)
        self._dates = [
            time
            for time in annotations.times
            if time.type == "DATE" and time.when.start is not None and time.when.start.month
        ]
        self._starts = [time.span.start for time in self._dates]

    @cached_property
    def _parties(self) -> Head:
        return self._title.then(*leading(self._annotations.actors, self._named))

    def before(self, at: int, *, first: bool) -> Head:
        """What stands before the window whose words begin at some place of the document."""
        if first:
            return self._title
        told = bisect_left(self._starts, at)
        return self._parties.then(*self._dates[max(0, told - 1) : told])


@cache
def _stop() -> tuple[int, ...]:
    """Word pieces that part what stands before a window."""
    return tuple(tokenizer().encode(";", add_special_tokens=False).ids)

"""Tellings to lines: each with its sources numbered, and persons introduced by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim
from dragoman.model.digests import Line, Source, Version
from dragoman.model.ids import DocumentId
from dragoman.model.text import Span
from dragoman.wording.prose import articled, held_office, join, quoted, sentence
from dragoman.wording.telling import Telling
from dragoman.wording.weigh import Documents

TIMES_LISTED = 4
"""Times of a repeated act that one sentence lists; beyond it they are counted."""

COUNTED = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def by_time(told: Telling) -> tuple[date, date, str, str, str]:
    """What puts tellings in order of time; those without one come last."""
    first, last = told.when.start or told.when.end, told.when.end or told.when.start
    first, last = first or told.reported, last or told.reported
    low, high = (first.earliest, last.latest) if first and last else (date.max, date.max)
    return (low, high, told.lead, told.quote, told.claims[0].id)


def _label(told: Telling) -> str:
    """When it was: all times of a repeated act, or the first and the last."""
    labels = list(dict.fromkeys(label for _, label in told.times))
    return join(labels) if len(labels) <= TIMES_LISTED else f"{labels[0]} to {labels[-1]}"


def _how_often(told: Telling) -> str:
    count = len(told.times)
    if count <= TIMES_LISTED:
        return ""
    return f" {COUNTED[count - 5] if count - 5 < len(COUNTED) else count} times"


@dataclass(slots=True)
class Notes:
    """Numbers sources in the order in which they are first cited."""

    documents: Documents
    numbers: dict[tuple[DocumentId, Span], int] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def cite(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """Numbers of the words that claims rest on; the same words have one number."""
        found = set()
        for claim in sorted(
            claims, key=lambda c: (self._published(c), c.doc, c.evidence.span, c.id)
        ):
            key = (claim.evidence.doc, claim.evidence.span)
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
                self.sources.append(self._source(claim))
            found.add(self.numbers[key])
        return tuple(sorted(found))

    def _published(self, claim: Claim) -> str:
        return str(self.documents[claim.evidence.doc].published or "9999")

    def _source(self, claim: Claim) -> Source:
        document = self.documents[claim.evidence.doc]
        return Source(
            number=len(self.numbers),
            claim=claim.id,
            evidence=claim.evidence,
            doc=claim.doc,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
        )


@dataclass(slots=True)
class Introductions:
    """Puts the title before a person's name where an entry names them first."""

    at_home: frozenset[str]
    met: set[str] = field(default_factory=set)

    def introduce(self, text: str, actors: Iterable[Actor], on: date | None) -> str:
        """Write titles into a clause; quotes are never passed in."""
        for actor in sorted(set(actors), key=lambda a: (-len(a.name), a.name, a.country or "")):
            if actor.name in self.met or actor.name not in text:
                continue
            self.met.add(actor.name)
            _, title = held_office(actor, on)
            if not title:
                continue
            home = "" if actor.key in self.at_home else self._home(actor.key)
            found = re.search(rf"(?<!\w){re.escape(actor.name)}(?!\w)", text)
            if found:
                named = f"{title} {actor.name}{home}"
                text = text[: found.start()] + named + text[found.end() :]
        return text

    @staticmethod
    def _home(key: str) -> str:
        return f" of {articled(gazetteer().name_of(key))}"


def write_line(told: Telling, notes: Notes, introductions: Introductions) -> Line:
    """Write one telling as a sentence and number its sources."""
    first = told.when.start or told.when.end
    text = quoted(told.quote)
    if told.own:
        on = first.earliest if first else None
        text = sentence(introductions.introduce(told.lead, told.actors, on) + _how_often(told))
    versions = tuple(
        Version(text=side.text, sources=notes.cite(side.claims)) for side in told.sides
    )
    return Line(
        text=text,
        sources=notes.cite(told.claims),
        kind=told.kind,
        status=told.status,
        claims=tuple(sorted({claim.id for claim in told.claims})),
        versions=versions,
        when=_label(told),
        theme=told.theme,
        own=told.own,
    )


DONE = (
    "Claims were read from the documents by a program, and those of the same happening were brought"
    " together. A line is the source's own words, in quotation marks, unless these plainly bear out a"
    " shorter sentence. What a source says is not checked against the world; where sources contradict"
    " each other, both are given. Order and choice follow the kind of act, its novelty, the rank of those"
    " present, sums, the number of publishers, contradiction, and how surely it was read."
)
"""What was done to the documents."""


def plural(count: int, noun: str) -> str:
    """Count things in words: '1 document', '3 documents'.

    Example:
        >>> plural(1, "claim"), plural(1200, "claim")
        ('1 claim', '1,200 claims')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def made_of(told: str, sources: Sequence[Source], documents: int, publishers: int) -> str:
    """Say what a paper is made of."""
    by = f" by {plural(publishers, 'publisher')}" if publishers else ""
    cited = f"{plural(len(sources), 'passage')} of {plural(documents, 'document')}{by}"
    return f"{told}; cited here: {cited}"

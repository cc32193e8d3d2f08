"""Tellings to lines: each with its sources numbered, and persons introduced by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim
from dragoman.model.digests import Line, Source, Version
from dragoman.model.ids import DocumentId
from dragoman.model.text import Span
from dragoman.wording.prose import articled, held_office, join, sentence
from dragoman.wording.telling import Telling
from dragoman.wording.weigh import Documents

TIMES_LISTED = 4
"""Times of a repeated act that one sentence lists; beyond it they are counted."""

COUNTED = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _circumstances(told: Telling) -> str:
    words = [text for _, text in told.times]
    if len(words) <= TIMES_LISTED:
        listed = [text.strip() for text in words if text.strip()]
        comma = words[0].startswith(",") if words else False
        return ("" if comma or not listed else " ") + join(listed)
    count = COUNTED[len(words) - 5] if len(words) - 5 < len(COUNTED) else str(len(words))
    return f" {count} times, first{words[0]}, last{words[-1]}"


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
    lead = introductions.introduce(told.lead, told.actors, first.earliest if first else None)
    versions = tuple(
        Version(text=side.text, sources=notes.cite(side.claims)) for side in told.sides
    )
    return Line(
        text=sentence(lead + _circumstances(told) + told.tail),
        sources=notes.cite(told.claims),
        kind=told.kind,
        status=told.status,
        claims=tuple(sorted({claim.id for claim in told.claims})),
        versions=versions,
    )

"""What to tell: what falls into the period, with whom it passed, and how telling it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import weigh
from dragoman.digesting.prose import held_office
from dragoman.errors import UnknownName
from dragoman.model.actors import Actor
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.digests import LineKind
from dragoman.model.events import Event
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate, When


class Documents(dict[DocumentId, Document]):
    """Documents by id, and which of them copy another.

    Args:
        copies: the original of each document that is a copy.
    """

    def __init__(
        self, documents: Iterable[Document], copies: Mapping[DocumentId, DocumentId]
    ) -> None:
        super().__init__((document.id, document) for document in documents)
        self._copies = copies

    def original(self, name: DocumentId) -> Document:
        """The document that one repeats; itself where it is no copy."""
        return self.get(self._copies.get(name, name), self[name])


FULL_SCALE = 10.0
"""Points at either end of the conflict-cooperation scale: an act there weighs 1."""

LEVEL = {"head_of_state": 1.0, "head_of_government": 0.9, "foreign_minister": 0.7}
"""What the highest person present adds: a meeting of presidents tells more than one of officials."""

GOVERNMENT_LEVEL = 0.5
"""What a state or government without a named office-holder adds."""

OTHER_LEVEL = 0.2
"""What firms, courts, crowds and the like add: they act for a state less often."""

CONTRADICTION = 0.6
"""What a contradiction adds: an editor must see it, even where the act is slight."""

TELLING = {
    Status.ACTUAL: 1.0,
    Status.CALLED_OFF: 0.8,
    Status.PLANNED: 0.7,
    Status.DENIED: 0.6,
    Status.ALLEGED: 0.5,
    Status.HYPOTHETICAL: 0.3,
}
"""Factor by status: not the scale's discount, since a denial weighs nothing and yet tells much."""

UNDATED = 0.6
"""Factor of what no date is known for: it may lie far outside the period."""

VAGUE = 0.8
"""Factor of a sentence that needs its quote to be understood: a worse opening than a plain one."""

KIND_BASE = {
    LineKind.POSITION: 0.5,
    LineKind.FIGURE: 0.4,
    LineKind.STANCE: 0.35,
    LineKind.OUTLOOK: 0.25,
}
"""Base weight of what is no act: a vote tells more than a number, a number more than a judgement."""

LIMITS = {
    LineKind.HAPPENED: 12,
    LineKind.FIGURE: 6,
    LineKind.POSITION: 5,
    LineKind.STANCE: 3,
    LineKind.PLANNED: 6,
    LineKind.OUTLOOK: 3,
    LineKind.DOUBTED: 5,
    LineKind.DISPUTE: 6,
}
"""Lines of a kind in one entry at most: a page to a partner. The heavier stay, the rest are counted."""

MANY_PARTIES = 4
"""Other parties from which an act belongs to no one partner."""

SEVERAL = "*"
"""The partner of acts with many parties at once."""

SURE = 0.45
"""Confidence below which a claim is too doubtful to be told: an editor should cut, not check."""

GOVERNING = frozenset({"GOV", "IGO", "LEG", "MIL"})


def sure(claim: Claim) -> bool:
    """Say whether a claim is certain enough to be told; a reader that does not say is believed."""
    return claim.confidence is None or claim.confidence >= SURE


def _within(day: date, start: PartialDate | None, end: PartialDate | None) -> bool:
    return not ((start and day < start.earliest) or (end and day > end.latest))


def published_within(
    claims: Iterable[Claim],
    documents: Documents,
    start: PartialDate | None,
    end: PartialDate | None,
) -> bool:
    """Say whether a document of these claims came out in a period."""
    found = (documents[claim.evidence.doc].published for claim in claims)
    return any(
        _within(day.earliest, start, end) or _within(day.latest, start, end) for day in found if day
    )


def in_period(
    when: When,
    claims: Iterable[Claim],
    documents: Documents,
    start: PartialDate | None,
    end: PartialDate | None,
) -> bool:
    """Say whether something belongs to a period.

    A dated act belongs where it falls. One that is dated more coarsely than the period ('in 2013'
    in a digest of November 2013), and one without a date, belong where they were published.
    """
    if start is None and end is None:
        return True
    first = when.start or when.end
    last = when.end or when.start
    if first is None or last is None:
        return published_within(claims, documents, start, end)
    low, high = first.earliest, last.latest
    if _within(low, start, end) and _within(high, start, end):
        return True
    if (start and high < start.earliest) or (end and low > end.latest):
        return False
    if first.precision == last.precision == "day":
        return True
    return published_within(claims, documents, start, end)


def _others(actors: Iterable[Actor], about: str) -> list[str]:
    return list(dict.fromkeys(actor.key for actor in actors if actor.key != about))


def _partners(first: list[str], second: list[str], about: str) -> tuple[str, ...]:
    """Those on the opposite side, then on one's own; an organisation stands for many."""
    keys = tuple(dict.fromkeys(first + second))
    if not keys:
        return (about,)
    if len(keys) < MANY_PARTIES:
        return keys
    bodies = tuple(key for key in keys if key in gazetteer().organisations)
    return bodies if len(bodies) == 1 else (SEVERAL,)


def event_partners(event: Event, about: str) -> tuple[str, ...]:
    """With whom a happening passed, from where ``about`` stands; itself if with nobody else."""
    acting, acted_on = _others(event.actors, about), _others(event.recipients, about)
    if any(actor.key == about for actor in event.actors):
        return _partners(acted_on, acting, about)
    return _partners(acting, acted_on, about)


def claim_partners(claim: Claim, about: str) -> tuple[str, ...]:
    """Whom a claim that is no event is about beside ``about``; itself if nobody else."""
    match claim.body:
        case PositionBody(actors=actors, body=body):
            if body and body.key != about:
                return (body.key,)
            return _partners([], _others(actors, about), about)
        case StanceBody(actors=actors, recipients=recipients):
            return _partners(_others(recipients, about), _others(actors, about), about)
        case FigureBody(about=actors) | OutlookBody(actors=actors) | EventBody(actors=actors):
            return _partners([], _others(actors, about), about)


def level(actors: Iterable[Actor], on: date | None) -> float:
    """How high the highest of the actors stands, from 0 to 1."""
    best = 0.0
    for actor in actors:
        office, _ = held_office(actor, on)
        rank = GOVERNMENT_LEVEL if actor.sector in GOVERNING else OTHER_LEVEL
        best = max(best, LEVEL.get(office, rank))
    return best


def independent(claims: Iterable[Claim], documents: Documents) -> int:
    """How many tell it: copies of one text, and all that one publisher prints, count once."""
    originals = (documents.original(claim.evidence.doc) for claim in claims)
    return len({document.publisher or document.id for document in originals})


def _reach(claims: Iterable[Claim], documents: Documents) -> float:
    """Factor of how many tell it: 1 for one, growing ever slower."""
    return math.log2(1 + independent(claims, documents))


def _points(type_: str, mode: str) -> float:
    try:
        return abs(weigh(type_, mode)) / FULL_SCALE
    except UnknownName:
        return 0.0


def event_weight(event: Event, documents: Documents, *, disputed: bool, vague: bool) -> float:
    """How telling a happening is: the act, who is present, contradiction, and how many tell it.

    Units:
        None; 1 is about one report of a routine meeting of two presidents.
    """
    on = event.when.start.earliest if event.when.start else None
    base = _points(event.type, event.mode) + level(event.actors + event.recipients, on)
    base += CONTRADICTION if disputed else 0.0
    base *= TELLING[event.status] * (1.0 if event.when.known else UNDATED)
    return base * (VAGUE if vague else 1.0) * _reach(event.claims, documents)


def claim_weight(claim: Claim, kind: LineKind, documents: Documents) -> float:
    """How telling a figure, a vote, a stance or an outlook is, in the units of an event."""
    base = KIND_BASE.get(kind, KIND_BASE[LineKind.OUTLOOK])
    if isinstance(claim.body, StanceBody):
        base *= 1 + abs(claim.body.polarity) / 2
    return base * TELLING[claim.status] * _reach([claim], documents)

"""What the record has on two parties, kept to a period and to what is sure enough to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.names import words
from dragoman.model.claims import Claim, EventBody, Kind, PositionBody, StanceBody
from dragoman.model.digests import Line
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId
from dragoman.model.when import PartialDate, When
from dragoman.wording.happenings import tell_event
from dragoman.wording.notes import Introductions, Notes, by_time, write_line
from dragoman.wording.statements import speaks_of_a_vote, tell_claim
from dragoman.wording.support import countries_named, word_list
from dragoman.wording.telling import Telling
from dragoman.wording.weigh import Documents, legible, sure

LEAST = 0.3
"""Weight under which a line is left out."""

STATED = 2.5
"""Factor of votes and stances where they stand by themselves and not among happenings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties, and what the record has on them in a period.

    Args:
        events: happenings in which both have a part, doubtful ones too: numbers count what a relation does.
        claims: claims of all kinds to which either is a party.
    """

    first: str
    second: str
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    documents: Documents
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def about_both(self) -> frozenset[ClaimId]:
        """Claims of happenings between the two, and others in which both have a part."""
        told = {claim.id for event in self.events for claim in event.claims}
        stated = {c.id for c in self.claims if self.keys <= {actor.key for actor in c.parties}}
        return frozenset(told | stated)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of both."""
        return frozenset({self.first, self.second})


def _inside(
    when: When, told: PartialDate | None, start: PartialDate | None, end: PartialDate | None
) -> bool:
    """Say whether a time lies in a period; one that is not known is that of the publication."""
    first, last = when.start or when.end or told, when.end or when.start or told
    if first is None or last is None:
        return start is None and end is None
    after = start is None or last.latest >= start.earliest
    return after and (end is None or first.earliest <= end.latest)


def pair(
    first: str,
    second: str,
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Documents,
    bounds: tuple[PartialDate | None, PartialDate | None] = (None, None),
) -> Pair:
    """Keep what belongs to two parties and a period, in an order that no caller can change."""
    start, end = bounds
    keys = {first, second}

    def told(claim: Claim) -> PartialDate | None:
        return documents[claim.evidence.doc].published

    kept = []
    for event in events:
        held = tuple(c for c in event.claims if c.evidence.doc in documents)
        both = keys <= {actor.key for actor in event.actors + event.recipients}
        if held and both and _inside(event.when, told(held[0]), start, end):
            kept.append(replace(event, claims=held))
    known = {
        c.id: c
        for c in claims
        if c.evidence.doc in documents
        and (sure(c) or c.kind is Kind.OUTLOOK)
        and _inside(c.when, told(c), start, end)
    }
    return Pair(
        first=first,
        second=second,
        events=tuple(sorted(kept, key=lambda event: event.id)),
        claims=tuple(known[name] for name in sorted(known)),
        documents=documents,
        start=start,
        end=end,
    )


def _weighed(told: Telling, keys: Iterable[str]) -> Telling:
    """Weigh a telling by how well it is understood under these parties."""
    return replace(told, weight=told.weight * legible(told.claims[0], () if told.own else keys))


def _once(tellings: Iterable[Telling], limit: int) -> tuple[list[Telling], int]:
    """The heaviest, each passage once, by time; and how many were left out."""
    ranked = sorted(tellings, key=lambda told: (not told.own, -told.weight, by_time(told)))
    taken: set[object] = set()
    found = []
    for told in ranked:
        place = (told.claims[0].evidence.doc, told.claims[0].evidence.span)
        if place not in taken and told.weight >= LEAST:
            found.append(told)
        taken.add(place)
    best = sorted(found, key=lambda told: (-told.weight, by_time(told)))[:limit]
    return sorted(best, key=by_time), len(taken) - len(best)


def event_lines(
    held: Pair, notes: Notes, limit: int, *, only: Sequence[Event] | None = None
) -> tuple[tuple[Line, ...], int]:
    """The most telling happenings between two parties, by time, and how many are left out.

    A passage that stands for itself must name both: else nobody sees what it has to do with them.
    """
    told = [
        _weighed(telling, held.keys)
        for event in (held.events if only is None else only)
        if any(sure(claim) for claim in event.claims)
        for telling in tell_event(event, held.documents)
        if telling.own or held.keys <= countries_named(telling.claims[0].evidence.quote)
    ]
    best, left = _once(told, limit)
    met = Introductions(at_home=held.keys)
    return tuple(write_line(telling, notes, met) for telling in best), left


def agreements(held: Pair) -> list[Event]:
    """Happenings that are told to have bound the parties: signed, ratified, concluded."""
    bound = word_list("content.bound")
    return [
        event
        for event in held.events
        if event.type == "AGREE"
        and event.status.value == "actual"
        and any(not bound.isdisjoint(_folded(claim)) for claim in event.claims)
    ]


def _folded(claim: Claim) -> set[str]:
    return {word.folded for word in words(claim.evidence.quote)}


def stated_lines(held: Pair, notes: Notes, limit: int) -> tuple[Line, ...]:
    """Votes, stances and positions of the two towards others and each other, whose words name one of them."""
    chosen = []
    for claim in held.claims:
        body = claim.body
        if not isinstance(body, PositionBody | StanceBody):
            continue
        if not {actor.key for actor in body.actors} & held.keys:
            continue
        named = countries_named(claim.evidence.quote)
        spoken_of = {actor.key for actor in claim.parties} & named
        enough = len(spoken_of) > 1 or (isinstance(body, PositionBody) and speaks_of_a_vote(claim))
        if spoken_of & held.keys and enough:
            told = _weighed(tell_claim(claim, held.documents), ())
            chosen.append(replace(told, weight=told.weight * STATED))
    best, _ = _once(chosen, limit)
    met = Introductions(at_home=held.keys)
    return tuple(write_line(told, notes, met) for told in best)


def types(events: Iterable[Event], *wanted: str, mode: str = "") -> list[Event]:
    """Happenings of some types, and of a mode where one is given; what did not happen is left out."""
    return [
        event
        for event in events
        if event.type in wanted
        and event.status.value == "actual"
        and (not mode or event.mode == mode)
    ]


def amounts(event: Event) -> bool:
    """Say whether a happening names a sum."""
    return any(isinstance(c.body, EventBody) and c.body.amount for c in event.claims)

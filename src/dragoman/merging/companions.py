"""Different acts of one occasion: a visit, and what was signed or promised during it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.merging.compare import same_parties
from dragoman.merging.traits import Timing, bounds, timing
from dragoman.model.claims import Status
from dragoman.model.events import Companion, Event

MEETING = "CONSULT"

YIELDED = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "SUPPORT"})
"""What a meeting may yield. It stays a happening of its own: a signature is no visit."""

FAILED = frozenset({Status.CALLED_OFF, Status.DENIED})
"""Statuses of a meeting at which nothing can have been signed."""


def _parties(event: Event) -> frozenset[str]:
    return frozenset(actor.key for actor in event.actors + event.recipients)


def _reasons(meeting: Event, other: Event) -> tuple[str, ...]:
    """Why two events are of one occasion; nothing where they are not."""
    common = sorted(_parties(meeting) & _parties(other))
    one, two = bounds(meeting.when), bounds(other.when)
    if one is None or two is None or not same_parties(_parties(meeting), _parties(other)):
        return ()
    gap = max((two[0] - one[1]).days, (one[0] - two[1]).days, 0)
    both = meeting.place is not None and other.place is not None
    place = meeting.place.name if meeting.place else ""
    same = both and meeting.place == other.place
    if gap > 1 or (gap == 1 and not same) or (both and not same):
        return ()
    days = "a day apart" if gap else "same days"
    named = f"both name {' and '.join(common)}"
    return (named, days, f"both in {place}") if same else (named, days)


def _pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    for one, two in combinations(events, 2):
        meeting, other = (one, two) if one.type == MEETING else (two, one)
        if meeting.type == MEETING and other.type in YIELDED:
            yield meeting, other


def companions(events: Iterable[Event]) -> tuple[Companion, ...]:
    """Relate meetings to what was signed, given or promised at them: same parties, days and place.

    Only events that give their day are related. The answer does not depend on the order of the events.
    """
    known = [
        event
        for event in sorted(events, key=lambda event: event.id)
        if timing(event.when) is Timing.DAY and event.status not in FAILED
    ]
    found = []
    for meeting, other in _pairs(known):
        if (meeting.status is Status.PLANNED) == (other.status is Status.PLANNED):
            reasons = _reasons(meeting, other)
            if reasons:
                found.append(Companion(meeting=meeting.id, other=other.id, reasons=reasons))
    return tuple(sorted(found))

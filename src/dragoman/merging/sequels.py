"""What became of plans: announced, called off, put off, held."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from dragoman.merging.compare import NEAR, same_parties
from dragoman.model.claims import Status
from dragoman.model.events import Event, Outcome, Sequel
from dragoman.model.when import When

POSTPONED = timedelta(days=180)
"""Days after a date that was called off within which the same act is held to be the one put off."""

OPEN = frozenset({Status.PLANNED, Status.CALLED_OFF})
"""Statuses of an event of which something may become."""

_Starts = Mapping[str, tuple[Sequence[date], Sequence[Event]]]
"""Events of each type, sorted by their first day, beside these days."""


def _parties(event: Event) -> frozenset[str]:
    return frozenset(actor.key for actor in event.actors + event.recipients)


def _bounds(when: When) -> tuple[date, date] | None:
    """First and last day that a time can mean; None where it is unknown at either end."""
    if when.start is None or when.end is None:
        return None
    return when.start.earliest, when.end.latest


def _outcome(plan: Event, later: Event) -> Outcome | None:
    """What a later event says of a plan by their statuses and dates."""
    meant, came = _bounds(plan.when), _bounds(later.when)
    if meant is None or came is None:
        return None
    inside = meant[0] - NEAR <= came[0] and came[1] <= meant[1] + NEAR
    match plan.status, later.status:
        case Status.PLANNED, Status.ACTUAL if inside:
            return Outcome.HELD
        case Status.PLANNED, Status.CALLED_OFF if inside:
            return Outcome.CALLED_OFF
        case Status.CALLED_OFF, Status.ACTUAL if meant[0] < came[0] <= meant[1] + POSTPONED:
            return Outcome.HELD_LATER
        case Status.CALLED_OFF, Status.PLANNED | Status.CALLED_OFF if (
            meant[1] < came[0] <= meant[1] + POSTPONED
        ):
            return Outcome.PUT_OFF
        case _:
            return None


def _candidates(plan: Event, starts: _Starts) -> Iterator[tuple[date, Event, Outcome]]:
    """Later events of the plan's type, among those that start when it may have come about."""
    meant, (days, events) = _bounds(plan.when), starts[plan.type]
    if meant is None:
        return
    reach = POSTPONED if plan.status is Status.CALLED_OFF else NEAR
    left = bisect_left(days, meant[0] - NEAR)
    for place in range(left, bisect_right(days, meant[1] + reach)):
        later = events[place]
        if later.id == plan.id or (plan.mode and later.mode and plan.mode != later.mode):
            continue
        outcome = _outcome(plan, later)
        if outcome and same_parties(_parties(plan), _parties(later)):
            yield days[place], later, outcome


def _by_start(events: Iterable[Event]) -> _Starts:
    """Events by type, sorted by their first day; those without one come to nothing."""
    found: dict[str, list[tuple[date, str, Event]]] = {}
    for event in events:
        group = found.setdefault(event.type, [])
        if event.when.start:
            group.append((event.when.start.earliest, event.id, event))
    for group in found.values():
        group.sort(key=lambda item: item[:2])
    return {
        name: ([day for day, _, _ in group], [event for _, _, event in group])
        for name, group in found.items()
    }


def _reasons(plan: Event, later: Event) -> tuple[str, ...]:
    common = sorted(_parties(plan) & _parties(later))
    return (
        f"both {plan.type}",
        "both name " + " and ".join(common),
        f"{plan.status.value.replace('_', ' ')} for {plan.when.start}, told of {later.when.start}",
    )


def _by_telling(candidate: tuple[date, Event, Outcome]) -> tuple[bool, date, str]:
    """What took place goes before a new date, and the earlier before the later."""
    day, later, outcome = candidate
    return (outcome is Outcome.PUT_OFF, day, later.id)


def sequels(events: Iterable[Event]) -> tuple[Sequel, ...]:
    """Link each plan to what became of it: the first act of its kind and parties that fits its date.

    A plan whose date is unknown is left alone: nothing says which act it became. The answer does not depend
    on the order of the events.
    """
    known = sorted(events, key=lambda event: event.id)
    starts = _by_start(known)
    found = []
    for plan in known:
        if plan.status not in OPEN:
            continue
        first = min(_candidates(plan, starts), key=_by_telling, default=None)
        if first is not None:
            _, later, outcome = first
            found.append(
                Sequel(plan=plan.id, later=later.id, outcome=outcome, reasons=_reasons(plan, later))
            )
    return tuple(found)

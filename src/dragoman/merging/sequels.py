"""What became of plans: announced, called off, held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.merging.compare import NEAR, same_parties
from dragoman.model.claims import Status
from dragoman.model.events import Event, Outcome, Sequel
from dragoman.model.when import When

POSTPONED = timedelta(days=180)
"""Days after a date that was called off within which the same act is held to be the one put off."""


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
        case _:
            return None


def _candidates(plan: Event, events: Iterable[Event]) -> Iterator[tuple[date, Event, Outcome]]:
    for later in events:
        if later.type != plan.type or later.id == plan.id:
            continue
        if plan.mode and later.mode and plan.mode != later.mode:
            continue
        outcome = _outcome(plan, later)
        if outcome and later.when.start and same_parties(_parties(plan), _parties(later)):
            yield later.when.start.earliest, later, outcome


def _reasons(plan: Event, later: Event) -> tuple[str, ...]:
    common = sorted(_parties(plan) & _parties(later))
    return (
        f"both {plan.type}",
        "both name " + " and ".join(common),
        f"{plan.status.value.replace('_', ' ')} for {plan.when.start}, told of {later.when.start}",
    )


def sequels(events: Iterable[Event]) -> tuple[Sequel, ...]:
    """Link each plan to what became of it: the first act of its kind and parties that fits its date.

    A plan whose date is unknown is left alone: nothing says which act it became. The answer does not depend
    on the order of the events.
    """
    known = sorted(events, key=lambda event: event.id)
    found = []
    for plan in known:
        first = min(_candidates(plan, known), key=lambda c: (c[0], c[1].id), default=None)
        if first is not None:
            _, later, outcome = first
            found.append(
                Sequel(plan=plan.id, later=later.id, outcome=outcome, reasons=_reasons(plan, later))
            )
    return tuple(found)

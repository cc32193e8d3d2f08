"""What became of plans: announced, called off, put off, held."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import timedelta
from operator import attrgetter
from typing import NamedTuple

from dragoman.merging.compare import NEAR, same_parties
from dragoman.model.claims import Status
from dragoman.model.events import Event, Outcome, Sequel
from dragoman.model.passed import BETWEEN, Acts
from dragoman.model.when import ordinals

POSTPONED = timedelta(days=180)
"""Days after a date that was called off within which the same act is held to be the one put off."""

OPEN = frozenset({Status.PLANNED, Status.CALLED_OFF})
"""Statuses of an event of which something may become."""


class _Stage(NamedTuple):
    """What is asked of an event; days are counted from the beginning of the calendar.

    Args:
        parties: None where all who are asked about have the same two.
    """

    id: str
    type: str
    mode: str
    status: str
    first: int
    last: int
    parties: frozenset[str] | None


_Known = tuple[list[int], list[_Stage]]
"""Stages of a type, sorted by their first day, beside these days."""


def _outcome(plan: _Stage, later: _Stage) -> Outcome | None:
    """What a later event says of a plan by their statuses and dates."""
    inside = plan.first - NEAR.days <= later.first and later.last <= plan.last + NEAR.days
    match plan.status, later.status:
        case Status.PLANNED, Status.ACTUAL if inside:
            return Outcome.HELD
        case Status.PLANNED, Status.CALLED_OFF if inside:
            return Outcome.CALLED_OFF
        case Status.CALLED_OFF, Status.ACTUAL if (
            plan.first < later.first <= plan.last + POSTPONED.days
        ):
            return Outcome.HELD_LATER
        case Status.CALLED_OFF, Status.PLANNED | Status.CALLED_OFF if (
            plan.last < later.first <= plan.last + POSTPONED.days
        ):
            return Outcome.PUT_OFF
        case _:
            return None


def _candidates(plan: _Stage, known: _Known) -> Iterator[tuple[_Stage, Outcome]]:
    """Later events of the plan's type, among those that start when it may have come about."""
    days, stages = known
    reach = (POSTPONED if plan.status == Status.CALLED_OFF else NEAR).days
    left = bisect_left(days, plan.first - NEAR.days)
    for later in stages[left : bisect_right(days, plan.last + reach)]:
        if later is plan or (plan.mode and later.mode and plan.mode != later.mode):
            continue
        outcome = _outcome(plan, later)
        if outcome and _same(plan.parties, later.parties):
            yield later, outcome


def _same(left: frozenset[str] | None, right: frozenset[str] | None) -> bool:
    return left is None or right is None or same_parties(left, right)


def _by_telling(candidate: tuple[_Stage, Outcome]) -> tuple[bool, int, str]:
    """What took place goes before a new date, and the earlier before the later."""
    later, outcome = candidate
    return (outcome is Outcome.PUT_OFF, later.first, later.id)


def _become(stages: Iterable[_Stage]) -> Iterator[tuple[str, str, Outcome]]:
    """Find for each plan the first act of its kind and parties that fits its date."""
    found: dict[str, list[_Stage]] = {}
    for stage in stages:
        found.setdefault(stage.type, []).append(stage)
    for group in found.values():
        plans = [stage for stage in group if stage.status in OPEN]
        if not plans:
            continue
        group.sort(key=attrgetter("first", "id"))
        known = [stage.first for stage in group], group
        for plan in plans:
            first = min(_candidates(plan, known), key=_by_telling, default=None)
            if first is not None:
                yield plan.id, first[0].id, first[1]


def _parties(event: Event) -> frozenset[str]:
    return frozenset(actor.key for actor in event.actors + event.recipients)


def _stages(events: Iterable[Event]) -> Iterator[_Stage]:
    """Events whose time is known at both ends: others come to nothing."""
    for event in events:
        start, end = event.when.start, event.when.end
        if start and end:
            days = start.earliest.toordinal(), end.latest.toordinal()
            told = (event.id, event.type, event.mode, event.status)
            yield _Stage(*told, *days, _parties(event))


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
    known: dict[str, Event] = {event.id: event for event in events}
    found = (
        Sequel(
            plan=known[plan].id,
            later=known[later].id,
            outcome=outcome,
            reasons=_reasons(known[plan], known[later]),
        )
        for plan, later, outcome in _become(_stages(known.values()))
    )
    return tuple(sorted(found, key=lambda sequel: sequel.plan))


def fates(acts: Acts) -> dict[str, Outcome]:
    """What became of the plans among acts that all have the same two parties, by event."""
    return {plan: outcome for plan, _, outcome in _become(_stages_of(acts))}


def _stages_of(acts: Acts) -> Iterator[_Stage]:
    kinds = {kind: kind.split(BETWEEN) for kind in set(acts.kind)}
    for event, kind, start, end in zip(acts.event, acts.kind, acts.start, acts.end, strict=True):
        if start and end:
            type_, mode, status = kinds[kind]
            yield _Stage(event, type_, mode, status, ordinals(start)[0], ordinals(end)[1], None)

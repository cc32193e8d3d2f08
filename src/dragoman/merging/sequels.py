"""What became of plans: announced, called off, put off, held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dragoman.merging.compare import NEAR, same_parties
from dragoman.model.claims import Status
from dragoman.model.events import Event, Outcome, Sequel
from dragoman.model.passed import BETWEEN, Acts
from dragoman.model.when import ordinals

POSTPONED = timedelta(days=180)
"""Days after a date that was called off within which the same act is held to be the one put off."""

TOLD = (Status.ACTUAL, Status.PLANNED, Status.CALLED_OFF)
"""Statuses of what may become of a plan; of the last two something may become."""


Same = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class _Stages:
    """What is asked of events, in columns.

    Args:
        kind: type, mode and status of each, with :data:`BETWEEN` between.
        first: the first day that its time can mean, counted from the beginning of the calendar.
        last: the last one.
    """

    id: Sequence[str]
    kind: Sequence[str]
    first: Sequence[int]
    last: Sequence[int]

    def become(self, same: Same | None) -> Iterator[tuple[int, int, Outcome]]:
        """Find for each plan the first act of its kind and parties that fits its date.

        What took place goes before a new date, and the earlier before the later.

        Args:
            same: says of two events that agree in all else whether their parties are those of one act;
                None where all have the same.
        """
        found: dict[int, tuple[bool, int, str, int, Outcome]] = {}
        for plan, later, outcome in self._candidates(best=same is None):
            told = (outcome is Outcome.PUT_OFF, self.first[later], self.id[later], later, outcome)
            sooner = plan not in found or told[:3] < found[plan][:3]
            if sooner and (same is None or same(plan, later)):
                found[plan] = told
        for plan, (*_, later, outcome) in found.items():
            yield plan, later, outcome

    def _candidates(self, *, best: bool) -> Iterator[tuple[int, int, Outcome]]:
        """Plans and later events of their type and mode that say something of them by status and date.

        Of the events sorted by type and first day only those are looked at that start when a plan may have
        come about, all at once.

        Args:
            best: only those of which no other goes before.
        """
        import numpy as np

        first, last = np.array(self.first, dtype=np.int64), np.array(self.last, dtype=np.int64)
        if not len(first):
            return
        names = sorted(set(self.kind))
        places = dict(zip(names, range(len(names)), strict=True))
        kind = np.fromiter(map(places.__getitem__, self.kind), np.int64, len(first))
        parts = np.array([name.split(BETWEEN) for name in names])
        of_type, mode = (np.unique(parts[:, n], return_inverse=True)[1][kind] for n in (0, 1))
        plain = (parts[:, 1] == "")[kind]
        actual, planned, called_off = ((parts[:, 2] == status.value)[kind] for status in TOLD)
        span = int(last.max()) + POSTPONED.days + 1
        order = np.argsort(of_type * span + first, kind="stable")
        days = (of_type * span + first)[order]
        plans = np.flatnonzero(planned | called_off)
        reach = np.where(called_off[plans], POSTPONED.days, NEAR.days)
        left = np.searchsorted(days, of_type[plans] * span + first[plans] - NEAR.days)
        right = np.searchsorted(days, of_type[plans] * span + last[plans] + reach, side="right")
        size = right - left
        plan = np.repeat(plans, size)
        start = np.repeat(left - np.cumsum(size) + size, size)
        later = order[start + np.arange(len(plan))]
        agree = (plan != later) & ((mode[plan] == mode[later]) | plain[plan] | plain[later])
        plan, later = plan[agree], later[agree]
        came, begun, ended = first[later], first[plan], last[plan]
        inside = planned[plan] & (begun - NEAR.days <= came) & (last[later] <= ended + NEAR.days)
        soon = called_off[plan] & (came <= ended + POSTPONED.days)
        outcomes = {
            Outcome.HELD: inside & actual[later],
            Outcome.CALLED_OFF: inside & called_off[later],
            Outcome.HELD_LATER: soon & actual[later] & (begun < came),
            Outcome.PUT_OFF: soon & (planned | called_off)[later] & (ended < came),
        }
        rank = np.where(outcomes[Outcome.PUT_OFF], span, 0) + came
        if best:
            fit = np.logical_or.reduce(list(outcomes.values()))
            least = np.full(len(first), 2 * span)
            np.minimum.at(least, plan[fit], rank[fit])
            outcomes = {name: holds & (rank == least[plan]) for name, holds in outcomes.items()}
        for outcome, holds in outcomes.items():
            for one, other in zip(plan[holds].tolist(), later[holds].tolist(), strict=True):
                yield one, other, outcome


def _parties(event: Event) -> frozenset[str]:
    return frozenset(actor.key for actor in event.actors + event.recipients)


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
    dated = [event for event in events if event.when.start and event.when.end]
    stages = _Stages(
        [event.id for event in dated],
        [BETWEEN.join((event.type, event.mode, event.status)) for event in dated],
        [ordinals(str(event.when.start))[0] for event in dated],
        [ordinals(str(event.when.end))[1] for event in dated],
    )
    parties = [_parties(event) for event in dated]
    found = (
        Sequel(
            plan=dated[plan].id,
            later=dated[later].id,
            outcome=outcome,
            reasons=_reasons(dated[plan], dated[later]),
        )
        for plan, later, outcome in stages.become(
            lambda plan, later: same_parties(parties[plan], parties[later])
        )
    )
    return tuple(sorted(found, key=lambda sequel: sequel.plan))


def fates(acts: Acts) -> dict[str, Outcome]:
    """What became of the plans among acts that all have the same two parties, by event."""
    dated = [
        n for n, (start, end) in enumerate(zip(acts.start, acts.end, strict=True)) if start and end
    ]
    stages = _Stages(
        [acts.event[n] for n in dated],
        [acts.kind[n] for n in dated],
        [ordinals(acts.start[n])[0] for n in dated],
        [ordinals(acts.end[n])[1] for n in dated],
    )
    return {stages.id[plan]: outcome for plan, _, outcome in stages.become(None)}

"""Shifts: a point against the periods before it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from dragoman.model.periods import Step
from dragoman.model.relations import Baseline, Point, Shift

BEFORE = {Step.MONTH: 12, Step.QUARTER: 4, Step.YEAR: 3}
"""Periods of a baseline: a year of months or quarters, so that seasons weigh the same; three years."""

LEAST_EVENTS = 5
"""Events under which neither a point nor a baseline says anything of a change."""

NOTABLE = 2.0
"""Points that a change must have at least: as much as one meeting."""


def usual(points: Sequence[Point]) -> tuple[Baseline | None, ...]:
    """What each point is compared with; None where the periods before it tell too little."""
    events = [point.events for point in points]
    return tuple(
        _baseline(points[first:place], sum(events[first:place]))
        for place, point in enumerate(points)
        for first in (max(0, place - BEFORE[point.period.step]),)
    )


def shifts(points: Sequence[Point], before: Sequence[Baseline | None]) -> tuple[Shift, ...]:
    """Find the changes worth saying.

    A point and its baseline need five events each, and the change must be larger than both a meeting
    and one standard deviation of the baseline. Periods without a value are in no mean.

    Args:
        before: what each point is compared with, from :func:`usual`.
    """
    found = (
        Shift(point=point, baseline=baseline)
        for point, baseline in zip(points, before, strict=True)
        if baseline is not None and point.value is not None and point.events >= LEAST_EVENTS
    )
    return tuple(shift for shift in found if abs(shift.size) >= max(NOTABLE, shift.baseline.spread))


def _baseline(points: Sequence[Point], events: int) -> Baseline | None:
    values = [point.value for point in points if point.value is not None]
    if not values or events < LEAST_EVENTS:
        return None
    mean = statistics.fmean(values)
    return Baseline(
        first=points[0].period,
        last=points[-1].period,
        periods=len(values),
        events=events,
        mean=mean,
        spread=math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values)),
    )

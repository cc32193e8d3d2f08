"""Shifts: a point against the periods before it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence

from dragoman.model.periods import Step
from dragoman.model.relations import Baseline, Point, Shift

BEFORE = {Step.MONTH: 12, Step.QUARTER: 4, Step.YEAR: 3}
"""Periods of a baseline: a year of months or quarters, so that seasons weigh the same; three years."""

LEAST_EVENTS = 5
"""Events under which neither a point nor a baseline says anything of a change."""

NOTABLE = 2.0
"""Points that a change must have at least: as much as one meeting."""


def shifts(points: Sequence[Point]) -> tuple[Shift, ...]:
    """Find the changes worth saying.

    A point and its baseline need five events each, and the change must be larger than both a meeting
    and one standard deviation of the baseline. Periods without a value are in no mean.
    """
    return tuple(_shifts(points))


def usual(points: Sequence[Point]) -> tuple[Baseline | None, ...]:
    """What each point is compared with; None where the periods before it tell too little."""
    return tuple(_before(points, place) for place in range(len(points)))


def _before(points: Sequence[Point], place: int) -> Baseline | None:
    return _baseline(points[max(0, place - BEFORE[points[place].period.step]) : place])


def _shifts(points: Sequence[Point]) -> Iterator[Shift]:
    for place, point in enumerate(points):
        if point.value is None or point.events < LEAST_EVENTS:
            continue
        baseline = _before(points, place)
        if baseline is None:
            continue
        shift = Shift(point=point, baseline=baseline)
        if abs(shift.size) >= max(NOTABLE, baseline.spread):
            yield shift


def _baseline(points: Sequence[Point]) -> Baseline | None:
    values = [point.value for point in points if point.value is not None]
    events = sum(point.events for point in points)
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

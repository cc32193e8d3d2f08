"""What a relation will be worth in the periods to come: simple methods, tried on what is known."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from dragoman.errors import InputError
from dragoman.model.forecasts import Course, Level, Tried
from dragoman.model.periods import Period
from dragoman.model.relations import Band, Relation

Method = Callable[[Sequence[float], int], list[float]]
"""Values so far, and how many are to come, to their forecasts."""

LEAST = 4
"""Periods that must be known before a method is tried."""

TRIALS = 5
"""Forecasts of one length whose errors must be known, so that the interval is made of them."""

INSIDE = 0.8
"""The share of values that an interval is to hold."""

Z80 = 1.2816
"""The 90 % quantile of the normal distribution: an 80 % interval leaves a tenth on each side."""

SMOOTHING = 0.3
"""How much the last value counts in the smoothed level: the usual middle of 0.1 to 0.5."""


def naive(values: Sequence[float], ahead: int) -> list[float]:
    """The last value goes on."""
    return [values[-1]] * ahead


def mean(values: Sequence[float], ahead: int) -> list[float]:
    """The mean of all values."""
    return [math.fsum(values) / len(values)] * ahead


def drift(values: Sequence[float], ahead: int) -> list[float]:
    """The line through the first and the last value goes on."""
    slope = (values[-1] - values[0]) / (len(values) - 1) if len(values) > 1 else 0.0
    return [values[-1] + slope * n for n in range(1, ahead + 1)]


def smoothed(values: Sequence[float], ahead: int) -> list[float]:
    """Simple exponential smoothing from the mean of all values."""
    level = mean(values, 1)[0]
    for value in values:
        level += SMOOTHING * (value - level)
    return [level] * ahead


def seasonal(season: int) -> Method:
    """The value of the same period a year before; the last value where there is none."""

    def method(values: Sequence[float], ahead: int) -> list[float]:
        if len(values) < season:
            return naive(values, ahead)
        return [values[len(values) - season + n % season] for n in range(ahead)]

    return method


def methods(season: int) -> Mapping[str, Method]:
    """All methods by name.

    Args:
        season: periods in a year.
    """
    return {
        "smoothed": smoothed,
        "mean": mean,
        "naive": naive,
        "drift": drift,
        "seasonal": seasonal(season),
    }


def half_width(errors: Sequence[float], values: Sequence[float]) -> float:
    """Half of the 80 % interval: the quantile of absolute errors so far (split conformal).

    Where too few errors are known, what the spread of the values gives under a normal distribution.

    Source:
        Papadopoulos et al. 2002; the quantile is the ceil(0.8 (n + 1))-th smallest of n.
    """
    if len(errors) >= TRIALS:
        place = math.ceil(INSIDE * (len(errors) + 1))
        return sorted(abs(error) for error in errors)[min(place, len(errors)) - 1]
    middle = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((v - middle) ** 2 for v in values) / max(1, len(values) - 1))
    return Z80 * spread * math.sqrt(1 + 1 / len(values))


def tried(method: Method, values: Sequence[float], ahead: int) -> list[list[float]]:
    """Errors of a method by how far it looked ahead, each from the values before."""
    errors: list[list[float]] = [[] for _ in range(ahead)]
    for cut in range(LEAST, len(values)):
        for n, said in enumerate(method(values[:cut], min(ahead, len(values) - cut))):
            errors[n].append(values[cut + n] - said)
    return errors


def trial(name: str, method: Method, values: Sequence[float]) -> Tried:
    """How a method did one period ahead, with the interval that it would have had each time."""
    errors = tried(method, values, 1)[0]
    inside = sum(
        abs(error) <= half_width(errors[:n], values[: LEAST + n]) for n, error in enumerate(errors)
    )
    count = len(errors)
    return Tried(
        method=name,
        error=math.fsum(map(abs, errors)) / count,
        within=inside / count,
        count=count,
    )


def values_of(relation: Relation) -> list[float]:
    """The points up to the last one that anything is told of; a quiet period is worth 0.

    Periods from which nothing is reported say nothing; they are taken as quiet inside the series.
    """
    told = [n for n, point in enumerate(relation.points) if point.band is not Band.UNREPORTED]
    if not told:
        return []
    return [point.value or 0.0 for point in relation.points[told[0] : told[-1] + 1]]


def course(relation: Relation, *, ahead: int) -> Course:
    """Forecast a relation with the method that did best so far.

    Args:
        ahead: how many periods.

    Raises:
        InputError: fewer periods are known than a trial needs.
    """
    values = values_of(relation)
    if len(values) <= LEAST:
        raise InputError(
            f"{relation.dyad}: {len(values)} {relation.step}s are told of, {LEAST + 1} are needed",
            hint="Ask for shorter periods, or for a pair of which more is told.",
        )
    known = methods(12 // relation.step.months)
    ranked = sorted(
        (trial(name, method, values) for name, method in known.items()), key=lambda t: t.error
    )
    best = known[ranked[0].method]
    errors = tried(best, values, ahead)
    last = _last(relation)
    said = best(values, ahead)
    levels = []
    for n, (period, value) in enumerate(zip(_after(last, ahead), said, strict=True)):
        # Errors far ahead are few; the nearest length with enough of them stands in, not narrower.
        known_errors = next((errors[k] for k in range(n, -1, -1) if len(errors[k]) >= TRIALS), [])
        half = half_width(known_errors, values)
        levels.append(Level(period=period, value=value, low=value - half, high=value + half))
    return Course(
        dyad=relation.dyad,
        scale=relation.scale,
        as_of=last,
        method=ranked[0].method,
        levels=tuple(levels),
        tried=tuple(ranked),
        history=len(values),
    )


def _last(relation: Relation) -> Period:
    return [p for p in relation.points if p.band is not Band.UNREPORTED][-1].period


def _after(last: Period, ahead: int) -> list[Period]:
    per_year = 12 // last.step.months
    number = last.year * per_year + last.nth + ahead
    end = Period(*divmod(number, per_year), last.step)
    return list(islice(Period.span(last, end), 1, None))

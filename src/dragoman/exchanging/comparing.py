"""Several sources beside each other: what each says of one dyad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.codebook.foreign import quads as quads_of
from dragoman.model.claims import Status
from dragoman.model.foreign import (
    OWN,
    ComparedPeriod,
    Comparison,
    Composition,
    Counted,
    Grain,
    SeriesPoint,
)
from dragoman.model.relations import Act

LEAST_PERIODS = 3
"""Periods from which a rank correlation is told."""

_LENGTHS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}


def own_composition(acts: Iterable[Act], weigh: Callable[[str, str], float]) -> Composition | None:
    """What our own reading adds up to: events held to have happened, of any precision."""
    happened = [act for act in acts if act.status is Status.ACTUAL]
    if not happened:
        return None
    numbers = Counter(quads_of().get(act.type, 0) for act in happened)
    points = [weigh(act.type, act.mode) for act in happened if act.type in quads_of()]
    return Composition(
        source=OWN,
        events=len(happened),
        quads=(numbers[1], numbers[2], numbers[3], numbers[4]),
        untyped=numbers[0],
        points=sum(points) / len(points) if points else None,
    )


def own_periods(acts: Iterable[Act], by: Grain) -> dict[str, int]:
    """Our events by period; those that are dated more coarsely are left out."""
    starts = (act.when.start for act in acts if act.status is Status.ACTUAL)
    dates = (str(start) for start in starts if start)
    return dict(Counter(d[: _LENGTHS[by]] for d in dates if len(d) >= _LENGTHS[by]))


def own_types(acts: Iterable[Act]) -> dict[str, int]:
    """Our events by type."""
    return dict(Counter(act.type for act in acts if act.status is Status.ACTUAL))


def compare(
    first: str,
    second: str,
    *,
    directed: bool,
    whole: Sequence[Composition],
    series: Iterable[SeriesPoint],
    types: Iterable[Counted],
    own: tuple[Mapping[str, int], Mapping[str, int]],
) -> Comparison:
    """Put sources beside each other.

    Args:
        own: our own events by period and by type.
    """
    names = [one.source for one in whole]
    by_period: dict[str, dict[str, int]] = {name: {} for name in names}
    by_type: dict[str, dict[str, int]] = {name: {} for name in names}
    for point in series:
        by_period[point.sum.source][point.period] = point.sum.events
    for counted in types:
        if counted.key:
            by_type[counted.source][counted.key] = counted.events
    if OWN in names:
        by_period[OWN], by_type[OWN] = dict(own[0]), dict(own[1])
    periods = sorted(set().union(*by_period.values())) if names else []
    known = [name for name in quads_of() if any(name in types for types in by_type.values())]
    return Comparison(
        first=first,
        second=second,
        directed=directed,
        whole=tuple(whole),
        periods=tuple(
            ComparedPeriod(period=p, events=tuple(by_period[n].get(p, 0) for n in names))
            for p in periods
        ),
        types=tuple((t, tuple(by_type[n].get(t, 0) for n in names)) for t in known),
        agreement=tuple(_agreements(names, by_period)),
    )


def _agreements(
    names: Sequence[str], by_period: Mapping[str, Mapping[str, int]]
) -> Iterable[tuple[str, str, float]]:
    for one, other in combinations(names, 2):
        mine, theirs = by_period[one], by_period[other]
        if not mine or not theirs:
            continue
        # Only where both tell something: before and after, one is merely not there.
        start, end = max(min(mine), min(theirs)), min(max(mine), max(theirs))
        told = sorted(p for p in {*mine, *theirs} if start <= p <= end)
        if len(told) >= LEAST_PERIODS:
            found = spearman([mine.get(p, 0) for p in told], [theirs.get(p, 0) for p in told])
            if found is not None:
                yield one, other, found


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Rank correlation, ties at their mean rank; None where one side never changes.

    Example:
        >>> spearman([1, 2, 3], [10, 20, 30]), spearman([1, 1], [2, 3])
        (1.0, None)
    """
    a, b = _ranks(left), _ranks(right)
    mean = (len(a) + 1) / 2
    across = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    along = sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)
    return float(across / along**0.5) if along else None


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    places: dict[float, list[int]] = {}
    for place, value in enumerate(order, 1):
        places.setdefault(value, []).append(place)
    return [sum(places[value]) / len(places[value]) for value in values]

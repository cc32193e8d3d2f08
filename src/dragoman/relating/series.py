"""Events to the points of a series, and what a period without events means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dragoman.model.ids import EventId
from dragoman.model.periods import Bounds, Period, Step
from dragoman.model.relations import Act, Band, Covering, Driver, Drivers, Point
from dragoman.relating.columns import NOWHERE, Columns, Ints, Weights, period_number

QUIET_CHANCE = 0.2
"""The chance of silence from which a period counts as quiet: four times in five, so many documents would
have told of something."""


def period_of(act: Act, step: Step) -> Period | None:
    """The period of an event: where it starts, or where it ends if that alone is known.

    None where the date is unknown or coarser than the period: a year is in no month.
    """
    day = act.when.start or act.when.end
    return Period.of(day, step) if day else None


def points(
    acts: Columns,
    of: Ints,
    weights: Weights,
    covering: Sequence[Covering],
    *,
    step: Step,
    bounds: Bounds,
) -> tuple[Point, ...]:
    """Put events in their periods, one point each, without gaps.

    Args:
        of: the number of each act's period; those of the other direction have none.
        weights: points of each act, and whether it counts.
        covering: documents with something on either party, by date of publication.
    """
    told = [_period(int(number), step) for number in np.unique(of[of != NOWHERE])]
    periods = bounds.periods([period for period in told if bounds.holds(period)], step)
    if not periods:
        return ()
    first = period_number(periods[0])
    group = np.where((of >= first) & (of < first + len(periods)), of - first, NOWHERE)
    covered: dict[Period, list[Covering]] = {period: [] for period in periods}
    for found in covering:
        period = Period.of(found.published, step) if found.published else None
        if period in covered:
            covered[period].append(found)
    usual = _usual(_telling(acts, group), sum(map(_documents, covered.values())))
    documents = acts.documents.distinct(group, len(periods)).tolist()
    publishers = acts.publishers.distinct(group, len(periods)).tolist()
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(len(periods) + 1))
    return tuple(
        _point(
            period,
            _Placed(acts, order[ends[place] : ends[place + 1]], weights),
            documents[place],
            publishers[place],
            covered[period],
            usual,
        )
        for place, period in enumerate(periods)
    )


def _period(number: int, step: Step) -> Period:
    return Period(*divmod(number, 12 // step.months), step)


def _telling(acts: Columns, group: Ints) -> int:
    """How many different documents tell of what has a period."""
    return int(acts.documents.distinct(np.where(group >= 0, 0, NOWHERE), 1)[0])


class _Placed:
    """The acts of one period."""

    def __init__(self, acts: Columns, places: Ints, weights: Weights) -> None:
        self._acts, self._places, self._weights = acts, places, weights
        worth, counts = weights
        self.counted: list[float] = worth[places][counts[places]].tolist()
        self.drivers = Drivers(len(self.counted), len(places), self._drivers)

    def _drivers(self) -> Iterator[Driver]:
        worth, counts = self._weights
        for place in self._places.tolist():
            yield Driver(
                event=EventId(self._acts.event[place]),
                points=float(worth[place]),
                counts=bool(counts[place]),
            )


def _documents(covering: Iterable[Covering]) -> int:
    return sum(found.documents for found in covering)


def _usual(telling: int, covering: int) -> float:
    """The share of documents on either party that tell of the pair, kept off 0 and 1 (Jeffreys)."""
    return (min(telling, covering) + 0.5) / (covering + 1)


def _point(
    period: Period,
    placed: _Placed,
    telling: int,
    publishers: int,
    covering: Sequence[Covering],
    usual: float,
) -> Point:
    counted, drivers = placed.counted, placed.drivers
    documents, both = _documents(covering), sum(found.both for found in covering)
    silence = (1 - usual) ** documents
    quiet = both > 0 or len(drivers) > 0 or silence <= QUIET_CHANCE
    return Point(
        period=period,
        value=math.fsum(counted) if counted else None,
        drivers=drivers,
        documents=telling,
        publishers=publishers,
        covering=documents,
        covering_both=both,
        silence=silence,
        band=Band.TOLD if counted else Band.QUIET if quiet else Band.UNREPORTED,
    )

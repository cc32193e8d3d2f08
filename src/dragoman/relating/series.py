"""Events to the points of a series, and what a period without events means."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from dragoman.codebook.scales import Scale
from dragoman.model.ids import EventId
from dragoman.model.periods import Bounds, Period, Step
from dragoman.model.relations import Act, Band, Covering, Driver, Point
from dragoman.relating.weigh import driver

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
    acts: Sequence[Act],
    covering: Sequence[Covering],
    *,
    scale: Scale,
    step: Step,
    bounds: Bounds,
    superseded: Collection[EventId] = (),
) -> tuple[Point, ...]:
    """Put events in their periods, one point each, without gaps.

    Args:
        acts: those of one direction; what has no period is passed over.
        covering: documents with something on either party, by date of publication.
    """
    placed: dict[Period, list[Act]] = {}
    for act in acts:
        period = period_of(act, step)
        if period is not None and bounds.holds(period):
            placed.setdefault(period, []).append(act)
    periods = bounds.periods(placed, step)
    covered: dict[Period, list[Covering]] = {period: [] for period in periods}
    for found in covering:
        period = Period.of(found.published, step) if found.published else None
        if period in covered:
            covered[period].append(found)
    telling = {name for group in placed.values() for act in group for name in act.documents}
    usual = _usual(len(telling), sum(map(_documents, covered.values())))
    return tuple(
        _point(
            period,
            placed.get(period, ()),
            [driver(act, scale, superseded) for act in placed.get(period, ())],
            covered[period],
            usual,
        )
        for period in periods
    )


def _documents(covering: Iterable[Covering]) -> int:
    return sum(found.documents for found in covering)


def _usual(telling: int, covering: int) -> float:
    """The share of documents on either party that tell of the pair, kept off 0 and 1 (Jeffreys)."""
    return (min(telling, covering) + 0.5) / (covering + 1)


def _point(
    period: Period,
    acts: Sequence[Act],
    drivers: Sequence[Driver],
    covering: Sequence[Covering],
    usual: float,
) -> Point:
    counted = [found.points for found in drivers if found.counts]
    documents, both = _documents(covering), sum(found.both for found in covering)
    silence = (1 - usual) ** documents
    quiet = both > 0 or len(drivers) > 0 or silence <= QUIET_CHANCE
    return Point(
        period=period,
        value=math.fsum(counted) if counted else None,
        drivers=tuple(sorted(drivers, key=lambda found: (-abs(found.points), found.event))),
        documents=len({name for act in acts for name in act.documents}),
        publishers=len({name for act in acts for name in act.publishers}),
        covering=documents,
        covering_both=both,
        silence=silence,
        band=Band.TOLD if counted else Band.QUIET if quiet else Band.UNREPORTED,
    )

"""What passed between two parties as arrays: what is asked of thousands of acts is asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.scales import Scale
from dragoman.model.claims import Status
from dragoman.model.passed import AND, BETWEEN, WAYS, Acts, Way
from dragoman.model.periods import MONTHS_OF_YEAR, Bounds, Period, Step
from dragoman.model.when import ordinals
from dragoman.relating.weigh import weight

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

Weights = tuple[NDArray[np.float64], Flags]
"""Points of each act, and whether it counts."""

NOWHERE = -1
"""The number of no period."""


def numbered(values: Sequence[str]) -> tuple[list[str], Ints]:
    """Different values in the order in which they come, and the place of each value among them."""
    names = list(dict.fromkeys(values))
    places = dict(zip(names, range(len(names)), strict=True))
    return names, np.fromiter(map(places.__getitem__, values), np.int64, len(values))


@dataclass(frozen=True, slots=True)
class Many:
    """Values of which an act has any number.

    Args:
        names: the different ones.
        act: whose each is.
        value: its place among the names.
    """

    names: list[str]
    act: Ints
    value: Ints

    @classmethod
    def of(cls, column: Sequence[str]) -> Many:
        """Take values apart that :data:`dragoman.model.passed.AND` joins."""
        told = AND.join(filter(None, column))
        names, value = numbered(told.split(AND) if told else [])
        lengths = [text.count(AND) + 1 if text else 0 for text in column]
        return cls(names, np.repeat(np.arange(len(column)), lengths), value)

    def distinct(self, group: Ints, size: int) -> Ints:
        """How many different ones the acts of each group have.

        Args:
            group: of each act; acts of a negative one are passed over.
            size: the number of groups.
        """
        of, width = group[self.act], max(len(self.names), 1)
        met = np.unique(of[of >= 0] * width + self.value[of >= 0])
        return np.bincount(met // width, minlength=size)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


class Columns:
    """Acts of two parties.

    Args:
        acts: ways for the parties in the order of their keys.
        first: the party from whom it is seen.
        second: the other.
    """

    def __init__(self, acts: Acts, first: str, second: str) -> None:
        self.event = acts.event
        names, self.kind = numbered(acts.kind)
        self.kinds = [name.split(BETWEEN) for name in names]
        self.announced = np.array(acts.announced, dtype=bool)
        self.contexts = Many.of(acts.context)
        self.documents, self.publishers = Many.of(acts.documents), Many.of(acts.publishers)
        self._way = np.array(acts.way, dtype=np.int64)
        self._turned = first > second
        days, both = numbered([*acts.start, *acts.end])
        start, end = np.split(both, 2)
        self._dates = days
        known = np.array([day != "" for day in days], dtype=bool)
        self._start = np.where(known[start], start, end) if len(start) else start
        self._end = np.where(known[end], end, start) if len(end) else end

    def turned(self) -> Columns:
        """The same, seen from the other party."""
        other = object.__new__(Columns)
        other.__dict__.update(self.__dict__)
        other._turned = not self._turned
        return other

    def goes(self, way: Way) -> Flags:
        """Which acts pass this way."""
        if self._turned and way is not Way.JOINT:
            way = Way.BACK if way is Way.THERE else Way.THERE
        found: Flags = self._way == WAYS.index(way)
        return found

    def inside(self, bounds: Bounds) -> Flags:
        """Which acts may belong: any part of their time lies inside; no time fits no bounds."""
        found = np.ones(len(self.event), dtype=bool)
        if bounds.start is None and bounds.end is None:
            return found
        found &= _ints([day != "" for day in self._dates])[self._start] > 0
        if bounds.start is not None:
            last = _ints([ordinals(day)[1] if day else 0 for day in self._dates])
            found &= last[self._end] >= bounds.start.earliest.toordinal()
        if bounds.end is not None:
            first = _ints([ordinals(day)[0] if day else 0 for day in self._dates])
            found &= first[self._start] <= bounds.end.latest.toordinal()
        return found

    def latest(self, act: int) -> int | None:
        """The last day of an act, or of its start if that alone is known, as an ordinal."""
        day = self._dates[int(self._end[act])]
        return ordinals(day)[1] if day else None

    def periods(self, step: Step) -> Ints:
        """The number of each act's period; see :func:`period_number`.

        It is where the act starts, or where it ends if that alone is known. An act whose date is unknown
        or coarser than the period is :data:`NOWHERE`: a year is in no month.
        """
        if not self.event:
            return self._start
        year = _ints([int(day[:4] or 0) for day in self._dates])
        month = _ints([int(day[5:7] or 0) for day in self._dates])
        number = year * (MONTHS_OF_YEAR // step.months) + np.maximum(month - 1, 0) // step.months
        placed = (year > 0) & ((month > 0) | (step is Step.YEAR))
        return np.where(placed, number, NOWHERE)[self._start]

    def weights(self, scale: Scale) -> Weights:
        """Points of each act on a scale, and whether it counts."""
        found = [weight(scale, type_, mode, Status(status)) for type_, mode, status in self.kinds]
        points = np.array([points for points, _ in found], dtype=np.float64)
        counts = np.array([counts for _, counts in found], dtype=bool)
        if not found:
            return np.zeros(0), np.zeros(0, dtype=bool)
        return points[self.kind], counts[self.kind]


def period_number(period: Period) -> int:
    """Count periods from the year 0, so that the next one has the next number."""
    return period.year * (MONTHS_OF_YEAR // period.step.months) + period.nth

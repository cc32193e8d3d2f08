"""Months, quarters and years of the calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.errors import InputError
from dragoman.model.when import PartialDate

MONTHS_OF_YEAR = 12


class Step(StrEnum):
    """How long one period of a series is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, a quarter or a year: the ``nth`` of its year, from 0.

    Example:
        >>> period = Period.of(PartialDate.parse("2015-11-28"), Step.QUARTER)
        >>> str(period), period.last
        ('2015-Q4', datetime.date(2015, 12, 31))
    """

    year: int
    nth: int
    step: Step

    @classmethod
    def of(cls, day: PartialDate, step: Step) -> Period | None:
        """The period in which a date lies; None where the date is coarser than that.

        Example:
            >>> Period.of(PartialDate.parse("2015"), Step.MONTH) is None
            True
        """
        if day.month is None:
            return cls(day.year, 0, step) if step is Step.YEAR else None
        return cls(day.year, (day.month - 1) // step.months, step)

    @classmethod
    def span(cls, first: Period, last: Period) -> Iterator[Period]:
        """All periods from one to another, both included."""
        per_year = MONTHS_OF_YEAR // first.step.months
        for number in range(first.year * per_year + first.nth, last.year * per_year + last.nth + 1):
            yield cls(*divmod(number, per_year), first.step)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.nth * self.step.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = (self.nth + 1) * self.step.months
        return PartialDate(self.year, month).latest

    def __str__(self) -> str:
        """``2015-11``, ``2015-Q4`` or ``2015``."""
        match self.step:
            case Step.MONTH:
                return f"{self.year:04d}-{self.nth + 1:02d}"
            case Step.QUARTER:
                return f"{self.year:04d}-Q{self.nth + 1}"
            case Step.YEAR:
                return f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when to when a series runs; open where None."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    @classmethod
    def read(
        cls, since: str | None, until: str | None, *, names: tuple[str, str] = ("--from", "--to")
    ) -> Bounds:
        """Read the dates between which is asked; open where there is none.

        Args:
            names: how the two are called where they were given.

        Raises:
            InputError: one is no date, or the last lies before the first.

        Example:
            >>> str(Bounds.read("2015", "").start)
            '2015'
        """
        start = PartialDate.parse(since) if since else None
        end = PartialDate.parse(until) if until else None
        if start and end and end.latest < start.earliest:
            raise InputError(f"{names[1]} {end} lies before {names[0]} {start}")
        return cls(start=start, end=end)

    def holds(self, period: Period) -> bool:
        """Say whether a part of a period lies inside."""
        after = self.start is None or period.last >= self.start.earliest
        return after and (self.end is None or period.first <= self.end.latest)

    def periods(self, told: Collection[Period], step: Step) -> tuple[Period, ...]:
        """All periods of the series: as bounded, else as far as something is told."""
        first, last = min(told, default=None), max(told, default=None)
        if self.start is not None:
            first = Period.of(PartialDate.of(self.start.earliest), step)
        if self.end is not None:
            last = Period.of(PartialDate.of(self.end.latest), step)
        return tuple(Period.span(first, last)) if first and last else ()


ANY_TIME = Bounds()

"""Dates at the precision that a text gives them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dragoman.errors import InputError

_DATES = 50_000
"""Dates to keep read: a record of a century has fewer days."""

_ISO_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day.

    Example:
        >>> PartialDate.parse("2015-11").latest
        datetime.date(2015, 11, 30)
        >>> str(PartialDate(2015, 11))
        '2015-11'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise InputError(f"a day without a month: {self.year}, day {self.day}")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise InputError(f"no such date: {self}") from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO prefix: ``2015``, ``2015-11`` or ``2015-11-28``.

        Raises:
            InputError: it is none of these, or no day of the calendar.
        """
        match = _ISO_PREFIX.fullmatch(text.strip())
        if not match:
            raise InputError(f"not a date: {text!r}", hint="Write 2015, 2015-11 or 2015-11-28.")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Take over a calendar day whole."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def to_month(self) -> PartialDate:
        """Drop the day."""
        return PartialDate(self.year, self.month)

    def __str__(self) -> str:
        """Write it as an ISO prefix."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@lru_cache(_DATES)
def read_date(text: str) -> PartialDate:
    """:meth:`PartialDate.parse` for dates that come again and again."""
    return PartialDate.parse(text)


@lru_cache(_DATES)
def ordinals(text: str) -> tuple[int, int]:
    """The first and the last day that an ISO prefix can mean, counted as :meth:`date.toordinal` does.

    Example:
        >>> ordinals("2015-11")
        (735903, 735932)
    """
    found = read_date(text)
    return found.earliest.toordinal(), found.latest.toordinal()


class Basis(StrEnum):
    """Where a date comes from."""

    TEXT = "text"
    PUBLISHED = "published"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time of an act: a point has the same start and end; an unknown time has neither."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    basis: Basis = Basis.UNKNOWN

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.latest < self.start.earliest:
            raise InputError(f"a time that ends before it starts: {self.start} to {self.end}")

    @classmethod
    def at(cls, point: PartialDate, basis: Basis = Basis.TEXT) -> When:
        """Make a point in time."""
        return cls(start=point, end=point, basis=basis)

    @property
    def known(self) -> bool:
        """Say whether anything is known."""
        return self.start is not None or self.end is not None


UNKNOWN_TIME = When()

"""Counts by month folded into years, as rows of a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.model.browsing import Count

MONTHS = 12

CLOSED_UP = 2
"""Years without an event from which they make one row."""

SHADES = 5
"""Steps of shade from none to the most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One month: its key, how many events, and how dark it is from 0 to ``SHADES``."""

    key: str
    events: int
    shade: int


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its months, and the events of which only the year is known.

    A row without months stands for several years in which nothing happened.
    """

    key: str
    cells: tuple[Cell, ...] = ()
    coarse: int = 0
    events: int = 0

    @property
    def empty(self) -> bool:
        """Say whether the row stands for several years."""
        return not self.cells


def years(months: Sequence[Count]) -> tuple[Year, ...]:
    """Fold counts into years in order, years without events folded together; undated events are left out."""
    found = {month.key: month.events for month in months if month.key}
    if not found:
        return ()
    most = max((n for key, n in found.items() if len(key) > len("2015")), default=1)
    first, last = int(min(found)[:4]), int(max(found)[:4])
    rows = [_year(year, found, most) for year in range(first, last + 1)]
    return tuple(_closed_up(rows))


def _closed_up(rows: Sequence[Year]) -> Iterator[Year]:
    for idle, group in groupby(rows, key=lambda row: row.events == 0):
        some = list(group)
        if idle and len(some) >= CLOSED_UP:
            yield Year(f"{some[0].key}–{some[-1].key}")
        else:
            yield from some


def _year(year: int, found: dict[str, int], most: int) -> Year:
    keys = [f"{year:04d}-{month:02d}" for month in range(1, MONTHS + 1)]
    cells = tuple(
        Cell(key, n, -(-n * SHADES // most)) for key in keys for n in (found.get(key, 0),)
    )
    coarse = found.get(f"{year:04d}", 0)
    return Year(f"{year:04d}", cells, coarse, coarse + sum(cell.events for cell in cells))

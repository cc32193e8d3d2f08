"""Counts by month folded into years, as rows of a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.browsing import Count

MONTHS = 12

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
    """One year: its months, and the events of which only the year is known."""

    key: str
    cells: tuple[Cell, ...]
    coarse: int
    events: int


def years(months: Sequence[Count]) -> tuple[Year, ...]:
    """Fold counts into years without gaps, the first year first; undated events are left out."""
    found = {month.key: month.events for month in months if month.key}
    if not found:
        return ()
    most = max((n for key, n in found.items() if len(key) > len("2015")), default=1)
    first, last = int(min(found)[:4]), int(max(found)[:4])
    return tuple(_year(year, found, most) for year in range(first, last + 1))


def _year(year: int, found: dict[str, int], most: int) -> Year:
    keys = [f"{year:04d}-{month:02d}" for month in range(1, MONTHS + 1)]
    cells = tuple(
        Cell(key, n, -(-n * SHADES // most)) for key in keys for n in (found.get(key, 0),)
    )
    coarse = found.get(f"{year:04d}", 0)
    return Year(f"{year:04d}", cells, coarse, coarse + sum(cell.events for cell in cells))

"""Who votes under a code or a name of a table of roll calls, and whose seat that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import read


@dataclass(frozen=True, slots=True)
class Voter:
    """A state that votes under some code or name from one day to another, both included."""

    state: str
    start: date
    end: date


@cache
def _rows() -> tuple[tuple[str, Voter, str], ...]:
    """Each row of the table: what is given, who votes, and the member that continues the seat."""
    return tuple(
        (
            row["given"],
            Voter(
                row["state"],
                date.fromisoformat(row["from"]) if row["from"] else date.min,
                date.fromisoformat(row["to"]) if row["to"] else date.max,
            ),
            row["seat"],
        )
        for row in read("seats")
    )


@cache
def voters() -> Mapping[str, tuple[Voter, ...]]:
    """Who votes under each code (ISO 3166-1 alpha-2 or alpha-3) or name.

    What ``votes/seats.csv`` says goes before the table of states, where the states of today go before
    former ones.

    Example:
        >>> [voter.state for voter in voters()["RU"]], voters()["Peru"][0].state
        (['SUN', 'RUS'], 'PER')
    """
    plain: dict[str, tuple[Voter, ...]] = {}
    for row in sorted(read("states"), key=lambda row: row["kind"] == "former"):
        for given in (row["iso2"], row["id"], row["name"]):
            if given:
                plain.setdefault(given, (Voter(row["id"], date.min, date.max),))
    dated: dict[str, tuple[Voter, ...]] = {}
    for given, voter, _ in _rows():
        dated[given] = (*dated.get(given, ()), voter)
    return MappingProxyType(plain | dated)


@cache
def seats() -> Mapping[str, str]:
    """The member that continues a state's seat, for the states which are not their own.

    Example:
        >>> seats()["SUN"]
        'RUS'
    """
    return MappingProxyType({v.state: seat for _, v, seat in _rows() if v.state != seat})


def holder(seat: str, on: date) -> str:
    """The state that held a seat on a day.

    Example:
        >>> holder("RUS", date(1975, 1, 1)), holder("PER", date(1975, 1, 1))
        ('SUN', 'PER')
    """
    held = (v.state for _, v, whose in _rows() if whose == seat and v.start <= on <= v.end)
    return next(held, seat)

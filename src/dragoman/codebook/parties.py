"""The values of the gazetteer: states, organisations, persons, groups, and the names they go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """When a name, an office or a membership holds; open where nothing is known."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    @classmethod
    def parse(cls, start: str, end: str) -> Interval:
        """Read two ISO prefixes, of which either may be empty.

        Raises:
            InputError: one of them is no date.
        """
        return cls(
            start=PartialDate.parse(start) if start else None,
            end=PartialDate.parse(end) if end else None,
        )

    def holds(self, on: date | None) -> bool:
        """Say whether it holds on a day; an unknown day excludes nothing."""
        if on is None:
            return True
        if self.start and on < self.start.earliest:
            return False
        return not (self.end and on > self.end.latest)


ALWAYS = Interval()
"""Holds on every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory. ``id`` is ISO 3166-1 alpha-3, ``XKX`` for Kosovo."""

    id: str
    iso2: str
    name: str
    kind: str
    parent: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation, bloc, organ or movement. ``country`` is what a claim gives as its country."""

    id: str
    name: str
    kind: str
    country: str
    parent: str
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who held an office."""

    name: str
    country: str
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office held by a person for a time."""

    person: Person
    country: str
    office: str
    title: str
    sector: str
    term: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A bloc without a code ('the West'); ``members`` is empty where it is open."""

    id: str
    name: str
    members: tuple[str, ...]


Target = State | Organisation | Person | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A form by which something is found.

    Args:
        kind: ``name``, ``adjective``, ``capital``, ``acronym``, ``surname`` and so on: the tables' word.
        cased: the form counts only as it is written, for acronyms that are words in lower case.
    """

    form: str
    kind: str
    target: Target
    term: Interval
    cased: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form that can mean several things."""

    readings: tuple[str, ...]
    decides: str
    default: str


CASED_LENGTH = 5
"""Acronyms up to this length count only in capitals: 'US' is not 'us', 'WHO' is not 'who'."""

CASED_KINDS = frozenset({"abbreviation", "acronym", "title"})
"""Kinds of name that count only as they are written; a title is that of a newspaper ('The Hindu')."""


def is_cased(form: str, kind: str) -> bool:
    """Say whether a form counts only as it is written."""
    bare = form.replace(".", "")
    return kind in CASED_KINDS or (len(bare) <= CASED_LENGTH and bare.isupper())

"""What turning the pages of a record gives: lists in parts, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.errors import InputError
from dragoman.model.claims import Status
from dragoman.model.when import PartialDate

Item = TypeVar("Item")

SEPARATOR = "~"
"""Stands between the date and the id of the event after which a list goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[Item]):
    """One part of a long list.

    Args:
        total: items of the whole list.
        next: where the list goes on, to be handed back; empty at its end.
    """

    items: tuple[Item, ...]
    total: int
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which part of the events is asked for.

    Args:
        about: the key of a party; events in which it acts or is acted on.
        beside: the key of another party that has a part in them too.
        period: a year, month or day in which they start.
        undated: those of unknown date instead.
        status: only those of this status.
        after: where to go on, from :attr:`Leaf.next`.
    """

    about: str | None = None
    beside: str | None = None
    period: PartialDate | None = None
    undated: bool = False
    status: Status | None = None
    after: str = ""
    limit: int = 50

    def place(self) -> tuple[str, str]:
        """The date and the id after which the part goes on; nothing of either at the beginning.

        Raises:
            InputError: the place is none.
        """
        if not self.after:
            return "", ""
        start, mark, last = self.after.partition(SEPARATOR)
        if not mark or bool(start) == self.undated:
            raise InputError(f"no list goes on after {self.after!r}")
        return start, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many events a time or a party has.

    Args:
        key: a month (``2015-11``), a year where nothing more is known, a party; empty for no date.
    """

    key: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What passed between two parties in both directions, as a network shows it.

    Units:
        Points of the scale, summed over events that count.
    """

    first: str
    second: str
    value: float
    events: int

    @property
    def mean(self) -> float:
        """Points an event."""
        return self.value / self.events if self.events else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishers:
    """Who published the documents of a record, and from when to when.

    Args:
        documents: number of documents by publisher, the most first; empty where unknown.
        first: the first day on which one was published; None where no date is known.
    """

    documents: tuple[tuple[str, int], ...]
    first: PartialDate | None
    last: PartialDate | None

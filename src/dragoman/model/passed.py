"""What passes between two parties, in columns: little to keep, and quick to read and to sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.codec import number
from dragoman.model.events import Outcome
from dragoman.model.relations import Act, Covering

ANNOUNCED = frozenset({Status.PLANNED, Status.CALLED_OFF})
"""Statuses of what was said to be coming."""

BETWEEN = "|"
"""Stands between the type, the mode and the status of an act."""

AND = "\x1f"
"""Stands between values of which an act has several."""


class Way(Enum):
    """How an event passes between a first and a second party."""

    THERE = "there"
    BACK = "back"
    JOINT = "joint"


WAYS = (None, Way.THERE, Way.BACK, Way.JOINT)
"""Ways by their number in a column."""


def way(act: Act, first: str, second: str) -> Way | None:
    """Find how an event passes between two parties; None where it does not.

    Parties that act together on nobody else ('X and Y agreed') act on each other. Parties that act
    together on a third one, and those who are both acted on, do nothing to each other.
    """
    there = first in act.actors and second in act.recipients
    back = second in act.actors and first in act.recipients
    if there and back:
        return Way.JOINT
    if there or back:
        return Way.THERE if there else Way.BACK
    together = first in act.actors and second in act.actors and not act.recipients
    return Way.JOINT if together else None


@dataclass(slots=True)
class Acts:
    """Acts of two parties: the nth value of each column is of the nth act.

    Args:
        kind: type, mode and status, see :data:`BETWEEN`.
        way: a place in :data:`WAYS`, for the parties in the order of their keys.
        start: as an ISO prefix; empty where it is unknown.
        announced: 1 where a claim of it tells a plan.
        context: any number, with :data:`AND` between.
        documents: ids, sorted, likewise.
        publishers: known ones, sorted, likewise.
    """

    event: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    way: list[int] = field(default_factory=list)
    start: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    announced: list[int] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)

    def extend(self, columns: Iterable[Sequence[Any]]) -> None:
        """Put more acts behind those that are there."""
        for name, more in zip(fields(self), columns, strict=True):
            getattr(self, name.name).extend(more)

    @classmethod
    def of(cls, first: str, second: str, acts: Iterable[Act]) -> Acts:
        """Acts of two parties in columns, whatever the order of the two."""
        found = cls()
        rows = [act_row(act, first, second) for act in acts]
        if rows:
            found.extend(zip(*rows, strict=True))
        return found


def act_row(act: Act, first: str, second: str) -> tuple[Any, ...]:
    """One act as a value of each column of :class:`Acts`."""
    return (
        act.event,
        BETWEEN.join((act.type, act.mode, act.status.value)),
        WAYS.index(way(act, *sorted((first, second)))),
        str(act.when.start or ""),
        str(act.when.end or ""),
        int(act.status in ANNOUNCED or not act.told_as.isdisjoint(ANNOUNCED)),
        AND.join(act.context),
        AND.join(sorted(act.documents)),
        AND.join(sorted(act.publishers)),
    )


class Figured(NamedTuple):
    """A figure between two parties, as one claim tells it; dates as ISO prefixes."""

    claim: str
    indicator: str
    about: list[str]
    unit: str
    value: str
    value_max: str
    status: str
    start: str
    end: str
    basis: str
    of: str


class Stood(NamedTuple):
    """How one party stands to another, as one claim states it; dates as ISO prefixes."""

    claim: str
    actors: list[str]
    recipients: list[str]
    polarity: int
    mutual: bool
    status: str
    start: str
    end: str
    basis: str
    said_by: str


def claim_row(claim: Claim) -> Figured | Stood | None:
    """A figure or a stance as a relation sees it; None for claims of other kinds."""
    body, when = claim.body, claim.when
    time = (claim.status.value, str(when.start or ""), str(when.end or ""), when.basis.value)
    if isinstance(body, FigureBody):
        most = str(number(body.value_max)) if body.value_max is not None else ""
        about = list(dict.fromkeys(actor.key for actor in body.about))
        told = (body.unit, str(number(body.value)), most)
        return Figured(claim.id, body.indicator, about, *told, *time, body.of)
    if isinstance(body, StanceBody):
        sides = ([a.key for a in body.actors], [a.key for a in body.recipients])
        said_by = claim.said_by.name if claim.said_by else ""
        return Stood(claim.id, *sides, body.polarity, body.symmetric, *time, said_by)
    return None


@dataclass(slots=True)
class Passed:
    """All that passed between two parties, in both directions."""

    acts: Acts = field(default_factory=Acts)
    figures: list[Figured] = field(default_factory=list)
    stances: list[Stood] = field(default_factory=list)

    @classmethod
    def of(
        cls, first: str, second: str, acts: Iterable[Act], claims: Iterable[Claim] = ()
    ) -> Passed:
        """Gather it from acts, and from the figures and stances among some claims."""
        rows = [claim_row(claim) for claim in claims]
        return cls(
            acts=Acts.of(first, second, acts),
            figures=[row for row in rows if isinstance(row, Figured)],
            stances=[row for row in rows if isinstance(row, Stood)],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the record has on a pair.

    Args:
        fates: what became of plans, by their event.
        as_of: the last day on which a document of the record was published.
    """

    passed: Passed = field(default_factory=Passed)
    covering: tuple[Covering, ...] = ()
    fates: Mapping[str, Outcome] = field(default_factory=dict)
    as_of: date | None = None

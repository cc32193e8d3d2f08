"""A happening, as all its claims tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.actors import Actor, Place
from dragoman.model.claims import Claim, Status
from dragoman.model.ids import ClaimId, EventId
from dragoman.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two claims held to tell of one happening, with the reasons."""

    left: ClaimId
    right: ClaimId
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One version of something on which accounts differ."""

    value: str
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A field on which the accounts of one happening differ; never averaged.

    Args:
        field: ``status``, ``date`` or ``amount``.
    """

    field: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening: its parts as its best-told claim has them, and all claims that tell it.

    ``id`` is made from its first claim when it is new; in a record it stays while claims come and go.
    """

    id: EventId
    type: str
    mode: str
    status: Status
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    context: tuple[str, ...]
    place: Place | None
    when: When
    claims: tuple[Claim, ...]
    links: tuple[Link, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """Names of the documents that tell it, sorted."""
        return tuple(sorted({claim.doc for claim in self.claims}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellers:
    """How many tell of a happening: reports are never counted as happenings, nor copies as reports.

    Args:
        reports: documents that are no copy of another.
        publishers: different ones among these; those of unknown publisher are not counted.
        copies: documents that repeat one of the reports.
    """

    reports: int
    publishers: int
    copies: int = 0


class Outcome(StrEnum):
    """What became of a plan; ``put_off`` is a new date of which nothing more is told."""

    HELD = "held"
    CALLED_OFF = "called_off"
    HELD_LATER = "held_later"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """A plan and what became of it, as two events of the record.

    Args:
        plan: the event that was planned or called off.
        later: the event that tells what became of it.
    """

    plan: EventId
    later: EventId
    outcome: Outcome
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Companion:
    """A meeting and another act of the same occasion: two happenings, told of as one.

    Args:
        other: what was signed, given or promised there.
    """

    meeting: EventId
    other: EventId
    reasons: tuple[str, ...]

"""What people say of claims and events: signed, superseded, undone, and never erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dragoman.errors import InputError
from dragoman.model.claims import Claim
from dragoman.model.ids import ClaimId, JudgementId, short


class Verdict(StrEnum):
    """What a person says."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"


PAIRED = frozenset({Verdict.SAME, Verdict.DIFFERENT})
"""Verdicts on two sides: whether what they tell of is one happening."""


class Standing(StrEnum):
    """What people made of a claim that was read."""

    READ = "read"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


class State(StrEnum):
    """Whether a judgement counts.

    ``waiting`` is one whose claims the present reading does not hold: it counts again when they come back.
    """

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    UNDONE = "undone"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who says something, when, and why.

    Raises:
        InputError: nobody signs, or the time has no zone.
    """

    who: str
    at: datetime
    why: str = ""

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise InputError(
                "a judgement needs a name", hint="Say who judges, e.g. --who 'A. Meier'."
            )
        if self.at.tzinfo is None:
            raise InputError(f"the time of a judgement needs a zone: {self.at.isoformat()}")

    @property
    def stamp(self) -> str:
        """The time in UTC, to the second, as ISO 8601."""
        return self.at.astimezone(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A claim that is judged.

    Args:
        claim: as its reader had it when it was judged, with its words and their place.
        side: which of the two sides of ``same`` and ``different`` it is on, 0 or 1.
        now: the claim of the record that it is now; None where the present reading has none.
    """

    claim: Claim
    side: int = 0
    now: ClaimId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One thing that a person said.

    Args:
        field: what is corrected, by the codebook's name; empty for all other verdicts.
        value: what it is corrected to, as the JSON of a claim has it.
        undone: who took it back, when and why.
        superseded_by: the later judgement that counts in its place.
    """

    id: JudgementId
    verdict: Verdict
    subjects: tuple[Subject, ...]
    signed: Signature
    field: str = ""
    value: Any = None
    state: State = State.IN_FORCE
    undone: Signature | None = None
    superseded_by: JudgementId | None = None


def judgement_id(
    verdict: Verdict, subjects: tuple[Subject, ...], said: str, signed: Signature, nth: int
) -> JudgementId:
    """Make the id of a judgement from what it says.

    Args:
        said: field and value of a correction, as one text.
        nth: tells apart the same words said again in the same second.
    """
    claims = [f"{subject.side}{subject.claim.id}" for subject in subjects]
    parts = (verdict, said, signed.who, signed.stamp, signed.why, str(nth), *claims)
    return JudgementId(short("j", *parts))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ruling:
    """Whether two claims tell of one happening, because a person says so."""

    left: ClaimId
    right: ClaimId
    same: bool
    judgement: JudgementId
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim and what people made of it.

    Args:
        claim: as the record shows it.
        read: as the present reader has it; None where only a person says so.
        judgements: those that count for it.
    """

    claim: Claim
    read: Claim | None
    standing: Standing = Standing.READ
    judgements: tuple[JudgementId, ...] = ()

"""Outlooks held against what came: who expected what, by when, and what later claims say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.actors import Actor
from dragoman.model.claims import Claim
from dragoman.model.ids import ClaimId
from dragoman.model.when import PartialDate, When


class Verdict(StrEnum):
    """Whether later claims bear an outlook out."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A later claim that bears on an outlook.

    Args:
        came: it tells that what was spoken of came about; false where it tells that it did not.
        in_time: it lies within the time that the outlook names; None where that cannot be told.
        reasons: why it is held to speak of the same thing.
    """

    claim: Claim
    came: bool
    in_time: bool | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """An outlook, and what became of it as far as the record tells.

    ``id`` is that of its surest claim. ``expects`` is true where the outlook holds that the thing will
    come, false where it holds that it will not, None where it leaves it open ('may').

    Args:
        claims: all claims that tell it in one passage, the surest first.
        holder: who is cited as expecting it; None where the document itself does.
        about: the parties whom it is about.
        proposition: what is expected, in words.
        likelihood: as the codebook has it; empty for a bare goal.
        made: when it was published; None where that is not known.
        due: by when, as its words say; unknown where they do not.
        why: the reason for the verdict, in a sentence; above all for an open one.
        bearings: the later claims that the verdict rests on, by time of publication.
        near: up to three later claims that come nearest without deciding anything.
    """

    id: ClaimId
    claims: tuple[Claim, ...]
    holder: Actor | None
    about: tuple[Actor, ...]
    proposition: str
    likelihood: str
    condition: str
    expects: bool | None
    made: PartialDate | None
    due: When
    verdict: Verdict
    why: str
    bearings: tuple[Bearing, ...] = ()
    near: tuple[Claim, ...] = ()

    @property
    def claim(self) -> Claim:
        """The surest claim."""
        return self.claims[0]

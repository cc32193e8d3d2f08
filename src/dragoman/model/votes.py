"""Roll calls: questions put to a body, and how each state voted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model.issues import Issue


class Choice(IntEnum):
    """How a state voted, as one byte of :attr:`RollCalls.choices`.

    ``NONE`` stands for absent, not taking part and not a member: sources seldom tell them apart.
    """

    NONE = 0
    YES = 1
    ABSTAIN = 2
    NO = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """One question that was put to the vote.

    Args:
        id: the source's number.
        resolution: as the source writes it, e.g. ``R/68/262``; may be empty.
        title: the agenda item in a few words; may be empty.
        question: what was voted on.
        issues: the themes that the source counts it to.
    """

    id: int
    day: date
    session: int = 0
    resolution: str = ""
    important: bool = False
    title: str = ""
    question: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCalls:
    """Many roll calls and the votes on them, as one table of bytes.

    Args:
        calls: sorted by id.
        states: codes of those who vote, in the order of the columns.
        choices: a :class:`Choice` a byte, row by row.

    Shapes:
        ``choices``: calls x states.
    """

    calls: tuple[RollCall, ...] = ()
    states: tuple[str, ...] = ()
    choices: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesTally:
    """What the record holds after files were added, and what was left out of them."""

    calls: int
    votes: int
    states: int
    issues: tuple[Issue, ...] = ()


class Within(StrEnum):
    """What an agreement is counted in."""

    ALL = "all"
    YEAR = "year"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Years:
    """Some years, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How alike two states voted in some roll calls.

    Args:
        within: the year or issue, or ``all``.
        shared: roll calls in which both voted.
        same: of these, the votes that were equal.
        half: those where one abstained and the other did not.
        index: (same + half / 2) / shared.
    """

    first: str
    second: str
    within: str
    shared: int
    same: int
    half: int

    @property
    def opposed(self) -> int:
        """Roll calls in which one said yes and the other no."""
        return self.shared - self.same - self.half

    @property
    def index(self) -> float:
        """From 0, always opposed, to 1, always the same; abstaining is half way between."""
        return (self.same + self.half / 2) / self.shared


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class IdealPoint:
    """Where a state stands on the main line of division, in one year.

    Units:
        Standard deviations over all states and years; the pole of the United States is positive.
    """

    year: int
    value: float
    state: str
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far a state's ideal point moved between two years."""

    state: str
    before: IdealPoint
    after: IdealPoint

    @property
    def distance(self) -> float:
        """Standard deviations, positive towards the pole of the United States."""
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A roll call that a position read in an article may be about, and what it says of it.

    Args:
        claim: the claim of the position.
        state: who is said to have voted.
        said: the choice that the article tells.
        voted: the choice on record.
        score: from 0 to 1, how surely it is this roll call.
        reasons: what speaks for it, in words.
    """

    claim: str
    state: str
    said: str
    call: RollCall
    voted: Choice
    score: float
    reasons: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Say whether the record bears the article out."""
        return self.said == SAID[self.voted]


SAID = {Choice.YES: "for", Choice.NO: "against", Choice.ABSTAIN: "abstain", Choice.NONE: "absent"}
"""The codebook's word for each choice."""

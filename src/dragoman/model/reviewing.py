"""What is to be reviewed, and how far those who review agree."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.ids import ClaimId, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A claim that somebody should look at.

    Args:
        confidence: of the reader, 0 to 1; None where it says nothing.
        event: of which it is a part.
        disputed: accounts of that event differ.
    """

    claim: ClaimId
    confidence: float | None
    event: EventId | None = None
    disputed: bool = False

    @property
    def doubt(self) -> float:
        """How much a look is worth: the reader's doubt, and a quarter more where accounts differ.

        Example:
            >>> Doubtful(claim="c1", confidence=0.4, disputed=True).doubt
            0.85
        """
        unsure = 0.0 if self.confidence is None else 1 - self.confidence
        return round(unsure + (DISPUTED if self.disputed else 0.0), 4)


DISPUTED = 0.25
"""What it adds to the doubt of a claim that accounts of its event differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two people judged the same claims.

    Args:
        both_right: claims that both accepted.
        first_alone: that only the first accepted.
        second_alone: that only the second accepted.
        both_wrong: that both rejected or corrected.
        kappa: Cohen's; None where chance alone would make them agree, as when both accept everything.
        left_out: claims that one of them saw after the other's correction, so not as the other saw them.
    """

    first: str
    second: str
    both_right: int
    first_alone: int
    second_alone: int
    both_wrong: int
    kappa: float | None
    left_out: int = 0

    @property
    def claims(self) -> int:
        """How many both judged."""
        return self.both_right + self.first_alone + self.second_alone + self.both_wrong

    @property
    def share(self) -> float | None:
        """The share on which they agree; None where there is nothing."""
        return (self.both_right + self.both_wrong) / self.claims if self.claims else None

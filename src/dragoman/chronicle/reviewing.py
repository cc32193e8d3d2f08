"""Reviewing: what to look at first, what people made of claims, how far they agree."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.chronicle.opened import Opened
from dragoman.codebook.fields import FIELDS
from dragoman.model.claims import Kind
from dragoman.model.ids import ClaimId
from dragoman.model.judgements import Standing
from dragoman.model.reviewing import Agreement, Doubtful
from dragoman.scoring.agreement import agreement


class Reviewing(Opened):
    """What those who review ask."""

    def doubtful(self, *, limit: int = 50) -> tuple[Doubtful, ...]:
        """Claims that nobody has judged, those with the most doubt first."""
        return self._record.doubtful(limit)

    def second_opinions(self, who: str, *, limit: int = 50) -> tuple[Doubtful, ...]:
        """Claims that others judged and this person did not, the latest first."""
        return self._record.second_opinions(who, limit)

    def unjudged(self) -> int:
        """How many claims nobody has judged."""
        return self._record.count_unjudged()

    def standings(self, claims: Iterable[ClaimId]) -> dict[ClaimId, Standing]:
        """What people made of some claims; those of which nobody said anything are left out."""
        return self._record.standings(tuple(claims))

    def agreement(self) -> tuple[Agreement, ...]:
        """How far each two people agree who judged the same claims."""
        return agreement(self._record.judgements())


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind of claim that a person can correct, by the codebook's names."""
    return tuple(FIELDS[kind])

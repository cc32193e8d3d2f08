"""The record: documents, claims, evidence, events, relations and votes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.model.claims import Claim
from dragoman.model.relations import Act, Covering
from dragoman.model.votes import RollCalls
from dragoman.store.acts import (
    last_published,
    read_acts,
    read_acts_between,
    read_acts_of,
    read_between,
    read_covering,
)
from dragoman.store.keeping import Keeping
from dragoman.store.votes import keep_votes, read_votes


class Record(Keeping):
    """One record, open. Use it as a context manager.

    Args:
        path: the file; ``:memory:`` for one that is gone when closed.
        create: make the file where there is none.
    """

    def keep_votes(self, rolls: RollCalls) -> None:
        """Keep these roll calls in place of those which are there."""
        keep_votes(self._db, rolls)

    def acts(self, party: str | None = None) -> Iterator[Act]:
        """Events as relations see them: all, or those in which a party has a part."""
        return read_acts(self._db) if party is None else read_acts_of(self._db, party)

    def acts_between(self, first: str, second: str) -> Iterator[Act]:
        """Events in which both of two parties have a part, as relations see them."""
        return read_acts_between(self._db, first, second)

    def covering(self, first: str, second: str) -> tuple[Covering, ...]:
        """Documents that have something on either of two parties."""
        return read_covering(self._db, first, second)

    def between(self, first: str, second: str) -> tuple[Claim, ...]:
        """Figures and stances in which both of two parties have a part."""
        return read_between(self._db, first, second)

    def last_published(self) -> date | None:
        """The last day on which a document was published."""
        return last_published(self._db)

    def votes(self) -> RollCalls:
        """All roll calls."""
        return read_votes(self._db)

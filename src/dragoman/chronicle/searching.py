"""Searching: one grammar, by words and by meaning; and what is like something."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.chronicle.opened import Opened
from dragoman.errors import Unavailable
from dragoman.model.claims import Claim
from dragoman.model.queries import Order, SearchResult
from dragoman.reading import meaning, meanings
from dragoman.searching import parse


class Searching(Opened):
    """Finding claims, and what is like them."""

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        by_meaning: bool = True,
    ) -> SearchResult:
        """Find claims: those that hold all that is asked, and some that are near in meaning.

        The grammar is that of :func:`dragoman.searching.parse`. Totals, facets and bars count the claims
        that hold all that is asked, exactly. Meaning is asked where :meth:`index` was called before.

        Args:
            offset: hits to pass over, for the next page.
            by_meaning: give claims near in meaning too, where the order is by relevance.

        Raises:
            QueryError: the query cannot be understood; it says where, and what is near.
        """
        vector = meaning if by_meaning and order is Order.RELEVANCE else None
        asked = parse(query)
        try:
            return self._record.search(
                asked, limit=limit, offset=offset, order=order, vector=vector
            )
        except Unavailable:
            return self._record.search(asked, limit=limit, offset=offset, order=order, vector=None)

    def index(self, *, watch: Callable[[str], None] = lambda _: None) -> int:
        """Find the meanings of all quotes that have none yet, some 4 ms each.

        Args:
            watch: called with each quote when it is done.

        Returns:
            How many were found.

        Raises:
            Unavailable: the encoder's libraries are not installed.
        """
        return self._record.fill_meanings(meanings, watch)

    def near(self, claim: Claim, *, limit: int = 5) -> tuple[tuple[Claim, float], ...]:
        """Claims whose quotes mean nearly the same, the nearest first, with the cosine of each."""
        found = self._record.near_claims(claim, limit=limit)
        return tuple((self._record.claim(item.claim), item.cosine) for item in found)

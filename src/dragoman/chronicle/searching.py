"""Searching: one grammar, by words and by meaning; and what is like something."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from dragoman.chronicle.opened import Opened
from dragoman.errors import Unavailable
from dragoman.merging.copies import share, sketch
from dragoman.model.claims import Claim
from dragoman.model.events import Event
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.queries import Order, SearchResult, SimilarDocument, SimilarEvent
from dragoman.reading import meaning, meanings
from dragoman.searching import Shared, parse, similar_documents, similar_events

LOOKED_AT = 10
"""Claims of an event or a document, and claims near in meaning to each, that are looked at for likeness."""


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

    def count(self, query: str) -> int:
        """How many claims hold all that is asked.

        Raises:
            QueryError: the query cannot be understood; it says where, and what is near.
        """
        return self._record.count(parse(query))

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

    def similar_events(self, event: Event, *, limit: int = 5) -> tuple[SimilarEvent, ...]:
        """Events like one, the most alike first, each with the reasons.

        Looked at are events of its type and parties that are nearest in time, and those whose quotes are
        near in meaning where that is known.
        """
        near: dict[EventId, float] = {}
        for claim in event.claims[:LOOKED_AT]:
            found = self._record.near_claims(claim, limit=LOOKED_AT)
            homes = self._record.homes(item.claim for item in found)
            for item in found:
                if home := homes.get(item.claim):
                    near[home] = max(item.cosine, near.get(home, 0.0))
        names = sorted(self._record.near_events(event) | set(near) - {event.id})
        others = (self._record.event(name) for name in names)
        return similar_events(event, others, cosines=near, limit=limit)

    def similar_documents(self, name: str, *, limit: int = 5) -> tuple[SimilarDocument, ...]:
        """Documents like one, the most alike first, each with the reasons.

        Looked at are documents that tell of the same events or have something on the same parties in the
        same month, and those with quotes near in meaning where that is known.

        Raises:
            NotFound: there is no such document.
        """
        document = self._record.document(name)
        beside = self._record.beside(document.id)
        near: dict[DocumentId, float] = {}
        for claim in islice(self._record.claims(document=document.id), LOOKED_AT):
            for other, cosine in self.near(claim, limit=LOOKED_AT):
                home = other.evidence.doc
                near[home] = max(cosine, near.get(home, 0.0))
        near.pop(document.id, None)
        own = sketch(document.text)
        shared = []
        for home in sorted({*beside, *near}):
            told = self._record.document(home)
            happenings, pairs = beside.get(home, (0, ()))
            shared.append(
                Shared(
                    document=told,
                    happenings=happenings,
                    pairs=pairs,
                    words=share(own, sketch(told.text)),
                    cosine=near.get(home),
                )
            )
        return similar_documents(shared, limit=limit)

"""Turning the pages of a record: lists in parts, counts, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.chronicle.opened import Opened
from dragoman.codebook.scales import DEFAULT as DEFAULT_SCALE
from dragoman.codebook.scales import scale as find_scale
from dragoman.model.browsing import Count, Leaf, Publishers, Slice, Tie
from dragoman.model.claims import Claim
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.periods import ANY_TIME, Bounds
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.wording.happenings import event_sentence


class Browsing(Opened):
    """Lists, counts, and what stands beside what."""

    def leaf(self, asked: Slice) -> Leaf[Event]:
        """One part of the events, the newest first.

        Raises:
            InputError: the place to go on from is none.
        """
        ids, total, after = self._record.slice_events(asked)
        events = tuple(self._record.event(name) for name in ids)
        return Leaf(items=events, total=total, next=after)

    def leaf_of_documents(self, *, limit: int = 50, after: str = "") -> Leaf[tuple[Document, int]]:
        """One part of the documents, the newest first, each with how many claims it has.

        Raises:
            InputError: the place to go on from is none.
        """
        rows, total, goes_on = self._record.slice_documents(limit=limit, after=after)
        items = tuple((self._record.document(name), claims) for name, claims in rows)
        return Leaf(items=items, total=total, next=goes_on)

    def event(self, name: str) -> Event:
        """An event by its id.

        Raises:
            NotFound: the record holds none.
        """
        return self._record.event(name)

    def claim(self, name: str) -> Claim:
        """A claim by its id.

        Raises:
            NotFound: the record holds none.
        """
        return self._record.claim(name)

    def claims_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document in the order of the text."""
        return tuple(self._record.claims(document=document))

    def events_of(self, claims: Iterable[ClaimId]) -> dict[ClaimId, EventId]:
        """The event of each claim that is part of one."""
        return self._record.events_of(claims)

    def sentence(self, event: Event) -> str:
        """An event in one sentence, made from its parts."""
        return event_sentence(event)

    def months(self, *, about: str | None = None, beside: str | None = None) -> tuple[Count, ...]:
        """Events by month, by year where only that is known, and under no key the undated ones.

        Args:
            about: the key of a party; only its events.
            beside: the key of another; only events in which both have a part.
        """
        return self._record.count_by_month(about, beside)

    def parties(self) -> tuple[Count, ...]:
        """Events by party, the most first."""
        return self._record.count_by_party()

    def knows(self, party: str) -> bool:
        """Say whether a party takes part in any event."""
        return self._record.knows(party)

    def kinds(self) -> dict[str, int]:
        """Claims by kind."""
        return self._record.count_by_kind()

    def issue_counts(self) -> dict[str, int]:
        """What was left out, by its code."""
        return self._record.issue_counts()

    def publishers(self) -> Publishers:
        """Who published the documents, and from when to when."""
        return self._record.publishers()

    def runs(self) -> tuple[Run, ...]:
        """Every run that read a document of the record."""
        return self._record.runs()

    def ties(self, *, bounds: Bounds = ANY_TIME, scale: str = DEFAULT_SCALE) -> tuple[Tie, ...]:
        """All pairs of parties between which something passed, those with the most events first.

        Raises:
            UnknownName: there is no such scale.
        """
        from dragoman.relating import ties

        return ties(self._record.acts(), scale=find_scale(scale), bounds=bounds)

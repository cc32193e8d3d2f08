"""The record: documents, claims, evidence, events, relations and votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from dragoman.model.browsing import Count, Publishers, Slice
from dragoman.model.events import Event
from dragoman.model.fetches import Fetch
from dragoman.model.ids import ClaimId, EventId
from dragoman.model.judgements import Standing
from dragoman.model.passed import Passed
from dragoman.model.relations import Act, Covering
from dragoman.model.reviewing import Doubtful
from dragoman.model.runs import Run
from dragoman.model.votes import RollCalls
from dragoman.store.acts import last_published, read_acts, read_acts_between, read_acts_of
from dragoman.store.browsing import (
    count_by_kind,
    count_by_month,
    count_by_party,
    events_of,
    issue_counts,
    knows_party,
    outlines,
    read_publishers,
    read_runs,
    slice_documents,
    slice_events,
)
from dragoman.store.copying import copy
from dragoman.store.covering import read_covering
from dragoman.store.fetches import keep_fetch, read_fetch
from dragoman.store.finding import Finding
from dragoman.store.forecasts import Forecasts
from dragoman.store.passing import count_passed, read_passed, slice_passed
from dragoman.store.reviewing import count_unjudged, doubtful, second_opinions, standings
from dragoman.store.votes import keep_votes, read_votes


class Record(Finding, Forecasts):
    """One record, open. Use it as a context manager.

    Args:
        path: the file, or ``postgresql://USER@HOST/DATABASE``; ``:memory:`` for a record that is gone when
            closed.
        create: make the record where there is none.
    """

    def copy_to(self, target: Record, watch: Callable[[str], None]) -> int:
        """Copy all of this record into an empty one, and count the rows.

        Raises:
            InputError: the other one is not empty.
        """
        return copy(self._db, target._db, watch)

    def keep_votes(self, rolls: RollCalls) -> None:
        """Keep these roll calls in place of those which are there."""
        keep_votes(self._db, rolls)

    def keep_fetch(self, fetch: Fetch) -> None:
        """Keep what an address said last."""
        keep_fetch(self._db, fetch)

    def fetched(self, url: str) -> Fetch | None:
        """What an address said last; None where it was never fetched."""
        return read_fetch(self._db, url)

    def acts(self, party: str | None = None) -> Iterator[Act]:
        """Events as relations see them: all, or those in which a party has a part."""
        return read_acts(self._db) if party is None else read_acts_of(self._db, party)

    def acts_between(self, first: str, second: str) -> Iterator[Act]:
        """Events in which both of two parties have a part, as relations see them."""
        return read_acts_between(self._db, first, second)

    def covering(self, first: str, second: str) -> tuple[Covering, ...]:
        """Documents that have something on either of two parties."""
        self._ready()
        return read_covering(self._db, first, second)

    def passed(self, first: str, second: str) -> Passed:
        """Acts, figures and stances between two parties."""
        self._ready()
        return read_passed(self._db, first, second)

    def last_published(self) -> date | None:
        """The last day on which a document was published."""
        return last_published(self._db)

    def votes(self) -> RollCalls:
        """All roll calls."""
        return read_votes(self._db)

    def slice_events(self, asked: Slice) -> tuple[list[EventId], int, str]:
        """Ids of one part of the events, the newest first; the whole number; where it goes on."""
        if asked.about is None or asked.beside is None:
            return slice_events(self._db, asked)
        self._ready()
        return slice_passed(self._db, asked)

    def slice_documents(self, *, limit: int, after: str) -> tuple[list[tuple[str, int]], int, str]:
        """Ids of one part of the documents with the number of their claims, the newest first."""
        return slice_documents(self._db, limit=limit, after=after)

    def outlines(
        self, type_: str, parties: Sequence[str], *, first: date, last: date
    ) -> tuple[Event, ...]:
        """Events of one type in which two of some parties, or the one, have a part, without their claims."""
        self._ready()
        return outlines(self._db, type_, parties, first, last)

    def count_by_month(
        self, about: str | None = None, beside: str | None = None
    ) -> tuple[Count, ...]:
        """Events by month, by year where only that is known, and under no key the undated ones."""
        if about is None or beside is None:
            return count_by_month(self._db, about)
        self._ready()
        return count_passed(self._db, about, beside)

    def count_by_party(self) -> tuple[Count, ...]:
        """Events by party, the most first."""
        return count_by_party(self._db)

    def knows(self, party: str) -> bool:
        """Say whether a party takes part in any event."""
        return knows_party(self._db, party)

    def count_by_kind(self) -> dict[str, int]:
        """Claims by kind."""
        return count_by_kind(self._db)

    def issue_counts(self) -> dict[str, int]:
        """What was left out, by its code."""
        return issue_counts(self._db)

    def events_of(self, claims: Iterable[ClaimId]) -> dict[ClaimId, EventId]:
        """The event of each claim that is part of one."""
        return events_of(self._db, claims)

    def publishers(self) -> Publishers:
        """Who published the documents, and from when to when."""
        return read_publishers(self._db)

    def runs(self) -> tuple[Run, ...]:
        """Every run that read a document of the record."""
        return read_runs(self._db)

    def doubtful(self, limit: int) -> tuple[Doubtful, ...]:
        """Claims that nobody has judged, those with the most doubt first."""
        return doubtful(self._db, limit)

    def second_opinions(self, who: str, limit: int) -> tuple[Doubtful, ...]:
        """Claims that others judged and this person did not, the latest first."""
        return second_opinions(self._db, who, limit)

    def count_unjudged(self) -> int:
        """How many claims nobody has judged."""
        return count_unjudged(self._db)

    def standings(self, claims: Sequence[ClaimId]) -> dict[ClaimId, Standing]:
        """What people made of some claims; those of which nobody said anything are left out."""
        return standings(self._db, claims)

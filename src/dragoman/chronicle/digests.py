"""Digests: a state's foreign relations in a period, told with citations."""

from __future__ import annotations

from datetime import timedelta

from dragoman.chronicle.relations import Relations
from dragoman.digesting import digest as write_digest
from dragoman.merging import fold
from dragoman.model.digests import Digest
from dragoman.model.periods import Bounds, Step
from dragoman.model.relations import Relation
from dragoman.model.when import PartialDate

QUARTERS_FROM, YEARS_FROM = timedelta(days=400), timedelta(days=1500)
"""Lengths of a period from which its charts go by quarter, and by year."""


def step_for(start: PartialDate | None, end: PartialDate | None) -> Step:
    """By what a chart of a period goes: months, quarters or years; years where a bound is open."""
    if start is None or end is None:
        return Step.YEAR
    length = end.latest - start.earliest
    if length >= YEARS_FROM:
        return Step.YEAR
    return Step.QUARTER if length >= QUARTERS_FROM else Step.MONTH


class Digests(Relations):
    """What is written from events."""

    def digest(
        self, about: str, *, start: PartialDate | None = None, end: PartialDate | None = None
    ) -> Digest:
        """Write the digest of the foreign relations of one state, or organisation, in a period.

        Raises:
            UnknownName: neither a state nor an organisation has this code.
        """
        events = tuple(self._record.events(about=about))
        claims = tuple(self._record.claims(about=about))
        documents = self._documents(
            [*claims, *(claim for event in events for claim in event.claims)]
        )
        bounds = Bounds(start=start, end=end)

        def relation(partner: str) -> Relation:
            return self.relate(about, partner, by=step_for(start, end), bounds=bounds)

        return write_digest(
            about,
            events=events,
            claims=claims,
            documents=documents,
            copies=fold(documents),
            start=start,
            end=end,
            relate=relation,
        )

"""Digests: a state's foreign relations in a period, told with citations."""

from __future__ import annotations

from dragoman.chronicle.opened import Opened
from dragoman.digesting import digest as write_digest
from dragoman.merging import fold
from dragoman.model.digests import Digest
from dragoman.model.when import PartialDate


class Digests(Opened):
    """What is written from events."""

    def digest(
        self, about: str, *, start: PartialDate | None = None, end: PartialDate | None = None
    ) -> Digest:
        """Write the digest of one state's foreign relations in a period.

        Raises:
            UnknownName: no state has this code.
        """
        events = tuple(self._record.events(about=about))
        claims = tuple(self._record.claims(about=about))
        documents = self._documents(
            [*claims, *(claim for event in events for claim in event.claims)]
        )
        return write_digest(
            about,
            events=events,
            claims=claims,
            documents=documents,
            copies=fold(documents),
            start=start,
            end=end,
        )

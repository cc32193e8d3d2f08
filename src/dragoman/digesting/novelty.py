"""How new a happening is against what the record held before it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dragoman.model.claims import Status
from dragoman.model.events import Event

NEW = 1.3
"""Factor of an act that the record has not told of its parties before."""

ROUTINE = 0.1
"""By how much each time before lessens an act, down to :data:`LEAST_NEW`."""

LEAST_NEW = 0.7


class Past:
    """Acts by kind and parties, with their days.

    Args:
        events: those of the record, before the period and in it.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._days: dict[tuple[str, frozenset[str]], list[date]] = defaultdict(list)
        for event in events:
            if event.status is Status.ACTUAL and event.when.start:
                self._days[self._key(event)].append(event.when.start.earliest)
        for days in self._days.values():
            days.sort()
        firsts = [days[0] for days in self._days.values()]
        self._first = min(firsts, default=None)

    @staticmethod
    def _key(event: Event) -> tuple[str, frozenset[str]]:
        return event.type, frozenset(actor.key for actor in event.actors + event.recipients)

    def novelty(self, event: Event) -> float:
        """Factor of an event: more than 1 for the first of its kind, less for routine, 1 if not known."""
        start = event.when.start
        if start is None or self._first is None or start.earliest <= self._first:
            return 1.0
        before = bisect_left(self._days.get(self._key(event), []), start.earliest)
        return NEW if before == 0 else max(LEAST_NEW, 1.0 - ROUTINE * before)

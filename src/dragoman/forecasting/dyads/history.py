"""Happenings by pair, class and day, each from the day on which it could be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from dragoman.model.actors import Dyad
from dragoman.model.forecasts import Happening

if TYPE_CHECKING:
    from numpy.typing import NDArray

ANY = "any"
"""The signal of an event of whatever class."""


@dataclass(frozen=True, slots=True)
class Track:
    """The days on which pairs had an event of one signal: one entry a pair and day.

    Shapes:
        All arrays (entries,), sorted by ``known``, then ``pair``, then ``day``.

    Units:
        Days as proleptic Gregorian ordinals.
    """

    pair: NDArray[np.int64]
    day: NDArray[np.int64]
    known: NDArray[np.int64]


class History:
    """What is known of all pairs, for asking again and again.

    Args:
        happenings: in any order; several of one pair, class and day count once.
        signals: ids of classes that are followed beside the one asked for.
    """

    def __init__(self, happenings: Iterable[Happening], *, signals: Sequence[str]) -> None:
        kept = sorted(happenings, key=lambda h: (h.day, h.known, h.actor, h.recipient, h.event))
        self.happenings = tuple(found for found in kept if found.actor != found.recipient)
        self.signals = tuple(signals)
        self.dyads = tuple(sorted({Dyad(h.actor, h.recipient) for h in self.happenings}))
        self.number = {dyad: n for n, dyad in enumerate(self.dyads)}
        self._tracks: dict[str, Track] = {}
        parties = sorted({p for dyad in self.dyads for p in (dyad.actor, dyad.recipient)})
        place = {party: n for n, party in enumerate(parties)}
        self.parties = len(parties)
        self.actor = np.array([place[dyad.actor] for dyad in self.dyads], dtype=np.int64)
        self.recipient = np.array([place[dyad.recipient] for dyad in self.dyads], dtype=np.int64)
        backwards = [self.number.get(Dyad(d.recipient, d.actor), -1) for d in self.dyads]
        self.backwards = np.array(backwards, dtype=np.int64)

    @cached_property
    def first(self) -> int | None:
        """The day on which anything was known first, as an ordinal: from then on silence means something.

        What was told later of days before then is no sign that those were watched.
        """
        return min((found.known.toordinal() for found in self.happenings), default=None)

    @property
    def last(self) -> date | None:
        """The last day on which something became known."""
        return max((found.known for found in self.happenings), default=None)

    def until(self, as_of: date) -> History:
        """What was known at the end of a day."""
        known = (found for found in self.happenings if found.known <= as_of)
        return History(known, signals=self.signals)

    def stamp(self) -> str:
        """Hash everything that is known, so that a forecast can say what it rests on."""
        total = sha256()
        for found in self.happenings:
            classes = " ".join(sorted(found.classes))
            row = (found.event, found.actor, found.recipient, classes, found.day, found.known)
            total.update("\x1f".join(map(str, row)).encode() + b"\n")
        return total.hexdigest()[:16]

    def track(self, signal: str) -> Track:
        """The days of a class, or of events of whatever class for ``any``."""
        if signal not in self._tracks:
            self._tracks[signal] = self._track(signal)
        return self._tracks[signal]

    def _track(self, signal: str) -> Track:
        earliest: dict[tuple[int, int], int] = {}
        for found in self.happenings:
            if signal == ANY or signal in found.classes:
                key = (self.number[Dyad(found.actor, found.recipient)], found.day.toordinal())
                known = max(found.known, found.day).toordinal()
                earliest[key] = min(known, earliest.get(key, known))
        rows = sorted((known, pair, day) for (pair, day), known in earliest.items())
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return Track(pair=table[:, 1], day=table[:, 2], known=table[:, 0])

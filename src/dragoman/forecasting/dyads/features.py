"""What is known of every pair on the morning of a day, as numbers; nothing of that day or later is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.dyads.history import ANY, History, Track

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

DECAYS = (1 / 4, 1 / 14, 1 / 45, 1 / 150)
"""How fast days fade, a day: the last days, weeks, months and the year, as half-lives of 3, 10, 31, 104 days."""

SPANS = ("days", "weeks", "months", "year")
"""What each decay looks at, in words."""

ACTIVE = 180
"""Days within which a pair has had an event, to be learned from."""

PRIOR = 2.0
"""Windows that the rate of all pairs counts for in a pair's climatology."""

FLOOR = 1e-3
"""Event-days a day that stand for none, so that logarithms are finite: one in three years."""

NEVER = 400
"""Days since the last event that stand for never."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a feature looks at, and over which span, for saying so in words."""

    about: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class Morning:
    """All rows of one day.

    Shapes:
        ``pairs`` (rows,), ``values`` (rows, columns), ``climatology`` (rows,).
    """

    day: int
    pairs: Ints
    values: Floats
    climatology: Floats


def columns(signals: Sequence[str]) -> tuple[Column, ...]:
    """The features in their order."""
    found = [Column("climatology")]
    for span in SPANS:
        found += [Column(about, span) for about in FOLLOWED]
    for span in SPANS:
        found += [Column(signal, span) for signal in signals]
    found += [Column(about) for about in RECENCY]
    return tuple(found)


FOLLOWED = (
    "own",
    "back",
    "own_any",
    "back_any",
    "actor",
    "recipient",
    "actor_any",
    "recipient_any",
    "actor_hit",
    "recipient_hits",
)
"""For each span: the class from the one to the other and back, any event there and back, the class from the actor
to anybody and to the recipient from anybody, any event so, the class to the actor from anybody and from the
recipient to anybody. How much of it there is among all pairs is left out: it differs from morning to morning
alone, of which there are few, and made the rare classes worse."""

RECENCY = ("since_own", "since_back", "since_any", "since_back_any", "last_window", "count", "age")


class Sweep:
    """The state of all pairs, moved on from morning to morning.

    Args:
        target: the id of the class asked for.
    """

    def __init__(self, history: History, target: str) -> None:
        self.history, self.target = history, target
        names = (target, ANY, *history.signals)
        self._tracks = [history.track(name) for name in names]
        self._at = [0] * len(names)
        count = len(history.dyads)
        self._rates = np.zeros((len(DECAYS), len(names), count))
        self._last = np.full((2, count), -1, dtype=np.int64)
        self._count = np.zeros(count)
        self._first = np.full(count, -1, dtype=np.int64)
        self._day = history.first or 0

    def to(self, day: int) -> None:
        """Move on to the morning of a day: what was known the day before is in, nothing later.

        Raises:
            ValueError: the day lies before the one that was reached.
        """
        if day < self._day:
            raise ValueError(f"day {day} lies before {self._day}")
        decays = np.array(DECAYS)
        self._rates *= np.exp(-decays * (day - self._day))[:, None, None]
        self._day = day
        for n, track in enumerate(self._tracks):
            start, end = self._at[n], int(np.searchsorted(track.known, day))
            self._at[n] = end
            if end > start:
                self._enter(n, track.pair[start:end], track.day[start:end])

    def _enter(self, signal: int, pair: Ints, day: Ints) -> None:
        for n, decay in enumerate(DECAYS):
            weight = np.exp(-decay * (self._day - day))
            self._rates[n, signal] += np.bincount(pair, weight, len(self.history.dyads))
        if signal < len(self._last):
            np.maximum.at(self._last[signal], pair, day)
        if signal == 0:
            self._count += np.bincount(pair, minlength=len(self._count))
        if signal == 1:
            fresh = np.full(len(self._first), np.iinfo(np.int64).max)
            np.minimum.at(fresh, pair, day)
            old = np.where(self._first < 0, np.iinfo(np.int64).max, self._first)
            both = np.minimum(fresh, old)
            self._first = np.where(both == np.iinfo(np.int64).max, -1, both)

    def active(self) -> Ints:
        """The pairs that had an event within the last half year."""
        return np.nonzero((self._last[1] >= 0) & (self._last[1] >= self._day - ACTIVE))[0]

    def morning(self, pairs: Ints, window: int) -> Morning:
        """The rows of some pairs.

        Args:
            window: days of the question, for the climatology.
        """
        active = self.active()
        clim, last = climatology(self.history, self._tracks[0], self._day, window, active)
        parts = [np.log(clim[pairs] / (1 - clim[pairs]))[:, None]]
        parts += [self._span(n, pairs) for n in range(len(DECAYS))]
        signals = slice(2, None)
        parts += [np.log(self._scaled(n, signals)[:, pairs].T + FLOOR) for n in range(len(DECAYS))]
        parts.append(self._recency(pairs, last))
        return Morning(self._day, pairs, np.concatenate(parts, axis=1), clim[pairs])

    def supposing(self, pair: int, classes: frozenset[str]) -> Sweep:
        """A copy in which a pair had one more event the day before."""
        names = (self.target, ANY, *self.history.signals)
        hit = [n for n, name in enumerate(names) if name == ANY or name in classes]
        other = self._copy()
        other._rates[:, hit, pair] += np.exp(-np.array(DECAYS))[:, None]
        other._last[[n for n in hit if n < len(self._last)], pair] = self._day - 1
        other._count[pair] += 0 in hit
        if other._first[pair] < 0:
            other._first[pair] = self._day - 1
        return other

    def resting(self, pair: int, days: int) -> Sweep:
        """A copy in which nothing passed between the two for some days more; all else stays."""
        other = self._copy()
        for n in {pair, int(self.history.backwards[pair])} - {-1}:
            other._rates[:, :, n] *= np.exp(-np.array(DECAYS) * days)[:, None]
            other._last[:, n] = np.where(self._last[:, n] < 0, -1, self._last[:, n] - days)
        return other

    def _copy(self) -> Sweep:
        other = copy(self)
        for name in ("_rates", "_last", "_count", "_first"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def _scaled(self, decay: int, signals: int | slice) -> Floats:
        """Event-days a day, as a decay weighs the days since the first of the record."""
        days = max(1, self._day - (self.history.first or 0))
        fade = np.exp(-DECAYS[decay])
        weight = fade * (1 - fade**days) / (1 - fade)
        scaled: Floats = self._rates[decay, signals] / weight
        return scaled

    def _span(self, n: int, pairs: Ints) -> Floats:
        own, any_ = self._scaled(n, 0), self._scaled(n, 1)
        there, back = self.history.actor, self.history.backwards[pairs]
        came = self.history.recipient
        by_actor, to_actor = (self._total(own, key) for key in (there, came))
        by_any, to_any = (self._total(any_, key) for key in (there, came))
        first, second = there[pairs], came[pairs]
        values = (
            own[pairs],
            np.where(back >= 0, own[back], 0),
            any_[pairs],
            np.where(back >= 0, any_[back], 0),
            by_actor[first],
            to_actor[second],
            by_any[first],
            to_any[second],
            to_actor[first],
            by_actor[second],
        )
        return np.log(np.stack(values, axis=1) + FLOOR)

    def _total(self, rate: Floats, key: Ints) -> Floats:
        total: Floats = np.bincount(key, rate, self.history.parties).astype(np.float64)
        return total

    def _recency(self, pairs: Ints, last_window: Floats) -> Floats:
        back = self.history.backwards[pairs]
        since = [self._since(self._last[n][pairs]) for n in (0, 1)]
        behind = [
            np.where(back >= 0, self._since(self._last[n][back]), np.log1p(NEVER)) for n in (0, 1)
        ]
        age = np.where(self._first[pairs] >= 0, self._day - self._first[pairs], 0)
        values = (
            since[0],
            behind[0],
            since[1],
            behind[1],
            last_window[pairs],
            np.log1p(self._count[pairs]),
            np.log1p(age),
        )
        return np.stack(values, axis=1)

    def _since(self, last: Ints) -> Floats:
        days = np.where(last >= 0, np.minimum(self._day - last, NEVER), NEVER)
        logs: Floats = np.log1p(days)
        return logs


def climatology(
    history: History, track: Track, day: int, window: int, active: Ints
) -> tuple[Floats, Floats]:
    """The share of whole windows before a day in which each pair had an event, shrunk to all pairs' share.

    Returns:
        The shrunk share, and whether the last window had an event, for every pair.
    """
    pairs, first = len(history.dyads), history.first
    windows = (day - first) // window if first is not None else 0
    known = track.known < day
    which = (day - 1 - track.day[known]) // window
    inside = which < windows
    cells = np.unique(track.pair[known][inside] * max(windows, 1) + which[inside])
    hits = np.bincount(cells // max(windows, 1), minlength=pairs).astype(np.float64)
    last = np.zeros(pairs)
    last[cells[cells % max(windows, 1) == 0] // max(windows, 1)] = 1.0
    share = base_rate(float(hits[active].sum()), windows * len(active))
    return (hits + PRIOR * share) / (windows + PRIOR), last


def base_rate(hits: float, cases: int) -> float:
    """A share kept off 0 and 1 (Jeffreys)."""
    return (hits + 0.5) / (cases + 1)


def came(history: History, target: str, start: int, end: int, *, known: int) -> NDArray[np.bool_]:
    """Whether each pair had an event of a class from one day to another, both included.

    Args:
        known: the last day on which it may have become known.
    """
    track = history.track(target)
    inside = (track.day >= start) & (track.day <= end) & (track.known <= known)
    found = np.zeros(len(history.dyads), dtype=np.bool_)
    found[track.pair[inside]] = True
    return found


def mornings(history: History, target: str, days: Sequence[int], window: int) -> Iterator[Morning]:
    """The rows of the active pairs on several days.

    Args:
        days: ascending.
    """
    sweep = Sweep(history, target)
    for day in days:
        sweep.to(day)
        yield sweep.morning(sweep.active(), window)

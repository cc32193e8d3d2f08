"""Learning from earlier mornings: every window that is learned from ended before the day of the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.dyads.features import Morning, Sweep, came, mornings
from dragoman.forecasting.dyads.history import History
from dragoman.forecasting.dyads.logit import Logit, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP = 6
"""Days from one morning to the next: windows overlap, so that a year gives some fifty."""

MORNINGS = 60
"""Mornings learned from at most, the last ones."""

LEAST_PAST = 60
"""Days that must be known before a morning, so that it can be learned from."""

HALF_LIFE = 90.0
"""Days after which a morning counts for half."""

RIDGE = 2000.0
"""Weight of the squared slopes. From 300 to 5000 the score changes by a fiftieth of itself (measured)."""

CLIMATOLOGIES = 1
"""Columns at the left that are the pair's climatology; their slope is free, so that few cases lead to it."""

HALF_TRUST = 50
"""Hits with which the logit has half of its share in a forecast; the rest is the pair's climatology."""

CLIMATOLOGY = 0.25
"""The share that the climatology keeps beside many cases, where it is taken over many windows."""

HALF_SPANS = 2
"""Windows over which a climatology must be taken to have half of that share."""

FEW = 30
"""Hits under which nothing is learned: the forecast is the climatology."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned for one class and length of window by one morning.

    Args:
        logit: None where there were too few cases.
        cases: windows of pairs learned from; they overlap.
        hits: how many of these had an event.
        spans: whole windows that do not overlap, over which the climatology is taken.
    """

    logit: Logit | None
    cases: int
    hits: int
    spans: int

    @property
    def trust(self) -> float:
        """The share of the logit in a forecast: less where there were few hits, more where few windows."""
        if self.logit is None:
            return 0.0
        kept = CLIMATOLOGY * self.spans / (self.spans + HALF_SPANS)
        return (1 - kept) * self.hits / (self.hits + HALF_TRUST)

    def __call__(self, morning: Morning) -> Floats:
        """Probabilities of the rows of a morning."""
        if self.logit is None:
            return morning.climatology
        learned = self.logit(morning.values)
        mixed: Floats = self.trust * learned + (1 - self.trust) * morning.climatology
        return mixed


def train(history: History, target: str, day: int, window: int) -> Trained:
    """Learn what there is to learn by the morning of a day.

    Args:
        day: the first day of the window to forecast; nothing of it or later is used.
        window: its length.

    Units:
        ``day`` as an ordinal, ``window`` in days.
    """
    first = history.first if history.first is not None else day
    last = day - window
    days = sorted(range(last, first + LEAST_PAST - 1, -STEP)[:MORNINGS])
    rows: list[Morning] = list(mornings(history, target, days, window))
    outcomes = [
        came(history, target, row.day, row.day + window - 1, known=day - 1)[row.pairs]
        for row in rows
    ]
    cases = sum(len(row.pairs) for row in rows)
    hits = int(sum(found.sum() for found in outcomes))
    spans = max(0, (day - first) // window)
    if min(hits, cases - hits) < FEW:
        return Trained(None, cases, hits, spans)
    ages = np.concatenate([np.full(len(row.pairs), float(day - row.day)) for row in rows])
    logit = fit(
        np.concatenate([row.values for row in rows]),
        np.concatenate(outcomes).astype(np.float64),
        0.5 ** (ages / HALF_LIFE),
        ridge=RIDGE,
        free=CLIMATOLOGIES,
    )
    return Trained(logit, cases, hits, spans)


def at(history: History, target: str, day: int) -> Sweep:
    """The state of all pairs on the morning of a day."""
    sweep = Sweep(history, target)
    sweep.to(day)
    return sweep

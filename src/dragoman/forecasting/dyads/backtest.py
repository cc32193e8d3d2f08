"""Rolling origins: forecasts of every window as they would have been made on its first morning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.dyads.features import ACTIVE, base_rate, came
from dragoman.forecasting.dyads.history import History
from dragoman.forecasting.dyads.train import at, train

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trial:
    """Forecasts of one window for all pairs active before it, beside simpler ones, and what came.

    Shapes:
        All arrays (pairs,).
    """

    day: int
    pairs: NDArray[np.int64]
    forecast: Floats
    climatology: Floats
    base_rate: Floats
    persistence: Floats
    came: Floats


def origins(first: int, last: int, window: int, *, past: int = ACTIVE) -> Sequence[int]:
    """Mornings of windows that do not overlap, the first after enough past, the last whole one before the end.

    Units:
        Days as ordinals; ``window`` and ``past`` in days.
    """
    return range(first + past, last - window + 2, window)


def trials(history: History, target: str, days: Sequence[int], window: int) -> Iterator[Trial]:
    """Forecast windows from what was known before each, and look up what came."""
    for day in days:
        trained = train(history, target, day, window)
        sweep = at(history, target, day)
        morning = sweep.morning(sweep.active(), window)
        before = came(history, target, day - window, day - 1, known=day - 1)[morning.pairs]
        share = base_rate(float(before.sum()), len(before))
        latest = history.last.toordinal() if history.last else day
        after = came(history, target, day, day + window - 1, known=latest)[morning.pairs]
        yield Trial(
            day=day,
            pairs=morning.pairs,
            forecast=trained(morning),
            climatology=morning.climatology,
            base_rate=np.full(len(before), share),
            persistence=0.5 * before.astype(np.float64) + 0.5 * share,
            came=after.astype(np.float64),
        )

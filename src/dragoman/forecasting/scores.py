"""How good probabilities were: Brier and log score, reliability, skill against references."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dragoman.model.forecasts import Bin, Score, Skill

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

BINS = 10
"""Of equal width, as reliability diagrams have them."""

Z95 = 1.959964
"""The 97.5 % quantile of the normal distribution."""

RESAMPLES = 1000
"""Bootstrap samples of an interval."""

ENOUGH = 10
"""Groups from which a bootstrap says anything."""

SEED = 20140101
"""Where the bootstrap starts, so that the same forecasts have the same intervals."""

CERTAIN = 1e-6
"""How near to 0 or 1 a probability counts in the log score: one wrong certainty would make it infinite."""


def brier(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Mean squared difference; lower is better.

    Source:
        G. W. Brier 1950, Monthly Weather Review 78.

    Example:
        >>> round(brier([0.8, 0.3], [1, 0]), 3)
        0.065
    """
    p, y = _arrays(probabilities, outcomes)
    return float(((p - y) ** 2).mean())


def log_score(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Mean negative logarithm of what was given to that which came; lower is better.

    Units:
        Nats.

    Example:
        >>> round(log_score([0.8, 0.3], [1, 0]), 3)
        0.29
    """
    p, y = _arrays(probabilities, outcomes)
    given = np.clip(np.where(y > 0, p, 1 - p), CERTAIN, 1.0)
    return float(-np.log(given).mean())


def bins(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Bin, ...]:
    """Forecasts by probability in tenths; empty ones are left out."""
    p, y = _arrays(probabilities, outcomes)
    which = np.minimum((p * BINS).astype(np.int64), BINS - 1)
    found = []
    for n in range(BINS):
        inside = which == n
        count = int(inside.sum())
        if count:
            share = float(y[inside].mean())
            low, high = wilson(share, count)
            found.append(
                Bin(
                    low=n / BINS,
                    high=(n + 1) / BINS,
                    count=count,
                    mean=float(p[inside].mean()),
                    share=share,
                    low_share=low,
                    high_share=high,
                )
            )
    return tuple(found)


def wilson(share: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share.

    Source:
        E. B. Wilson 1927, Journal of the American Statistical Association 22.
    """
    base = 1 + Z95**2 / count
    middle = (share + Z95**2 / (2 * count)) / base
    half = Z95 / base * math.sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def decompose(found: Sequence[Bin]) -> tuple[float, float, float]:
    """Reliability, resolution and uncertainty of binned forecasts; the first is the better the lower.

    Source:
        A. H. Murphy 1973, Journal of Applied Meteorology 12.
    """
    total = sum(item.count for item in found)
    base = sum(item.count * item.share for item in found) / total
    reliability = sum(item.count * (item.mean - item.share) ** 2 for item in found) / total
    resolution = sum(item.count * (item.share - base) ** 2 for item in found) / total
    return reliability, resolution, base * (1 - base)


def skill(
    name: str,
    probabilities: ArrayLike,
    references: ArrayLike,
    outcomes: ArrayLike,
    groups: Sequence[Hashable],
    *,
    seed: int = SEED,
) -> Skill:
    """How much better than a reference by the Brier score, with a bootstrap over groups.

    Args:
        references: the probabilities of the reference; not a number where it has none.
        groups: what each forecast belongs to, e.g. its pair; forecasts of one group are no separate evidence.
    """
    p, y = _arrays(probabilities, outcomes)
    r = np.asarray(references, dtype=np.float64)
    have = np.isfinite(r)
    kept = [key for key, inside in zip(groups, have, strict=True) if inside]
    number = {key: n for n, key in enumerate(dict.fromkeys(kept))}
    which = np.array([number[key] for key in kept], dtype=np.int64)
    ours = np.bincount(which, (p[have] - y[have]) ** 2, len(number))
    theirs = np.bincount(which, (r[have] - y[have]) ** 2, len(number))
    value = _gain(float(ours.sum()), float(theirs.sum()))
    low: float | None = None
    high: float | None = None
    if len(number) >= ENOUGH:
        gains = [
            _gain(float(w @ ours), float(w @ theirs)) for w in resample(len(number), seed=seed)
        ]
        low, high = map(float, np.quantile(gains, (0.025, 0.975)))
    return Skill(reference=name, count=len(kept), value=value, low=low, high=high)


def _gain(ours: float, theirs: float) -> float:
    if theirs == 0.0:
        return 0.0 if ours == 0.0 else -math.inf
    return 1 - ours / theirs


def resample(count: int, *, seed: int = SEED, samples: int = RESAMPLES) -> list[NDArray[np.int64]]:
    """How often each of so many groups is drawn, for each bootstrap sample."""
    draw = np.random.default_rng(seed)
    return [
        np.bincount(draw.integers(0, count, count), minlength=count).astype(np.int64)
        for _ in range(samples)
    ]


def score(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    references: Mapping[str, ArrayLike],
    groups: Sequence[Hashable],
    method: str = "",
    event_class: str = "",
) -> Score:
    """Score the forecasts of one group.

    Args:
        references: probabilities of each reference; not a number where it has none.
        groups: what the bootstrap draws, e.g. pairs.
    """
    p, y = _arrays(probabilities, outcomes)
    found = bins(p, y)
    reliability, resolution, uncertainty = decompose(found)
    return Score(
        method=method,
        event_class=event_class,
        count=len(p),
        base_rate=float(y.mean()),
        brier=brier(p, y),
        log=log_score(p, y),
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        bins=found,
        skills=tuple(
            skill(name, p, values, y, groups)
            for name, values in references.items()
            if np.isfinite(np.asarray(values, dtype=np.float64)).any()
        ),
    )


def _arrays(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    return np.asarray(probabilities, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)

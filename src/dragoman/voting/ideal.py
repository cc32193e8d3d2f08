"""Ideal points: where states stand on the main line of division, year by year.

A state ``i`` with the point ``x`` of its year votes yes on roll call ``j`` with the odds
``exp(a_j + b_j x)``; abstaining is half a yes and half a no. Points move from year to year as a random
walk, which also holds the years together. Roll calls and points are fitted in turn, each step a
weighted least squares that can only raise the likelihood (the logistic is bounded by a parabola, as in
Jaakkola and Jordan 2000; Polson, Scott and Windle 2013 give the same weights).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.model.votes import Choice

Floats = NDArray[np.float64]
Halves = NDArray[np.float32]
Items = tuple[Halves, Halves]
"""``a`` and ``b`` of every roll call."""

WALK = 0.2
"""Standard deviation of a state's move in a year. Of 0.03, 0.1, 0.2 and 0.4, held-out votes of the
General Assembly (3 per cent, 1946 to 2020) have a loss of 0.208, 0.203, 0.202 and 0.202: the smallest
that costs nothing (November 2026)."""

ITEM_PRECISION = 0.25
"""Of the prior on ``a`` and ``b``, mean 0: a standard deviation of 2 lets a roll call be lopsided but
not infinitely so."""

POINT_PRECISION = 0.01
"""Of the prior on a point, mean 0: weak, only so that a state which never dissents has one."""

ROUNDS = 80
"""Steps at most."""

STILL = 0.01
"""Standard deviations by which no point moves in a step any more: done."""

SMALL = 1e-3
"""Log odds under which the weight is its limit, 1/4."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """Points of all states in all years, with how many votes each rests on.

    Args:
        years: those with a roll call.
        values: mean 0 and standard deviation 1 over all states and years with votes.
        level: the log odds of a yes in each roll call for a state at 0.
        slope: how much they rise with the point: how the roll call divides.

    Shapes:
        ``values`` and ``votes``: years x states; ``level`` and ``slope``: one entry a roll call, in
        the order in which they were given.
    """

    years: NDArray[np.int64]
    values: Floats
    votes: NDArray[np.int64]
    level: Halves
    slope: Halves


def ideal_points(choices: NDArray[np.uint8], years: NDArray[np.int64], *, anchor: int) -> Scaled:
    """Fit the ideal points of all states.

    Args:
        choices: a :class:`Choice` for each roll call and state.
        years: the year of each roll call.
        anchor: the column of the state that stands on the positive side.

    Shapes:
        ``choices``: calls x states.
    """
    order = np.argsort(years, kind="stable")
    choices, (known, row) = choices[order], np.unique(years[order], return_inverse=True)
    seen = (choices > 0).astype(np.float32)
    lean = np.select([choices == Choice.YES, choices == Choice.NO], [0.5, -0.5]).astype(np.float32)
    firsts = np.searchsorted(row, np.arange(len(known)))
    votes = np.add.reduceat(seen, firsts, axis=0)
    walk = _walk(known)
    points = np.repeat(_start(seen, lean)[None], len(known), axis=0)
    calls: Items = (np.zeros(len(row), np.float32), np.zeros(len(row), np.float32))
    for _ in range(ROUNDS):
        spread = points[row].astype(np.float32)
        calls = _calls(seen, lean, spread, calls)
        moved = _standard(_states(seen, lean, spread, calls, firsts, walk), votes)
        still = np.abs(moved - points)[votes > 0].max(initial=0.0) < STILL
        points = moved
        if still:
            break
    own = points[votes[:, anchor] > 0, anchor]
    sign = -1.0 if own.size and own.mean() < 0 else 1.0
    level, slope = _calls(seen, lean, points[row].astype(np.float32), calls)
    back = np.argsort(order)
    return Scaled(
        years=known,
        values=sign * points,
        votes=votes.astype(np.int64),
        level=level[back],
        slope=(sign * slope)[back],
    )


def _start(seen: Halves, lean: Halves) -> Floats:
    """The first principal axis of the votes, each roll call centred on those who took part."""
    mean = lean.sum(axis=1, keepdims=True) / np.maximum(seen.sum(axis=1, keepdims=True), 1)
    centred = (lean - mean) * seen
    axis: Floats = np.linalg.eigh((centred.T @ centred).astype(np.float64))[1][:, -1]
    return axis / (axis.std() or 1.0)


def _walk(years: NDArray[np.int64]) -> Floats:
    """The precision of a random walk over years that may have gaps.

    Shapes:
        Years x years.
    """
    found = np.zeros((len(years), len(years)))
    for place, gap in enumerate(np.diff(years)):
        step = 1 / (WALK**2 * gap)
        found[place : place + 2, place : place + 2] += step * np.array([[1, -1], [-1, 1]])
    return found


def _weights(seen: Halves, calls: Items, spread: Halves) -> Halves:
    """The curvature of the bound on the logistic at the present log odds; 0 where nobody voted."""
    a, b = calls
    odds = np.abs(a[:, None] + b[:, None] * spread)
    safe = np.maximum(odds, np.float32(SMALL))
    found: Halves = np.where(odds < SMALL, np.float32(0.25), np.tanh(safe / 2) / (2 * safe)) * seen
    return found


def _calls(seen: Halves, lean: Halves, spread: Halves, calls: Items) -> Items:
    """How hard each roll call is to say yes to, and how it divides, given the points."""
    weights = _weights(seen, calls, spread)
    level = weights.sum(axis=1) + ITEM_PRECISION
    cross = (weights * spread).sum(axis=1)
    square = (weights * spread * spread).sum(axis=1) + ITEM_PRECISION
    yes, slope = lean.sum(axis=1), (lean * spread).sum(axis=1)
    scale = level * square - cross**2
    return (square * yes - cross * slope) / scale, (level * slope - cross * yes) / scale


def _states(
    seen: Halves,
    lean: Halves,
    spread: Halves,
    calls: Items,
    firsts: NDArray[np.intp],
    walk: Floats,
) -> Floats:
    """The points given the roll calls: for each state one linear system over its years.

    Shapes:
        Years x states.
    """
    a, b = calls
    weights = _weights(seen, calls, spread)
    pull = np.add.reduceat(b[:, None] * (lean - weights * a[:, None]), firsts, axis=0)
    hold = np.add.reduceat(weights * (b**2)[:, None], firsts, axis=0)
    years = np.arange(len(walk))
    systems = np.repeat(walk[None], hold.shape[1], axis=0)
    systems[:, years, years] += hold.T + POINT_PRECISION
    solved = np.linalg.solve(systems, pull.T[..., None].astype(np.float64))[..., 0]
    return solved.T.astype(np.float64)


def _standard(points: Floats, votes: Halves) -> Floats:
    own = points[votes > 0]
    if not own.size:  # nobody voted
        return points
    return (points - float(own.mean())) / (float(own.std()) or 1.0)

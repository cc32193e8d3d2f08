"""Counters that forget: how often, how lately, for any key made of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.forecasting.links.facts import Ints

    Singles = NDArray[np.float32]

DECAYS = (0.01, 0.05, 0.3)
"""What of a count is forgotten each day: half-lives of 69, 14 and 2 days."""

NEVER = -10_000.0
"""The last day of what has not happened."""

COUNT, LAST, SLOW, MIDDLE, FAST = range(5)
"""Columns of a tally."""


class Tally:
    """For each key: how often it was seen, on which day last, and three fading counts.

    Keys that will ever be looked for are given at the start, so that a look-up is a search in one
    sorted array; what is not yet seen counts nothing, so knowing the keys tells nothing.

    Args:
        keys: any whole numbers, repeated or not.
    """

    def __init__(self, keys: Ints) -> None:
        self.keys: Ints = np.unique(keys)
        self.values: Singles = np.zeros((len(self.keys) + 1, 5), dtype=np.float32)
        self.values[:, LAST] = NEVER

    def find(self, keys: Ints) -> Ints:
        """Places of keys in ``values``; the last place, which is always empty, for unknown ones."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        if len(self.keys):
            at[self.keys[at] != keys] = len(self.keys)
        return at

    def add(self, keys: Ints, day: int) -> None:
        """Add a day's keys, which must be known ones."""
        held, times = np.unique(self.find(keys), return_counts=True)
        self.values[held, COUNT] += times
        self.values[held, LAST] = day
        self.values[held, SLOW:] += times[:, None].astype(np.float32)

    def fade(self, days: int) -> None:
        """Let days pass."""
        self.values[:, SLOW:] *= np.exp(-days * np.array(DECAYS)).astype(np.float32)

    def slices(self, low: Ints, high: Ints) -> tuple[Ints, Ints]:
        """All known keys within half-open ranges.

        Returns:
            For each key found, which range it is in and its place in ``values``.
        """
        start, stop = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)
        return spread(start, stop)


def spread(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Write ranges out: for each member, which range it is of, and the member itself."""
    sizes = stop - start
    which = np.repeat(np.arange(len(start)), sizes)
    offset = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, start[which] + offset

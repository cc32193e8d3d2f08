"""Rules of length one, learnt while streaming: what on a pair tends to follow what.

A rule says: where ``s`` stood in relation ``r'`` to ``o`` so long ago and so often, ``s`` stands
in relation ``r`` to ``o`` today, when ``r`` of ``s`` is asked about. Its confidence is hits over
opportunities. An inverse ``r'`` makes rules of answer: who was visited pays a visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.tallies import COUNT, LAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.forecasting.links.facts import Ints
    from dragoman.forecasting.links.past import Past
    from dragoman.forecasting.links.tallies import Singles

    Bits = NDArray[np.bool_]

LAGS = np.array([1, 2, 4, 8, 16, 32, 90])
"""Upper ends of the buckets of days since; one more holds the rest."""

COUNTS = np.array([1, 2, 5])
"""Upper ends of the buckets of times; one more holds the rest."""

BUCKETS = (len(LAGS) + 1) * (len(COUNTS) + 1)
RECENT = 4 * (len(COUNTS) + 1)
"""Buckets below this are of the last eight days."""

DOUBT = 10.0
"""How many opportunities the average rule of the same bucket counts as."""

CEILING = 0.95


@dataclass(frozen=True, slots=True)
class Bodies:
    """What was on each would-be pair before: one line for each past relation of it.

    Attributes:
        row: which would-be fact the line is for, ascending.
        rule: the rule that the line sets off, as a place in the table.
        past: the past relation.
        asked: the relation asked about.
        place: the fact's place in the tally of (s, r, o).
    """

    row: Ints
    rule: Ints
    past: Ints
    asked: Ints
    place: Ints

    def of(self, row: int) -> Bodies:
        """The lines of one would-be fact."""
        at = slice(*np.searchsorted(self.row, [row, row + 1]))
        return Bodies(self.row[at], self.rule[at], self.past[at], self.asked[at], self.place[at])


class Rules:
    """Hits and opportunities of every rule.

    Args:
        relations: how many there are, inverse ones included.
    """

    def __init__(self, relations: int) -> None:
        self._relations = relations
        self._tried = np.zeros(relations * relations * BUCKETS, dtype=np.float32)
        self._held = np.zeros_like(self._tried)
        self._tried_all = np.zeros(relations * BUCKETS, dtype=np.float32)
        self._held_all = np.zeros_like(self._tried_all)

    def learn(self, bodies: Bodies, true: Bits) -> None:
        """Count a day's outcome.

        Args:
            bodies: what was on each would-be pair before that day.
            true: which would-be facts came about, shape (rows,).
        """
        held = true[bodies.row]
        base = bodies.asked * BUCKETS + bodies.rule % BUCKETS
        np.add.at(self._tried, bodies.rule, 1.0)
        np.add.at(self._held, bodies.rule[held], 1.0)
        np.add.at(self._tried_all, base, 1.0)
        np.add.at(self._held_all, base[held], 1.0)

    def confidence(self, bodies: Bodies) -> Singles:
        """The confidence of each line's rule, shrunk to the average rule of its bucket."""
        base = bodies.asked * BUCKETS + bodies.rule % BUCKETS
        usual = (self._held_all[base] + 0.5) / (self._tried_all[base] + DOUBT)
        found = (self._held[bodies.rule] + DOUBT * usual) / (self._tried[bodies.rule] + DOUBT)
        bounded: Singles = np.minimum(found, CEILING).astype(np.float32)
        return bounded

    def support(self, bodies: Bodies) -> tuple[Singles, Singles]:
        """Hits and opportunities of each line's rule."""
        return self._held[bodies.rule], self._tried[bodies.rule]

    def features(self, bodies: Bodies, rows: int) -> Singles:
        """Per would-be fact: strongest rule, all rules by noisy-or, recent ones so, own rule.

        Returns:
            Shape (rows, 4). Noisy-ors are given as ``-log(1 - p)``.
        """
        out = np.zeros((rows, 4), dtype=np.float32)
        if not len(bodies.row):
            return out
        sure = self.confidence(bodies)
        doubt = -np.log1p(-sure)
        first = np.flatnonzero(np.r_[True, bodies.row[1:] != bodies.row[:-1]])
        at = bodies.row[first]
        out[at, 0] = np.maximum.reduceat(sure, first)
        out[at, 1] = np.add.reduceat(doubt, first)
        out[at, 2] = np.add.reduceat(
            np.where(bodies.rule % BUCKETS < RECENT, doubt, np.float32(0.0)), first
        )
        own = bodies.past == bodies.asked
        out[bodies.row[own], 3] = sure[own]
        return out


class Pairs:
    """Finds what was on a pair before, in any relation.

    Args:
        past: whose tally of (s, r, o) is looked into.
    """

    def __init__(self, past: Past) -> None:
        n, m = past.entities, past.relations
        keys = past.tallies["sro"].keys
        object_, head = keys % n, keys // n
        pair = (head // m) * n + object_
        self._order: Ints = np.argsort(pair, kind="stable")
        self._pairs: Ints = pair[self._order]
        self._relation: Ints = (head % m)[self._order]

    def bodies(self, past: Past, subject: Ints, relation: Ints, object_: Ints) -> Bodies:
        """Lines for would-be facts, from what is past."""
        from dragoman.forecasting.links.tallies import spread

        wanted = subject * past.entities + object_
        start = np.searchsorted(self._pairs, wanted)
        stop = np.searchsorted(self._pairs, wanted, side="right")
        row, at = spread(start, stop)
        place = self._order[at]
        values = past.tallies["sro"].values[place]
        seen = values[:, COUNT] > 0
        row, at, place, values = row[seen], at[seen], place[seen], values[seen]
        lag = np.searchsorted(LAGS, past.day - values[:, LAST])
        times = np.searchsorted(COUNTS, values[:, COUNT])
        asked, body = relation[row], self._relation[at]
        bucket = lag * (len(COUNTS) + 1) + times
        rule = (asked * past.relations + body) * BUCKETS + bucket
        return Bodies(row, rule, body, asked, place)

"""What is known before a day: tallies, homes and vectors, made of earlier facts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.embedding import Embedding, embed
from dragoman.forecasting.links.homes import Homes
from dragoman.forecasting.links.tallies import DECAYS, Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dragoman.forecasting.links.facts import Facts, Graph, Ints

    Key = Callable[[Ints, Ints, Ints], Ints]

REFIT = 30
"""Homes and vectors are learnt anew after so many days, from what is then past."""


class Past:
    """The state of the stream; :meth:`to` moves it on, and never backwards.

    Args:
        graph: where the facts are. Of those not yet past only the keys are laid out, which count
            nothing until their day is over.
    """

    def __init__(self, graph: Graph) -> None:
        self.relations = 2 * len(graph.relations)
        self.entities = len(graph.entities)
        self._facts = graph.everything().both_ways(len(graph.relations))
        order = np.argsort(self._facts.day, kind="stable")
        self._facts = self._facts.at(order)
        self.day = int(self._facts.day[0]) if len(self._facts) else 0
        self._start, self._done, self._refitted = self.day, 0, self.day
        self._named = Homes.by_name(graph.entities)
        self.homes = self._named
        self.embedding: Embedding | None = None
        self.tallies: dict[str, Tally] = {}
        self.habits = Habits(self.entities, self.relations)
        self._build()

    def to(self, day: int) -> None:
        """Let every fact from before ``day`` enter, and none of that day or later.

        Raises:
            ValueError: the day is past already.
        """
        if day < self.day:
            raise ValueError(f"day {day} is past; the stream is at {self.day}")
        while self.day < day:
            stop = int(np.searchsorted(self._facts.day, self.day, side="right"))
            today = self._facts.at(slice(self._done, stop))
            if len(today):
                self.habits.add(self, today)
            for name, key in self._keys().items():
                tally = self.tallies[name]
                if len(today):
                    tally.add(key(today.subject, today.relation, today.object), self.day)
                tally.fade(1)
            self._done = stop
            self.day += 1
            if self.day - self._refitted >= REFIT:
                self._refit()

    def known(self) -> Facts:
        """The facts that are past, both ways, ordered by day."""
        return self._facts.at(slice(0, self._done))

    def key(self, name: str, subject: Ints, relation: Ints, object_: Ints) -> Ints:
        """Keys of a tally for facts or would-be facts."""
        return self._keys()[name](subject, relation, object_)

    def _build(self) -> None:
        facts = self._facts
        for name, key in self._keys().items():
            self.tallies[name] = Tally(key(facts.subject, facts.relation, facts.object))

    def _refit(self) -> None:
        """Learn homes and vectors from the past, and count again what is kept by home."""
        known = self.known()
        self._refitted = self.day
        self.homes = self._named.learnt(known)
        self.embedding = embed(known, self.entities, self.day)
        facts, keys = self._facts, self._keys()
        for name in BY_HOME:
            tally = Tally(keys[name](facts.subject, facts.relation, facts.object))
            at = tally.find(keys[name](known.subject, known.relation, known.object))
            size = len(tally.values)
            ages = self.day - known.day
            tally.values[:, 0] = np.bincount(at, minlength=size)
            np.maximum.at(tally.values[:, 1], at, known.day.astype(np.float32))
            for column, rate in enumerate(DECAYS, start=2):
                tally.values[:, column] = np.bincount(at, np.exp(-rate * ages), minlength=size)
            self.tallies[name] = tally

    def _keys(self) -> dict[str, Key]:
        n, m = self.entities, self.relations
        c, k = self.homes.country, self.homes.sector
        cs, ks = self.homes.countries, self.homes.sectors
        return {
            "sro": lambda s, r, o: (s * m + r) * n + o,
            "so": lambda s, r, o: s * n + o,
            "ro": lambda s, r, o: r * n + o,
            "o": lambda s, r, o: o,
            "sr": lambda s, r, o: s * m + r,
            "r": lambda s, r, o: r,
            "cro": lambda s, r, o: (c[s] * m + r) * n + o,
            "co": lambda s, r, o: c[s] * n + o,
            "cr": lambda s, r, o: c[s] * m + r,
            "kro": lambda s, r, o: (k[s] * m + r) * n + o,
            "src": lambda s, r, o: (s * m + r) * cs + c[o],
            "srk": lambda s, r, o: (s * m + r) * ks + k[o],
            "sc": lambda s, r, o: s * cs + c[o],
            "crc": lambda s, r, o: (c[s] * m + r) * cs + c[o],
            "cc": lambda s, r, o: c[s] * cs + c[o],
            "krk": lambda s, r, o: ((k[s] * m + r) * ks + k[o]) * 2 + (c[s] == c[o]),
        }


class Habits:
    """How often what happens has happened before: by subject and by relation.

    Args:
        entities: how many there are.
        relations: how many there are, inverse ones included.
    """

    def __init__(self, entities: int, relations: int) -> None:
        self.subject = np.zeros((entities, 3))
        self.relation = np.zeros((relations, 3))

    def add(self, past: Past, today: Facts) -> None:
        """Count a day's facts: all, those that repeat one, those between former partners."""
        fact, pair = past.tallies["sro"], past.tallies["so"]
        places = fact.find(past.key("sro", today.subject, today.relation, today.object))
        met = pair.find(past.key("so", today.subject, today.relation, today.object))
        kinds = (
            np.ones(len(today)),
            (fact.values[places, 0] > 0).astype(np.float64),
            (pair.values[met, 0] > 0).astype(np.float64),
        )
        for book, which in ((self.subject, today.subject), (self.relation, today.relation)):
            book *= np.exp(-DECAYS[0])
            for column, values in enumerate(kinds):
                book[:, column] += np.bincount(which, values, minlength=len(book))

    def shares(self, book: NDArray[np.float64], which: Ints) -> NDArray[np.float64]:
        """Shares of repeated facts and of former partners, drawn to a half where little is seen."""
        found = book[which]
        shares: NDArray[np.float64] = (found[:, 1:] + 1.0) / (found[:, :1] + 2.0)
        return shares


BY_HOME = ("cro", "co", "cr", "kro", "src", "srk", "sc", "crc", "cc", "krk")
"""Tallies whose keys hold a country or a sector, which may be learnt anew."""

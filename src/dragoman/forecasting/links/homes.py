"""Which country and which sector an actor is of, by its name or by the company it keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from dragoman.forecasting.links.facts import Facts, Ints

_PLACED = re.compile(r"^(?P<sector>.+?)[_ ]\((?P<country>[^()]+)\)$")

STATE, OTHER = 0, 1
"""Sectors of states themselves, and of actors whose name tells none."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Country and sector of each entity, as numbers.

    Attributes:
        country: shape (entities,); ``countries - 1`` where none is known.
        sector: shape (entities,).
        countries: how many there are, the unknown one included.
        sectors: how many there are.
    """

    country: Ints
    sector: Ints
    countries: int
    sectors: int

    @classmethod
    def by_name(cls, names: Sequence[str]) -> Homes:
        """Read names such as ``Police_(Kenya)``; a country's own name is that of a state."""
        found = [_PLACED.match(name) for name in names]
        seats = sorted({match["country"] for match in found if match})
        jobs = sorted({match["sector"] for match in found if match})
        seat_ids = {name: i for i, name in enumerate(seats)}
        job_ids = {name: i + 2 for i, name in enumerate(jobs)}
        country = np.full(len(names), len(seats), dtype=np.int64)
        sector = np.full(len(names), OTHER, dtype=np.int64)
        for i, (name, match) in enumerate(zip(names, found, strict=True)):
            if match:
                country[i], sector[i] = seat_ids[match["country"]], job_ids[match["sector"]]
            elif name in seat_ids or name.replace(" ", "_") in seat_ids:
                country[i] = seat_ids.get(name, seat_ids.get(name.replace(" ", "_"), 0))
                sector[i] = STATE
        return cls(country, sector, len(seats) + 1, len(jobs) + 2)

    def learnt(self, facts: Facts) -> Homes:
        """Give those without a country the one that most of their past partners are of.

        Args:
            facts: what is past, both ways.
        """
        unknown = self.countries - 1
        asked = (self.country[facts.subject] == unknown) & (self.country[facts.object] != unknown)
        pairs = facts.subject[asked] * self.countries + self.country[facts.object[asked]]
        keys, times = np.unique(pairs, return_counts=True)
        order = np.lexsort((-keys, times))
        country = self.country.copy()
        country[keys[order] // self.countries] = keys[order] % self.countries
        return Homes(country, self.sector, self.countries, self.sectors)

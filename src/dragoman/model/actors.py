"""Who acts, where, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Actor:
    """A person, an organisation or a state in a role.

    ``country`` is ISO 3166-1 alpha-3, the acronym of an organisation of states, or None where no
    single state stands behind the name ('the West').
    """

    name: str
    country: str | None = None
    sector: str = ""

    @property
    def key(self) -> str:
        """What counts as the same party between states: the country, or else the name."""
        return self.country or self.name


@dataclass(frozen=True, slots=True, order=True)
class Dyad:
    """An ordered pair of parties: who acts, and who is acted on."""

    actor: str
    recipient: str

    def __str__(self) -> str:
        return f"{self.actor}-{self.recipient}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum or a number with its unit.

    Units:
        ISO 4217 for money, else ``percent``, ``times``, ``persons``, ``rank`` or a plural noun.
    """

    value: Decimal
    unit: str
    value_max: Decimal | None = None

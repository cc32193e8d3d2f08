"""Scales: what an act of some type, mode and status weighs between two parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.ontology import weigh
from dragoman.codebook.tables import read
from dragoman.errors import UnknownName
from dragoman.model.claims import Status

DEFAULT = "conflict_cooperation"


@dataclass(frozen=True, slots=True)
class Scale:
    """A named scale.

    Args:
        weigh: points of a type and a mode.
        discounts: the factor for each status.

    Source:
        ``scales/README.md``.
    """

    name: str
    weigh: Callable[[str, str], float]
    discounts: Mapping[Status, float]


@cache
def _discounts() -> Mapping[Status, float]:
    return MappingProxyType(
        {Status(row["status"]): float(row["factor"]) for row in read("discounts")}
    )


SCALES: Mapping[str, Callable[[str, str], float]] = MappingProxyType({DEFAULT: weigh})
"""What weighs an act on each scale, in points."""


def scale(name: str = DEFAULT) -> Scale:
    """Find a scale by its name.

    Raises:
        UnknownName: there is none.

    Example:
        >>> known = scale()
        >>> known.weigh("CONSULT", "visit"), known.discounts[Status.PLANNED]
        (2.5, 0.5)
    """
    if name not in SCALES:
        raise UnknownName("scale", name, known=SCALES)
    return Scale(name=name, weigh=SCALES[name], discounts=_discounts())

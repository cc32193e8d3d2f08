"""How well mentions are gathered: B-cubed precision and recall of one grouping against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """How near one grouping comes to another.

    Units:
        ``precision``, ``recall`` and ``f1`` are in percent.
    """

    items: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[Item, Hashable], got: Mapping[Item, Hashable]) -> Gathering:
    """Compare two groupings item by item.

    Precision is, over all items, the mean share of an item's group that belongs with it; recall the mean
    share of what belongs with it that is in its group.

    Args:
        gold: the group of each item, as it ought to be.
        got: the group of each item as found; items without one count as alone.

    Source:
        Bagga and Baldwin 1998, Algorithms for scoring coreference chains.

    Example:
        >>> found = b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1})
        >>> round(found.precision, 1), found.recall
        (55.6, 100.0)
    """
    place = {item: ("in", got[item]) if item in got else ("alone", item) for item in gold}
    both = Counter((gold[item], place[item]) for item in gold)
    wanted, found = Counter(gold.values()), Counter(place.values())
    hits = [(both[gold[item], place[item]], item) for item in gold]
    total = max(len(gold), 1)
    precision = fsum(hit / found[place[item]] for hit, item in hits)
    recall = fsum(hit / wanted[gold[item]] for hit, item in hits)
    return Gathering(
        items=len(gold), precision=100 * precision / total, recall=100 * recall / total
    )

"""Which entities are worth a closer look for a question, and an order for all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.tallies import FAST, MIDDLE, SLOW

if TYPE_CHECKING:
    from dragoman.forecasting.links.facts import Ints
    from dragoman.forecasting.links.hops import Reach
    from dragoman.forecasting.links.past import Past
    from dragoman.forecasting.links.protocol import Questions
    from dragoman.forecasting.links.tallies import Singles

MANY = 120
"""Candidates of a question."""

OWN, OWN_LATELY, PAIR, PAIR_LATELY, KIND, LAND, EVERYWHERE = 1.0, 0.5, 0.5, 0.4, 0.3, 0.4, 0.02
OVER_THIRD, OVER_ALIKE = 0.4, 0.3
"""What a share of one sort counts in the first order of entities."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entities to look at.

    Attributes:
        prior: a first score of every entity, shape (q, entities).
        chosen: the best of them by id, ascending in each row, shape (q, k).
    """

    prior: Singles
    chosen: Ints

    def flat(self, questions: Questions) -> tuple[Ints, Ints, Ints]:
        """Subject, relation and object of each would-be fact, row by row."""
        width = self.chosen.shape[1]
        return (
            np.repeat(questions.subject, width),
            np.repeat(questions.relation, width),
            self.chosen.ravel(),
        )

    def true(self, questions: Questions) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which would-be facts came about, row by row."""
        size = self.prior.shape[1]
        truth = questions.row * size + questions.answer
        width = self.chosen.shape[1]
        keys = np.repeat(np.arange(len(questions)), width) * size + self.chosen.ravel()
        return np.isin(keys, truth)


def candidates_of(past: Past, questions: Questions, reach: Reach | None) -> Candidates:
    """Order all entities by blended shares of the past, and choose the first :data:`MANY`.

    Args:
        past: what is known.
        questions: what is asked.
        reach: shares over third parties; left out where None.
    """
    prior = np.zeros((len(questions), past.entities), dtype=np.float32)
    n, m = past.entities, past.relations
    tallies, homes = past.tallies, past.homes
    everyone = tallies["o"]
    usual = everyone.values[:-1, MIDDLE]
    prior[:, everyone.keys] += EVERYWHERE * usual / max(float(usual.sum()), 1.0)
    land = homes.country[questions.subject]
    for name, head, column, weight in (
        ("sro", questions.subject * m + questions.relation, SLOW, OWN),
        ("sro", questions.subject * m + questions.relation, FAST, OWN_LATELY),
        ("so", questions.subject, MIDDLE, PAIR),
        ("so", questions.subject, FAST, PAIR_LATELY),
        ("ro", questions.relation, MIDDLE, KIND),
        ("cro", land * m + questions.relation, MIDDLE, LAND),
    ):
        tally = tallies[name]
        row, at = tally.slices(head * n, (head + 1) * n)
        value = tally.values[at, column]
        total = np.bincount(row, value, minlength=len(questions)).astype(np.float32)
        prior[row, tally.keys[at] % n] += weight * value / np.maximum(total[row], 0.1)
    if reach is not None:
        prior += OVER_THIRD * (reach.lately + reach.longer + reach.partners)
        prior += OVER_ALIKE * reach.alike
    width = min(MANY, n)
    chosen = np.argpartition(-prior, width - 1, axis=1)[:, :width]
    return Candidates(prior, np.sort(chosen, axis=1).astype(np.int64))

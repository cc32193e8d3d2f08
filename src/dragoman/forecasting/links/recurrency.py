"""The recurrency baseline: what happened before happens again.

Gastinger et al., History repeats itself: a baseline for temporal knowledge graph forecasting
(IJCAI 2024). Strict: the same fact before, fading with its age. Relaxed: how often the object
goes with the relation. The relaxed score breaks the ties of the strict one.

A subject without a past in the relation has no strict scores in the paper's formula. The authors'
program keeps the strict scores of the question before it there, whatever that was about. Their
published figures are the program's, so both are made: the formula's is the better baseline, and
the program's, which :meth:`Recurrency.kept` follows, compares with what was published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.tallies import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.forecasting.links.facts import Facts
    from dragoman.forecasting.links.protocol import Questions

FADING = 0.02
"""Halvings a day; the published choice for ICEWS14 as a whole."""

STRICT = 0.99999
"""The weight of the strict score; the published choice."""


class Recurrency:
    """Scores by repetition; facts enter with :meth:`add`, a day at a time.

    Args:
        facts: all facts that may be added, both ways; only their keys are used.
        entities: how many there are.
        relations: how many there are, inverse ones included.
    """

    def __init__(self, facts: Facts, entities: int, relations: int) -> None:
        self._entities, self._relations = entities, relations
        self._keys = np.unique(self._key(facts.subject, facts.relation, facts.object))
        self._strict = np.zeros(len(self._keys))
        self._relaxed = np.zeros((relations, entities))
        self._first = self._day = -1

    def _key(
        self, subject: NDArray[np.int64], relation: NDArray[np.int64], object_: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        return (subject * self._relations + relation) * self._entities + object_

    def to(self, day: int) -> None:
        """Let time pass until ``day``."""
        if self._day >= 0:
            self._strict *= 2.0 ** (-FADING * (day - self._day))
        self._day = day

    def add(self, facts: Facts) -> None:
        """Add facts of the present day, both ways."""
        if self._first < 0:
            self._first = self._day
        at = np.searchsorted(self._keys, self._key(facts.subject, facts.relation, facts.object))
        np.add.at(self._strict, at, 1.0)
        np.add.at(self._relaxed, (facts.relation, facts.object), 1.0)

    def own(self, questions: Questions) -> NDArray[np.int64]:
        """Whose past each question's strict scores are made of, by the formula: its own."""
        return questions.subject * self._relations + questions.relation

    def kept(self, questions: Questions) -> NDArray[np.int64]:
        """The same by the authors' program: without a past, that of the question before.

        Their order is that of a file, which says nothing. Here it is chance, the same for the
        same questions, so that the order of facts within a day does not matter.

        Args:
            questions: all those of the day.
        """
        heads = self.own(questions)
        row, at = self._past(heads)
        known = np.bincount(row, self._strict[at], minlength=len(heads)) > 0
        order = np.random.default_rng(self._day).permutation(len(heads))
        before = np.maximum.accumulate(np.where(known[order], np.arange(len(heads)), 0))
        kept = np.empty_like(heads)
        kept[order] = heads[order[before]]
        return kept

    def _past(self, heads: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of the heads each past fact of one of them belongs to, and where it is kept."""
        return spread(
            np.searchsorted(self._keys, heads * self._entities),
            np.searchsorted(self._keys, (heads + 1) * self._entities),
        )

    def scores(self, questions: Questions, heads: NDArray[np.int64]) -> NDArray[np.float64]:
        """Scores of every entity for each question, shape (q, entities).

        Args:
            questions: of the present day.
            heads: whose past the strict scores are made of, from :meth:`own` or :meth:`kept`.
        """
        relaxed = self._relaxed[questions.relation]
        seen = np.maximum(relaxed.sum(axis=1, keepdims=True), 1.0)
        scores: NDArray[np.float64] = (1.0 - STRICT) * relaxed / seen
        ages = np.arange(1, max(self._day - self._first, 1) + 1)
        scale = float((2.0 ** (-FADING * ages)).sum())
        row, at = self._past(heads)
        scores[row, self._keys[at] % self._entities] += STRICT * self._strict[at] / scale
        return scores

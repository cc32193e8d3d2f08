"""A gradient-boosted ranker over rows of features (LightGBM), fitted on past questions."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import Unavailable
from dragoman.forecasting.links.features import NAMES

if TYPE_CHECKING:
    from types import ModuleType

    from dragoman.forecasting.links.facts import Ints
    from dragoman.forecasting.links.features import Rows
    from dragoman.forecasting.links.protocol import Floats
    from dragoman.forecasting.links.rules import Bits
    from dragoman.forecasting.links.tallies import Singles

TREES = 80
"""Trees of a ranker for a million rows; for others they go by the root of the rows."""

LEAST = 20
"""Questions below which nothing is fitted, and the first order stands."""

BEST, KEPT = 40, 80
"""Rows to learn from, of a question: the first candidates of it, and all with others by chance."""

SHARED: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 15,
    "feature_fraction": 0.5,
    "min_data_in_leaf": 100,
    "max_bin": 127,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
}

_PLACE = NAMES.index(("first", "prior, place"))

SMALL = 100_000
"""Rows below which one processor is faster than several that wait for each other."""

_HALVED: dict[str, Any] = {
    "bagging_by_query": True,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "feature_fraction": 0.3,
}
"""Each tree sees half of the questions and fewer features, so that rankers differ."""

KINDS: tuple[dict[str, Any], ...] = (
    {"learning_rate": 0.1, "num_leaves": 63, "seed": 1},
    {"learning_rate": 0.08, "num_leaves": 47, "seed": 2, **_HALVED},
    {
        "learning_rate": 0.1,
        "num_leaves": 31,
        "seed": 3,
        "lambdarank_truncation_level": 20,
        **_HALVED,
    },
)
"""The rankers that are averaged."""


@dataclass(slots=True)
class Sheaf:
    """Rows gathered to be fitted on: only of questions that have an answer among the candidates.

    Of each question its answers, the :data:`BEST` first candidates and others by chance are kept,
    :data:`KEPT` rows in all. LightGBM breaks ties of scores by the order of rows, which is that
    of entity ids, so they are shuffled. Chance is the same in each run.
    """

    seed: int = 0
    values: list[Singles] = field(default_factory=list)
    labels: list[np.ndarray[Any, Any]] = field(default_factory=list)
    sizes: list[Ints] = field(default_factory=list)

    def add(self, rows: Rows, true: Bits) -> None:
        """Keep the rows of a chunk of questions."""
        width = rows.candidates.chosen.shape[1]
        table = true.reshape(-1, width)
        kept = np.flatnonzero(table.any(axis=1))
        if not len(kept):
            return
        chance = np.random.default_rng([self.seed, rows.questions.day, len(self.sizes)])
        turn = chance.random((len(kept), width))
        turn[rows.values[:, _PLACE].reshape(-1, width)[kept] < BEST] -= 1.0
        turn[table[kept]] -= 2.0
        chosen = chance.permuted(np.argsort(turn, axis=1)[:, :KEPT], axis=1)
        at = (kept[:, None] * width + chosen).ravel()
        self.values.append(rows.values[at])
        self.labels.append(true[at].astype(np.int8))
        self.sizes.append(np.full(len(kept), chosen.shape[1], dtype=np.int64))

    def __len__(self) -> int:
        return sum(len(sizes) for sizes in self.sizes)


class Ranker:
    """Fitted trees; scores are comparable within a question only.

    Args:
        models: LightGBM boosters.
    """

    def __init__(self, models: tuple[Any, ...]) -> None:
        self._models = models

    @property
    def trees(self) -> tuple[int, ...]:
        """How many trees each of the averaged rankers has."""
        return tuple(model.current_iteration() for model in self._models)

    def scores(self, values: Singles) -> Floats:
        """The mean of the rankers' scores, for rows of features."""
        total: Floats = np.zeros(len(values), dtype=np.float64)
        for model in self._models:
            total += model.predict(values, raw_score=True, num_threads=1)
        return total / len(self._models)

    def contributions(self, values: Singles) -> Floats:
        """How much each feature adds to the score of each row.

        Returns:
            Shape (rows, features); the rows must be of one question, whose mean is taken off.
        """
        parts: Floats = np.zeros(values.shape, dtype=np.float64)
        for model in self._models:
            parts += model.predict(values, pred_contrib=True, num_threads=1)[:, :-1]
        parts -= parts.mean(axis=0, keepdims=True)
        return parts / len(self._models)


def trees_for(rows: int) -> int:
    """How many trees suit so many rows: more overfit, fewer leave something to be learnt."""
    return max(1, round(TREES * math.sqrt(rows / 1e6)))


def fit(learnt: Sheaf, *, threads: int | None = None) -> Ranker | None:
    """Fit the rankers; ``learnt`` is emptied to save memory.

    Args:
        learnt: rows to learn from.
        threads: how many processors to use; all where None. The outcome does not depend on it.

    Returns:
        None where there is too little to learn from.

    Raises:
        Unavailable: LightGBM is not installed.
    """
    if len(learnt) < LEAST:
        return None
    lightgbm = _lightgbm()
    rows = sum(len(values) for values in learnt.values)
    processors = 1 if rows < SMALL else threads or os.cpu_count() or 1
    shared = SHARED | {"num_threads": processors}
    data = lightgbm.Dataset(
        learnt.values,
        label=np.concatenate(learnt.labels),
        group=np.concatenate(learnt.sizes),
        params=shared,
    ).construct()
    learnt.values.clear()
    models = [
        lightgbm.train(shared | kind, data, num_boost_round=trees_for(rows)) for kind in KINDS
    ]
    return Ranker(tuple(models))


def _lightgbm() -> ModuleType:
    try:
        import lightgbm
    except ImportError as error:
        raise Unavailable("the ranker of links", extra="forecast") from error
    module: ModuleType = lightgbm
    return module

"""A static embedding of who acts on whom, for pairs that never met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from dragoman.forecasting.links.facts import Facts, Ints
    from dragoman.forecasting.links.tallies import Singles

RANK = 32
SPARE = 8
ROUNDS = 3
SEED = 20140101
AGEING = 0.01
"""What of a fact's weight is lost each day."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """Vectors of subjects and of what they act on; a likely fact has a high inner product.

    Attributes:
        deeds: subjects by what they do to whom, shape (entities, RANK).
        targets: (relation, object) pairs that occurred, shape (keys + 1, RANK); the last is zero.
        keys: the pairs as ``relation * entities + object``, sorted.
        company: entities by whom they deal with, shape (entities, RANK).
        partners: the same from the other side.
    """

    deeds: Singles
    targets: Singles
    keys: Ints
    company: Singles
    partners: Singles

    def fits(self, subject: Ints, relation: Ints, object_: Ints) -> tuple[Singles, Singles]:
        """Inner products for facts: by deed and by company, shape (n,) each."""
        keys = relation * len(self.company) + object_
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        if len(self.keys):
            at[self.keys[at] != keys] = len(self.keys)
        return (
            np.einsum("ij,ij->i", self.deeds[subject], self.targets[at]),
            np.einsum("ij,ij->i", self.company[subject], self.partners[object_]),
        )


def embed(facts: Facts, entities: int, day: int) -> Embedding:
    """Factor the past into vectors.

    Args:
        facts: what is past, both ways, in an order that the files' order does not change.
        entities: how many there are.
        day: the present; older facts weigh less.
    """
    from scipy.sparse import csr_matrix

    weight = np.exp(-AGEING * (day - facts.day)).astype(np.float32)
    keys, column = np.unique(facts.relation * entities + facts.object, return_inverse=True)
    deeds = csr_matrix((weight, (facts.subject, column)), shape=(entities, len(keys)))
    company = csr_matrix((weight, (facts.subject, facts.object)), shape=(entities, entities))
    left, right = _factor(deeds)
    first, second = _factor(company)
    return Embedding(left, np.vstack([right, np.zeros((1, RANK), np.float32)]), keys, first, second)


def _factor(matrix: csr_matrix) -> tuple[Singles, Singles]:
    """A truncated singular value decomposition by random projection (Halko et al. 2011)."""
    scaled = matrix.copy()
    scaled.sum_duplicates()
    scaled.data = np.log1p(scaled.data)
    size = min(RANK + SPARE, *scaled.shape)
    guess = np.random.default_rng(SEED).standard_normal((scaled.shape[1], size), dtype=np.float32)
    basis, _ = np.linalg.qr(scaled @ guess)
    for _ in range(ROUNDS):
        back, _ = np.linalg.qr(scaled.T @ basis)
        basis, _ = np.linalg.qr(scaled @ back)
    across, values, down = np.linalg.svd((scaled.T @ basis).T, full_matrices=False)
    root = np.sqrt(values[:RANK])
    left = np.zeros((scaled.shape[0], RANK), np.float32)
    right = np.zeros((scaled.shape[1], RANK), np.float32)
    left[:, : len(root)] = (basis @ across)[:, :RANK] * root
    right[:, : len(root)] = down[:RANK].T * root
    return left, right

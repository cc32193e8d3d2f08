"""Shares over a third party: the partners of partners, and what those alike do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.tallies import FAST, MIDDLE, SLOW

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from dragoman.forecasting.links.facts import Ints
    from dragoman.forecasting.links.past import Past
    from dragoman.forecasting.links.tallies import Singles

LEAST = 0.02
"""Fading counts below this are left out."""

CLOSEST = 30
"""How many partners, or actors alike, one looks through."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Shares for each question and entity, shape (q, entities) each."""

    lately: Singles
    longer: Singles
    partners: Singles
    alike: Singles


class Hops:
    """One day's sparse matrices of shares.

    Args:
        past: the state before the day.
    """

    def __init__(self, past: Past) -> None:
        from scipy.sparse import csr_matrix

        n, m = past.entities, past.relations
        pairs = past.tallies["so"]
        self._relations = m
        self._lately = _shares(pairs.keys // n, pairs.keys % n, pairs.values[:-1, FAST], n)
        self._longer = _shares(pairs.keys // n, pairs.keys % n, pairs.values[:-1, MIDDLE], n)
        slow = _counts(pairs.keys // n, pairs.keys % n, pairs.values[:-1, SLOW], n)
        rare = 1.0 / np.sqrt(1.0 + np.asarray(slow.sum(axis=0)).ravel())
        profile = slow.multiply(rare).tocsr().astype(np.float32)
        length = np.sqrt(np.asarray(profile.multiply(profile).sum(axis=1)).ravel())
        scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
        self._profile = profile.multiply(scale[:, None]).tocsr().astype(np.float32)
        self._across = self._profile.T.tocsr()
        heads, facts = past.tallies["sr"], past.tallies["sro"]
        self._heads = heads.keys
        value = facts.values[:-1, SLOW]
        kept = value > LEAST
        row = np.searchsorted(heads.keys, facts.keys[kept] // n)
        total = np.maximum(heads.values[row, SLOW], LEAST)
        self._deeds = csr_matrix(
            (value[kept] / total, (row, facts.keys[kept] % n)), shape=(len(heads.keys), n)
        )

    def reach(self, subject: Ints, relation: Ints) -> Reach:
        """Shares for questions (subject, relation, ?)."""
        subjects, at = np.unique(subject, return_inverse=True)
        near = _top(self._longer[subjects])
        alike = self._profile[subjects] @ self._across
        alike = _top(alike, but=subjects)
        return Reach(
            lately=(self._lately[subjects] @ self._lately).toarray()[at],
            longer=(near @ self._longer).toarray()[at],
            partners=self._do(near, at, relation),
            alike=self._do(alike, at, relation),
        )

    def _do(self, others: csr_matrix, at: Ints, relation: Ints) -> Singles:
        """What others do in the relation asked about, weighted by how close they are."""
        from scipy.sparse import csr_matrix

        from dragoman.forecasting.links.tallies import spread

        row, place = spread(
            others.indptr[at].astype(np.int64), others.indptr[at + 1].astype(np.int64)
        )
        keys = others.indices[place].astype(np.int64) * self._relations + relation[row]
        found = np.searchsorted(self._heads, keys)
        found[found == len(self._heads)] = 0
        held = self._heads[found] == keys
        weights = csr_matrix(
            (others.data[place][held], (row[held], found[held])),
            shape=(len(at), len(self._heads)),
        )
        shares: Singles = (weights @ self._deeds).toarray().astype(np.float32)
        return shares


def _counts(row: Ints, column: Ints, value: Singles, size: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    kept = value > LEAST
    return csr_matrix((value[kept], (row[kept], column[kept])), shape=(size, size))


def _shares(row: Ints, column: Ints, value: Singles, size: int) -> csr_matrix:
    counts = _counts(row, column, value, size)
    total = np.asarray(counts.sum(axis=1)).ravel()
    counts.data = counts.data / np.repeat(total, np.diff(counts.indptr))
    return counts.astype(np.float32)


def _top(matrix: csr_matrix, but: Ints | None = None) -> csr_matrix:
    """The greatest entries of each row; ``but`` names a column to leave out for each row."""
    from scipy.sparse import csr_matrix

    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    column, value = matrix.indices, matrix.data
    if but is not None:
        kept = column != but[row]
        row, column, value = row[kept], column[kept], value[kept]
    order = np.lexsort((column, -value, row))
    row, column, value = row[order], column[order], value[order]
    start = np.searchsorted(row, np.arange(matrix.shape[0]))
    kept = np.arange(len(row)) - start[row] < CLOSEST
    return csr_matrix((value[kept], (row[kept], column[kept])), shape=matrix.shape)

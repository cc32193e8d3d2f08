"""How predictions are scored: the rank of each true answer, as the field counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.forecasting.links.facts import Facts, Ints

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean reciprocal rank and the shares of answers among the first 1, 3 and 10."""

    mrr: float
    hits1: float
    hits3: float
    hits10: float
    asked: int

    @classmethod
    def of(cls, ranks: Floats) -> Scores:
        """Sum ranks up; all zero where nothing was asked."""
        if not len(ranks):
            return cls(0.0, 0.0, 0.0, 0.0, 0)
        return cls(
            mrr=float(np.mean(1.0 / ranks)),
            hits1=float(np.mean(ranks <= 1)),
            hits3=float(np.mean(ranks <= 3)),
            hits10=float(np.mean(ranks <= 10)),
            asked=len(ranks),
        )

    def __str__(self) -> str:
        return (
            f"MRR {self.mrr:.4f}  Hits@1 {self.hits1:.4f}"
            f"  Hits@3 {self.hits3:.4f}  Hits@10 {self.hits10:.4f}"
        )


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked about one day: each (subject, relation, ?) once, with all its true answers.

    Attributes:
        subject: of each question, shape (q,).
        relation: of each question, shape (q,); inverse ones from the number of relations on.
        row: which question each true answer belongs to, ascending, shape (a,).
        answer: the true answers, shape (a,).
        day: the day.
    """

    subject: Ints
    relation: Ints
    row: Ints
    answer: Ints
    day: int

    def __len__(self) -> int:
        return len(self.subject)

    def part(self, start: int, stop: int) -> Questions:
        """The questions from ``start`` up to ``stop``."""
        low, high = np.searchsorted(self.row, [start, stop])
        return Questions(
            self.subject[start:stop],
            self.relation[start:stop],
            self.row[low:high] - start,
            self.answer[low:high],
            self.day,
        )

    def only(self, kept: NDArray[np.bool_]) -> Questions:
        """The questions that a mask keeps."""
        place = np.cumsum(kept) - 1
        held = kept[self.row]
        return Questions(
            self.subject[kept],
            self.relation[kept],
            place[self.row[held]],
            self.answer[held],
            self.day,
        )


def questions_of(facts: Facts, relations: int, day: int) -> Questions:
    """Both directions of one day's facts as questions.

    Args:
        facts: facts of that day, one way.
        relations: how many relations there are.
        day: the day.
    """
    both = facts.both_ways(relations)
    rows = np.unique(np.stack([both.subject, both.relation, both.object], axis=1), axis=0)
    if not len(rows):
        empty = np.zeros(0, dtype=np.int64)
        return Questions(empty, empty, empty, empty, day)
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (rows[1:, :2] != rows[:-1, :2]).any(axis=1)
    row = np.cumsum(new) - 1
    return Questions(rows[new, 0], rows[new, 1], row, rows[:, 2], day)


def ranks_of(scores: NDArray[np.floating], questions: Questions) -> Floats:
    """The rank of each true answer among all entities; other true answers are left out.

    Ties get the mean of the ranks that they share. So an answer whose score is the highest but
    for one other, and equal to that of two wrong ones, has rank 3.

    Args:
        scores: one row a question, one column an entity, shape (q, n).
        questions: with ``row`` ascending.

    Returns:
        One rank a true answer, shape (a,), 1 the best.
    """
    ranks = np.empty(len(questions.row), dtype=np.float64)
    starts = np.searchsorted(questions.row, np.arange(len(questions) + 1))
    for row in range(len(questions)):
        low, high = int(starts[row]), int(starts[row + 1])
        line = scores[row]
        true = line[questions.answer[low:high]]
        for at, value in enumerate(true, start=low):
            above = np.count_nonzero(line > value) - np.count_nonzero(true > value)
            level = np.count_nonzero(line == value) - np.count_nonzero(true == value)
            ranks[at] = 1.0 + above + level / 2.0
    return ranks

"""Ranks by hand."""

import numpy as np
import pytest

from dragoman.forecasting.links.facts import Facts
from dragoman.forecasting.links.protocol import Questions, Scores, questions_of, ranks_of


def facts(*rows: tuple[int, int, int], day: int = 0) -> Facts:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Facts(columns[0], columns[1], columns[2], np.full(len(rows), day))


def question(*answers: int) -> Questions:
    zero = np.zeros(1, dtype=np.int64)
    return Questions(zero, zero, np.zeros(len(answers), np.int64), np.array(answers), 0)


@pytest.mark.parametrize(
    ("scores", "answers", "ranks"),
    [
        ([9, 7, 5, 3], [0], [1]),
        ([9, 7, 5, 3], [2], [3]),
        ([9, 5, 5, 5], [2], [3]),
        ([5, 5, 5, 5], [0], [2.5]),
        ([9, 7, 5, 3], [0, 2], [1, 2]),
        ([9, 5, 5, 3], [1, 2], [2, 2]),
        ([0, 0, 9, 0], [0, 1], [2.5, 2.5]),
    ],
)
def test_ranks_leave_out_other_answers_and_share_ties(
    scores: list[float], answers: list[int], ranks: list[float]
) -> None:
    found = ranks_of(np.array([scores], dtype=np.float64), question(*answers))
    assert found.tolist() == ranks


def test_both_directions_are_asked_and_answers_of_a_day_stand_together() -> None:
    asked = questions_of(facts((0, 1, 2), (0, 1, 3), (2, 0, 0)), relations=2, day=7)
    heads = list(zip(asked.subject.tolist(), asked.relation.tolist(), strict=True))
    assert heads == [(0, 1), (0, 2), (2, 0), (2, 3), (3, 3)]
    assert asked.row.tolist() == [0, 0, 1, 2, 3, 4]
    assert asked.answer.tolist() == [2, 3, 2, 0, 0, 0]
    assert asked.day == 7


def test_a_part_and_a_draw_keep_answers_with_their_questions() -> None:
    asked = questions_of(facts((0, 1, 2), (0, 1, 3), (2, 0, 0)), relations=2, day=7)
    part = asked.part(1, 3)
    assert (part.subject.tolist(), part.row.tolist(), part.answer.tolist()) == (
        [0, 2],
        [0, 1],
        [2, 0],
    )
    drawn = asked.only(np.array([True, False, False, True, False]))
    assert (drawn.subject.tolist(), drawn.row.tolist(), drawn.answer.tolist()) == (
        [0, 2],
        [0, 0, 1],
        [2, 3, 0],
    )


def test_a_day_without_facts_asks_nothing() -> None:
    assert len(questions_of(facts(), relations=2, day=7)) == 0


def test_scores_are_means_over_answers() -> None:
    scores = Scores.of(np.array([1.0, 2.5, 4.0, 20.0]))
    assert scores.mrr == pytest.approx((1 + 0.4 + 0.25 + 0.05) / 4)
    assert (scores.hits1, scores.hits3, scores.hits10, scores.asked) == (0.25, 0.5, 0.75, 4)
    assert str(scores) == "MRR 0.4250  Hits@1 0.2500  Hits@3 0.5000  Hits@10 0.7500"
    assert Scores.of(np.zeros(0)).asked == 0

"""What the ranker learns from."""

import numpy as np

from dragoman.forecasting.links.candidates import Candidates
from dragoman.forecasting.links.features import NAMES, Rows
from dragoman.forecasting.links.protocol import Questions
from dragoman.forecasting.links.ranker import BEST, KEPT, TREES, Sheaf, trees_for
from dragoman.forecasting.links.rules import Bodies

WIDTH = 120
ASKED = 6
PLACE = NAMES.index(("first", "prior, place"))


def rows() -> Rows:
    """Six questions; the candidate at column c has place c, and its entity id is c."""
    none = np.zeros(0, dtype=np.int64)
    values = np.zeros((ASKED * WIDTH, len(NAMES)), dtype=np.float32)
    values[:, PLACE] = np.tile(np.arange(WIDTH), ASKED)
    chosen = np.tile(np.arange(WIDTH), (ASKED, 1))
    return Rows(
        Questions(np.arange(ASKED), none, none, none, 7),
        Candidates(np.zeros((ASKED, WIDTH), dtype=np.float32), chosen),
        Bodies(none, none, none, none, none),
        values,
    )


def test_answers_and_first_candidates_are_always_learnt_from() -> None:
    true = np.zeros((ASKED, WIDTH), dtype=bool)
    true[0, 119] = true[1, [3, 80, 90]] = true[2, 0] = True
    sheaf = Sheaf()
    sheaf.add(rows(), true.ravel())
    assert len(sheaf) == 3, "questions without an answer among the candidates teach nothing"
    assert [sizes.tolist() for sizes in sheaf.sizes] == [[KEPT] * 3]
    places = sheaf.values[0][:, PLACE].reshape(3, KEPT)
    labels = sheaf.labels[0].reshape(3, KEPT)
    for row, answers in enumerate(([119], [3, 80, 90], [0])):
        held = set(places[row].astype(int).tolist())
        assert len(held) == KEPT
        assert held >= set(range(BEST)) | set(answers)
        assert sorted(places[row][labels[row] == 1].tolist()) == answers


def test_rows_of_a_question_are_in_an_order_that_tells_nothing() -> None:
    true = np.zeros((ASKED, WIDTH), dtype=bool)
    true[:, 0] = True
    first, second = Sheaf(1), Sheaf(1)
    first.add(rows(), true.ravel())
    second.add(rows(), true.ravel())
    at = np.flatnonzero(first.labels[0].reshape(ASKED, KEPT))
    assert len(set((at % KEPT).tolist())) > 1, "the answer is not at one place"
    assert np.array_equal(first.values[0], second.values[0])


def test_trees_go_by_the_root_of_the_rows() -> None:
    assert trees_for(1_000_000) == TREES
    assert trees_for(4_000_000) == 2 * TREES
    assert trees_for(1) == 1

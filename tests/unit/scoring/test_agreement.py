"""Which words count when two people are compared."""

import pytest

from dragoman.chronicle import Chronicle
from dragoman.model.judgements import State
from judging import ANN, BEN, keep
from making import act, claim, document

ONE = document("Peru met Chile.", name="one")
TWO = document("Chile met Peru.", name="two")
MET = claim(ONE, act("CONSULT"))
AGAIN = claim(TWO, act("CONSULT"))


@pytest.fixture
def chronicle():
    with Chronicle(":memory:") as opened:
        keep(opened, ONE, [MET])
        keep(opened, TWO, [AGAIN])
        yield opened


def test_a_superseded_word_is_still_what_its_author_said(chronicle: Chronicle) -> None:
    chronicle.accept(MET.id, signed=ANN)
    chronicle.reject(MET.id, signed=BEN)
    assert [j.state for j in chronicle.judgements()] == [State.SUPERSEDED, State.IN_FORCE]
    (pair,) = chronicle.agreement()
    assert (pair.first, pair.second) == ("Ann", "Ben")
    assert (pair.both_right, pair.first_alone, pair.second_alone, pair.both_wrong) == (0, 1, 0, 0)
    chronicle.reject(MET.id, signed=ANN)
    (pair,) = chronicle.agreement()
    assert (pair.first_alone, pair.both_wrong) == (0, 1)


def test_an_undone_word_gives_way_to_the_one_before(chronicle: Chronicle) -> None:
    chronicle.accept(MET.id, signed=ANN)
    chronicle.accept(MET.id, signed=BEN)
    taken_back = chronicle.reject(MET.id, signed=BEN)
    assert chronicle.agreement()[0].first_alone == 1
    chronicle.undo(taken_back.id, signed=BEN)
    assert chronicle.agreement()[0].both_right == 1


def test_a_second_word_on_a_pair_supersedes_the_first_and_neither_counts(
    chronicle: Chronicle,
) -> None:
    chronicle.different(MET.id, AGAIN.id, signed=ANN)
    chronicle.same(MET.id, AGAIN.id, signed=BEN)
    assert [j.state for j in chronicle.judgements()] == [State.SUPERSEDED, State.IN_FORCE]
    assert chronicle.agreement() == ()

"""Laws of the prediction of links."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import links_graph
from dragoman.forecasting.links import Graph, Stream, read_graph, recurrency
from dragoman.forecasting.links.protocol import Questions, ranks_of

FACTS = links_graph.rows(days=46, a_day=8)
SPLIT = (40, 43)


def read(rows: list[tuple[int, int, int, int]]) -> Graph:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, part in zip("abc", links_graph.parts(rows, *SPLIT), strict=True):
            path = Path(folder) / name
            path.write_text("".join("{} {} {} {}\n".format(*row) for row in part), encoding="utf-8")
            paths.append(path)
        return read_graph(*paths)


def numbers(graph: Graph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    stream = Stream(graph)
    stream.follow(44)
    rows = stream.desk(44).rows(stream.asked(44))
    return rows.values, rows.candidates.prior, rows.candidates.chosen


BEFORE = read(FACTS)
NUMBERS = numbers(BEFORE)
REPEATED = recurrency(BEFORE)


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_within_a_day_changes_nothing(chance) -> None:
    keys = [(row[3], chance.random()) for row in FACTS]
    mixed = [row for _, row in sorted(zip(keys, FACTS, strict=True))]
    assert sorted(mixed) == sorted(FACTS)
    after = read(mixed)
    for one, other in zip(NUMBERS, numbers(after), strict=True):
        assert np.array_equal(one, other)
    assert recurrency(after) == REPEATED


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=12),
    st.data(),
)
def test_ranks_are_those_of_the_definition(values: list[int], data: st.DataObject) -> None:
    answers = data.draw(
        st.lists(st.integers(0, len(values) - 1), min_size=1, max_size=len(values), unique=True)
    )
    zero = np.zeros(1, dtype=np.int64)
    asked = Questions(zero, zero, np.zeros(len(answers), np.int64), np.array(answers), 0)
    found = ranks_of(np.array([values], dtype=np.float64), asked)
    for answer, rank in zip(answers, found, strict=True):
        wrong = [v for i, v in enumerate(values) if i not in answers]
        above = sum(v > values[answer] for v in wrong)
        level = sum(v == values[answer] for v in wrong)
        # The mean of the places that the answer and its ties share.
        assert rank == above + (1 + (1 + level)) / 2

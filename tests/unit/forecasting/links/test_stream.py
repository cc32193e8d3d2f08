"""The method from end to end on a made graph."""

from pathlib import Path

import numpy as np
import pytest

import links_graph
from dragoman.forecasting.links import Graph, Settings, Stream, benchmark, read_graph
from dragoman.forecasting.links.protocol import ranks_of


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("links")
    links_graph.write(folder, links_graph.rows())
    return read_graph(
        *(folder / f"{name}.txt" for name in ("train", "valid", "test")),
        entities=folder / "entities.txt",
        relations=folder / "relations.txt",
    )


def all_ranks(graph: Graph, settings: Settings) -> np.ndarray:
    stream = Stream(graph, settings)
    stream.learn()
    return np.concatenate(
        [
            ranks_of(ranked.scores, ranked.questions)
            for day in range(50, 70)
            for ranked in stream.rank(day)
        ]
    )


def test_the_same_seed_gives_the_same_ranks_on_any_number_of_processors(graph: Graph) -> None:
    one = all_ranks(graph, Settings(threads=1))
    assert np.array_equal(one, all_ranks(graph, Settings(threads=1)))
    assert np.array_equal(one, all_ranks(graph, Settings(threads=2)))


def test_habits_are_learnt_beyond_repetition(graph: Graph) -> None:
    outcome = benchmark(graph)
    assert outcome.test.asked == 2 * len(graph.test)
    assert outcome.valid.asked == 2 * len(graph.valid)
    assert len(outcome.trees) >= 1
    assert outcome.test.mrr > outcome.recurrency_test.mrr
    assert outcome.valid.mrr > outcome.recurrency_valid.mrr
    assert outcome.recurrency_test.asked == outcome.test.asked
    assert outcome.memory > 0


def test_a_dense_graph_is_learnt_from_in_part(graph: Graph) -> None:
    settings = Settings(rows=3000, rule_questions=5, threads=1)
    stream = Stream(graph, settings)
    stream.learn()
    assert stream.ranker is not None
    assert np.array_equal(all_ranks(graph, settings), all_ranks(graph, settings))


def test_validation_may_be_the_test(graph: Graph) -> None:
    twice = Graph(graph.train, graph.test, graph.test, graph.entities, graph.relations, True, 24, 0)
    outcome = benchmark(twice)
    assert outcome.test == outcome.valid
    assert outcome.recurrency_test == outcome.recurrency_valid


def test_too_little_to_learn_from_leaves_the_first_order(tmp_path: Path) -> None:
    for name, days in (("train", range(3)), ("valid", range(3, 4)), ("test", range(4, 5))):
        lines = "".join(f"0 0 1 {day}\n2 0 3 {day}\n" for day in days)
        (tmp_path / f"{name}.txt").write_text(lines, encoding="utf-8")
    outcome = benchmark(
        read_graph(*(tmp_path / f"{name}.txt" for name in ("train", "valid", "test")))
    )
    assert outcome.trees == ()
    assert outcome.test.mrr == 1.0

"""The baseline, against its definition."""

from pathlib import Path

import numpy as np
import pytest

import links_graph
from dragoman.forecasting.links import read_graph, recurrency
from dragoman.forecasting.links.protocol import questions_of
from dragoman.forecasting.links.recurrency import FADING, STRICT, Recurrency


def test_scores_follow_the_definition(tmp_path: Path) -> None:
    links_graph.write(tmp_path, links_graph.rows())
    graph = read_graph(tmp_path / "train.txt", tmp_path / "valid.txt", tmp_path / "test.txt")
    facts = graph.everything()
    both = facts.both_ways(5)
    baseline = Recurrency(both, len(graph.entities), 10)
    for day in range(40):
        baseline.to(day)
        baseline.add(both.at(both.day == day))
    baseline.to(40)
    asked = questions_of(facts.at(facts.day == 40), 5, 40)
    scores = baseline.scores(asked)
    past = [
        row
        for row in zip(both.subject, both.relation, both.object, both.day, strict=True)
        if row[3] < 40
    ]
    scale = sum(2.0 ** (FADING * (day - 40)) for day in range(40))
    chance = np.random.default_rng(1)
    for _ in range(200):
        at, entity = int(chance.integers(len(asked))), int(chance.integers(len(graph.entities)))
        s, r = asked.subject[at], asked.relation[at]
        strict = sum(
            2.0 ** (FADING * (d - 40)) for a, b, c, d in past if (a, b, c) == (s, r, entity)
        )
        kind = [c for _, b, c, _ in past if b == r]
        relaxed = kind.count(entity) / max(len(kind), 1)
        expected = STRICT * strict / scale + (1 - STRICT) * relaxed
        assert scores[at, entity] == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_a_fact_of_every_day_is_ranked_first(tmp_path: Path) -> None:
    for name, days in (("train", range(5)), ("valid", range(5, 7)), ("test", range(7, 9))):
        lines = "".join(f"0 0 1 {day}\n2 0 3 {day}\n" for day in days)
        (tmp_path / f"{name}.txt").write_text(lines, encoding="utf-8")
    graph = read_graph(*(tmp_path / f"{name}.txt" for name in ("train", "valid", "test")))
    test, valid = recurrency(graph)
    assert (test.mrr, test.asked) == (1.0, 8)
    assert (valid.mrr, valid.asked) == (1.0, 8)

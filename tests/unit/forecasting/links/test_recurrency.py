"""The baseline, against its definition."""

from pathlib import Path

import numpy as np
import pytest

import links_graph
from dragoman.forecasting.links import Facts, read_graph, recurrency
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
    scores = baseline.scores(asked, baseline.own(asked))
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
    for test, valid in recurrency(graph):
        assert (test.mrr, test.asked) == (1.0, 8)
        assert (valid.mrr, valid.asked) == (1.0, 8)


def test_the_authors_program_keeps_the_strict_scores_of_another_question() -> None:
    relations, entities = 4, 30
    chance = np.random.default_rng(3)
    columns = [chance.integers(top, size=40) for top in (entities, relations // 2, entities)]
    past = Facts(*columns, np.zeros(40, dtype=np.int64)).both_ways(relations // 2)
    baseline = Recurrency(past, entities, relations)
    baseline.to(0)
    baseline.add(past)
    baseline.to(1)
    who, what = np.tile(np.arange(entities), 2), np.repeat([0, 1], entities)
    asked = questions_of(Facts(who, what, who, np.ones_like(who)), relations // 2, 1)
    own, kept = baseline.own(asked), baseline.kept(asked)
    known = {int(s) * relations + int(r) for s, r in zip(past.subject, past.relation, strict=True)}
    had = np.isin(own, list(known))
    assert 0 < had.sum() < len(had)
    assert np.array_equal(kept[had], own[had]), "a question with a past keeps its own"
    taken = kept[~had]
    assert np.isin(taken, list(known)).mean() > 0.9, "the others take one that has a past"
    assert len(set(taken.tolist())) > 5, "not all the same one"
    assert np.array_equal(kept, baseline.kept(asked)), "chance is the same each time"
    at = int(np.flatnonzero(~had & np.isin(kept, list(known)))[0])
    giver = int(np.flatnonzero(own == kept[at])[0])
    one, other = asked.part(at, at + 1), asked.part(giver, giver + 1)
    relaxed = baseline.scores(one, baseline.own(one))
    strict = baseline.scores(other, baseline.own(other)) - baseline.scores(other, baseline.own(one))
    assert baseline.scores(one, kept[at : at + 1]) == pytest.approx(relaxed + strict)

"""What carries a prediction."""

from pathlib import Path

import pytest

from dragoman.forecasting.links import Graph, Settings, Stream, explain, read_graph
from dragoman.forecasting.links.features import GROUPS, NAMES, TAKEN


def read(folder: Path, days: int = 60) -> Graph:
    """Every third day Ada visits Bo, and on the day after Bo consults Ada; others make noise."""
    names = ["Ada", "Bo", *(f"Clerk_{i}" for i in range(12))]
    lines: list[str] = []
    for day in range(days):
        if day % 3 == 0:
            lines.append(f"Ada\tvisits\tBo\t{day}")
        if day % 3 == 1:
            lines.append(f"Bo\tconsults\tAda\t{day}")
        for i in range(4):
            one, other = names[2 + (day + i) % 12], names[2 + (day * 5 + 3 * i + 1) % 12]
            lines.append(f"{one}\t{'visits' if i % 2 else 'consults'}\t{other}\t{day}")
        lines.append(f"Bo\tconsults\t{names[2 + day % 12]}\t{day}")
    path = folder / "train.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_graph(path)


@pytest.fixture(scope="module")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Stream:
    found = Stream(read(tmp_path_factory.mktemp("why"), days=61), Settings(threads=1))
    found.learn()
    return found


def test_the_expected_one_comes_with_its_events_and_the_rule_they_set_off(stream: Stream) -> None:
    graph = stream.graph
    found = explain(stream, graph.entity("Bo"), graph.relation("consults"), 61)
    best = found[0]
    assert (best.place, best.entity) == (1, "Ada")
    assert str(best.events[0]) == "the day before: Ada · visits · Bo"
    assert str(best.events[1]) == "3 days before: Bo · consults · Ada"
    rule = next(rule for rule in best.rules if rule.after == "inverse of visits")
    assert rule.lag == "1 day before"
    assert rule.times == "more than 5 times"
    assert rule.held == rule.tried > 0
    assert rule.confidence > 0.5
    assert best.reasons
    assert {reason.group for reason in best.reasons} <= set(GROUPS)
    assert [one.place for one in found] == list(range(1, len(found) + 1))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_an_inverse_relation_asks_who_acts(stream: Stream) -> None:
    graph = stream.graph
    found = explain(stream, graph.entity("Ada"), graph.relation("inverse of consults"), 61, limit=1)
    assert [one.entity for one in found] == ["Bo"]


def test_contributions_add_up_to_the_score(stream: Stream) -> None:
    import numpy as np

    asked = stream.asked(60)
    stream_rows = Stream(stream.graph, Settings(threads=1))
    rows = stream_rows.desk(60).rows(asked.part(0, 1))
    assert stream.ranker is not None
    parts = stream.ranker.contributions(rows.values)
    scores = stream.ranker.scores(rows.values)
    assert parts.sum(axis=1) == pytest.approx(scores - scores.mean(), abs=1e-6)
    assert np.abs(parts).sum() > 0


def test_every_feature_is_of_a_group_that_is_put_in_words() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {group for group, _ in NAMES} == set(GROUPS)
    assert set(TAKEN) <= set(GROUPS)

"""Nothing of a day or after it is in the numbers of that day."""

import math
from pathlib import Path

import numpy as np
import pytest

import links_graph
from dragoman.forecasting.links import Graph, Settings, Stream, read_graph
from dragoman.forecasting.links.features import LONG_AGO, NAMES, TAKEN, Rows
from dragoman.forecasting.links.homes import Homes
from dragoman.forecasting.links.past import REFIT
from dragoman.forecasting.links.tallies import COUNT, DECAYS, LAST

DAY = 47
HALF = len(links_graph.RELATIONS)
ONE = Settings(threads=1)
Fact = tuple[int, int, int, int]


def read(folder: Path, facts: list[Fact]) -> Graph:
    folder.mkdir(exist_ok=True)
    links_graph.write(folder, facts)
    return read_graph(
        *(folder / f"{name}.txt" for name in ("train", "valid", "test")),
        entities=folder / "entities.txt",
        relations=folder / "relations.txt",
    )


def rows_of(stream: Stream, day: int) -> Rows:
    """The rows of a day, after rules learnt from all days before."""
    stream.follow(day)
    return stream.desk(day).rows(stream.asked(day))


def brute_force_home(past: list[Fact], homes: Homes) -> list[int]:
    """The country of each entity: as its name says, else that of most of its past partners."""
    unknown = homes.countries - 1
    found = homes.country.tolist()
    for entity in range(len(found)):
        if homes.country[entity] != unknown:
            continue
        met: dict[int, int] = {}
        for s, _, o, _ in past:
            for one, other in ((s, o), (o, s)):
                if one == entity and homes.country[other] != unknown:
                    country = int(homes.country[other])
                    met[country] = met.get(country, 0) + 1
        if met:
            found[entity] = max(met, key=lambda c: (met[c], -c))
    return found


def test_random_rows_are_recomputed_from_earlier_facts_alone(tmp_path: Path) -> None:
    facts = links_graph.rows()
    graph = read(tmp_path / "g", facts)
    rows = rows_of(Stream(graph, ONE), DAY)
    earlier = [row for row in facts if row[3] < DAY]
    both = earlier + [(o, r + HALF, s, day) for s, r, o, day in earlier]
    names = Homes.by_name(links_graph.ENTITIES)
    refitted = [row for row in facts if row[3] < REFIT]
    country, sector = brute_force_home(refitted, names), names.sector.tolist()

    def same(name: str, a: Fact, b: Fact) -> bool:
        """Whether two facts fall under one key of a tally."""
        s, r, o, _ = a
        t, q, p, _ = b
        near, far = country[s] == country[t], country[o] == country[p]
        return {
            "sro": (s, r, o) == (t, q, p),
            "os": (s, (r + HALF) % (2 * HALF), o) == (t, q, p),
            "so": (s, o) == (t, p),
            "ro": (r, o) == (q, p),
            "o": o == p,
            "sr": (s, r) == (t, q),
            "cro": near and (r, o) == (q, p),
            "co": near and o == p,
            "kro": sector[s] == sector[t] and (r, o) == (q, p),
            "src": (s, r) == (t, q) and far,
            "srk": (s, r, sector[o]) == (t, q, sector[p]),
            "sc": s == t and far,
            "crc": near and r == q and far,
            "cc": near and far,
            "krk": (sector[s], r, sector[o], country[s] == country[o])
            == (sector[t], q, sector[p], country[t] == country[p]),
        }[name]

    chance = np.random.default_rng(3)
    width = rows.candidates.chosen.shape[1]
    for at in chance.integers(len(rows.values), size=25):
        question = int(at) // width
        would_be = (
            int(rows.questions.subject[question]),
            int(rows.questions.relation[question]),
            int(rows.candidates.chosen.ravel()[at]),
            DAY,
        )
        column = 0
        for name, columns in TAKEN.items():
            days = [fact[3] for fact in both if same(name, would_be, fact)]
            for part in columns:
                if part == COUNT:
                    expected = float(len(days))
                elif part == LAST:
                    expected = DAY - max(days) if days else LONG_AGO
                else:
                    expected = sum(math.exp(-DECAYS[part - 2] * (DAY - day)) for day in days)
                assert rows.values[at, column] == pytest.approx(expected, rel=1e-4, abs=1e-5), (
                    NAMES[column],
                    would_be,
                )
                column += 1


@pytest.mark.parametrize("day", [12, DAY, 64])
def test_another_future_leaves_every_number_as_it_was(day: int, tmp_path: Path) -> None:
    """Also those of rules, of third parties, of vectors and of the order of candidates."""
    facts = links_graph.rows()
    other = [row for row in facts if row[3] < day]
    other += [row for row in links_graph.rows(seed=11, a_day=30) if row[3] >= day]
    streams = [
        Stream(read(tmp_path / name, chosen), ONE) for name, chosen in (("a", facts), ("b", other))
    ]
    asked = streams[0].asked(day)
    found = []
    for stream in streams:
        stream.follow(day)
        found.append(stream.desk(day).rows(asked))
    assert len(found[0].values)
    assert np.array_equal(found[0].candidates.chosen, found[1].candidates.chosen)
    assert np.array_equal(found[0].candidates.prior, found[1].candidates.prior)
    assert np.array_equal(found[0].values, found[1].values)


def test_the_answers_of_a_day_do_not_change_its_rows(tmp_path: Path) -> None:
    """The same questions with other answers: what is asked about does not tell what is true."""
    facts = links_graph.rows()
    swapped = [
        (s, r, (o + 5) % len(links_graph.ENTITIES), day) if day == DAY else (s, r, o, day)
        for s, r, o, day in facts
    ]
    streams = [
        Stream(read(tmp_path / name, chosen), ONE)
        for name, chosen in (("a", facts), ("b", swapped))
    ]
    asked = streams[0].asked(DAY)
    for stream in streams:
        stream.follow(DAY)
    first, second = (stream.desk(DAY).rows(asked).values for stream in streams)
    assert np.array_equal(first, second)


def test_the_ranker_is_the_same_whatever_comes_after_training(tmp_path: Path) -> None:
    facts = links_graph.rows()
    other = [row for row in facts if row[3] < 50]
    other += [row for row in links_graph.rows(seed=11) if row[3] >= 50]
    streams = [
        Stream(read(tmp_path / name, chosen), ONE) for name, chosen in (("a", facts), ("b", other))
    ]
    asked = streams[0].asked(50)
    scores = []
    for stream in streams:
        stream.learn()
        assert stream.ranker is not None
        scores.append(stream.scores(stream.desk(50).rows(asked)))
    assert streams[0].ranker is not None
    assert streams[1].ranker is not None
    assert streams[0].ranker.trees == streams[1].ranker.trees
    assert np.array_equal(scores[0], scores[1])


def test_the_past_is_not_asked_about(tmp_path: Path) -> None:
    stream = Stream(read(tmp_path / "g", links_graph.rows(days=65)), ONE)
    stream.desk(30)
    with pytest.raises(ValueError, match="day 29 is past"):
        stream.desk(29)

"""The field's benchmark: train on one part, rank what the later parts hold, beside recurrency."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.protocol import Scores, questions_of, ranks_of
from dragoman.forecasting.links.recurrency import Recurrency
from dragoman.forecasting.links.stream import Settings, Stream

if TYPE_CHECKING:
    from dragoman.forecasting.links.facts import Facts, Graph, Ints
    from dragoman.forecasting.links.protocol import Floats, Questions


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark found.

    Attributes:
        test: scores of the method on the test part.
        valid: scores of the method on the validation part.
        recurrency_test: scores of the baseline on the test part, by its formula.
        recurrency_valid: the same on the validation part.
        published_test: scores of the baseline on the test part as its authors' program has them,
            which published figures compare with.
        published_valid: the same on the validation part.
        trees: sizes of the fitted rankers; empty where there was too little to learn from.
        seconds: for the whole, by the clock.
        processor_seconds: for the whole, on all processors together.
        baseline_seconds: for the baseline alone, by the clock.
        memory: the greatest memory of the process so far, in bytes.
    """

    test: Scores
    valid: Scores
    recurrency_test: Scores
    recurrency_valid: Scores
    published_test: Scores
    published_valid: Scores
    trees: tuple[int, ...]
    seconds: float
    processor_seconds: float
    baseline_seconds: float
    memory: int


class _Ranks:
    """Ranks of the answers that a part asks for, among ranks of all answers of its days."""

    def __init__(self, part: Facts, graph: Graph) -> None:
        self._entities, self._relations = len(graph.entities), 2 * len(graph.relations)
        both = part.both_ways(len(graph.relations))
        self._day = both.day
        self._keys = self._key(both.subject, both.relation, both.object)
        self._found: list[Floats] = []
        self.days = set(np.unique(part.day).tolist())

    def _key(self, subject: Ints, relation: Ints, object_: Ints) -> Ints:
        return (subject * self._relations + relation) * self._entities + object_

    def add(self, questions: Questions, ranks: Floats) -> None:
        if questions.day not in self.days:
            return
        keys = self._key(
            questions.subject[questions.row], questions.relation[questions.row], questions.answer
        )
        asked = self._keys[self._day == questions.day]
        self._found.append(np.repeat(ranks, _times(keys, asked)))

    def scores(self) -> Scores:
        return Scores.of(np.concatenate(self._found) if self._found else np.zeros(0))


def _times(keys: Ints, asked: Ints) -> Ints:
    """How often each key was asked for."""
    ordered = np.sort(asked)
    return np.searchsorted(ordered, keys, "right") - np.searchsorted(ordered, keys, "left")


def benchmark(
    graph: Graph, settings: Settings | None = None, note: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Run the method and the recurrency baseline over the same questions.

    Every day is ranked from the days before it; then its facts enter what is known. The ranker
    is fitted on training days alone, and never again.

    Args:
        graph: the three parts.
        settings: how much is learnt from.
        note: told in words what is being done.

    Raises:
        Unavailable: LightGBM or SciPy is not installed.
    """
    start, worked = time.perf_counter(), time.process_time()
    stream = Stream(graph, settings, note)
    stream.learn()
    parts = (_Ranks(graph.test, graph), _Ranks(graph.valid, graph))
    days = sorted(parts[0].days | parts[1].days)
    note(f"ranking days {days[0]} to {days[-1]}")
    for day in days:
        for ranked in stream.rank(day):
            ranks = ranks_of(ranked.scores, ranked.questions)
            for part in parts:
                part.add(ranked.questions, ranks)
    before = time.perf_counter()
    note("ranking by recurrency")
    formula, published = recurrency(graph)
    end = time.perf_counter()
    return Outcome(
        test=parts[0].scores(),
        valid=parts[1].scores(),
        recurrency_test=formula[0],
        recurrency_valid=formula[1],
        published_test=published[0],
        published_valid=published[1],
        trees=stream.ranker.trees if stream.ranker else (),
        seconds=end - start,
        processor_seconds=time.process_time() - worked,
        baseline_seconds=end - before,
        memory=_memory(),
    )


def recurrency(graph: Graph) -> tuple[tuple[Scores, Scores], tuple[Scores, Scores]]:
    """Scores of the recurrency baseline on the test and the validation part.

    Returns:
        Both parts by the formula, then both as the authors' program has them.
    """
    relations = len(graph.relations)
    facts = graph.everything()
    baseline = Recurrency(facts.both_ways(relations), len(graph.entities), 2 * relations)
    ways = tuple((_Ranks(graph.test, graph), _Ranks(graph.valid, graph)) for _ in range(2))
    asked = {day for part in ways[0] for day in part.days}
    for day in np.unique(facts.day).tolist():
        today = facts.at(slice(*np.searchsorted(facts.day, [day, day + 1])))
        baseline.to(day)
        if day in asked:
            questions = questions_of(today, relations, day)
            for parts, heads in zip(
                ways, (baseline.own(questions), baseline.kept(questions)), strict=True
            ):
                for at in range(0, len(questions), _CHUNK):
                    chunk = questions.part(at, at + _CHUNK)
                    ranks = ranks_of(baseline.scores(chunk, heads[at : at + _CHUNK]), chunk)
                    for part in parts:
                        part.add(chunk, ranks)
        baseline.add(today.both_ways(relations))
    formula, published = ((test.scores(), valid.scores()) for test, valid in ways)
    return formula, published


_CHUNK = 256
"""Questions scored at once, which bounds memory."""


def _memory() -> int:
    """The greatest memory of this process, in bytes; Linux tells kibibytes, others bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1024 if sys.platform.startswith("linux") else 1)

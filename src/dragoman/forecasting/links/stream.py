"""One pass over the days: learn rules, gather rows, fit, then rank what is asked, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.features import Desk, Rows
from dragoman.forecasting.links.past import Past
from dragoman.forecasting.links.protocol import Questions, questions_of
from dragoman.forecasting.links.ranker import KEPT, Ranker, Sheaf, fit
from dragoman.forecasting.links.rules import Pairs, Rules

if TYPE_CHECKING:
    from dragoman.forecasting.links.facts import Graph
    from dragoman.forecasting.links.protocol import Floats
    from dragoman.forecasting.links.rules import Bits

CHUNK = 128
"""Questions whose rows are made at once."""

AT_ONCE = 4
"""Chunks under way at a time, which bounds memory."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is learnt from.

    Attributes:
        window: last days of training whose questions the ranker learns from.
        rows: would-be facts to learn from, at most; in a dense year questions are drawn by chance.
        rule_questions: questions a day that rules learn from before the window, at most.
        threads: processors to use; all where None.
        seed: of what is drawn by chance.
    """

    window: int = 110
    rows: int = 4_500_000
    rule_questions: int = 700
    threads: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Scores of all entities for some questions of a day, shape (q, entities)."""

    questions: Questions
    scores: Floats


class Stream:
    """The method: what is past, what was learnt, and the ranker once it is fitted.

    Args:
        graph: the facts. Only those of training days are learnt from; later ones enter what is
            known when their day is over.
        settings: how much is learnt from.
        note: told in words what is being done.
    """

    def __init__(
        self,
        graph: Graph,
        settings: Settings | None = None,
        note: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.graph = graph
        self.settings = settings or Settings()
        self.past = Past(graph)
        self.rules = Rules(self.past.relations)
        self.pairs = Pairs(self.past)
        self.ranker: Ranker | None = None
        self._note = note
        self._facts = graph.everything()
        self._pool = ThreadPoolExecutor(self.settings.threads)

    def learn(self) -> None:
        """Go through the training days and fit the ranker on the last of them."""
        train = self.graph.train
        first, last = int(train.day.min()), int(train.day.max())
        days = np.unique(train.day)
        window = min(self.settings.window, (last - first + 1) * 2 // 3)
        start = last + 1 - window
        share = self._share(start)
        learnt = Sheaf(self.settings.seed)
        self._note(f"reading days {first} to {last}")
        for day in (int(day) for day in days):
            questions = self.asked(day)
            if day < start:
                kept = self._draw(questions, self.settings.rule_questions / max(len(questions), 1))
                for _ in self._through(kept, full=False):
                    pass
                continue
            for rows, true, _ in self._through(self._draw(questions, share), full=True):
                learnt.add(rows, true)
        self._note(f"fitting the ranker to {len(learnt):,} questions")
        self.ranker = fit(learnt, threads=self.settings.threads)

    def asked(self, day: int) -> Questions:
        """Both directions of a day's facts as questions."""
        low, high = np.searchsorted(self._facts.day, [day, day + 1])
        return questions_of(self._facts.at(slice(low, high)), len(self.graph.relations), day)

    def rank(self, day: int) -> Iterator[Ranked]:
        """Score a day's questions from what was before it; rules then learn from the day.

        Questions come in the order of subjects, relations.
        """
        for rows, _, scores in self._through(self.asked(day), full=True, scored=True):
            yield Ranked(rows.questions, scores)

    def follow(self, day: int) -> None:
        """Let rules learn from the days up to ``day`` that are not yet past, as :meth:`rank` does."""
        days = np.unique(self._facts.day)
        for passed in days[(days >= self.past.day) & (days < day)].tolist():
            for _ in self._through(self.asked(passed), full=False):
                pass

    def scores(self, rows: Rows) -> Floats:
        """Scores of all entities: candidates by the ranker, the others after them as first ordered."""
        candidates = rows.candidates
        scores = candidates.prior.astype(np.float64)
        if self.ranker is None:
            return scores
        count, width = candidates.chosen.shape
        best = self.ranker.scores(rows.values).reshape(count, width)
        scores -= scores.max(axis=1, keepdims=True) + 1.0 - best.min(axis=1, keepdims=True)
        np.put_along_axis(scores, candidates.chosen, best, axis=1)
        return scores

    def desk(self, day: int, *, full: bool = True) -> Desk:
        """What makes rows for a day that is not past."""
        self.past.to(day)
        return Desk(self.past, self.rules, self.pairs, full=full)

    def _through(
        self, questions: Questions, *, full: bool, scored: bool = False
    ) -> Iterator[tuple[Rows, Bits, Floats]]:
        """Rows of a day's questions, a chunk at a time; after the last, rules learn from them.

        Args:
            questions: of one day.
            full: whether rows have features.
            scored: whether scores are made, on the same processor as the rows.

        Yields:
            Rows, which of them came about, and the scores of all entities where asked for.
        """
        desk = self.desk(questions.day, full=full)

        def work(chunk: Questions) -> tuple[Rows, Bits, Floats]:
            rows = desk.rows(chunk)
            scores = self.scores(rows) if scored else np.zeros((len(chunk), 0))
            return rows, rows.candidates.true(chunk), scores

        chunks = [questions.part(at, at + CHUNK) for at in range(0, len(questions), CHUNK)]
        outcomes = []
        for at in range(0, len(chunks), AT_ONCE):
            for rows, true, scores in self._pool.map(work, chunks[at : at + AT_ONCE]):
                yield rows, true, scores
                outcomes.append((rows.bodies, true))
        for bodies, true in outcomes:
            self.rules.learn(bodies, true)

    def _share(self, start: int) -> float:
        """The share of the window's questions to learn from, so that the rows stay in bounds."""
        train = self.graph.train
        facts = 2 * int(np.count_nonzero(train.day >= start))
        return self.settings.rows / max(facts * min(KEPT, len(self.graph.entities)), 1)

    def _draw(self, questions: Questions, share: float) -> Questions:
        if share >= 1.0:
            return questions
        chance = np.random.default_rng([self.settings.seed, questions.day])
        return questions.only(chance.random(len(questions)) < share)

"""Probabilities to claims: triggers, then for each who, when, where, how much and with which standing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reading.learned.model import TAGGED, Encoded, Model
from dragoman.reading.learned.windows import Candidate, Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NUMBERS = frozenset({"money", "number"})

FLOOR = 0.1
"""Probability below which no trigger is looked at, whatever confidence is asked for."""

EDGE = 1e-4
"""How near to 0 and 1 a score may come before its logarithm says more than the network knows."""

GAP = 1
"""Word pieces between two runs of one label that are still one trigger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a probability counts as yes. Chosen for soft F1 on held-out passages of our own.

    Args:
        found: by kind, from which probability a trigger is taken.
        role: by role, from which probability a mention has it.
        fallback: from which probability the best mention stands in where none reaches ``role``.
        slope: of the logistic curve from the network's score to the share of claims that are right.
        offset: of that curve, by kind.
        least: confidence below which a claim is left out; None to go by ``found`` alone.
    """

    found: Mapping[str, float]
    role: Mapping[str, float]
    fallback: float
    slope: float
    offset: Mapping[str, float]
    least: float | None = None

    def threshold(self, kind: str) -> float:
        """From which probability a trigger of a kind is taken."""
        return self.found[kind] if self.least is None else FLOOR

    def confidence(self, kind: str, score: float) -> float:
        """How many of the claims with such a score are right, from 0 to 1."""
        inner = min(max(score, EDGE), 1 - EDGE)
        x = self.slope * math.log(inner / (1 - inner)) + self.offset[kind]
        return 1 / (1 + math.exp(-x))


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """Words that carry a claim, with all that the heads say of it.

    Args:
        score: probability that there is a claim of this kind here.
        roles: for each candidate its probability by role.
        attributes: for each head its probabilities by class.
    """

    kind: str
    label: str
    first: int
    last: int
    score: float
    roles: Sequence[Mapping[str, float]]
    attributes: Mapping[str, Mapping[str, float]]

    def best(self, head: str) -> str:
        """The likeliest class of a head."""
        scores = self.attributes[head]
        return max(scores, key=lambda name: scores[name])

    def having(self, role: str, settings: Settings) -> list[int]:
        """Candidates that have a role, in the order of the text."""
        least = settings.role[role]
        return [n for n, roles in enumerate(self.roles) if roles[role] >= least]

    def likeliest(self, role: str, among: Sequence[int], least: float) -> int | None:
        """The candidate of some that has a role most likely, if likely enough."""
        best = max(among, key=lambda n: (self.roles[n][role], -n), default=None)
        return best if best is not None and self.roles[best][role] >= least else None


@dataclass(frozen=True, slots=True)
class _Run:
    kind: str
    label: str
    first: int
    last: int
    score: float


def _runs(
    kind: str, probabilities: Floats, names: Sequence[str], window: Window, least: float
) -> Iterator[_Run]:
    """Stretches of word pieces that carry a claim of a kind."""
    carrying = 1.0 - probabilities[:, 0]
    end = len(window.ids) - 1
    at = window.core
    while at < end:
        if carrying[at] < least:
            at += 1
            continue
        label = int(probabilities[at, 1:].argmax()) + 1
        last = at + 1
        reach = last
        while reach < end and reach - last <= GAP:
            if carrying[reach] >= least and int(probabilities[reach, 1:].argmax()) + 1 == label:
                last = reach + 1
            reach += 1
        mass = probabilities[at:last, 1:].mean(0)
        name = names[int(mass.argmax()) + 1]
        yield _Run(kind, name, at, last, float(carrying[at:last].max()))
        at = last


def _figures(model: Model, encoded: Encoded, window: Window, least: float) -> Iterator[_Run]:
    numbers = [c for c in window.candidates if c.tag in NUMBERS and c.first >= window.core]
    if not numbers:
        return
    found = model.figures(model.mean(encoded, [(c.first, c.last) for c in numbers]))
    names = model.classes["figure"]
    for candidate, row in zip(numbers, found, strict=True):
        if 1.0 - row[0] >= least:
            label = names[int(row[1:].argmax()) + 1]
            yield _Run("figure", label, candidate.first, candidate.last, float(1.0 - row[0]))


def triggers(model: Model, window: Window, settings: Settings) -> list[Trigger]:
    """Find the claims of a window's core sentences, in the order of the text."""
    encoded = model.encode(window)
    runs = [
        run
        for kind in TAGGED
        for run in _runs(
            kind, encoded.pieces[kind], model.classes[kind], window, settings.threshold(kind)
        )
    ]
    runs += _figures(model, encoded, window, settings.threshold("figure"))
    if not runs:
        return []
    runs.sort(key=lambda run: (run.first, run.last, run.kind))
    vectors = model.mean(encoded, [(run.first, run.last) for run in runs])
    heads = model.describe(vectors, [run.kind for run in runs])
    candidates: Sequence[Candidate] = window.candidates
    mentions = model.mean(encoded, [(c.first, c.last) for c in candidates]) if candidates else None
    names = model.classes["role"]
    found = []
    for number, run in enumerate(runs):
        roles: list[Mapping[str, float]] = []
        if mentions is not None:
            scores = model.roles(
                vectors[number], (run.first, run.last), run.kind, mentions, candidates
            )
            roles = [dict(zip(names, map(float, row), strict=True)) for row in scores]
        attributes = {
            head: dict(zip(model.classes[head], map(float, rows[number]), strict=True))
            for head, rows in heads.items()
        }
        found.append(
            Trigger(run.kind, run.label, run.first, run.last, run.score, roles, attributes)
        )
    return found

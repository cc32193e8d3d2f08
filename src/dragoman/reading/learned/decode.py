"""Probabilities to claims: triggers, then for each who, when, where, how much and with which standing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reading.learned.model import TAGGED, Encoded, Model
from dragoman.reading.learned.windows import Window

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
"""Word pieces between two runs that are still one trigger."""

SURE = 0.9
"""Probability from which word pieces are a trigger by themselves, without less sure ones around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a probability counts as yes. Chosen for soft F1 on held-out passages of our own.

    Args:
        found: by kind, from which probability a trigger is taken.
        role: by role, from which probability a mention has it; ``about`` is that of whom a figure is
            about.
        undated: how much the answer counts that an act has no date.
        meant: from which probability words that stand for a name mean another than the rules say.
        fallback: from which probability the best mention stands in where none reaches ``role``.
        slope: of the logistic curve from the network's score to the share of claims that are right.
        offset: of that curve, by kind.
        least: confidence below which a claim is left out; None to go by ``found`` alone.
    """

    found: Mapping[str, float]
    role: Mapping[str, float]
    undated: float
    meant: float
    fallback: float
    slope: float
    offset: Mapping[str, float]
    least: float | None = None

    def threshold(self, kind: str) -> float:
        """From which probability a trigger of a kind is taken."""
        return self.found[kind] if self.least is None else FLOOR

    def least_role(self, kind: str, role: str) -> float:
        """From which probability a mention has a role in a claim of a kind."""
        return self.role["about" if kind == "figure" and role == "actor" else role]

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
        least = settings.least_role(self.kind, role)
        return [n for n, roles in enumerate(self.roles) if roles[role] >= least]

    def likeliest(self, role: str, among: Sequence[int], least: float) -> int | None:
        """The candidate of some that has a role most likely, if likely enough."""
        best = max(among, key=lambda n: (self.roles[n][role], -n), default=None)
        return best if best is not None and self.roles[best][role] >= least else None


@dataclass(frozen=True, slots=True)
class Run:
    """Word pieces that carry a claim, with how much each label weighs in them."""

    kind: str
    labels: Mapping[str, float]
    first: int
    last: int
    score: float


def _stretches(carrying: Floats, window: Window, least: float) -> list[tuple[int, int]]:
    """Word pieces of the core that carry a claim with some probability, as half-open stretches."""
    found: list[tuple[int, int]] = []
    core = carrying[window.core : len(window.ids) - 1]
    for at in ((core >= least).nonzero()[0] + window.core).tolist():
        if found and at - found[-1][1] <= GAP:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def runs(
    kind: str, probabilities: Floats, names: Sequence[str], window: Window, least: float
) -> Iterator[Run]:
    """Stretches of word pieces that carry a claim of a kind, in the order of the text.

    Less sure pieces neither widen nor join sure ones: 'refused to receive' may be two acts.

    Args:
        kind: of the claims.
        probabilities: (pieces, 1 + labels); the first is that a piece carries none.
        names: the classes, the first of which is none.
        window: whose core is looked at.
        least: from which probability a piece counts.
    """
    carrying = 1.0 - probabilities[:, 0]
    sure = _stretches(carrying, window, max(SURE, least))
    others = [
        (first, last)
        for first, last in _stretches(carrying, window, least)
        if not any(first < b and a < last for a, b in sure)
    ]
    for first, last in sorted(sure + others):
        labels = dict(zip(names[1:], probabilities[first:last, 1:].mean(0).tolist(), strict=True))
        yield Run(kind, labels, first, last, float(carrying[first:last].max()))


def _figures(encoded: Encoded, names: Sequence[str], window: Window, least: float) -> Iterator[Run]:
    """Numbers of the core that are figures."""
    for candidate, row in zip(window.candidates, encoded.figures, strict=True):
        score = 1.0 - float(row[0])
        if candidate.tag in NUMBERS and candidate.first >= window.core and score >= least:
            labels = dict(zip(names[1:], row[1:].tolist(), strict=True))
            yield Run("figure", labels, candidate.first, candidate.last, score)


def carrying(model: Model, encoded: Encoded, window: Window, settings: Settings) -> list[Run]:
    """Where the core of a window carries claims, in the order of the text."""
    found = [
        run
        for kind in TAGGED
        for run in runs(
            kind, encoded.pieces[kind], model.classes[kind], window, settings.threshold(kind)
        )
    ]
    found += _figures(encoded, model.classes["figure"], window, settings.threshold("figure"))
    return sorted(found, key=lambda run: (run.first, run.last, run.kind))


def triggers(
    model: Model, encoded: Encoded, window: Window, found: Sequence[Run]
) -> Iterator[Trigger]:
    """What the heads say of some runs of a window; there is at least one."""
    places = [(run.first, run.last) for run in found]
    heads = model.heads(encoded, places, [run.kind for run in found], window)
    for number, run in enumerate(found):
        yield _trigger(model, window, run, number, heads)


def _trigger(
    model: Model, window: Window, run: Run, number: int, heads: Mapping[str, Floats]
) -> Trigger:
    def named(head: str, row: Floats) -> dict[str, float]:
        return dict(zip(model.classes[head], row.tolist(), strict=True))

    labels = run.labels
    if run.kind == "event":
        roots = named("root", heads["root"][number])
        labels = {name: weight * roots[name] for name, weight in labels.items()}
    count = len(window.candidates)
    return Trigger(
        kind=run.kind,
        label=max(labels, key=lambda name: labels[name]),
        first=run.first,
        last=run.last,
        score=run.score,
        roles=[named("role", row) for row in heads["role"][number][:count]],
        attributes={
            head: named(head, rows[number]) for head, rows in heads.items() if head != "role"
        },
    )

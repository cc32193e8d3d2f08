"""Score the shipped reader on our own gold, choose its settings there, and calibrate its confidence.

Where two annotators coded a whole text the settings are chosen for both: one keeps fewer claims than the other,
and who reads with Dragoman may want either.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from examples import GOLD, SECOND, load
from numpy.typing import NDArray

from dragoman.model.codec import claim_to_row
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading.annotate import annotate
from dragoman.reading.found import cut, once
from dragoman.reading.learned.claims import default_settings, find
from dragoman.reading.learned.decode import EDGE, Settings
from dragoman.reading.learned.model import KINDS, MODEL, Encoded, Model, Spans, keys_of
from dragoman.reading.learned.windows import Window, windows
from dragoman.scoring import Report, document_of, score
from dragoman.scoring.align import Pair, align, countries, dates_agree
from dragoman.scoring.measures import Measure

Json = dict[str, Any]
Floats = NDArray[np.float32]
Said = Mapping[str, Floats]

RUN = Run.of(version="0", reader="learned", codebook="")
LEVELS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
FALLBACKS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
FOLDS = 5
SAME_MONTH = 0.8
"""What ``dates_agree`` gives where two dates lie in one month."""

RIGHT = 0.7
"""Share of its fields from which a claim that answers a gold claim counts as right."""


class Remembering(Model):
    """The model, which says the same thing once however often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[int, Encoded] = {}
        self._meanings: dict[int, Floats] = {}
        self._said: dict[tuple[object, ...], Said] = {}

    def encode(self, window: Window) -> Encoded:
        """Run the encoder over a window, or remember what it said."""
        if id(window) not in self._seen:
            self._seen[id(window)] = super().encode(window)
        return self._seen[id(window)]

    def meant(self, encoded: Encoded, window: Window, numbers: Sequence[int]) -> Floats:
        """Say whom the words of a window mean, or remember it."""
        if id(encoded) not in self._meanings:
            self._meanings[id(encoded)] = super().meant(encoded, window, numbers)
        return self._meanings[id(encoded)]

    def heads(
        self, encoded: Encoded, triggers: Spans, kinds: Sequence[str], window: Window
    ) -> Said:
        """Run the heads over those triggers of a window that were not asked for before."""
        named = tuple(keys_of(window.candidates))
        keys = [(id(encoded), named, *each) for each in zip(triggers, kinds, strict=True)]
        new = [number for number, key in enumerate(keys) if key not in self._said]
        if new:
            spans, sorts = [triggers[n] for n in new], [kinds[n] for n in new]
            told = super().heads(encoded, spans, sorts, window)
            for row, number in enumerate(new):
                self._said[keys[number]] = {name: rows[row] for name, rows in told.items()}
        found = [self._said[key] for key in keys]
        return {name: np.stack([rows[name] for rows in found]) for name in found[0]}


@dataclass(frozen=True, slots=True)
class Bench:
    """Documents with their windows, and their gold."""

    documents: Sequence[tuple[Document, Sequence[Window]]]
    gold: Sequence[Json]
    model: Model

    @classmethod
    def of(cls, passages: Sequence[Json]) -> Bench:
        """Take passages as they are annotated."""
        documents = [(d, list(windows(d, annotate(d)))) for d in map(document_of, passages)]
        gold = [{**claim, "doc": p["id"]} for p in passages for claim in p["claims"]]
        return cls(documents, gold, Remembering())

    def read(self, settings: Settings) -> list[Json]:
        """Claims of all documents, with their confidence."""
        return [
            claim_to_row(claim)
            for document, seen in self.documents
            for claim in cut(document, once(find(document, seen, settings, by=self.model)), RUN)
        ]

    def report(self, settings: Settings) -> Report:
        """Score some settings."""
        texts = {document.name: document.text for document, _ in self.documents}
        return score(self.gold, self.read(settings), texts)

    def only(self, *files: Path) -> Bench:
        """The same with the texts of some files alone."""
        names = {passage["id"] for passage in load(files)}
        documents = [pair for pair in self.documents if pair[0].name in names]
        gold = [claim for claim in self.gold if claim["doc"] in names]
        return replace(self, documents=documents, gold=gold)


def told(result: Report) -> str:
    """A table of the measures."""
    return "\n".join(
        f"{kind:10}{m.gold:>6}{m.got:>6}{m.found:>8.1f}{m.soft:>8.1f}{m.strict:>8.1f}"
        for kind, m in result.measures.items()
    )


STRICT = 0.25
"""What a claim of which all deciding fields agree counts beside its share of fields that agree."""


Measures = Mapping[str, Measure]
Measuring = Callable[[Sequence[Settings]], Sequence[Measures]]


@contextmanager
def measuring(bench: Bench) -> Iterator[Measuring]:
    """Measures several settings at once, in a process for each processor."""
    bench.report(default_settings())  # what the encoder says is remembered before processes part
    _SHARED.append(bench)
    try:
        with get_context("fork").Pool() as pool:
            yield lambda candidates: pool.map(_measures, candidates, chunksize=1)
    finally:
        _SHARED.clear()


_SHARED: list[Bench] = []


def _measures(settings: Settings) -> Measures:
    return _SHARED[0].report(settings).measures


def choose(measures: Measuring, settings: Settings) -> Settings:
    """Set one threshold after the other to what gives the best F1, soft and strict together."""
    settings = choose_found(measures, settings)
    for role in settings.role:
        roles = [{**settings.role, role: level} for level in LEVELS]
        settings = best(measures, settings, [replace(settings, role=some) for some in roles])
    for name, levels in (("fallback", FALLBACKS), ("undated", LEVELS), ("meant", LEVELS)):
        candidates = [replace(settings, **{name: level}) for level in levels]
        settings = best(measures, settings, candidates)
    return choose_found(measures, settings)


def best(measures: Measuring, settings: Settings, others: Sequence[Settings]) -> Settings:
    """The best of some settings, the first one where others are as good."""
    found = [m["all"].soft + STRICT * m["all"].strict for m in measures([settings, *others])]
    return [settings, *others][max(range(len(found)), key=lambda n: (round(found[n], 6), -n))]


def choose_found(measures: Measuring, settings: Settings) -> Settings:
    """Set the thresholds of all kinds.

    F1 over all kinds is twice the hits over the claims of both sides. So of each kind that level is best at
    which its hits, less half of that F1 for each of its claims, are most; the F1 is that of the levels before,
    until they stay as they are.
    """
    gold, hits, claims = 0, {}, {}
    candidates = [replace(settings, found=dict.fromkeys(KINDS, level)) for level in LEVELS]
    for level, found in zip(LEVELS, measures(candidates), strict=True):
        gold = found["all"].gold
        for kind in KINDS:
            measure = found[kind]
            total = (measure.soft + STRICT * measure.strict) / 200
            hits[kind, level] = total * (measure.gold + measure.got)
            claims[kind, level] = measure.got
    levels, before = dict.fromkeys(KINDS, LEVELS[len(LEVELS) // 2]), None
    while levels != before:
        before = levels
        f1 = 2 * sum(hits[at] for at in levels.items())
        f1 /= gold + sum(claims[at] for at in levels.items())
        levels = {
            kind: max(LEVELS, key=lambda v: hits[kind, v] - f1 / 2 * claims[kind, v])
            for kind in KINDS
        }
    return replace(settings, found=levels)


def aligned(
    bench: Bench, rows: Sequence[Json]
) -> Iterator[tuple[str, str, Sequence[Json], Sequence[Pair]]]:
    """For each document and kind its claims, and the pairs of gold claim and claim."""
    for document, _ in bench.documents:
        for kind in KINDS:
            golds = [g for g in bench.gold if g["doc"] == document.name and g["kind"] == kind]
            gots = [r for r in rows if r["doc"] == document.name and r["kind"] == kind]
            yield document.name, kind, gots, align(golds, gots, document.text)


def outcomes(bench: Bench, settings: Settings) -> list[tuple[str, str, float, bool]]:
    """For each claim its document, kind, raw score and whether it is right."""
    raw = replace(settings, slope=1.0, offset=dict.fromkeys(KINDS, 0.0))
    found = []
    for name, kind, gots, pairs in aligned(bench, bench.read(raw)):
        right = {id(pair.found) for pair in pairs if pair.score >= RIGHT}
        found += [(name, kind, r["confidence"], id(r) in right) for r in gots]
    return found


def curve(rows: Sequence[tuple[str, str, float, bool]]) -> tuple[float, dict[str, float]]:
    """Fit the logistic curve from score to share right: one slope, an offset a kind."""
    x = np.zeros((len(rows), 1 + len(KINDS)))
    y = np.array([float(right) for *_, right in rows])
    for row, (_, kind, value, _) in enumerate(rows):
        inner = min(max(value, EDGE), 1 - EDGE)
        x[row, 0] = math.log(inner / (1 - inner))
        x[row, 1 + KINDS.index(kind)] = 1.0
    weights = np.zeros(x.shape[1])
    weights[0] = 0.5
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - 0.1 * weights
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + 0.1 * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, gradient)
    return float(weights[0]), {k: float(w) for k, w in zip(KINDS, weights[1:], strict=True)}


def calibration_error(bench: Bench, settings: Settings) -> float:
    """Expected calibration error in ten bins, each document judged by a curve of the others."""
    rows = outcomes(bench, settings)
    names = sorted({name for name, *_ in rows})
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    judged: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        slope, offset = curve([row for row in rows if fold[row[0]] != number])
        candidate = replace(settings, slope=slope, offset=offset)
        judged += [
            (candidate.confidence(kind, value), right)
            for name, kind, value, right in rows
            if fold[name] == number
        ]
    error = 0.0
    for low in range(10):
        inside = [(p, right) for p, right in judged if low <= p * 10 < low + 1]
        if inside:
            gap = sum(p for p, _ in inside) - sum(right for _, right in inside)
            error += abs(gap) / len(judged)
    return error


def share(values: Sequence[bool]) -> str:
    """How many hold, in per cent."""
    return f"{100 * sum(values) / len(values):.0f}" if values else "-"


def detail(bench: Bench, settings: Settings) -> str:
    """Tables by event type and by status, and how often each deciding field of an event is right."""
    rows = bench.read(settings)
    pairs = [pair for *_, some in aligned(bench, rows) for pair in some]
    events = [pair for pair in pairs if pair.gold["kind"] == "event"]
    named = Counter(g["type"] for g in bench.gold if g["kind"] == "event")
    read = Counter(r["type"] for r in rows if r["kind"] == "event")
    right = Counter(p.gold["type"] for p in events if p.gold["type"] == p.found["type"])
    lines = ["type       gold  read    F1"]
    f1 = {name: 200 * right[name] / (named[name] + read[name]) for name in named}
    lines += [
        f"{name:10}{named[name]:>5}{read[name]:>6}{f1[name]:>6.1f}"
        for name in sorted(named, key=lambda name: -f1[name])
    ]
    lines.append("status      gold  found  right, per cent")
    for status, count in Counter(g["status"] for g in bench.gold).items():
        of = [p.found["status"] == status for p in pairs if p.gold["status"] == status]
        lines += [f"{status:12}{count:>4}{len(of):>7}  {share(of)}"]
    who = ("actors", "recipients")
    for field, values in (
        ("type", [p.gold["type"] == p.found["type"] for p in events]),
        ("parties", [countries(p.gold, *who) == countries(p.found, *who) for p in events]),
        ("date", [dates_agree(p.gold, p.found) >= SAME_MONTH for p in events]),
    ):
        lines += [f"{field} right in {share(values)} per cent of the events found"]
    return "\n".join(lines)


def main() -> None:
    """Print the scores; with ``--choose`` or ``--calibrate`` set and write the settings first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true", help="choose the settings and write them")
    parser.add_argument(
        "--calibrate", action="store_true", help="fit the confidence anew and write it"
    )
    parser.add_argument("--tables", action="store_true", help="also by type, status and field")
    options = parser.parse_args()
    settings = default_settings()
    first, second = load(GOLD), [{**p, "id": f"{p['id']} again"} for p in load(SECOND)]
    bench = Bench.of([*first, *second])
    if options.choose:
        with measuring(bench) as measures:
            settings = choose(measures, settings)
    if options.choose or options.calibrate:
        slope, offset = curve(outcomes(bench, settings))
        settings = replace(settings, slope=slope, offset=offset)
        chosen = asdict(settings)
        del chosen["least"]
        Path(str(MODEL / "settings.json")).write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")
        print(json.dumps(chosen))
    for file in GOLD:
        print(file.stem)
        print(told(bench.only(file).report(settings)))
    if options.tables:
        print(detail(bench.only(*GOLD), settings))
    print(f"expected calibration error {calibration_error(bench, settings):.3f}")


if __name__ == "__main__":
    main()

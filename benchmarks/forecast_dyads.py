"""Forecasts of pairs and of relation levels on event data, against simpler ones of the same run.

    python benchmarks/forecast_dyads.py --folder FOLDER [--start 2014-01-01] [--days 30 90]

FOLDER holds a year of events as temporal knowledge graphs have them: ``entity2id.txt``, ``relation2id.txt`` and,
by time, ``train.txt``, ``valid.txt`` and where it is there ``test.txt``: subject, relation, object and hours since
the start in a line. Entities are states by their name or by ``NAME (Country)``; relations are events of CAMEO by
name. Windows do not overlap; the first starts 180 days in; each is forecast from what lies before it, for all pairs
active in the half year before. Intervals: 95 %, bootstrap over pairs. Nothing is drawn at random but that.
"""

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from dragoman.codebook.event_classes import (
    cameo_named,
    classes_of_cameo,
    event_types,
    quad_classes,
)
from dragoman.codebook.gazetteer import State, gazetteer
from dragoman.codebook.ontology import plover_of_cameo, weigh
from dragoman.forecasting.dyads.backtest import Trial, origins, trials
from dragoman.forecasting.dyads.history import History
from dragoman.forecasting.levels import LEAST, half_width, methods
from dragoman.forecasting.scores import bins, decompose, resample
from dragoman.model.forecasts import Happening

FIVE = ("visit", "agreement", "sanction", "threat", "force")
COUNTRY = re.compile(r"\(([^()]*)\)$")
PARTS = ("train.txt", "valid.txt", "test.txt")
REFERENCES = ("climatology", "base_rate", "persistence")
BUSY = 8
"""Months of eleven in which a pair must have had an event for its level to be forecast."""


def state(name: str) -> str | None:
    """The state of an entity; inverted names ('Territory, Occupied') are turned round."""
    found = COUNTRY.search(name)
    words = (found.group(1) if found else name).replace("_", " ")
    if ", " in words:
        words = " ".join(reversed(words.split(", ")))
    named = (item.target for item in gazetteer().named(words))
    return next((target.id for target in named if isinstance(target, State)), None)


def names(path: Path) -> list[str]:
    """Names by id."""
    rows = [line.rsplit("\t", 1) for line in path.read_text("utf-8").splitlines()]
    return [name for name, _ in sorted(rows, key=lambda row: int(row[1]))]


def read(folder: Path, start: date) -> Iterator[tuple[Happening, str]]:
    """Events between two states, each with its CAMEO code."""
    states = list(map(state, names(folder / "entity2id.txt")))
    codes = list(map(cameo_named, names(folder / "relation2id.txt")))
    for part in PARTS:
        path = folder / part
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        for number, line in enumerate(lines):
            subject, relation, object_, hours = map(int, line.split()[:4])
            actor, recipient, code = states[subject], states[object_], codes[relation]
            if actor and recipient and actor != recipient:
                day = start + timedelta(days=hours // 24)
                yield (
                    Happening(
                        event=f"{part}:{number}",
                        actor=actor,
                        recipient=recipient,
                        classes=classes_of_cameo(code),
                        day=day,
                        known=day,
                    ),
                    code,
                )


def squared(found: Sequence[Trial], field: str, pairs: int) -> np.ndarray:
    """Squared errors summed by pair."""
    total = np.zeros(pairs)
    for trial in found:
        total += np.bincount(trial.pairs, (getattr(trial, field) - trial.came) ** 2, pairs)
    return total


def interval(ours: np.ndarray, theirs: np.ndarray) -> str:
    """Skill with its interval; rows are classes, columns pairs. Several classes: the skill of the mean."""
    draws = resample(ours.shape[-1])
    gains = [1 - float((ours @ w).sum() / (theirs @ w).sum()) for w in draws]
    low, high = np.quantile(gains, (0.025, 0.975))
    return f"{1 - ours.sum() / theirs.sum():+.3f} ({low:+.3f} to {high:+.3f})"


def reliability(found: Sequence[Trial], field: str, weights: np.ndarray | None = None) -> float:
    """Reliability over ten bins; weights draw pairs."""
    said = np.concatenate([getattr(trial, field) for trial in found])
    came = np.concatenate([trial.came for trial in found])
    if weights is not None:
        times = np.concatenate([weights[trial.pairs] for trial in found])
        said, came = np.repeat(said, times), np.repeat(came, times)
    return decompose(bins(said, came))[0]


def classes(history: History, names_: Sequence[str], days: int) -> None:
    """Print the scores of some classes at one length of window."""
    if history.first is None or history.last is None:
        return
    mornings = origins(history.first, history.last.toordinal(), days)
    began, pairs = time.process_time(), len(history.dyads)
    found = {name: list(trials(history, name, mornings, days)) for name in names_}
    took = time.process_time() - began
    cases = sum(len(trial.pairs) for trial in found[names_[0]])
    print(
        f"\n{days} days: {len(mornings)} windows, {cases} cases a class, {took:.0f} s of processor time"
    )
    print(
        f"{'class':22} {'came':>6} {'Brier':>7} {'clim.':>7}  {'skill against the climatology':32} reliability"
    )
    ours, theirs, reliable = [], [], []
    for name, tried in found.items():
        ours.append(squared(tried, "forecast", pairs))
        theirs.append(squared(tried, "climatology", pairs))
        reliable.append(reliability(tried, "forecast"))
        rate = np.concatenate([trial.came for trial in tried]).mean()
        gain = interval(ours[-1][None], theirs[-1][None])
        print(
            f"{name:22} {rate:6.4f} {ours[-1].sum() / cases:7.5f} {theirs[-1].sum() / cases:7.5f}"
            f"  {gain:32} {reliable[-1]:.6f}"
        )
    draws = resample(pairs)[:200]
    spread = [np.mean([reliability(t, "forecast", w) for t in found.values()]) for w in draws]
    low, high = np.quantile(spread, (0.025, 0.975))
    mine = np.array(ours)
    print(f"mean of the classes: Brier {mine.sum() / cases / len(ours):.5f}")
    print(
        f"  reliability {np.mean(reliable):.6f} (resampled pairs: {low:.6f} to {high:.6f}, which is biased upwards)"
    )
    for field in REFERENCES:
        other = np.array([squared(tried, field, pairs) for tried in found.values()])
        print(
            f"  {field:12} Brier {other.sum() / cases / len(ours):.5f}, skill {interval(mine, other)}"
        )


def levels(events: Sequence[tuple[Happening, str]]) -> None:
    """Print how the methods of relation levels do one month ahead, on pairs with enough to go by."""
    months: dict[tuple[str, str], dict[int, float]] = {}
    last = max(h.day for h, _ in events)
    whole = last.month if (last + timedelta(days=1)).day == 1 else last.month - 1
    for found, code in events:
        type_, mode = plover_of_cameo().get(code, ("", ""))
        if type_ in event_types() and found.day.month <= whole:
            series = months.setdefault((found.actor, found.recipient), {})
            series[found.day.month] = series.get(found.day.month, 0.0) + weigh(type_, mode)
    series = [
        [found.get(month, 0.0) for month in range(1, whole + 1)]
        for found in months.values()
        if len(found) >= BUSY
    ]
    print(
        f"\nRelation levels: {len(series)} directed pairs, {whole} months, one month ahead from month {LEAST + 1}"
    )
    print(f"{'method':10} {'mean error':>10} {'ratio to naive':>15} {'inside 80 %':>12}")
    errors, inside = {}, {}
    for name, method in methods(12).items():
        mine, held = [], []
        for values in series:
            gone: list[float] = []
            for cut in range(LEAST, len(values)):
                error = values[cut] - method(values[:cut], 1)[0]
                held.append(abs(error) <= half_width(gone, values[:cut]))
                gone.append(error)
                mine.append(abs(error))
        errors[name], inside[name] = float(np.mean(mine)), float(np.mean(held))
    for name, error in sorted(errors.items(), key=lambda item: item[1]):
        print(f"{name:10} {error:10.3f} {error / errors['naive']:15.3f} {inside[name]:12.1%}")


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--start", type=date.fromisoformat, default=date(2014, 1, 1))
    parser.add_argument("--days", type=int, nargs="+", default=[30, 90])
    asked = parser.parse_args()
    events = list(read(asked.folder, asked.start))
    history = History((found for found, _ in events), signals=quad_classes())
    print(f"{len(events)} events between states on {len(history.dyads)} directed pairs")
    for days in asked.days:
        for names_ in (quad_classes(), FIVE):
            classes(history, names_, days)
    levels(events)


if __name__ == "__main__":
    main()

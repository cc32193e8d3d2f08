"""A forecast for one pair, with what carries it and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from dragoman.codebook.event_classes import EventClass, event_classes
from dragoman.errors import InputError
from dragoman.forecasting.dyads.features import PRIOR, Sweep, base_rate, came, columns
from dragoman.forecasting.dyads.history import History
from dragoman.forecasting.dyads.train import Trained, at, train
from dragoman.model.actors import Dyad
from dragoman.model.forecasts import (
    Change,
    Forecast,
    Happening,
    Question,
    Reason,
    Reference,
    forecast_id,
)

if TYPE_CHECKING:
    from dragoman.forecasting.dyads.features import Morning

METHOD = "logit-1"
"""A ridge logit on rates of several spans, mixed with the pair's climatology."""

METHOD_WITHOUT_MODEL = "climatology-1"
"""The pair's climatology, shrunk to all pairs': too little is known for more."""

LOOK_BACK = 90
"""Days that reasons count events over."""

REST = 30
"""Days of silence that are tried as a change."""

REASONS = 5
"""Reasons that are given; the others move the probability less."""

SMALLEST = 0.001
"""Effects under a tenth of a percentage point are no reason."""

EVENTS = 10
"""Past events that are named."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "own": ("own", "since_own", "last_window", "count", "climatology"),
    "back": ("back", "since_back"),
    "own_any": ("own_any", "since_any", "age"),
    "back_any": ("back_any", "since_back_any"),
    "actor": ("actor", "actor_any"),
    "recipient": ("recipient", "recipient_any"),
    "actor_hit": ("actor_hit",),
    "recipient_hits": ("recipient_hits",),
}
"""Features that are told of together. Each other class followed on the pair is a group of its own."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What a forecast is made from."""

    history: History
    dyad: Dyad
    asked: EventClass
    as_of: date
    names: tuple[str, str]

    @property
    def day(self) -> int:
        return self.as_of.toordinal() + 1


def question(
    dyad: Dyad, asked: EventClass, as_of: date, days: int, names: tuple[str, str]
) -> Question:
    """Ask for at least one event of a class from one party towards another in the days after a day."""
    start, end = as_of + timedelta(days=1), as_of + timedelta(days=days)
    text = (
        f"At least one event of {names[0]} towards {names[1]}: {asked.label}, from {start} to {end}"
    )
    return Question(text=text, dyad=dyad, event_class=asked.id, start=start, end=end)


def foresee(
    history: History,
    dyad: Dyad,
    asked: EventClass,
    *,
    as_of: date,
    days: int,
    names: tuple[str, str] | None = None,
) -> Forecast:
    """Forecast whether one party does something to another in the days after a day.

    Args:
        history: everything in the record; only what was known on ``as_of`` is used.
        days: how many days the question runs.
        names: what the parties are called in words; else their codes.

    Raises:
        InputError: nothing was known by then, or less than one window of time.
    """
    known = history.until(as_of)
    case = _Case(known, dyad, asked, as_of, names or (dyad.actor, dyad.recipient))
    first = known.first
    if first is None or case.day - first < days:
        past = f"{case.day - first} days" if first is not None else "nothing"
        raise InputError(
            f"on {as_of} the record knew {past}; a question over {days} days needs as many before it",
            hint="Ask as of a later day, over fewer days, or add older articles.",
        )
    trained = train(known, asked.id, case.day, days)
    sweep = at(known, asked.id, case.day)
    place = known.number.get(dyad, -1)
    alive = place in sweep.active()
    if not alive:
        trained = replace(trained, logit=None)
    asks = question(dyad, asked, as_of, days, case.names)
    references = tuple(_references(case, sweep, place, days, trained.spans))
    row = sweep.morning(np.array([place]), days) if alive else None
    probability = float(trained(row)[0]) if row else references[0].probability
    method = METHOD if trained.logit else METHOD_WITHOUT_MODEL
    stamp = known.stamp()
    return Forecast(
        id=forecast_id(
            asks, as_of=as_of, method=method, author="", data=stamp, probability=probability
        ),
        question=asks,
        as_of=as_of,
        method=method,
        probability=probability,
        references=references,
        cases=trained.cases,
        hits=trained.hits,
        data=stamp,
        reasons=tuple(_reasons(case, trained, row, probability)) if row else (),
        changes=tuple(_changes(case, trained, sweep, place, days)) if row else (),
        events=tuple(found.event for found in _carrying(case)),
        note=_note(trained, alive, place >= 0),
    )


def _note(trained: Trained, alive: bool, seen: bool) -> str:
    if not seen:
        return "Nothing has passed in this direction yet; this is what holds for pairs that did nothing so far."
    if not alive:
        return (
            "Nothing has passed in this direction for half a year; this is the pair's climatology."
        )
    if trained.logit is None:
        return (
            f"Too few cases to learn from ({trained.hits} of {trained.cases} earlier windows had one);"
            " this is the pair's climatology."
        )
    return (
        f"Learned from {trained.cases} earlier windows of all pairs, of which {trained.hits} had one;"
        f" {trained.trust:.0%} of it is learned, the rest is the pair's climatology."
    )


def _references(
    case: _Case, sweep: Sweep, place: int, days: int, spans: int
) -> Iterator[Reference]:
    """The pair's climatology, the share of all active pairs, and half of each."""
    known, day = case.history, case.day
    active = sweep.active()
    tried = range(day - days, day - days * spans - 1, -days)
    outcomes = [
        came(known, case.asked.id, start, start + days - 1, known=day - 1) for start in tried
    ]
    hits = sum(int(found[place]) for found in outcomes) if place >= 0 else 0
    everyone = sum(int(found[active].sum()) for found in outcomes)
    share = base_rate(everyone, len(active) * spans)
    own = (hits + PRIOR * share) / (spans + PRIOR)
    last = float(outcomes[0][place]) if place >= 0 else 0.0
    yield Reference(
        name="climatology",
        probability=own,
        basis=f"{hits} of {spans} earlier windows of {days} days had one, shrunk to all pairs' share",
    )
    yield Reference(
        name="base_rate",
        probability=share,
        basis=f"{everyone} of {len(active) * spans} windows of the {len(active)} active pairs had one",
    )
    yield Reference(
        name="persistence",
        probability=0.5 * last + 0.5 * share,
        basis=f"the last {days} days had {'one' if last else 'none'}; half of that, half of the base rate",
    )


def _carrying(case: _Case) -> Sequence[Happening]:
    """The last events of the class, there or back, the newest first."""
    dyads = {case.dyad, Dyad(case.dyad.recipient, case.dyad.actor)}
    found = {
        h.event: h
        for h in case.history.happenings
        if case.asked.id in h.classes and Dyad(h.actor, h.recipient) in dyads
    }
    return sorted(found.values(), key=lambda h: (h.day, h.event), reverse=True)[:EVENTS]


def _reasons(case: _Case, trained: Trained, row: Morning, probability: float) -> Iterator[Reason]:
    """What moves the probability most, against what it would be on average."""
    if trained.logit is None:
        return
    about = [column.about for column in columns(case.history.signals)]
    grouped = {name: key for key, names in GROUPS.items() for name in names}
    effects: dict[str, float] = {}
    for key in dict.fromkeys(grouped.get(name, name) for name in about):
        inside = np.array([grouped.get(name, name) == key for name in about])
        usual = np.where(inside, trained.logit.mean, row.values[0])
        without = float(trained(replace(row, values=usual[None]))[0])
        effects[key] = probability - without
    ranked = sorted(effects.items(), key=lambda item: (-abs(item[1]), item[0]))
    for key, effect in ranked[:REASONS]:
        if abs(effect) >= SMALLEST:
            yield Reason(words=_words(case, key), effect=effect)


def _count(case: _Case, test: Callable[[Happening], bool]) -> int:
    """Events of the last days that pass a test."""
    since = case.as_of - timedelta(days=LOOK_BACK)
    return len({h.event for h in case.history.happenings if h.day > since and test(h)})


def _words(case: _Case, key: str) -> str:
    """What a group of features looks at, with its number of events."""
    first, second = case.names
    one, two, asked = case.dyad.actor, case.dyad.recipient, case.asked.id
    tests: Mapping[str, tuple[str, Callable[[Happening], bool]]] = {
        "own": (
            f"events of this class from {first} to {second}",
            lambda h: asked in h.classes and (h.actor, h.recipient) == (one, two),
        ),
        "back": (
            f"events of this class back from {second} to {first}",
            lambda h: asked in h.classes and (h.actor, h.recipient) == (two, one),
        ),
        "own_any": (
            f"events of any class from {first} to {second}",
            lambda h: (h.actor, h.recipient) == (one, two),
        ),
        "back_any": (
            f"events of any class back from {second} to {first}",
            lambda h: (h.actor, h.recipient) == (two, one),
        ),
        "actor": (f"events of {first} towards anybody", lambda h: h.actor == one),
        "recipient": (f"events of anybody towards {second}", lambda h: h.recipient == two),
        "actor_hit": (
            f"events of this class from anybody to {first}",
            lambda h: asked in h.classes and h.recipient == one,
        ),
        "recipient_hits": (
            f"events of this class from {second} to anybody",
            lambda h: asked in h.classes and h.actor == two,
        ),
    }
    if key in tests:
        words, test = tests[key]
    else:
        words = f"events from {first} to {second} that are {event_classes()[key].label}"

        def test(h: Happening) -> bool:
            return key in h.classes and (h.actor, h.recipient) == (one, two)

    return f"{_count(case, test)} {words} in the last {LOOK_BACK} days"


def _changes(
    case: _Case, trained: Trained, sweep: Sweep, place: int, days: int
) -> Iterator[Change]:
    """The probability if one more event came, in either direction, or if nothing did for a while."""
    first, second = case.names
    here = np.array([place])
    back = int(case.history.backwards[place])
    classes = _companions(case)
    tried = [(f"One more event of this class from {first} to {second} on {case.as_of}", place)]
    if back >= 0:
        tried.append((f"One more back from {second} to {first} on {case.as_of}", back))
    for words, pair in tried:
        supposed = sweep.supposing(pair, classes)
        yield Change(words=words, probability=float(trained(supposed.morning(here, days))[0]))
    rested = sweep.resting(place, REST)
    yield Change(
        words=f"Nothing between the two for another {REST} days",
        probability=float(trained(rested.morning(here, days))[0]),
    )


def _companions(case: _Case) -> frozenset[str]:
    """The classes that every event of the class asked for has, too."""
    known = [h.classes for h in case.history.happenings if case.asked.id in h.classes]
    return frozenset.intersection(*known) if known else frozenset({case.asked.id})

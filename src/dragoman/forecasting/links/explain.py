"""Why a link is expected: the past events of the pair, the rules they set off, what weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.features import GROUPS, NAMES
from dragoman.forecasting.links.protocol import Questions
from dragoman.forecasting.links.rules import BUCKETS, COUNTS, LAGS

if TYPE_CHECKING:
    from dragoman.forecasting.links.features import Rows
    from dragoman.forecasting.links.stream import Stream

EVENTS = 5
"""Past events that are told of a pair."""

RULES = 3
"""Rules that are told of a pair."""

REASONS = 4
"""Groups of features that are told, those that weighed most."""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event of the pair, ``ago`` days before the day asked about."""

    ago: int
    subject: str
    relation: str
    object: str

    def __str__(self) -> str:
        return f"{_ago(self.ago)}: {self.subject} · {self.relation} · {self.object}"


@dataclass(frozen=True, slots=True)
class SetOff:
    """A rule that a past relation of the pair sets off.

    Attributes:
        after: the past relation.
        lag: how long ago it last was, in words.
        times: how often it was, in words.
        held: how often the relation asked about followed.
        tried: how often it could have followed.
        confidence: held over tried, shrunk where there are few cases.
    """

    after: str
    lag: str
    times: str
    held: int
    tried: int
    confidence: float

    def __str__(self) -> str:
        share = f"{self.confidence:.0%}"
        return f"after {self.after} {self.lag}, {self.times}: {self.held} of {self.tried} ({share})"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a group of features adds to the score, against the mean of all candidates."""

    group: str
    amount: float

    def __str__(self) -> str:
        return f"{GROUPS[self.group]} {self.amount:+.2f}"


@dataclass(frozen=True, slots=True)
class Expected:
    """An entity that is expected to stand at the other end, with what carries that.

    Attributes:
        place: 1 for the most expected.
        entity: its name.
        score: comparable within the question only; no probability.
        reasons: what weighed most in the ranker; empty where none was fitted.
        events: the latest past events of the pair, the latest first.
        rules: the strongest rules that those set off.
    """

    place: int
    entity: str
    score: float
    reasons: tuple[Reason, ...]
    events: tuple[PastEvent, ...]
    rules: tuple[SetOff, ...]


def explain(
    stream: Stream, subject: int, relation: int, day: int, *, limit: int = 10
) -> tuple[Expected, ...]:
    """Say whom a subject is expected to act on, and why.

    Args:
        stream: with its ranker fitted; it moves on to the day.
        subject: an entity's id.
        relation: a relation's id; an inverse one asks who acts on the subject.
        day: the day asked about, which must not be past. Only earlier facts are used.
        limit: how many entities at most.

    Raises:
        ValueError: the day is past.
    """
    stream.follow(day)
    ids = np.array([[subject], [relation]], dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    rows = stream.desk(day).rows(Questions(ids[0], ids[1], none, none, day))
    scores = stream.scores(rows)[0]
    chosen = rows.candidates.chosen[0]
    best = np.lexsort((chosen, -scores[chosen]))[:limit]
    parts = stream.ranker.contributions(rows.values) if stream.ranker else None
    return tuple(
        Expected(
            place=place,
            entity=stream.graph.entities[int(chosen[at])],
            score=float(scores[chosen[at]]),
            reasons=_reasons(parts[at]) if parts is not None else (),
            events=_events(stream, subject, int(chosen[at]), day),
            rules=_rules(stream, rows, int(at)),
        )
        for place, at in enumerate(best, start=1)
    )


def _reasons(parts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[Reason, ...]:
    """The groups that weighed most, by the sum of their features."""
    sums: dict[str, float] = {}
    for (group, _), amount in zip(NAMES, parts, strict=True):
        sums[group] = sums.get(group, 0.0) + float(amount)
    ordered = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(Reason(group, amount) for group, amount in ordered[:REASONS])


def _events(stream: Stream, subject: int, object_: int, day: int) -> tuple[PastEvent, ...]:
    """The latest events of a pair, each told as it happened."""
    known, half = stream.past.known(), len(stream.graph.relations)
    found = np.flatnonzero((known.subject == subject) & (known.object == object_))
    if subject == object_:
        found = found[known.relation[found] < half]
    order = np.lexsort((known.relation[found], -known.day[found]))[:EVENTS]
    names = stream.graph.entities
    events = []
    for at in found[order].tolist():
        relation = int(known.relation[at])
        ends = (subject, object_) if relation < half else (object_, subject)
        events.append(
            PastEvent(
                day - int(known.day[at]),
                names[ends[0]],
                stream.graph.relations[relation % half],
                names[ends[1]],
            )
        )
    return tuple(events)


def _rules(stream: Stream, rows: Rows, at: int) -> tuple[SetOff, ...]:
    bodies = rows.bodies.of(at)
    sure = stream.rules.confidence(bodies)
    held, tried = stream.rules.support(bodies)
    order = np.lexsort((bodies.past, -sure))[:RULES]
    return tuple(
        SetOff(
            after=stream.graph.relation_name(int(bodies.past[i])),
            lag=_lag(int(bodies.rule[i]) % BUCKETS // (len(COUNTS) + 1)),
            times=_times(int(bodies.rule[i]) % (len(COUNTS) + 1)),
            held=int(held[i]),
            tried=int(tried[i]),
            confidence=float(sure[i]),
        )
        for i in order
    )


def _ago(days: int) -> str:
    return "the day before" if days == 1 else f"{days} days before"


def _lag(bucket: int) -> str:
    if bucket == len(LAGS):
        return f"more than {LAGS[-1]} days before"
    return _span(LAGS.tolist(), bucket, "day", "days") + " before"


def _times(bucket: int) -> str:
    if bucket == len(COUNTS):
        return f"more than {COUNTS[-1]} times"
    return _span(COUNTS.tolist(), bucket, "time", "times")


def _span(ends: list[int], bucket: int, one: str, many: str) -> str:
    """A bucket in words: ``3 to 4 days``."""
    low, high = (ends[bucket - 1] + 1 if bucket else 1), ends[bucket]
    if low == high:
        return f"{low} {one if low == 1 else many}"
    return f"{low} to {high} {many}"

"""The ledger: what settles a question, what authors' outlooks count as, and how all of it scored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dragoman.codebook.ontology import table
from dragoman.model.forecasts import (
    BY_RECORD,
    Entry,
    Forecast,
    Happening,
    Question,
    Reference,
    Score,
    Settlement,
    forecast_id,
)
from dragoman.model.outlooks import Expectation, Verdict

OUTLOOK = "outlook"
"""The method of forecasts that are read from articles."""

EVEN = Reference(name="even", probability=0.5, basis="nothing is known either way")
"""What an outlook is held against: its words name no rate that could be counted."""

SHOWN = 10
"""Events that a settlement names."""


def probability_of(likelihood: str) -> float | None:
    """The probability that a word of likelihood stands for; None for a bare goal.

    It is the middle of the range that the codebook gives the word.

    Example:
        >>> probability_of("likely")
        0.74
    """
    for entry in table("likelihoods").values():
        if entry.extra["code"] == likelihood and entry.extra["low"]:
            return round((float(entry.extra["low"]) + float(entry.extra["high"])) / 2, 4)
    return None


def from_outlook(expected: Expectation) -> Forecast | None:
    """Take an outlook for a forecast of its author; None where it names no likelihood or has no date."""
    probability = probability_of(expected.likelihood)
    if probability is None or expected.made is None:
        return None
    as_of = expected.made.latest
    due = expected.due.end or expected.due.start
    asks = Question(
        text=expected.proposition or expected.claim.evidence.quote,
        end=due.latest if due else None,
    )
    author = expected.holder.name if expected.holder else f"the article {expected.claim.doc}"
    data = expected.claim.evidence.doc
    return Forecast(
        id=forecast_id(
            asks, as_of=as_of, method=OUTLOOK, author=author, data=data, probability=probability
        ),
        question=asks,
        as_of=as_of,
        method=OUTLOOK,
        probability=probability,
        author=author,
        references=(EVEN,),
        data=data,
        claim=expected.id,
        note=f"on condition: {expected.condition}" if expected.condition else "",
    )


def settle_by_events(
    entry: Entry, happenings: Iterable[Happening], *, told_until: date | None, on: date
) -> Settlement | None:
    """Settle a question on a pair by the events of the record; None where that is not possible, or not new.

    It came as soon as an event shows it. It did not come once the record has an article of a day after
    the last one that counts; an event told later still turns that round.

    Args:
        told_until: the last day on which a document of the record was published.
        on: the day of the settling.
    """
    asked, before = entry.forecast.question, _by_record(entry)
    if asked.dyad is None or asked.start is None or asked.end is None:
        return None
    found = sorted(
        {
            (h.day, h.event)
            for h in happenings
            if (h.actor, h.recipient) == (asked.dyad.actor, asked.dyad.recipient)
            and asked.event_class in h.classes
            and asked.start <= h.day <= asked.end
        }
    )
    if not found and (told_until is None or told_until <= asked.end):
        return None
    came = bool(found)
    if before is not None and before.came == came:
        return None
    if came:
        number = f"{len(found)} event{'s' if len(found) > 1 else ''}"
        why = f"The record tells of {number} that count, the first on {found[0][0]}."
    else:
        why = f"The record goes on to {told_until} and tells of no event that counts."
    events = tuple(event for _, event in found[:SHOWN])
    return Settlement(
        forecast=entry.forecast.id, came=came, by=BY_RECORD, on=on, why=why, events=events
    )


def settle_by_claims(entry: Entry, expected: Expectation, *, on: date) -> Settlement | None:
    """Settle an outlook by what later claims tell; None where they decide nothing, or nothing new.

    An outlook on a condition is left to a person, who knows whether the condition held.
    """
    came = _came(expected)
    before = _by_record(entry)
    if came is None or expected.condition or (before is not None and before.came == came):
        return None
    claims = ", ".join(bearing.claim.id for bearing in expected.bearings)
    why = f"{expected.why} See {claims}." if claims else expected.why
    return Settlement(forecast=entry.forecast.id, came=came, by=BY_RECORD, on=on, why=why)


def _came(expected: Expectation) -> bool | None:
    if expected.expects is not None:
        if expected.verdict is Verdict.OPEN:
            return None
        return (expected.verdict is Verdict.MET) == expected.expects
    told = {bearing.came and bearing.in_time is not False for bearing in expected.bearings}
    return told.pop() if len(told) == 1 else None


def _by_record(entry: Entry) -> Settlement | None:
    """The last settlement by the record, whatever people said since."""
    return next((item for item in reversed(entry.settlements) if item.by == BY_RECORD), None)


def scores(entries: Iterable[Entry]) -> tuple[Score, ...]:
    """Score the settled forecasts: all, those of each method, and of each method and class."""
    settled = [entry for entry in entries if entry.settled is not None]
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(settled, key=lambda item: item.forecast.id):
        found = entry.forecast
        asked = found.question.event_class
        for key in dict.fromkeys((("", ""), (found.method, ""), (found.method, asked))):
            groups.setdefault(key, []).append(entry)
    return tuple(_score(method, asked, group) for (method, asked), group in sorted(groups.items()))


def _score(method: str, asked: str, entries: Sequence[Entry]) -> Score:
    from dragoman.forecasting.scores import score

    forecasts = [entry.forecast for entry in entries]
    return score(
        [found.probability for found in forecasts],
        [float(came) for came in _outcomes(entries)],
        references=_references(forecasts),
        groups=[str(found.question.dyad or found.id) for found in forecasts],
        method=method,
        event_class=asked,
    )


def _outcomes(entries: Iterable[Entry]) -> Iterator[bool]:
    for entry in entries:
        if entry.settled is not None:
            yield entry.settled.came


def _references(forecasts: Sequence[Forecast]) -> Mapping[str, list[float]]:
    names = dict.fromkeys(r.name for found in forecasts for r in found.references)
    return {
        name: [r.probability if (r := found.reference(name)) else math.nan for found in forecasts]
        for name in names
    }

"""What a relation is made of: contexts, who starts, plans, figures and stances."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np

from dragoman.codebook.ontology import table
from dragoman.model.claims import Status
from dragoman.model.events import Outcome
from dragoman.model.ids import ClaimId
from dragoman.model.passed import Figured, Stood
from dragoman.model.relations import Attitude, Initiative, Plans, Series, Share, Told
from dragoman.model.when import Basis, When, read_date
from dragoman.relating.columns import Columns, Flags, Weights

NO_CONTEXT = "none"
"""The share of events that no context is known of."""

MUTUAL = frozenset({"trade_turnover", "trade_growth"})
"""Indicators without a direction."""

REVERSED = "importer_first"
"""The direction of an indicator whose first party takes: imports. In all others it gives."""

_STATUS = {status.value: status for status in Status}

_TIMES = 50_000
"""Times to keep read."""

Figures = tuple[Series, ...]
Stances = tuple[Attitude, ...]


def composition(acts: Columns, directed: Flags, weights: Weights) -> tuple[Share, ...]:
    """What the events of each context add; one of several contexts counts in each."""
    points, counts = weights
    counted = directed & counts
    named = np.zeros(len(acts.event), dtype=bool)
    named[acts.contexts.act] = True
    found = {NO_CONTEXT: points[counted & ~named].tolist()}
    of, chosen = acts.contexts.act, counted[acts.contexts.act]
    for number, context in enumerate(acts.contexts.names):
        found[context] = points[of[chosen & (acts.contexts.value == number)]].tolist()
    shares = (
        Share(context=context, events=len(told), points=math.fsum(told))
        for context, told in found.items()
        if told
    )
    return tuple(sorted(shares, key=lambda share: (-share.events, share.context)))


def initiative(there: Flags, back: Flags, joint: Flags) -> Initiative:
    """Count who acts towards whom.

    Args:
        there: which events count and pass from the first to the second, as the others the other way and
            together.
    """
    return Initiative(first=int(there.sum()), second=int(back.sum()), joint=int(joint.sum()))


def plans(acts: Columns, between: Flags, fates: Mapping[str, Outcome], as_of: date | None) -> Plans:
    """Count what was announced, and what became of it.

    Args:
        fates: what other events tell of a plan.
        as_of: the last day of which the record can know.
    """
    announced = np.flatnonzero(between & acts.announced).tolist()
    statuses = [Status(status) for _, _, status in acts.kinds]
    ends: Counter[str] = Counter()
    for place in announced:
        fate = _fate(statuses[acts.kind[place]], fates.get(acts.event[place]))
        if not fate:
            end = acts.latest(place)
            fate = "overdue" if as_of and end and end < as_of.toordinal() else "ahead"
        ends[fate] += 1
    return Plans(
        announced=len(announced),
        held=ends["held"],
        called_off=ends["called_off"],
        denied=ends["denied"],
        overdue=ends["overdue"],
        ahead=ends["ahead"],
    )


def _fate(status: Status, outcome: Outcome | None) -> str:
    """What became of a plan; empty while it is open."""
    if status is Status.ACTUAL or outcome in (Outcome.HELD, Outcome.HELD_LATER):
        return "held"
    if status is Status.CALLED_OFF or outcome is Outcome.CALLED_OFF:
        return "called_off"
    return "denied" if status is Status.DENIED else ""


@lru_cache(_TIMES)
def _when(start: str, end: str, basis: str) -> When:
    return When(
        start=read_date(start) if start else None,
        end=read_date(end) if end else None,
        basis=Basis(basis),
    )


def _by_time(told: Figured | Stood) -> tuple[str, str, str]:
    return told.start or told.end or "9999", told.end or "9999", told.claim


def figures(told: Iterable[Figured], first: str, second: str) -> Figures:
    """Gather the figures between two parties, one series for each indicator, direction and unit.

    Values that differ stand side by side. Denied and hypothetical ones keep their status.
    """
    found: dict[tuple[str, str, str, str], list[Told]] = {}
    for one in sorted(told, key=_by_time):
        if set(one.about) != {first, second}:
            continue
        giver, taker = _direction(one.indicator, one.about[0], one.about[1])
        value = Told(
            when=_when(one.start, one.end, one.basis),
            value=Decimal(one.value),
            value_max=Decimal(one.value_max) if one.value_max else None,
            status=_STATUS[one.status],
            claim=ClaimId(one.claim),
            of=one.of,
        )
        found.setdefault((one.indicator, giver, taker, one.unit), []).append(value)
    return tuple(
        Series(
            indicator=key[0],
            giver=key[1],
            taker=key[2],
            unit=key[3],
            mutual=key[0] in MUTUAL,
            values=tuple(values),
        )
        for key, values in sorted(found.items())
    )


def _direction(indicator: str, one: str, two: str) -> tuple[str, str]:
    if indicator in MUTUAL:
        return min(one, two), max(one, two)
    entry = table("indicators").get(indicator)
    takes = entry is not None and entry.extra.get("direction") == REVERSED
    return (two, one) if takes else (one, two)


def stances(told: Iterable[Stood], first: str, second: str) -> Stances:
    """How two parties stand to each other, as stated, by time."""
    ways = [(first, second), (second, first)]
    return tuple(
        Attitude(
            holder=holder,
            towards=towards,
            polarity=one.polarity,
            mutual=one.mutual,
            when=_when(one.start, one.end, one.basis),
            status=_STATUS[one.status],
            said_by=one.said_by,
            claim=ClaimId(one.claim),
        )
        for one in sorted(told, key=_by_time)
        for holder, towards in sorted(ways)
        if holder in one.actors and towards in one.recipients
    )

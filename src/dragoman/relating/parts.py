"""What a relation is made of: contexts, who starts, plans, figures and stances."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.codebook.ontology import table
from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.events import Outcome
from dragoman.model.ids import EventId
from dragoman.model.relations import (
    Act,
    Attitude,
    Driver,
    Initiative,
    Plans,
    Series,
    Share,
    Told,
)
from dragoman.model.when import When
from dragoman.relating.weigh import Way, way

NO_CONTEXT = "none"
"""The share of events that no context is known of."""

MUTUAL = frozenset({"trade_turnover", "trade_growth"})
"""Indicators without a direction."""

REVERSED = "importer_first"
"""The direction of an indicator whose first party takes: imports. In all others it gives."""

ANNOUNCED = frozenset({Status.PLANNED, Status.CALLED_OFF})


def composition(acts: Sequence[Act], drivers: Mapping[EventId, Driver]) -> tuple[Share, ...]:
    """What the events of each context add; one of several contexts counts in each."""
    found: dict[str, list[float]] = {}
    for act in acts:
        if drivers[act.event].counts:
            for context in act.context or (NO_CONTEXT,):
                found.setdefault(context, []).append(drivers[act.event].points)
    shares = (
        Share(context=context, events=len(points), points=math.fsum(points))
        for context, points in found.items()
    )
    return tuple(sorted(shares, key=lambda share: (-share.events, share.context)))


def initiative(
    acts: Iterable[Act], drivers: Mapping[EventId, Driver], first: str, second: str
) -> Initiative:
    """Count who acts towards whom."""
    ways = Counter(way(act, first, second) for act in acts if drivers[act.event].counts)
    return Initiative(first=ways[Way.THERE], second=ways[Way.BACK], joint=ways[Way.JOINT])


def plans(acts: Iterable[Act], fates: Mapping[EventId, Outcome], as_of: date | None) -> Plans:
    """Count what was announced, and what became of it.

    Args:
        fates: what other events tell of a plan.
        as_of: the last day of which the record can know.
    """
    announced = [act for act in acts if act.status in ANNOUNCED or act.told_as & ANNOUNCED]
    ends = Counter(_fate(act, fates.get(act.event), as_of) for act in announced)
    return Plans(
        announced=len(announced),
        held=ends["held"],
        called_off=ends["called_off"],
        denied=ends["denied"],
        overdue=ends["overdue"],
        ahead=ends["ahead"],
    )


def _fate(act: Act, outcome: Outcome | None, as_of: date | None) -> str:
    if act.status is Status.ACTUAL or outcome in (Outcome.HELD, Outcome.HELD_LATER):
        return "held"
    if act.status is Status.CALLED_OFF or outcome is Outcome.CALLED_OFF:
        return "called_off"
    if act.status is Status.DENIED:
        return "denied"
    end = act.when.end or act.when.start
    return "overdue" if as_of and end and end.latest < as_of else "ahead"


def _by_time(when: When) -> tuple[str, str]:
    return str(when.start or when.end or "9999"), str(when.end or "9999")


def figures(claims: Iterable[Claim], first: str, second: str) -> tuple[Series, ...]:
    """Gather the figures between two parties, one series for each indicator, direction and unit.

    Values that differ stand side by side. Denied and hypothetical ones keep their status.
    """
    found: dict[tuple[str, str, str, str], list[Told]] = {}
    for claim in claims:
        body = claim.body
        if not isinstance(body, FigureBody):
            continue
        parties = tuple(dict.fromkeys(actor.key for actor in body.about))
        if set(parties) != {first, second}:
            continue
        giver, taker = _direction(body.indicator, parties[0], parties[1])
        told = Told(
            when=claim.when,
            value=body.value,
            value_max=body.value_max,
            status=claim.status,
            claim=claim.id,
            of=body.of,
        )
        found.setdefault((body.indicator, giver, taker, body.unit), []).append(told)
    return tuple(
        Series(
            indicator=key[0],
            giver=key[1],
            taker=key[2],
            unit=key[3],
            mutual=key[0] in MUTUAL,
            values=tuple(sorted(values, key=lambda told: (*_by_time(told.when), told.claim))),
        )
        for key, values in sorted(found.items())
    )


def _direction(indicator: str, one: str, two: str) -> tuple[str, str]:
    if indicator in MUTUAL:
        return min(one, two), max(one, two)
    entry = table("indicators").get(indicator)
    takes = entry is not None and entry.extra.get("direction") == REVERSED
    return (two, one) if takes else (one, two)


def stances(claims: Iterable[Claim], first: str, second: str) -> tuple[Attitude, ...]:
    """How two parties stand to each other, as stated, by time."""
    found = []
    for claim in claims:
        body = claim.body
        if not isinstance(body, StanceBody):
            continue
        holders = {actor.key for actor in body.actors}
        others = {actor.key for actor in body.recipients}
        for holder, towards in ((first, second), (second, first)):
            if holder in holders and towards in others:
                found.append(
                    Attitude(
                        holder=holder,
                        towards=towards,
                        polarity=body.polarity,
                        mutual=body.symmetric,
                        when=claim.when,
                        status=claim.status,
                        said_by=claim.said_by.name if claim.said_by else "",
                        claim=claim.id,
                    )
                )
    return tuple(sorted(found, key=lambda stance: (*_by_time(stance.when), stance.claim)))

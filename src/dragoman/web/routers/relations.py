"""Relations: all pairs, one party towards another over time, one period of it, and triads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query

from dragoman.codebook.scales import DEFAULT, SCALES
from dragoman.drawing import Bar, Dot, Group, bars, curve
from dragoman.drawing.relations import trade_chart
from dragoman.errors import DragomanError, NotFound
from dragoman.model.browsing import Count, Slice
from dragoman.model.periods import MONTHS_OF_YEAR, Bounds, Period, Step
from dragoman.model.relations import Band, Baseline, Point, Relation, Series, Told
from dragoman.model.votes import Agreement, Within
from dragoman.model.when import PartialDate
from dragoman.web import links, shapes
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages import Page, Row, view
from dragoman.web.parameters import Since, Until
from dragoman.web.routers.actors import known_name
from dragoman.web.routers.votes import assembly_of
from dragoman.web.words import count, month, party, signed

router = APIRouter(tags=["relations"])

By = Annotated[
    Step | None,
    Query(description="How long a period is; chosen by the number of events if absent."),
]
Scale = Annotated[
    str, Query(max_length=40, description="The scale that weighs events.", examples=[DEFAULT])
]

WIDE, NARROW = 720.0, 340.0
"""Widths of a curve on a screen and on a telephone."""

ENOUGH = 3
"""Events that a period should have on average for a curve to be more than single points."""

RECENT = 8
"""Events on the page of a pair; the rest are one click off."""

LATEST = 24
"""Figures on the page of a pair, and stances; the rest are one click off."""

DOTS = 120
"""Periods of a curve at most, where none are asked for: more are nearer to each other than a dot is wide."""


def bounds_of(since: str, until: str) -> Bounds:
    """Read from when to when, as the addresses of pages call it.

    Raises:
        InputError: one is no date, or the end lies before the start.
    """
    return Bounds.read(since, until, names=("'from'", "'to'"))


@view(
    router,
    "/relations",
    summary="Pairs of parties by their number of events",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "items": [{"first": "ARM", "second": "AZE", "events": 21, "value": 0.5, "mean": 0.02}],
            "total": 1,
            "total_exact": True,
            "next": None,
        }
    },
)
def relations(desk: AtDesk, since: Since = "", until: Until = "") -> Page:
    """The list of pairs."""
    bounds = bounds_of(since, until)
    ties = desk.kept(("ties", since, until), lambda record: record.ties(bounds=bounds))
    items: list[Row] = [shapes.tie_to_row(tie) for tie in ties]
    return Page(
        template="relations.html.j2",
        title="Relations",
        context={"ties": ties, "since": since, "until": until},
        data=lambda: {"items": items, "total": len(items), "total_exact": True, "next": None},
        rows=lambda: items,
        made_of=count(len(ties), "pair"),
    )


def dots(relation: Relation, link: tuple[str, str]) -> list[Dot]:
    """The periods of a relation as a curve wants them, with the usual range as its band."""
    shifted = {shift.point.period: str(shift) for shift in relation.shifts}
    usual: Sequence[Baseline | None] = relation.usual or [None] * len(relation.points)
    return [
        Dot(
            label=str(point.period),
            value=point.value,
            low=before.mean - before.spread if before else None,
            high=before.mean + before.spread if before else None,
            band="" if point.band is Band.TOLD else point.band.value,
            count=point.events,
            flag=shifted.get(point.period, ""),
            tip=_tip(point, shifted.get(point.period, "")),
            href=links.dyad(*link, str(point.period)) if point.drivers else "",
        )
        for point, before in zip(relation.points, usual, strict=True)
    ]


def _tip(point: Point, shift: str) -> str:
    told = f"{signed(point.value)} points" if point.value is not None else point.band.value
    rest = f"{count(point.events, 'event')} in {count(point.documents, 'document')}"
    return f"{month(str(point.period))}: {told}, {rest}" + (f"; {shift}" if shift else "")


def drawn(relation: Relation) -> dict[str, str] | None:
    """The curve of a relation for a screen and for a telephone; None where nothing is told."""
    told = [point for point in relation.points if point.value is not None]
    if not told:
        return None
    one, two = relation.dyad.actor, relation.dyad.recipient
    title = f"{party(one)} towards {party(two)}, by {relation.step.value}"
    best = max(told, key=lambda point: (point.value or 0.0, str(point.period)))
    worst = min(told, key=lambda point: (point.value or 0.0, str(point.period)))
    describe = (
        f"Highest {signed(best.value)} in {month(str(best.period))}, lowest {signed(worst.value)}"
        f" in {month(str(worst.period))}. The table beneath has every period."
    )
    marks = dots(relation, (one, two))
    return {
        kind: curve(marks, title=title, describe=describe, width=width)
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    }


def _votes(desk: Desk, first: str, second: str) -> tuple[Agreement, ...]:
    """How alike the two vote, by year; nothing where there are no roll calls of both."""
    assembly = assembly_of(desk)
    if assembly is None or not (assembly.has(first) and assembly.has(second)):
        return ()
    return assembly.agreement(first, second, by=Within.YEAR)


def agreement_chart(pairs: Sequence[Agreement], names: tuple[str, str]) -> str:
    """How alike two states vote, by year, as bars."""
    found = {int(pair.within): pair for pair in pairs}
    years = range(min(found), max(found) + 1)
    group = Group(
        name="share of equal votes, an abstention counting half",
        bars=tuple(
            Bar(
                value=round(found[year].index * 100, 1) if year in found else None,
                tip=f"{year}: {found[year].index:.0%} of {found[year].shared} roll calls"
                if year in found
                else "",
            )
            for year in years
        ),
    )
    return bars(
        [str(year) for year in years],
        [group],
        title=f"How alike {names[0]} and {names[1]} vote, per cent",
        describe=f"By year, {years[0]} to {years[-1]}; the table beneath has the numbers.",
        width=WIDE,
    )


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the series that it is of."""

    series: Series
    told: Told


def latest(series: Sequence[Series]) -> tuple[list[_Figure], int]:
    """The latest figures, in the order of their series, and how many there are."""
    every = [_Figure(one, told) for one in series for told in one.values]
    dated = sorted(every, key=lambda found: str(found.told.when.start or ""), reverse=True)
    shown = {id(found) for found in dated[:LATEST]}
    return [found for found in every if id(found) in shown], len(every)


def _told(kind: str, first: str, second: str) -> str:
    """The search for all claims of a kind in which both have a part."""
    return links.query("/search", q=f'kind:{kind} party:"{first}" party:"{second}"')


def fitting(months: Sequence[Count]) -> Step:
    """The shortest period that has enough events, on average, and of which there are not too many.

    Args:
        months: events by month, in order.
    """
    dated = [month for month in months if len(month.key) == len("2015-11")]
    if not dated:
        return Step.YEAR
    spanned = (int(dated[-1].key[:4]) - int(dated[0].key[:4]) + 1) * MONTHS_OF_YEAR
    events = sum(month.events for month in dated)
    return next(
        (s for s in Step if events * s.months >= ENOUGH * spanned and spanned <= DOTS * s.months),
        Step.YEAR,
    )


def _months(desk: Desk, first: str, second: str) -> tuple[Count, ...]:
    return desk.kept(
        ("months", first, second), lambda record: record.months(about=first, beside=second)
    )


@view(
    router,
    "/dyad/{pair}",
    summary="One party towards another over time, and back",
    forms=("", ".json", ".csv"),
    examples={".json": {"relations": [{"actor": "ARM", "recipient": "AZE", "points": []}]}},
)
def dyad(
    desk: AtDesk,
    pair: str,
    by: By = None,
    since: Since = "",
    until: Until = "",
    scale: Scale = DEFAULT,
) -> Page:
    """The page of a pair."""
    first, second = links.parties(pair, 2)
    names = known_name(desk, first), known_name(desk, second)
    bounds = bounds_of(since, until)
    chronicle = desk.chronicle
    by = by or fitting(_months(desk, first, second))
    there, back = (
        chronicle.relate(one, two, by=by, bounds=bounds, scale=scale)
        for one, two in ((first, second), (second, first))
    )
    leaf = chronicle.leaf(Slice(about=first, beside=second, limit=RECENT))
    figures, all_figures = latest(there.figures)
    agreements = _votes(desk, first, second)
    trade = trade_chart(
        there.figures,
        {first: names[0], second: names[1]},
        kept={told.claim for series in there.figures for told in series.values},
        cite=lambda _: (),
    )
    return Page(
        template="dyad.html.j2",
        title=f"{names[0]} and {names[1]}",
        context={
            "first": first,
            "second": second,
            "names": names,
            "by": by,
            "steps": tuple(Step),
            "since": since,
            "until": until,
            "scale": scale,
            "scales": tuple(SCALES),
            "ways": [(relation, drawn(relation)) for relation in (there, back)],
            "trade": trade,
            "figures": figures,
            "all_figures": all_figures,
            "stances": there.stances[-LATEST:][::-1],
            "told": {kind: _told(kind, first, second) for kind in ("figure", "stance")},
            "agreements": agreements,
            "agreement_chart": agreement_chart(agreements, names) if agreements else "",
            "recent": [(event, chronicle.sentence(event)) for event in leaf.items],
            "total": leaf.total,
        },
        data=lambda: {
            "relations": [shapes.relation_to_json(relation) for relation in (there, back)],
            "agreement": [_agreement(found) for found in agreements],
        },
        rows=lambda: [
            _row(relation, point) for relation in (there, back) for point in relation.points
        ],
        made_of=f"{count(leaf.total, 'dated event')} between the two",
    )


def _agreement(pair: Agreement) -> dict[str, Any]:
    return {"year": pair.within, "index": round(pair.index, 4), "shared": pair.shared}


def _row(relation: Relation, point: Point) -> Row:
    return {
        "actor": relation.dyad.actor,
        "recipient": relation.dyad.recipient,
        "period": str(point.period),
        "value": round(point.value, 4) if point.value is not None else None,
        "events": point.events,
        "documents": point.documents,
        "publishers": point.publishers,
        "covering": point.covering,
        "band": point.band.value,
    }


def read_period(text: str) -> Period:
    """Read a month, a quarter or a year.

    Raises:
        NotFound: it is none.

    Example:
        >>> str(read_period("2016-Q2")), read_period("2016-04").step.value
        ('2016-Q2', 'month')
    """
    year, mark, nth = text.partition("-Q")
    try:
        if mark and nth in ("1", "2", "3", "4"):
            return Period(PartialDate.parse(year).year, int(nth) - 1, Step.QUARTER)
        day = PartialDate.parse(text)
    except (ValueError, DragomanError) as error:
        raise NotFound(f"{text!r} is no month, quarter or year") from error
    found = Period.of(day, Step.MONTH if day.month else Step.YEAR)
    if found is None or day.day:
        raise NotFound(f"{text!r} is no month, quarter or year")
    return found


@view(
    router,
    "/dyad/{pair}/{period}",
    summary="What moves a relation in one period",
    examples={".json": {"points": [{"period": "2016-04", "value": -20.0, "drivers": []}]}},
)
def drivers(desk: AtDesk, pair: str, period: str, scale: Scale = DEFAULT) -> Page:
    """The drivers of one point, in both directions."""
    first, second = links.parties(pair, 2)
    names = known_name(desk, first), known_name(desk, second)
    asked = read_period(period)
    bounds = Bounds(start=PartialDate.of(asked.first), end=PartialDate.of(asked.last))
    chronicle = desk.chronicle
    points = [
        (one, two, point)
        for one, two in ((first, second), (second, first))
        for point in chronicle.relate(one, two, by=asked.step, bounds=bounds, scale=scale).points
    ]
    events = {d.event: chronicle.event(d.event) for *_, point in points for d in point.drivers}
    sentences = {id: chronicle.sentence(event) for id, event in events.items()}
    return Page(
        template="drivers.html.j2",
        title=f"{names[0]} and {names[1]}, {month(period)}",
        context={
            "first": first,
            "second": second,
            "names": names,
            "period": period,
            "points": points,
            "events": events,
            "sentences": sentences,
        },
        data=lambda: {
            "points": [
                {"actor": one, "recipient": two, **shapes.point_to_json(point)}
                for one, two, point in points
            ],
            "events": [shapes.event_to_json(events[id], sentences[id]) for id in sorted(events)],
        },
        made_of=count(len(events), "event"),
    )


@view(
    router,
    "/triad/{three}",
    summary="Three parties over time, and whether their relations hold together",
    forms=("", ".json", ".csv"),
    examples={".json": {"parties": ["ARM", "AZE", "RUS"], "periods": []}},
)
def triad(desk: AtDesk, three: str, by: By = None, since: Since = "", until: Until = "") -> Page:
    """The page of a triad."""
    by = by or Step.YEAR
    one, two, last = links.parties(three, 3)
    keys = (one, two, last)
    names = [known_name(desk, key) for key in keys]
    found = desk.chronicle.triad(keys, by=by, bounds=bounds_of(since, until))
    return Page(
        template="triad.html.j2",
        title=f"{names[0]}, {names[1]} and {names[2]}",
        context={
            "keys": keys,
            "names": dict(zip(keys, names, strict=True)),
            "triads": found,
            "by": by,
            "steps": tuple(Step),
            "since": since,
            "until": until,
        },
        data=lambda: {"parties": list(keys), "periods": [shapes.triad_to_json(t) for t in found]},
        rows=lambda: [
            {
                "period": str(t.period),
                "balance": t.balance.value,
                "first": edge.first,
                "second": edge.second,
                "value": edge.value,
                "events": edge.events,
                "sign": edge.sign.value,
            }
            for t in found
            for edge in t.edges
        ],
        made_of=count(sum(edge.events for t in found for edge in t.edges), "event"),
    )

"""A relation as charts: its curve, and trade by year in both directions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from dragoman.drawing.axes import period_words, signed
from dragoman.drawing.bars import Bar, Group, bars
from dragoman.drawing.curve import Dot, curve
from dragoman.model.claims import Status
from dragoman.model.digests import Chart
from dragoman.model.ids import ClaimId
from dragoman.model.relations import Band, Relation, Series, Told

WIDE, NARROW = 640.0, 340.0

LEAST_POINTS, LEAST_EVENTS = 3, 5
"""Periods with a value, and events in them, from which a curve says more than a sentence."""

LEAST_BARS = 2
"""Years with a value from which bars say more than a sentence."""

TRADE = ("trade_turnover", "exports", "imports")


def dots(relation: Relation, link: Callable[[str], str] = lambda _: "") -> list[Dot]:
    """The periods of a relation as a curve wants them.

    Args:
        link: the address of a period, given its name.
    """
    shifted = {shift.point.period: str(shift) for shift in relation.shifts}
    return [
        Dot(
            label=str(point.period),
            value=point.value,
            band=point.band.value if point.band is not Band.TOLD else "",
            count=point.events,
            flag=shifted.get(point.period, ""),
            href=link(str(point.period)),
        )
        for point in relation.points
    ]


def relation_chart(
    relation: Relation, names: tuple[str, str], *, sources: tuple[int, ...] = ()
) -> Chart | None:
    """Draw one party towards another; None where there are too few periods with a value."""
    told = [point for point in relation.points if point.value is not None]
    if len(told) < LEAST_POINTS or sum(point.events for point in told) < LEAST_EVENTS:
        return None
    title = f"{names[0]} towards {names[1]}, by {relation.step.value}"
    best = max(told, key=lambda point: (point.value or 0.0, str(point.period)))
    worst = min(told, key=lambda point: (point.value or 0.0, str(point.period)))
    describe = (
        f"Points on the scale of conflict and cooperation, summed by {relation.step.value}:"
        f" highest {_signed(best.value)} in {period_words(str(best.period))},"
        f" lowest {_signed(worst.value)} in {period_words(str(worst.period))},"
        f" on {sum(point.events for point in told)} happenings."
    )
    for shift in relation.shifts:
        if shift.point.period in (best.period, worst.period):
            describe += (
                f" {period_words(str(shift.point.period))} is {str(shift).replace(' -', ' −')}."
            )
    drawn = [
        curve(dots(relation), title=title, describe=describe, counted="happenings", width=width)
        for width in (WIDE, NARROW)
    ]
    return Chart(title=title, describe=describe, wide=drawn[0], narrow=drawn[1], sources=sources)


def _signed(value: float | None) -> str:
    return signed(value) if value else "0.0"


def _year(told: Told) -> str:
    when = told.when.end or told.when.start
    return str(when.year) if when else ""


def _one_year(told: Told) -> bool:
    start, end = told.when.start, told.when.end
    return bool(start and end and start.year == end.year)


def _bar(values: Sequence[Told]) -> Bar:
    firm = [told for told in values if told.status is Status.ACTUAL] or list(values)
    sizes = sorted(float(v) for told in firm for v in (told.value, told.value_max or told.value))
    planned = all(told.status is Status.PLANNED for told in values)
    return Bar(value=sizes[0], top=sizes[-1] if sizes[-1] > sizes[0] else None, planned=planned)


def trade_chart(
    series: Sequence[Series],
    names: Mapping[str, str],
    *,
    kept: Collection[ClaimId],
    cite: Callable[[Sequence[ClaimId]], tuple[int, ...]],
) -> Chart | None:
    """Draw trade by year in the unit most figures have; None where there are too few.

    Args:
        series: figures between two parties.
        names: what the parties are called, by key.
        kept: claims that are sure enough to be drawn.
        cite: gives the numbers of the sources of claims.
    """
    chosen = [s for s in series if s.indicator in TRADE]
    held = {
        (s.unit, s.indicator, s.giver, s.taker): [
            t for t in s.values if t.claim in kept and _one_year(t)
        ]
        for s in chosen
    }
    sizes = {unit: sum(len(v) for k, v in held.items() if k[0] == unit) for unit, *_ in held}
    unit = max(sorted(sizes), key=lambda name: sizes[name], default="")
    rows = {k: v for k, v in held.items() if k[0] == unit and v}
    years = sorted({_year(told) for values in rows.values() for told in values})
    if len(years) < LEAST_BARS:
        return None
    labels = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    groups = [
        Group(name=_name(key, names), bars=_yearly(values, labels))
        for key, values in sorted(rows.items())
    ]
    title = f"Trade by year, {unit}"
    describe = "; ".join(_told(group, labels) for group in groups) + "."
    drawn = [
        bars(labels, groups[:4], title=title, describe=describe, width=w) for w in (WIDE, NARROW)
    ]
    claims = [told.claim for values in rows.values() for told in values]
    return Chart(
        title=title, describe=describe, wide=drawn[0], narrow=drawn[1], sources=cite(claims)
    )


def _yearly(values: Iterable[Told], labels: Sequence[str]) -> tuple[Bar, ...]:
    found: dict[str, list[Told]] = {}
    for told in values:
        found.setdefault(_year(told), []).append(told)
    return tuple(_bar(found[label]) if label in found else Bar(value=None) for label in labels)


def _name(key: tuple[str, str, str, str], names: Mapping[str, str]) -> str:
    _, indicator, giver, taker = key
    if indicator == "trade_turnover":
        return "trade in both directions"
    return f"{names.get(giver, giver)} to {names.get(taker, taker)}"


def _told(group: Group, labels: Sequence[str]) -> str:
    known = [(y, b.value) for y, b in zip(labels, group.bars, strict=True) if b.value is not None]
    return f"{group.name}: " + ", ".join(f"{value:,.0f} in {year}" for year, value in known)

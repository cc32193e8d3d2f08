"""Commands on relations: ``relate``, ``partners``, ``triad`` and ``blocs``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.console import out
from dragoman.cli.options import RECORD, RecordFile, Since, Until, code
from dragoman.cli.sheets import Row, Sheet, SheetFormat, print_rows
from dragoman.model.periods import Bounds, Step

if TYPE_CHECKING:
    from dragoman.model.relations import Point, Relation, Series
    from dragoman.model.when import When

Party = Annotated[
    str,
    typer.Argument(help="A state's or organisation's code, e.g. BLR or EU.", show_default=False),
]
By = Annotated[Step, typer.Option(help="How long a period is.")]
ScaleName = Annotated[str, typer.Option("--scale", help="The scale that weighs events.")]

SCALE = "conflict_cooperation"


def relate(  # noqa: PLR0913 - the options of a command
    actor: Party,
    recipient: Party,
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    by: By = Step.MONTH,
    scale: ScaleName = SCALE,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Follow one party towards another over time: points, shifts, contexts, plans, figures, stances.

    JSON Lines have a ``part`` each; CSV has the points.
    """
    from dragoman.chronicle import Chronicle

    first, second = code(actor) or "", code(recipient) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.relate(first, second, by=by, bounds=Bounds.read(since, until), scale=scale)
    match format:
        case Sheet.TABLE:
            _show(found)
        case Sheet.CSV:
            print_rows((_point(point, found) for point in found.points), format)
        case Sheet.JSONL:
            print_rows(_parts(found), format)


def partners(
    party: Party,
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    scale: ScaleName = SCALE,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List with whom a party has to do, those with the most cooperation first."""
    from dragoman.chronicle import Chronicle

    key = code(party) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.partners(key, bounds=Bounds.read(since, until), scale=scale)
    rows = (
        {
            "partner": partner.party,
            "value": round(partner.value, 4),
            "mean": round(partner.mean, 4),
            "events": partner.events,
            "given": partner.given,
            "received": partner.received,
            "joint": partner.joint,
            "documents": partner.documents,
        }
        for partner in found[:limit]
    )
    print_rows(rows, format, nothing=f"Nothing is told between {key} and anybody.")


def triad(  # noqa: PLR0913 - the options of a command
    first: Party,
    second: Party,
    third: Party,
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    by: By = Step.YEAR,
    scale: ScaleName = SCALE,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Follow three parties over time: who is friendly with whom, and whether that holds together."""
    from dragoman.chronicle import Chronicle

    parties = (code(first) or "", code(second) or "", code(third) or "")
    with Chronicle(record, create=False) as opened:
        found = opened.triad(parties, by=by, bounds=Bounds.read(since, until), scale=scale)
    rows = (
        {
            "period": str(item.period),
            **{
                f"{edge.first}-{edge.second}": _edge(
                    edge.value, edge.events, edge.sign.value, format
                )
                for edge in item.edges
            },
            "balance": item.balance.value,
            "words": item.words,
        }
        for item in found
    )
    print_rows(rows, format, nothing=f"Nothing is told between {', '.join(parties)}.")


def blocs(
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    scale: ScaleName = SCALE,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List groups that cooperate more among themselves than their activity explains."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.blocs(bounds=Bounds.read(since, until), scale=scale)
    rows = ({"members": list(bloc.members), "value": round(bloc.value, 4)} for bloc in found)
    print_rows(rows, format, nothing="No two parties belong together.")


def _edge(value: float | None, events: int, sign: str, format: Sheet) -> Any:
    if format is Sheet.JSONL:
        return {"value": value, "events": events, "sign": sign}
    return sign if value is None else f"{sign} {value:+.1f} on {events}"


def _when(when: When) -> str | None:
    if when.start == when.end or when.end is None:
        return str(when.start) if when.start else None
    return f"{when.start or ''}/{when.end}"


def _point(point: Point, relation: Relation) -> Row:
    shift = next((shift for shift in relation.shifts if shift.point is point), None)
    return {
        "period": str(point.period),
        "value": point.value,
        "events": point.events,
        "documents": point.documents,
        "publishers": point.publishers,
        "band": point.band.value,
        "covering": point.covering,
        "covering_both": point.covering_both,
        "silence": round(point.silence, 4),
        "shift": str(shift) if shift else "",
        "drivers": [driver.event for driver in point.drivers],
    }


def _parts(relation: Relation) -> Iterator[Row]:
    """Everything about a relation, one row a part."""
    initiative, plans = relation.initiative, relation.plans
    for point in relation.points:
        yield {"part": "point", **_point(point, relation)}
    for share in relation.composition:
        yield {
            "part": "context",
            "context": share.context,
            "events": share.events,
            "points": share.points,
        }
    yield {
        "part": "initiative",
        relation.dyad.actor: initiative.first,
        relation.dyad.recipient: initiative.second,
        "joint": initiative.joint,
    }
    yield {"part": "plans", **{name: getattr(plans, name) for name in PLANS}}
    for series in relation.figures:
        yield {"part": "figures", **_series(series)}
    for stance in relation.stances:
        yield {
            "part": "stance",
            "holder": stance.holder,
            "towards": stance.towards,
            "polarity": stance.polarity,
            "mutual": stance.mutual,
            "when": _when(stance.when),
            "status": stance.status.value,
            "said_by": stance.said_by,
            "claim": stance.claim,
        }
    yield {"part": "unplaced", "events": list(relation.unplaced)}


PLANS = ("announced", "held", "called_off", "denied", "overdue", "ahead")


def _series(series: Series) -> Row:
    from dragoman.model.codec import number

    return {
        "indicator": series.indicator,
        "from": series.giver,
        "to": series.taker,
        "mutual": series.mutual,
        "unit": series.unit,
        "values": [
            {
                "when": _when(told.when),
                "value": number(told.value),
                "value_max": number(told.value_max) if told.value_max is not None else None,
                "status": told.status.value,
                "of": told.of,
                "claim": told.claim,
            }
            for told in series.values
        ],
    }


def _show(relation: Relation) -> None:
    """Print a relation for a person to read."""
    console = out()
    dyad = relation.dyad
    console.print(
        f"[bold]{dyad.actor} → {dyad.recipient}[/], by {relation.step}, {relation.scale}\n"
    )
    print_rows(_folded(relation), Sheet.TABLE, nothing="No event has a date as fine as this.")
    for shift in relation.shifts:
        console.print(f"{shift.point.period}: {shift}")
    if relation.unplaced:
        console.print(
            f"In no {relation.step}: {len(relation.unplaced)} events with coarser dates or none"
        )
    if relation.composition:
        shares = (f"{s.context} {s.events} ({s.points:+.1f})" for s in relation.composition)
        console.print("\nContexts: " + ", ".join(shares))
    who = relation.initiative
    console.print(
        f"Who acts: {dyad.actor} {who.first}, {dyad.recipient} {who.second}, together {who.joint}"
    )
    told = ", ".join(f"{n.replace('_', ' ')} {getattr(relation.plans, n)}" for n in PLANS)
    console.print(f"Plans: {told}")
    _show_told(relation)


def _show_told(relation: Relation) -> None:
    """Print the figures and stances, one a line."""
    from dragoman.model.codec import number

    console = out()
    for series in relation.figures:
        arrow = "and" if series.mutual else "→"
        console.print(f"\n{series.indicator}, {series.giver} {arrow} {series.taker}, {series.unit}")
        for told in series.values:
            top = f"–{number(told.value_max):,}" if told.value_max is not None else ""
            console.print(
                f"  {_when(told.when) or '–':22}{number(told.value):,}{top}  {told.status}  {told.claim}"
            )
    if relation.stances:
        console.print("\nStances as stated")
    for stance in relation.stances:
        arrow = "↔" if stance.mutual else "→"
        console.print(
            f"  {_when(stance.when) or '–':22}{stance.polarity:>+2d}  {stance.holder} {arrow}"
            f" {stance.towards}  {stance.status}  {stance.said_by or 'the article'}  {stance.claim}"
        )


def _folded(relation: Relation) -> Iterator[Row]:
    """The points, with stretches of periods without a value in one row each."""
    for (told, band), group in groupby(relation.points, lambda p: (p.value is not None, p.band)):
        points = list(group)
        if told or len(points) == 1:
            yield from map(_row, points)
            continue
        yield {
            **_row(points[0]),
            "period": f"{points[0].period}–{points[-1].period}",
            "band": band.value,
            "covering": sum(point.covering for point in points),
        }


def _row(point: Point) -> Row:
    return {
        "period": str(point.period),
        "value": "–" if point.value is None else f"{point.value:+.1f}",
        "events": point.events,
        "documents": point.documents,
        "band": point.band.value,
        "covering": point.covering,
        "moved most by": point.drivers[0].event if point.drivers else None,
    }


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    for command in (relate, partners, triad, blocs):
        app.command()(command)

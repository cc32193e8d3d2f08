"""Questions to foreign sources: the commands of ``sources``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import out
from dragoman.cli.options import RECORD, About, RecordFile, Since, Until, code
from dragoman.cli.sheets import Row, Sheet, SheetFormat, print_rows
from dragoman.model.foreign import CountBy, Grain
from dragoman.model.periods import Bounds

if TYPE_CHECKING:
    from dragoman.model.foreign import Comparison, Composition

app = typer.Typer(
    no_args_is_help=True,
    help="Show what other people's event data say: series, counts, comparisons.",
)

Party = Annotated[str, typer.Argument(help="A state's or organisation's code.", show_default=False)]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--source", "-s", help="Only this source; may be given again.", show_default=False
    ),
]
Directed = Annotated[
    bool, typer.Option("--directed", help="Only what the first does to the second.")
]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]


@app.command("list")
def list_(record: RecordFile = RECORD, format: SheetFormat = Sheet.TABLE) -> None:
    """List the foreign sources beside a record."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_sources()
    rows = (
        {
            **asdict(one),
            "first": one.first.isoformat() if one.first else None,
            "last": one.last.isoformat() if one.last else None,
        }
        for one in found
    )
    print_rows(rows, format, nothing="No foreign sources. 'dragoman import' brings them.")


@app.command()
def series(  # noqa: PLR0913 - a command has as many options as it needs
    first: Party,
    second: Party,
    record: RecordFile = RECORD,
    by: Annotated[Grain, typer.Option(help="How long a period is.")] = Grain.MONTH,
    source: Names = None,
    since: Since = None,
    until: Until = None,
    directed: Directed = False,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Follow two parties over time in foreign sources."""
    from dragoman.chronicle import Chronicle

    one, two = code(first) or "", code(second) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.foreign_series(
            one,
            two,
            by=by,
            sources=tuple(source or ()),
            directed=directed,
            bounds=Bounds.read(since, until),
        )
    rows: list[Row] = [
        {"period": point.period, **_summed(point.sum, points=False)} for point in found
    ]
    print_rows(_without_zeros(rows, format), format, nothing=f"No source tells of {one} and {two}.")


@app.command()
def counts(  # noqa: PLR0913 - as above
    record: RecordFile = RECORD,
    by: Annotated[CountBy, typer.Option(help="What events are counted by.")] = CountBy.TYPE,
    about: About = None,
    source: Names = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Count foreign events, the most first."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_counts(
            by=by,
            about=code(about),
            sources=tuple(source or ()),
            bounds=Bounds.read(since, until),
            limit=limit,
        )
    rows = (
        {"source": one.source, by.value: one.key or None, "events": one.events} for one in found
    )
    if by is CountBy.SOURCE:
        rows = ({"source": one.source, "events": one.events} for one in found)
    print_rows(rows, format)


@app.command()
def pairs(
    record: RecordFile = RECORD,
    about: About = None,
    source: Names = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the pairs with the most foreign events, each from one party to another."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_pairs(
            about=code(about),
            sources=tuple(source or ()),
            bounds=Bounds.read(since, until),
            limit=limit,
        )
    rows: list[Row] = [
        {"actor": p.dyad.actor, "recipient": p.dyad.recipient, **_summed(p.sum, points=False)}
        for p in found
    ]
    if format is Sheet.TABLE:
        rows = [{"pair": f"{r['actor']} → {r['recipient']}", **_without(r)} for r in rows]
    print_rows(_without_zeros(rows, format), format)


@app.command()
def compare(  # noqa: PLR0913 - as above
    first: Party,
    second: Party,
    record: RecordFile = RECORD,
    by: Annotated[Grain, typer.Option(help="How long a period is.")] = Grain.YEAR,
    source: Names = None,
    since: Since = None,
    until: Until = None,
    directed: Directed = False,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Put what sources and our own reading say of two parties beside each other.

    Programs get the periods; a table has the sums and the types as well. 'points' is the mean on our
    scale of conflict and cooperation, 'intensity' the mean on the source's own.
    """
    from dragoman.chronicle import Chronicle

    one, two = code(first) or "", code(second) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.compare_sources(
            one,
            two,
            by=by,
            sources=tuple(source or ()),
            directed=directed,
            bounds=Bounds.read(since, until),
        )
    periods = _periods(found)
    if format is not Sheet.TABLE:
        print_rows(periods, format)
        return
    arrow = "→" if directed else "↔"
    out().print(f"[bold]{one} {arrow} {two}[/]\n")
    print_rows(_without_zeros([_summed(whole) for whole in found.whole], format), format)
    out().print("\n[bold]by type[/]")
    print_rows(_typed(found), format)
    out().print(f"\n[bold]by {by.value}[/]")
    print_rows(periods, format)
    for left, right, rho in found.agreement:
        out().print(f"[dim]{left} and {right} rise and fall alike: rank correlation {rho:.2f}[/]")


@app.command()
def events(
    record: RecordFile = RECORD,
    about: About = None,
    source: Names = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List foreign events by time."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_events(
            about=code(about),
            sources=tuple(source or ()),
            bounds=Bounds.read(since, until),
            limit=limit,
        )
        rows: list[Row] = [{**asdict(e), "day": e.day.isoformat()} for e in found]
    if format is Sheet.TABLE:
        shown = ("source", "day", "type", "mode", "actor", "recipient", "place", "id")
        rows = [{name: row[name] for name in shown} for row in rows]
    print_rows(rows, format)


@app.command()
def mentions(
    event: Annotated[str, typer.Argument(help="The source's id of an event.", show_default=False)],
    record: RecordFile = RECORD,
    source: Names = None,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the articles that a source counts for one of its events."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_mentions(event, sources=tuple(source or ()))
    rows: list[Row] = [
        {
            "source": one.source,
            "mentioned": one.mention_time.isoformat(),
            "publisher": one.publisher,
            "confidence": one.confidence,
            "url": one.url,
        }
        for one in found
    ]
    print_rows(rows, format, nothing=f"No article is counted for {event}.")


@app.command()
def rejected(
    record: RecordFile = RECORD,
    source: Names = None,
    limit: Limit = 50,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the rows that could not be read, with file and line; programs get them whole."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.foreign_rejected(tuple(source or ()), limit=limit)
    if format is Sheet.TABLE:
        rows: Iterable[Row] = (
            {"source": r.source, "where": f"{r.file}:{r.line}", "why": r.code, "message": r.message}
            for r in found
        )
    else:
        rows = map(asdict, found)
    print_rows(rows, format, nothing="Every row was read.")


@app.command()
def drop(
    source: Annotated[str, typer.Argument(help="The source's name.", show_default=False)],
    record: RecordFile = RECORD,
) -> None:
    """Remove a foreign source; our own claims are not touched."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        opened.drop_foreign(source)
    out().print(f"{source} is removed")


def _without(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in {"actor", "recipient"}}


def _without_zeros(rows: list[Row], format: Sheet) -> list[Row]:
    """Leave the untyped out of a table that has none, so that the rest has room."""
    if format is Sheet.TABLE and not any(row["untyped"] for row in rows):
        return [{name: row[name] for name in row if name != "untyped"} for row in rows]
    return rows


def _summed(one: Composition, *, points: bool = True) -> dict[str, object]:
    verbal, material, quarrel, force = one.quads
    row: dict[str, object] = {
        "source": one.source,
        "events": one.events,
        "verbal_coop": verbal,
        "material_coop": material,
        "verbal_conflict": quarrel,
        "material_conflict": force,
        "untyped": one.untyped,
        "intensity": round(one.intensity, 3) if one.intensity is not None else None,
    }
    if points:
        row["points"] = round(one.points, 3) if one.points is not None else None
    return row


def _periods(found: Comparison) -> list[Row]:
    names = [one.source for one in found.whole]
    return [{"period": p.period, **dict(zip(names, p.events, strict=True))} for p in found.periods]


def _typed(found: Comparison) -> list[Row]:
    names = [one.source for one in found.whole]
    return [{"type": t, **dict(zip(names, events, strict=True))} for t, events in found.types]

"""Commands on forecasts: ``forecast ...`` makes them, ``forecasts ...`` keeps score."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import forecast_benchmark
from dragoman.cli.console import err, out, write
from dragoman.cli.defaults import DefaultGroup
from dragoman.cli.options import RECORD, RecordFile, code, today
from dragoman.cli.relations import SCALE, By, Party, ScaleName
from dragoman.cli.sheets import Row, Sheet, SheetFormat, print_rows
from dragoman.errors import InputError
from dragoman.model.forecasts import Standing
from dragoman.model.periods import Step
from dragoman.model.when import PartialDate

if TYPE_CHECKING:
    from dragoman.model.forecasts import Bin, Course, Entry, Forecast, Score, Skill

WIDTH = 40
"""Columns of a reliability diagram in the terminal."""


class PairGroup(DefaultGroup):
    """``forecast AZE BLR`` is ``forecast pair AZE BLR``."""

    default = "pair"


class LedgerGroup(DefaultGroup):
    """``forecasts`` is ``forecasts list``."""

    default = "list"
    alone = True


app = typer.Typer(
    cls=PairGroup,
    no_args_is_help=True,
    help="Say what is to be expected: an event on a pair, the course of a relation, who acts on whom.",
)
ledger = typer.Typer(
    cls=LedgerGroup,
    help="List the forecasts that were made, settle them by the record, and score them.",
)
forecast_benchmark.register(app)

AsOf = Annotated[
    str | None,
    typer.Option(help="The last day of which anything may be known; else the record's last."),
]


@app.command()
def pair(  # noqa: PLR0913 - the options of a command
    actor: Party,
    recipient: Party,
    record: RecordFile = RECORD,
    type: Annotated[
        str,
        typer.Option(
            help="A class of events: verbal_cooperation, material_cooperation, verbal_conflict,"
            " material_conflict, visit, agreement, sanction, threat, force, or an event type."
        ),
    ] = "verbal_cooperation",
    days: Annotated[int, typer.Option(min=1, help="How many days the question runs.")] = 30,
    as_of: AsOf = None,
    keep: Annotated[bool, typer.Option(help="Enter it into the ledger.")] = True,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Say how likely at least one event of a class is from one party towards another.

    The name of this command may be left out: 'dragoman forecast AZE BLR'.
    """
    from dragoman.chronicle import Chronicle

    first, second = code(actor) or "", code(recipient) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.forecast(first, second, type, days=days, as_of=_day(as_of), keep=keep)
    if format is Sheet.TABLE:
        _show(found)
    else:
        print_rows([_row(found)], format)


@app.command()
def course(
    actor: Party,
    recipient: Party,
    record: RecordFile = RECORD,
    ahead: Annotated[int, typer.Option(min=1, max=24, help="How many periods.")] = 3,
    by: By = Step.MONTH,
    scale: ScaleName = SCALE,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Say what a relation will be worth in the periods to come, with 80 % intervals."""
    from dragoman.chronicle import Chronicle

    first, second = code(actor) or "", code(recipient) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.course(first, second, ahead=ahead, by=by, scale=scale)
    print_rows(
        (
            {
                "period": str(level.period),
                "value": round(level.value, 2),
                "low": round(level.low, 2),
                "high": round(level.high, 2),
                "method": found.method,
            }
            for level in found.levels
        ),
        format,
    )
    if format is Sheet.TABLE:
        _show_tried(found)


@ledger.command(name="list")
def entries(
    record: RecordFile = RECORD,
    only: Annotated[Standing, typer.Option(help="Which of them.")] = Standing.ALL,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the forecasts of the ledger, with what came of them."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.forecasts(only)
    if format is Sheet.TABLE and found:
        for entry in found:
            _show_entry(entry)
    else:
        print_rows(map(_entry, found), format, nothing="The ledger has no such forecasts.")


@ledger.command()
def outlooks(record: RecordFile = RECORD) -> None:
    """Enter the outlooks read from articles as the forecasts of their authors."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        fresh = opened.enter_outlooks()
    out().print(
        f"{fresh} outlooks entered that were not there; goals without a likelihood are not."
    )


@ledger.command()
def settle(
    name: Annotated[
        str | None, typer.Argument(help="The id of one forecast.", show_default=False)
    ] = None,
    record: RecordFile = RECORD,
    came: Annotated[
        bool | None, typer.Option("--came/--did-not", help="What came of it.", show_default=False)
    ] = None,
    who: Annotated[str, typer.Option(help="Who says so.")] = "",
    why: Annotated[str, typer.Option(help="What it rests on.")] = "",
    on: Annotated[
        str | None, typer.Option(help="The day of the settling.", show_default="today")
    ] = None,
) -> None:
    """Settle what the record can settle, or one forecast by a person's word."""
    from dragoman.chronicle import Chronicle

    if name is None and (came is not None or who or why):
        raise InputError("name the forecast that is settled by a person's word")
    with Chronicle(record, create=False) as opened:
        found = opened.settle(name, on=_day(on) or today(), came=came, by=who, why=why)
    for item in found.settlements:
        out().print(f"{item.forecast}  {'came' if item.came else 'did not come'}  {item.why}")
    out().print(f"{len(found.settlements)} settled, {found.open} open")
    if found.due:
        err().print(f"Past their day, for a person to settle: {', '.join(found.due)}")


@ledger.command()
def score(
    record: RecordFile = RECORD,
    chart: Annotated[
        Path | None, typer.Option(help="Write the reliability diagram as SVG.", show_default=False)
    ] = None,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Measure how good the settled forecasts were, and how much better than simple references.

    It prints the Brier and log scores, how often what was given a chance came (reliability), and the skill
    against each reference.
    """
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.forecast_scores()
        if chart is not None and found:
            chart.write_text(opened.reliability_chart(found[0]), encoding="utf-8")
    if format is Sheet.TABLE and found:
        for item in found:
            _show_score(item)
        _diagram(found[0].bins)
    else:
        print_rows(map(_score, found), format, nothing="No forecast is settled yet.")
    if chart is not None and found:
        err().print(f"written to {chart}")


def _day(text: str | None) -> date | None:
    return PartialDate.parse(text).latest if text else None


def _row(found: Forecast) -> Row:
    asked = found.question
    return {
        "id": found.id,
        "question": asked.text,
        "class": asked.event_class,
        "start": asked.start.isoformat() if asked.start else None,
        "end": asked.end.isoformat() if asked.end else None,
        "as_of": found.as_of.isoformat(),
        "method": found.method,
        "author": found.author,
        "probability": found.probability,
        **{item.name: item.probability for item in found.references},
        "cases": found.cases,
        "hits": found.hits,
        "data": found.data,
        "reasons": [f"{item.effect:+.4f} {item.words}" for item in found.reasons],
        "changes": [f"{item.probability:.4f} {item.words}" for item in found.changes],
        "events": list(found.events),
        "note": found.note,
    }


def _entry(entry: Entry) -> Row:
    found, settled = entry.forecast, entry.settled
    return {
        "id": found.id,
        "as_of": found.as_of.isoformat(),
        "question": found.question.text,
        "due": found.question.end.isoformat() if found.question.end else None,
        "by": found.author or found.method,
        "probability": round(found.probability, 4),
        "came": None if settled is None else ("yes" if settled.came else "no"),
        "settled_by": settled.by if settled else None,
        "why": settled.why if settled else None,
        "events": list(settled.events) if settled else [],
    }


def _score(found: Score) -> Row:
    return {
        "method": found.method or "all",
        "class": found.event_class or "all",
        "forecasts": found.count,
        "came": round(found.base_rate, 4),
        "brier": round(found.brier, 5),
        "log": round(found.log, 5),
        "reliability": round(found.reliability, 6),
        "resolution": round(found.resolution, 6),
        "skill": list(map(_skill, found.skills)),
        "bins": [f"{b.mean:.4f} {b.share:.4f} {b.count}" for b in found.bins],
    }


def _skill(found: Skill) -> str:
    interval = "" if found.low is None else f" ({found.low:+.3f} to {found.high:+.3f})"
    return f"{found.value:+.3f}{interval} against {found.reference.replace('_', ' ')}"


def _show(found: Forecast) -> None:
    """Print a forecast for a person to read."""
    console = out()
    console.print(found.question.text, style="bold", markup=False)
    console.print(f"[bold]{found.probability:.1%}[/]  as of {found.as_of}, {found.method}\n")
    for item in found.references:
        console.print(
            f"  {item.probability:>6.1%}  {item.name.replace('_', ' ')}: {item.basis}", markup=False
        )
    if found.reasons:
        console.print("\nWhat moves it, against the average pair")
    for reason in found.reasons:
        console.print(f"  {reason.effect * 100:>+6.1f} points  {reason.words}", markup=False)
    if found.changes:
        console.print("\nWhat would change it")
    for change in found.changes:
        console.print(f"  {change.probability:>6.1%}  {change.words}", markup=False)
    if found.events:
        console.print("\nPast events: " + ", ".join(found.events))
    console.print(f"\n{found.note}", markup=False)
    console.print(f"A forecast, not a fact of the record: {found.id}", style="dim")


def _show_entry(entry: Entry) -> None:
    """Print a forecast of the ledger in two or three lines."""
    found, settled, console = entry.forecast, entry.settled, out()
    due = f", due {found.question.end}" if found.question.end else ", no day named"
    by = found.author or found.method
    console.print(f"{found.id}  {found.probability:.1%}  {by}, {found.as_of}{due}", markup=False)
    console.print(f"  {found.question.text}", markup=False, soft_wrap=True)
    if settled:
        came = "came" if settled.came else "did not come"
        console.print(f"  {came}, {settled.by}, {settled.on}: {settled.why}", markup=False)


def _show_score(found: Score) -> None:
    """Print how good one group of forecasts was."""
    console = out()
    what = " ".join(filter(None, (found.method, found.event_class))) or "all"
    console.print(f"[bold]{what}[/]: {found.count} settled, {found.base_rate:.1%} came")
    console.print(
        f"  Brier {found.brier:.4f}, log {found.log:.4f}, reliability {found.reliability:.5f},"
        f" resolution {found.resolution:.5f}, uncertainty {found.uncertainty:.4f}"
    )
    for item in found.skills:
        console.print(f"  skill {_skill(item)}")


def _show_tried(found: Course) -> None:
    console = out()
    console.print(f"\nLearned from {found.history} periods up to {found.as_of}. Tried on these:")
    for item in found.tried:
        console.print(
            f"  {item.method:9} mean error {item.error:.2f}, {item.within:.0%} of"
            f" {item.count} inside the 80 % interval"
        )


def _diagram(found: tuple[Bin, ...]) -> None:
    """Print the reliability diagram: a row a tenth, ``|`` what was said, ``o`` what came."""
    write("\nsaid   came   forecasts   | said, o came, both 0 to 100 %")
    for item in found:
        line = [" "] * (WIDTH + 1)
        for place in range(round(item.low_share * WIDTH), round(item.high_share * WIDTH) + 1):
            line[place] = "-"
        line[round(item.mean * WIDTH)] = "|"
        line[round(item.share * WIDTH)] = "o"
        write(
            f"{item.mean:>4.0%}   {item.share:>4.0%}   {item.count:>9}   {''.join(line).rstrip()}"
        )

"""Commands on links: ``forecast benchmark`` and ``forecast links``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.console import err, out, write
from dragoman.cli.sheets import Sheet, SheetFormat, print_rows

if TYPE_CHECKING:
    from dragoman.forecasting.links import Expected, Outcome

Train = Annotated[
    Path,
    typer.Option(
        help="Facts to learn from, a line each: subject, relation, object, time.",
        show_default=False,
    ),
]
Entities = Annotated[Path | None, typer.Option(help="Names of entities: name and id a line.")]
Relations = Annotated[Path | None, typer.Option(help="Names of relations: name and id a line.")]
Threads = Annotated[int | None, typer.Option(min=1, help="Processors to use.", show_default="all")]

MEBIBYTE = 2**20


def register(app: typer.Typer) -> None:
    """Add the commands to a group."""
    app.command()(benchmark)
    app.command()(links)


def benchmark(
    train: Train,
    valid: Annotated[Path, typer.Option(help="Facts of the days after.", show_default=False)],
    test: Annotated[Path, typer.Option(help="Facts to be ranked.", show_default=False)],
    entities: Entities = None,
    relations: Relations = None,
    threads: Threads = None,
) -> None:
    """Measure how well it is foreseen who does what to whom next, as published work measures it.

    That is day by day (single-step), with the time-aware filter. Each fact of the test part is asked about in both directions; the first line of the outcome
    is for these. Nothing is learnt from validation or test facts but that each day is known once
    it is over.
    """
    from dragoman.chronicle.links import benchmark_links

    outcome = benchmark_links(
        (train, valid, test), names=(entities, relations), threads=threads, note=_note
    )
    for line in _lines(outcome):
        write(line)


def links(  # noqa: PLR0913 - the options of a command
    train: Train,
    subject: Annotated[str, typer.Option(help="Who acts.", show_default=False)],
    relation: Annotated[
        str,
        typer.Option(help="What it does; 'inverse of ...' asks who does.", show_default=False),
    ],
    later: Annotated[
        Path | None, typer.Option(help="Facts after those, known but not learnt from.")
    ] = None,
    entities: Entities = None,
    relations: Relations = None,
    day: Annotated[
        str | None,
        typer.Option(help="The day asked about, as the files write it.", show_default="next"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 10,
    threads: Threads = None,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Say on whom an actor is expected to act next, with the past events and rules behind it."""
    from dragoman.chronicle.links import expect_links

    found = expect_links(
        (train, later),
        (subject, relation),
        names=(entities, relations),
        day=day,
        limit=limit,
        threads=threads,
        note=_note,
    )
    if format is not Sheet.TABLE:
        print_rows(map(_row, found), format)
        return
    out().print(f"Forecast: {subject} · {relation} · ?", style="bold", markup=False)
    for one in found:
        _print(one)


def _note(text: str) -> None:
    err().print(text, style="dim", markup=False)


def _lines(outcome: Outcome) -> list[str]:
    """The outcome in lines; the first is the test part's and nothing else."""
    trees = " + ".join(map(str, outcome.trees)) or "none: too few questions, first order used"
    return [
        str(outcome.test),
        f"{outcome.valid}  validation",
        f"{outcome.recurrency_test}  recurrency, test",
        f"{outcome.recurrency_valid}  recurrency, validation",
        f"{outcome.published_test}  recurrency as its authors' program has it, test",
        f"{outcome.published_valid}  recurrency as its authors' program has it, validation",
        f"{outcome.test.asked:,} questions of test, {outcome.valid.asked:,} of validation;"
        f" trees of the rankers: {trees}",
        f"{outcome.seconds:.0f} s, {outcome.processor_seconds:.0f} s of processors,"
        f" of it recurrency {outcome.baseline_seconds:.1f} s;"
        f" {outcome.memory / MEBIBYTE:,.0f} MB at most",
    ]


def _row(one: Expected) -> dict[str, Any]:
    return {
        "place": one.place,
        "entity": one.entity,
        "score": round(one.score, 4),
        "reasons": [str(reason) for reason in one.reasons],
        "events": [str(event) for event in one.events],
        "rules": [str(rule) for rule in one.rules],
    }


def _print(one: Expected) -> None:
    console = out()
    console.print(f"{one.place:>2}  {one.entity}  ({one.score:+.2f})", markup=False)
    for title, lines in (
        ("weighed", one.reasons),
        ("before", one.events),
        ("rule", one.rules),
    ):
        for line in lines:
            console.print(f"      {title}: {line}", markup=False)

"""Commands on roll calls: ``votes add``, ``agreement``, ``near``, ``ideal``, ``moved``, ``positions``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import out, show_issue
from dragoman.cli.options import RECORD, About, RecordFile, code
from dragoman.cli.sheets import Row, Sheet, SheetFormat, print_rows
from dragoman.errors import InputError
from dragoman.model.votes import Within, Years

if TYPE_CHECKING:
    from dragoman.model.votes import Agreement, IdealPoint

app = typer.Typer(
    no_args_is_help=True,
    help="Say who votes with whom in roll calls of the United Nations, and how that changes.",
)

State = Annotated[str, typer.Argument(help="A state's code, e.g. BLR.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(help="Tables of votes, roll calls and issues (.parquet .csv)."),
    ],
    record: RecordFile = RECORD,
) -> None:
    """Add roll calls to a record; what is there already changes nothing."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record) as opened:
        tally = opened.add_votes(files)
    for issue in tally.issues:
        show_issue(issue)
    out().print(
        f"{tally.calls:,} roll calls, {tally.votes:,} votes, {tally.states:,} states in {record}"
    )


@app.command()
def agreement(
    first: State,
    second: State,
    record: RecordFile = RECORD,
    by: Annotated[Within, typer.Option(help="What it is counted in.")] = Within.ALL,
    since: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    until: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """Say how alike two states vote: the share of equal votes, an abstention counting half."""
    from dragoman.chronicle import Chronicle

    one, two = code(first) or "", code(second) or ""
    with Chronicle(record, create=False) as opened:
        found = opened.assembly().agreement(one, two, by=by, years=_years(since, until))
    print_rows(map(_agreement, found), format, nothing=f"{one} and {two} never voted together.")


@app.command()
def near(
    state: State,
    record: RecordFile = RECORD,
    year: Annotated[int | None, typer.Option(help="Only this year.")] = None,
    limit: Limit = 20,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the states that vote most like one, the closest first."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.assembly().near(code(state) or "", years=_years(year, year))
    print_rows(map(_agreement, found[:limit]), format, nothing="No state shares enough roll calls.")


@app.command()
def ideal(
    record: RecordFile = RECORD,
    year: Annotated[int | None, typer.Option(help="Only this year.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state, by its code.")] = None,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List where states stand on the main line of division (ideal points); the United States is positive."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        found = opened.assembly().ideal(year=year, state=code(state))
    print_rows(map(_point, found), format)


@app.command()
def moved(
    since: Annotated[int, typer.Option("--from", help="First year.", show_default=False)],
    until: Annotated[int, typer.Option("--to", help="Last year.", show_default=False)],
    record: RecordFile = RECORD,
    limit: Limit = 20,
    format: SheetFormat = Sheet.TABLE,
) -> None:
    """List the states whose ideal points moved most between two years, the farthest first."""
    from dragoman.chronicle import Chronicle

    _years(since, until)
    with Chronicle(record, create=False) as opened:
        found = opened.assembly().moved(since, until)
    rows = (
        {
            "state": move.state,
            "was": move.before.state,
            "before": move.before.value,
            "after": move.after.value,
            "moved": round(move.distance, 4),
        }
        for move in found[:limit]
    )
    print_rows(rows, format, nothing=f"No state voted in both {since} and {until}.")


@app.command()
def positions(
    record: RecordFile = RECORD, about: About = None, format: SheetFormat = Sheet.TABLE
) -> None:
    """List positions read from articles beside the roll calls that they are about."""
    from dragoman.chronicle import Chronicle
    from dragoman.model.votes import SAID

    with Chronicle(record, create=False) as opened:
        found = opened.matched_positions(about=code(about))
    rows = (
        {
            "state": match.state,
            "said": match.said,
            "voted": SAID[match.voted],
            "agrees": match.agrees,
            "resolution": match.call.resolution,
            "day": match.call.day.isoformat(),
            "score": match.score,
            "claim": match.claim,
            "reasons": list(match.reasons),
        }
        for match in found
    )
    print_rows(rows, format, nothing="No position fits a roll call.")


def _years(since: int | None, until: int | None) -> Years | None:
    if since is not None and until is not None and until < since:
        raise InputError(f"--to {until} lies before --from {since}")
    if since is None and until is None:
        return None
    return Years(since if since is not None else 0, until if until is not None else 9999)


def _agreement(pair: Agreement) -> Row:
    return {
        "within": pair.within,
        "first": pair.first,
        "second": pair.second,
        "index": round(pair.index, 4),
        "shared": pair.shared,
        "same": pair.same,
        "half": pair.half,
        "opposed": pair.opposed,
    }


def _point(point: IdealPoint) -> Row:
    return {
        "year": point.year,
        "state": point.state,
        "value": point.value,
        "votes": point.votes,
    }

"""Commands that read: ``read`` and ``add``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from dragoman.cli import options
from dragoman.cli.console import (
    count,
    err,
    has_errors,
    is_note,
    progress,
    show_issue,
    show_issues,
    show_notes,
    write,
)
from dragoman.cli.exits import exit_code
from dragoman.cli.options import (
    RECORD,
    Format,
    Index,
    Layout,
    MinConfidence,
    Paths,
    Published,
    Reader,
    RecordFile,
)
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.model.issues import Issue


def read(
    paths: Paths,
    index: Index = None,
    published: Published = None,
    format: Format = Layout.TABLE,
    reader: Reader = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Print the claims of files, without a record."""
    from dragoman import chronicle
    from dragoman.cli.tables import claims_table
    from dragoman.model.codec import claim_to_json

    known = chronicle.what_is_known(index=index, published=published, today=options.today())
    issues: list[Issue] = []

    def note(issue: Issue) -> None:
        issues.append(issue)
        if not is_note(issue):
            show_issue(issue)

    readings = chronicle.read(paths, known=known, note=note, reader=reader, least=min_confidence)
    if format is Layout.JSONL:
        for reading in readings:
            for claim in reading.claims:
                write(json.dumps(claim_to_json(claim), ensure_ascii=False))
    else:
        claims_table(claim for reading in readings for claim in reading.claims)
    show_notes(issues)
    if has_errors(issues):
        raise typer.Exit(exit_code(SourceError))


def add(  # noqa: PLR0913 - a command has as many options as it needs
    paths: Paths,
    record: RecordFile = RECORD,
    index: Index = None,
    published: Published = None,
    reader: Reader = None,
    min_confidence: MinConfidence = None,
    jobs: int | None = typer.Option(None, min=1, help="Processes to read with; else as pays."),
    engine: str = typer.Option(
        "local", help="Where to read: local (processes) or ray (a cluster)."
    ),
    address: str = typer.Option("", help="Head of a Ray cluster; else one is started here."),
) -> None:
    """Add files to a record; what is there already changes nothing."""
    from dragoman import chronicle

    known = chronicle.what_is_known(index=index, published=published, today=options.today())
    with chronicle.Chronicle(record) as opened, progress("Reading") as step:
        tally = opened.add(
            paths,
            known=known,
            reader=reader,
            least=min_confidence,
            engine=chronicle.Engine(engine, jobs=jobs, address=address),
            watch=step,
        )
        counts = opened.counts()
    show_issues(tally.issues)
    new = tally.documents - tally.known
    said = [
        count(new, "new document"),
        count(tally.claims, "claim"),
    ]
    if tally.known:
        said.append(f"{tally.known} known already")
    if tally.unread:
        said.append(f"{tally.unread} in other languages, kept unread")
    err().print(", ".join(said) + ".")
    err().print(
        f"[dim]{record} now holds {count(counts['documents'], 'document')},"
        f" {count(counts['claims'], 'claim')} and {count(counts['events'], 'event')}.[/]"
    )
    if has_errors(tally.issues):
        raise typer.Exit(exit_code(SourceError))


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(read)
    app.command()(add)

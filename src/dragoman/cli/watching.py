"""Commands that read the web: ``watch`` and ``fetch``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options
from dragoman.cli.console import count, err, has_errors, progress, show_issues
from dragoman.cli.exits import exit_code
from dragoman.cli.options import RECORD, Published, Reader, RecordFile
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.model.fetches import Round

Private = Annotated[
    bool,
    typer.Option("--private", help="Allow addresses of private networks and of this machine."),
]


def _said(found: Round) -> str:
    parts = [
        count(found.sources, "source"),
        f"{found.unchanged} unchanged",
        f"{count(found.articles, 'article')} fetched",
        f"{found.known} known already",
        count(found.documents, "new document"),
        count(found.claims, "claim"),
    ]
    return ", ".join(parts) + "."


def watch(
    feeds: Annotated[Path, typer.Argument(help="A YAML file of feeds and sitemaps.")],
    record: RecordFile = RECORD,
    every: Annotated[
        float | None,
        typer.Option(
            min=1, help="Minutes between two rounds; else there is one.", show_default=False
        ),
    ] = None,
    pause: Annotated[
        float, typer.Option(min=0, help="Seconds between two requests to one host.")
    ] = 1.0,
    private: Private = False,
    reader: Reader = None,
) -> None:
    """Fetch what is new on feeds and sitemaps and add it to a record."""
    from dragoman import chronicle

    while True:
        known = chronicle.what_is_known(index=None, published=None, today=options.today())
        with chronicle.Chronicle(record) as opened, progress("Fetching") as step:
            found = opened.watch(
                feeds, known=known, private=private, pause=pause, reader=reader, watch=step
            )
        show_issues(found.issues)
        err().print(_said(found))
        if every is None:
            break
        time.sleep(every * 60)
    if has_errors(found.issues):
        raise typer.Exit(exit_code(SourceError))


def fetch(
    addresses: Annotated[list[str], typer.Argument(help="Addresses of articles.")],
    record: RecordFile = RECORD,
    published: Published = None,
    private: Private = False,
    reader: Reader = None,
) -> None:
    """Fetch single pages and add them to a record."""
    from dragoman import chronicle

    known = chronicle.what_is_known(index=None, published=published, today=options.today())
    failed = False
    with chronicle.Chronicle(record) as opened:
        for address in addresses:
            tally, documents = opened.add_address(
                address, known=known, private=private, reader=reader
            )
            show_issues(tally.issues)
            failed = failed or has_errors(tally.issues)
            for document in documents:
                err().print(f"{document.title or document.name}: {tally.claims} claims.")
    if failed:
        raise typer.Exit(exit_code(SourceError))


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(watch)
    app.command()(fetch)

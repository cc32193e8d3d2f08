"""Commands on other people's formats: ``import`` and ``export``; ``sources`` asks what was imported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import sources
from dragoman.cli.console import count, err, has_errors, out, progress, show_issues
from dragoman.cli.options import RECORD, About, RecordFile, code
from dragoman.model.foreign import ExportFormat, ForeignFormat

UNREAD = 3
"""Exit code where a file could not be read, as for articles."""


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Files (.csv .tsv .tab .txt .zip .gz) or folders of them.", show_default=False
        ),
    ],
    source: Annotated[
        ForeignFormat,
        typer.Option("--source", "-s", help="Whose files they are.", show_default=False),
    ],
    record: RecordFile = RECORD,
    name: Annotated[
        str | None, typer.Option(help="What the source is called; else as --source.")
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", help="For csv: a YAML file that says which column is what."),
    ] = None,
    encoding: Annotated[
        str, typer.Option(help="How letters are written: utf-8, latin-1 or utf-16.")
    ] = "utf-8",
) -> None:
    """Bring in other people's event data beside a record; what is there already changes nothing."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record) as opened, progress("importing", None) as step:
        tally = opened.import_foreign(
            files, format=source.value, name=name, mapping=map_file, encoding=encoding, watch=step
        )
    show_issues(tally.issues)
    known = f", {count(tally.known, 'file')} there already" if tally.known else ""
    mentions = f", {count(tally.mentions, 'mention')}" if tally.mentions else ""
    broken = f", {count(tally.rejected, 'row')} not read" if tally.rejected else ""
    out().print(
        f"{tally.source}: {count(tally.events, 'event')}{mentions} of {count(tally.files, 'file')}"
        f"{broken}{known}"
    )
    if has_errors(tally.issues):
        raise typer.Exit(UNREAD)


def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write into.", show_default=False)],
    format: Annotated[ExportFormat, typer.Option(help="What is written.", show_default=False)],
    record: RecordFile = RECORD,
    about: About = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--with", help="A foreign source to write too; may be given again."),
    ] = None,
) -> None:
    """Write claims and events for others, with a description of each file; never forecasts."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        done = opened.export(
            folder, format=format.value, about=code(about), sources=tuple(source or ())
        )
    for path, rows in done.files:
        out().print(f"{path}  [dim]{rows:,}[/]", soft_wrap=True)
    for reason, number in done.left_out:
        err().print(f"[dim]left out: {number:,} events with {reason}[/]", soft_wrap=True)


def register(main: typer.Typer) -> None:
    """Add the commands."""
    main.command("import")(import_)
    main.command()(export)
    main.add_typer(sources.app, name="sources")

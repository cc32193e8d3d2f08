"""The command line: one file a group of commands."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import (
    annotating,
    asking,
    codebook,
    copying,
    exchange,
    forecasts,
    judging,
    labelling,
    questions,
    reading,
    relations,
    reports,
    scoring,
    serving,
    users,
    votes,
    watching,
)
from dragoman.cli.exits import INTERRUPTED, exit_code
from dragoman.errors import DragomanError, InputError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Read reporting on international affairs and keep the record: who did what to whom, when, how"
    " much and according to whom, each claim with its exact words.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""


for group in (
    reading,
    annotating,
    labelling,
    asking,
    judging,
    relations,
    reports,
    questions,
    exchange,
    copying,
    scoring,
    serving,
    users,
    watching,
):
    group.register(app)
app.add_typer(codebook.app, name="codebook")
app.add_typer(forecasts.app, name="forecast")
app.add_typer(forecasts.ledger, name="forecasts")
app.add_typer(votes.app, name="votes")


def run() -> None:
    """Run a command; turn our errors into a message and an exit code."""
    try:
        app()
    except DragomanError as error:
        from dragoman.cli.console import show_error

        show_error(error)
        sys.exit(exit_code(type(error)))
    except OSError as error:
        if error.filename is None:
            raise
        from dragoman.cli.console import show_error

        show_error(InputError(f"{error.filename}: {error.strerror}"))
        sys.exit(exit_code(InputError))
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            sys.stderr.write("stopped; what was done is kept\n")
        raise

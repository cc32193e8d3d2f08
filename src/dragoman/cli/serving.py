"""The command ``serve``: pages over a record, for people and programs on this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.console import err
from dragoman.cli.sampling import add_sample
from dragoman.errors import RecordError, Unavailable

HOST = "127.0.0.1"
PORT = 8000

SAMPLE = Path("out/sample.dragoman")
"""Where ``dragoman demo`` leaves the sample's record."""


def chosen(record: Path | None) -> tuple[Path, bool]:
    """Which record is served, and whether it is the sample.

    Raises:
        RecordError: one was named, and there is none.
    """
    if record is not None and not record.exists():
        raise RecordError(
            f"there is no record at {record}",
            hint="Make one with 'dragoman add PATH --record FILE', or name none to see the sample.",
        )
    if record is not None or options.RECORD.exists():
        found = record or options.RECORD
        return found, found.resolve() == SAMPLE.resolve()
    err().print(f"There is no {options.RECORD} here, so this shows the bundled sample ({SAMPLE}).")
    if not SAMPLE.exists():
        from dragoman.chronicle import Chronicle

        SAMPLE.parent.mkdir(parents=True, exist_ok=True)
        with Chronicle(SAMPLE) as opened:
            add_sample(opened)
    return SAMPLE, True


def serve(
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            "-r",
            help="The record's file; else record.dragoman, else the bundled sample.",
            envvar="DRAGOMAN_RECORD",
            show_default=False,
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = HOST,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = PORT,
) -> None:
    """Show a record in a browser: search, events, documents, actors, relations, maps, votes."""
    for part in ("fastapi", "uvicorn", "jinja2"):
        if find_spec(part) is None:
            raise Unavailable("the web server", extra="web")
    import uvicorn

    from dragoman.web import Settings, create_app

    path, sample = chosen(record)
    app = create_app(Settings(record=path, sample=sample, title="Sample" if sample else ""))
    err().print(f"Serving {path} at http://{host}:{port} (Ctrl-C stops)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(serve)

"""The command ``serve``: pages over a record, for people and programs on this machine."""

from __future__ import annotations

import getpass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.console import err
from dragoman.cli.sampling import add_sample
from dragoman.errors import InputError, RecordError, Unavailable
from dragoman.model.addresses import Address

HOST = "127.0.0.1"
PORT = 8000

SAMPLE = Path("out/sample.dragoman")
"""Where ``dragoman demo`` leaves the sample's record."""


def chosen(record: Path | None) -> tuple[Path, bool]:
    """Which record is served, and whether it is the sample.

    Raises:
        RecordError: one was named, and there is none.
    """
    if record is not None and str(record).startswith("postgres"):
        named = Address.of(str(record).replace(":/", "://", 1))
        if named.file is None:
            raise InputError(
                "pages are served from a file, not from a database yet",
                hint="Make one with 'dragoman copy ADDRESS FILE'.",
            )
    if record is not None and not record.exists():
        raise RecordError(
            f"there is no record at {record}",
            hint="Make one with 'dragoman add PATH --record FILE', or name none to see the sample.",
        )
    here = Path(str(options.RECORD))
    if record is not None or here.exists():
        found = record or here
        return found, found.resolve() == SAMPLE.resolve()
    err().print(f"There is no {options.RECORD} here, so this shows the bundled sample ({SAMPLE}).")
    if not SAMPLE.exists():
        from dragoman.chronicle import Chronicle

        SAMPLE.parent.mkdir(parents=True, exist_ok=True)
        with Chronicle(SAMPLE) as opened:
            add_sample(opened)
    return SAMPLE, True


HERE = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this machine for itself."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost")
        (True, False, True)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def expect_users(record: Path, host: str) -> None:
    """Refuse to show a record where nobody could sign in.

    Raises:
        InputError: it has no users.
    """
    from dragoman.chronicle.people import People

    with People(record) as people:
        if not people.everybody():
            raise InputError(
                f"nobody can sign in to {record}, and at {host} people have to",
                hint=f"Add somebody first: dragoman users add NAME --role admin --record {record}",
            )


def serve(  # noqa: PLR0913 - the options of a command
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
    person: Annotated[
        str | None,
        typer.Option(
            "--who",
            envvar="DRAGOMAN_WHO",
            help="Who signs corrections where nobody signs in; else your name on this machine.",
            show_default=False,
        ),
    ] = None,
    sign_in: Annotated[
        bool,
        typer.Option("--sign-in", help="People sign in also on this machine; elsewhere they must."),
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1, max=64, help="Processes that answer; several serve many readers at once."
        ),
    ] = 1,
    certificate: Annotated[
        Path | None, typer.Option(help="A TLS certificate (PEM), to serve https.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The key of the certificate (PEM).")] = None,
) -> None:
    """Show a record in a browser, to read, correct and add to."""
    for part in ("fastapi", "uvicorn", "jinja2"):
        if find_spec(part) is None:
            raise Unavailable("the web server", extra="web")
    from dragoman.web import Settings
    from dragoman.web.workers import listen

    path, sample = chosen(record)
    inside = is_loopback(host)
    guarded = sign_in or not inside
    if guarded:
        expect_users(path, host)
    settings = Settings(
        record=path,
        sample=sample,
        title="Sample" if sample else "",
        person="" if guarded else person or getpass.getuser(),
        sign_in=guarded,
        # A page of another site must not reach this server under a name of its own.
        hosts=HERE | {host} if inside else frozenset(),
        limited=guarded,
    )
    scheme = "https" if certificate else "http"
    err().print(f"Serving {path} at {scheme}://{host}:{port} (Ctrl-C stops)")
    listen(
        settings,
        workers=workers,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(serve)

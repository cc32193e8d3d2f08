"""Commands for who may sign in to the web: ``users add``, ``list``, ``remove``, ``password``."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import err, out
from dragoman.cli.options import RECORD, RecordFile
from dragoman.errors import InputError, RecordError
from dragoman.model.addresses import Address

if TYPE_CHECKING:
    from dragoman.chronicle.people import People
    from dragoman.model.people import Deed

app = typer.Typer(
    no_args_is_help=True,
    help="Say who may sign in to the web, and with which role: kept beside the record.",
)

Name = Annotated[str, typer.Argument(help="Name of the person.", show_default=False)]
PasswordFile = Annotated[
    Path | None,
    typer.Option(help="A file whose first line is the password; else it is asked for."),
]


def _password(file: Path | None) -> str:
    if file is not None:
        lines = file.read_text(encoding="utf-8").splitlines()
        return lines[0] if lines else ""
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("the two passwords differ")
    return first


def _people(record: Address) -> People:
    from dragoman.chronicle.people import People

    if record.file is None:
        raise InputError(
            f"people sign in beside a record in a file; {record} is in a database",
            hint="PostgreSQL has users of its own.",
        )
    if not record.file.exists():
        raise RecordError(
            f"there is no record at {record}",
            hint="Make one with 'dragoman add PATH --record FILE'.",
        )
    return People(record.file)


def _deed(act: str, what: str) -> Deed:
    from dragoman.model.people import Deed

    at = datetime.now(UTC)  # noqa: TID251 - the edge
    return Deed(at=at, who=getpass.getuser(), address="", act=act, what=what, outcome="done")


@app.command()
def add(
    name: Name,
    record: RecordFile = RECORD,
    role: Annotated[
        str,
        typer.Option(
            help="What they may do: reader, editor (corrects and adds) or admin (sees the log too)."
        ),
    ] = "reader",
    password_file: PasswordFile = None,
) -> None:
    """Let a person sign in."""
    from dragoman.model.people import read_role

    wanted = read_role(role)
    with _people(record) as people:
        deed = _deed("add a user", f"{name} ({wanted.value})")
        person = people.add(name, wanted, _password(password_file), now=deed.at)
        people.note(deed)
    err().print(f"{person.name} can sign in as {person.role.value}.")


@app.command(name="list")
def list_(record: RecordFile = RECORD) -> None:
    """List who may sign in."""
    with _people(record) as people:
        found = people.everybody()
    for person in found:
        out().print(f"{person.name}  {person.role.value}  since {person.since:%Y-%m-%d}")
    out().print(f"{len(found)} user{'s' if len(found) != 1 else ''}")


@app.command()
def remove(name: Name, record: RecordFile = RECORD) -> None:
    """Let a person sign in no more; who is signed in is signed out. What was signed so stays."""
    with _people(record) as people:
        people.remove(name)
        people.note(_deed("remove a user", name))
    err().print(f"{name} cannot sign in any more.")


@app.command()
def password(name: Name, record: RecordFile = RECORD, password_file: PasswordFile = None) -> None:
    """Give a person a new password; who is signed in has to sign in anew."""
    with _people(record) as people:
        people.set_password(name, _password(password_file))
        people.note(_deed("change a password", name))
    err().print(f"{name} has a new password.")


def register(app_: typer.Typer) -> None:
    """Add this file's commands."""
    app_.add_typer(app, name="users")

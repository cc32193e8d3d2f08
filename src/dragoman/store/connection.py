"""Open a record: one SQLite file, brought to this version's shape."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.errors import RecordError, VersionError

APPLICATION_ID = 0x44524147
"""'DRAG' in the file's header: tells a record from any other SQLite file."""

BUSY_MS = 10_000
"""Milliseconds to wait for another writer before giving up."""


def migrations() -> tuple[tuple[int, str], ...]:
    """All steps, by number: each a script that takes the record one version up."""
    folder = files("dragoman.store") / "migrations"
    steps = [part for part in folder.iterdir() if part.name.endswith(".sql")]
    return tuple(
        (int(part.name[:4]), part.read_text(encoding="utf-8"))
        for part in sorted(steps, key=lambda part: part.name)
    )


@cache
def _newest() -> int:
    return migrations()[-1][0]


def _statements(script: str) -> Iterator[str]:
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def migrate(connection: sqlite3.Connection) -> None:
    """Take the missing steps, each in a transaction of its own.

    Raises:
        VersionError: the record is newer than this version of Dragoman.
    """
    (have,) = connection.execute("pragma user_version").fetchone()
    steps = migrations()
    if have > steps[-1][0]:
        raise VersionError(
            f"the record has version {have}; this Dragoman knows {steps[-1][0]}",
            hint="Install a newer Dragoman to open it.",
        )
    for number, script in steps:
        if number <= have:
            continue
        with transaction(connection):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {number}")
            connection.execute(f"pragma application_id = {APPLICATION_ID}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing: a kill in the middle leaves the record as it was."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _expect_version(connection: sqlite3.Connection) -> None:
    """Refuse to read a record of another shape: whoever only reads does not migrate.

    Raises:
        VersionError: the record is older or newer.
    """
    (have,) = connection.execute("pragma user_version").fetchone()
    known = _newest()
    if have != known:
        connection.close()
        raise VersionError(
            f"the record has version {have}; this Dragoman reads {known}",
            hint="Open it once with a command that writes, such as 'dragoman add', to upgrade it.",
        )


def connect(path: Path, *, create: bool = True, write: bool = True) -> sqlite3.Connection:
    """Open the record at a path, or an empty one in memory for ``:memory:``.

    Args:
        create: make the file where there is none; otherwise its absence is an error.
        write: open it for writing too, and bring it to this version's shape.

    Raises:
        RecordError: there is no such record, or the file is none.
        VersionError: the record is newer than this version.
    """
    if not (create and write) and str(path) != ":memory:" and not path.exists():
        raise RecordError(
            f"there is no record at {path}", hint="Make one with 'dragoman add PATH --record FILE'."
        )
    try:
        connection = sqlite3.connect(
            path if write else f"{path.absolute().as_uri()}?mode=ro",
            isolation_level=None,
            timeout=BUSY_MS / 1000,
            uri=not write,
        )
        connection.row_factory = sqlite3.Row
        (mark,) = connection.execute("pragma application_id").fetchone()
        (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
        if tables and mark != APPLICATION_ID:
            connection.close()
            raise RecordError(f"{path} is a database, but no record of Dragoman")
        if not write:
            _expect_version(connection)
            return connection
        for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on"):
            connection.execute(f"pragma {pragma}")
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{path} cannot be opened as a record: {error}") from error
    migrate(connection)
    return connection

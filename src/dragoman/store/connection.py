"""Open a record: one SQLite file, or a database of PostgreSQL, brought to this version's shape."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import RecordError, VersionError
from dragoman.model.addresses import Address
from dragoman.store.database import BUSY_MS, Database, SqliteDatabase, transaction
from dragoman.store.shape import Steps, expect, missing, newest, read_steps

APPLICATION_ID = 0x44524147
"""'DRAG' in the file's header: tells a record from any other SQLite file."""

LOG_PAGES = 8_000
"""Pages of 4 KiB that the log holds before SQLite carries them over into the file. A document touches 300 of
them all over the file, mostly the same ones as the next document does: with eight times SQLite's own 1,000,
each is written a third as often."""

PACKAGE = "dragoman.store"


def migrations() -> Steps:
    """All steps, by number: each a script that takes the record one version up."""
    return read_steps(PACKAGE)


def _statements(script: str) -> Iterator[str]:
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""


def migrate(connection: sqlite3.Connection) -> None:
    """Take the missing steps, each in a transaction of its own, and none that another process took.

    Raises:
        VersionError: the record is newer than this version of Dragoman.
    """
    (have,) = connection.execute("pragma user_version").fetchone()
    for number, script in missing(have, migrations()):
        with transaction(connection):
            if connection.execute("pragma user_version").fetchone()[0] >= number:
                continue
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {number}")
            connection.execute(f"pragma application_id = {APPLICATION_ID}")


def _expect_version(connection: sqlite3.Connection) -> None:
    (have,) = connection.execute("pragma user_version").fetchone()
    try:
        expect(have, newest(PACKAGE))
    except VersionError:
        connection.close()
        raise


def connect(place: Path | str | Address, *, create: bool = True, write: bool = True) -> Database:
    """Open the record at a path or in a database, or an empty one in memory for ``:memory:``.

    Args:
        place: a file, or ``postgresql://USER@HOST/DATABASE``.
        create: make the record where there is none; otherwise its absence is an error.
        write: open it for writing too, and bring it to this version's shape.

    Raises:
        RecordError: there is no such record, or what is there is none.
        VersionError: the record is newer than this version.
        Unavailable: the part that speaks with PostgreSQL is not installed.
    """
    address = Address.of(place)
    if address.file is not None:
        return _connect_file(address.file, create=create, write=write)
    from dragoman.store.postgresql import open_server

    return open_server(address, create=create, write=write)


def _connect_file(path: Path, *, create: bool, write: bool) -> SqliteDatabase:
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
            factory=SqliteDatabase,
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
        for pragma in (
            "journal_mode = wal",
            "synchronous = normal",
            "foreign_keys = on",
            f"wal_autocheckpoint = {LOG_PAGES}",
        ):
            connection.execute(f"pragma {pragma}")
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{path} cannot be opened as a record: {error}") from error
    migrate(connection)
    return connection

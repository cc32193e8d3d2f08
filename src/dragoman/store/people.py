"""The file of people beside a record: who may sign in, who is signed in, what they did."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from dragoman.errors import InputError, NotFound, RecordError, VersionError
from dragoman.model.people import Deed, Person, Role
from dragoman.store.database import BUSY_MS, transaction

APPLICATION_ID = 0x44525045
"""'DRPE' in the file's header."""

VERSION = 1


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        # Nobody else on the machine reads the hashes of passwords.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        db.row_factory = sqlite3.Row
        (mark,) = db.execute("pragma application_id").fetchone()
        (have,) = db.execute("pragma user_version").fetchone()
        (tables,) = db.execute("select count(*) from sqlite_master").fetchone()
        if tables and mark != APPLICATION_ID:
            db.close()
            raise RecordError(f"{path} is a database, but no file of people")
        if have > VERSION:
            db.close()
            raise VersionError(
                f"{path} has version {have}; this Dragoman knows {VERSION}",
                hint="Install a newer Dragoman to open it.",
            )
        for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on"):
            db.execute(f"pragma {pragma}")
        if not have:
            _make(db)
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{path} cannot be opened as a file of people: {error}") from error
    return db


def _make(db: sqlite3.Connection) -> None:
    script = (files("dragoman.store") / "people.sql").read_text(encoding="utf-8")
    with transaction(db):
        if db.execute("pragma user_version").fetchone()[0]:
            return  # another process made it while we waited
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                db.execute(statement)
                statement = ""
        db.execute(f"pragma user_version = {VERSION}")
        db.execute(f"pragma application_id = {APPLICATION_ID}")


def _person(row: sqlite3.Row) -> Person:
    since = datetime.fromisoformat(row["since"])
    return Person(name=row["name"], role=Role(row["role"]), since=since)


class PeopleFile:
    """The file, open. Times are in UTC; tokens are handed in as digests."""

    def __init__(self, path: Path) -> None:
        self._db = _connect(path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def people(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        return tuple(_person(row) for row in self._db.execute("select * from people order by name"))

    def find(self, name: str) -> tuple[Person, str] | None:
        """A person with the hash of the password."""
        row = self._db.execute("select * from people where name = ?", (name,)).fetchone()
        return (_person(row), row["password"]) if row else None

    def add(self, person: Person, password: str) -> None:
        """Add a person.

        Raises:
            InputError: the name is taken.
        """
        values = (person.name, person.role.value, password, person.since.isoformat())
        try:
            self._db.execute("insert into people values (?, ?, ?, ?)", values)
        except sqlite3.IntegrityError as error:
            raise InputError(f"there is somebody called {person.name!r} already") from error

    def remove(self, name: str) -> None:
        """Remove a person and end what sessions there are; deeds stay.

        Raises:
            NotFound: there is nobody of this name.
        """
        if not self._db.execute("delete from people where name = ?", (name,)).rowcount:
            raise NotFound(
                f"nobody is called {name!r}", hint="'dragoman users list' has the names."
            )

    def set_password(self, name: str, password: str, *, end_sessions: bool) -> None:
        """Change the hash of a password.

        Args:
            end_sessions: whether who is signed in has to sign in anew.

        Raises:
            NotFound: there is nobody of this name.
        """
        query = "update people set password = ? where name = ?"
        if not self._db.execute(query, (password, name)).rowcount:
            raise NotFound(
                f"nobody is called {name!r}", hint="'dragoman users list' has the names."
            )
        if end_sessions:
            self._db.execute("delete from sessions where name = ?", (name,))

    def begin(self, token: str, name: str, *, until: datetime, now: datetime) -> None:
        """Begin a session, and forget those that are over."""
        self._db.execute("delete from sessions where until < ?", (now.isoformat(),))
        values = (token, name, until.isoformat(), now.isoformat())
        self._db.execute("insert into sessions values (?, ?, ?, ?)", values)

    def session(self, token: str) -> tuple[Person, datetime, datetime] | None:
        """Whose session it is, until when at most, and when it was last used."""
        query = (
            "select p.*, s.until, s.last from sessions s join people p using (name) where token = ?"
        )
        row = self._db.execute(query, (token,)).fetchone()
        if row is None:
            return None
        until, last = (datetime.fromisoformat(row[name]) for name in ("until", "last"))
        return _person(row), until, last

    def touch(self, token: str, now: datetime) -> None:
        """Keep when a session was last used."""
        self._db.execute("update sessions set last = ? where token = ?", (now.isoformat(), token))

    def end(self, token: str) -> None:
        """End a session."""
        self._db.execute("delete from sessions where token = ?", (token,))

    def failures(self, about: str) -> tuple[int, datetime | None]:
        """How often signing in failed in a row for a name or an address, and when last."""
        row = self._db.execute("select * from failures where about = ?", (about,)).fetchone()
        return (row["times"], datetime.fromisoformat(row["last"])) if row else (0, None)

    def failed(self, about: str, times: int, now: datetime) -> None:
        """Keep one failure more."""
        self._db.execute(
            "insert or replace into failures values (?, ?, ?)", (about, times, now.isoformat())
        )

    def forget(self, about: str) -> None:
        """Forget failures."""
        self._db.execute("delete from failures where about = ?", (about,))

    def forget_before(self, time: datetime) -> None:
        """Forget failures that lie back so far."""
        self._db.execute("delete from failures where last < ?", (time.isoformat(),))

    def note(self, deed: Deed) -> None:
        """Add a deed."""
        self._db.execute(
            "insert into deeds (at, who, address, act, what, outcome) values (?, ?, ?, ?, ?, ?)",
            (deed.stamp, deed.who, deed.address, deed.act, deed.what, deed.outcome),
        )

    def deeds(self, *, limit: int, before: int | None = None) -> tuple[Deed, ...]:
        """Deeds, the newest first.

        Args:
            before: only those with a smaller number.
        """
        query = "select * from deeds where ? is null or number < ? order by number desc limit ?"
        return tuple(
            Deed(
                at=datetime.fromisoformat(row["at"]),
                who=row["who"],
                address=row["address"],
                act=row["act"],
                what=row["what"],
                outcome=row["outcome"],
                number=row["number"],
            )
            for row in self._db.execute(query, (before, before, limit))
        )

    def count_deeds(self) -> int:
        """How many deeds there are."""
        return int(self._db.execute("select count(*) from deeds").fetchone()[0])

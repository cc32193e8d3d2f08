"""What the record asks of a database, whichever it is: SQLite itself, or what stands before PostgreSQL.

SQL in this package is written for both. What they say differently stands behind this protocol: the search
for words, reading much at a time, and the names of errors.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

BUSY_MS = 10_000
"""Milliseconds to wait for another writer before giving up."""

Refused = sqlite3.IntegrityError
"""The database refuses a row: a quote that is not in its document, a change of what is kept."""

Busy = sqlite3.OperationalError
"""Another writer holds the record for too long."""


class Row(Protocol):
    """A row: values by place or by the name of their column."""

    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def keys(self) -> Iterable[str]:
        """Names of the columns."""
        ...


class Cursor(Protocol):
    """What a statement found."""

    def fetchone(self) -> Any:
        """The next row; None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Words(Protocol):
    """The words of quotes and of the titles of their documents, looked up without accents and capitals.

    A phrase matches where its words stand one after the other in the quote, or in the title.
    """

    def add(self, number: int, quote: str, title: str) -> None:
        """Add the words of an entry."""
        ...

    def drop(self, number: int, quote: str, title: str) -> None:
        """Drop the words of an entry, which are these."""
        ...

    def match(self, phrases: Sequence[str]) -> Array:
        """Numbers of the entries that have all phrases, sorted."""
        ...

    def ranks(self, phrases: Sequence[str], title_weight: float) -> list[tuple[int, float]]:
        """Entries that have all phrases, by number, each with its BM25 score: the lowest is the best.

        Args:
            title_weight: what a word in the title counts against one in the quote.
        """
        ...


class Database(Protocol):
    """An open database, which commits each statement unless a transaction is begun."""

    @property
    def words(self) -> Words:
        """The index of words."""
        ...

    @property
    def key(self) -> str:
        """What tells one record from another; nothing for one in memory."""
        ...

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor:
        """Run a statement; ``?`` stands for each parameter."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement for each row of parameters."""
        ...

    def batches(self, sql: str, size: int) -> Iterator[list[Any]]:
        """Rows of a query in lists of some size, never all at once; ask within a transaction."""
        ...

    def number_after(self, table: str, column: str) -> None:
        """Let the next row of a table have the number after the highest that is there."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class SqliteDatabase(sqlite3.Connection):
    """A file of SQLite."""

    @property
    def words(self) -> SqliteWords:
        """The index of words."""
        return SqliteWords(self)

    @property
    def key(self) -> str:
        """The file, and what tells it from an earlier one of this name; nothing for one in memory."""
        rows = self.execute("pragma database_list")
        name = next(row[2] for row in rows if row[1] == "main")
        return f"{name}:{Path(name).stat().st_ino}" if name else ""

    def batches(self, sql: str, size: int) -> Iterator[list[Any]]:
        """Rows of a query in lists of some size."""
        cursor = self.execute(sql)
        while rows := cursor.fetchmany(size):
            yield rows

    def number_after(self, table: str, column: str) -> None:
        """Do nothing: SQLite goes on from the highest by itself."""


class SqliteWords:
    """The index of words that SQLite keeps by FTS5.

    Args:
        db: the record.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, number: int, quote: str, title: str) -> None:
        """Add the words of an entry."""
        self._db.execute(
            "insert into words (rowid, quote, title) values (?, ?, ?)", (number, quote, title)
        )

    def drop(self, number: int, quote: str, title: str) -> None:
        """Drop the words of an entry."""
        self._db.execute(
            "insert into words (words, rowid, quote, title) values ('delete', ?, ?, ?)",
            (number, quote, title),
        )

    def match(self, phrases: Sequence[str]) -> Array:
        """Numbers of the entries that have all phrases, sorted."""
        import numpy as np

        (found,) = self._db.execute(
            "select group_concat(rowid) from words where words match ?", (_expression(phrases),)
        ).fetchone()
        if not found:
            return np.zeros(0, dtype=np.int64)
        return np.fromstring(found, dtype=np.int64, sep=",")

    def ranks(self, phrases: Sequence[str], title_weight: float) -> list[tuple[int, float]]:
        """Entries that have all phrases with their scores, by number."""
        rows = self._db.execute(
            "select rowid, bm25(words, 1.0, ?) from words where words match ? order by rowid",
            (title_weight, _expression(phrases)),
        )
        return [(number, score) for number, score in rows]


def _expression(phrases: Sequence[str]) -> str:
    quoted = (phrase.replace('"', '""') for phrase in phrases)
    return " ".join(f'"{phrase}"' for phrase in quoted)


@contextmanager
def transaction(db: Database | sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing: a kill in the middle leaves the record as it was."""
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.execute("rollback")
        raise
    db.execute("commit")


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Ask several things of the record as it is at one moment, whoever adds to it meanwhile."""
    db.execute("begin")
    try:
        yield
    finally:
        db.execute("rollback")

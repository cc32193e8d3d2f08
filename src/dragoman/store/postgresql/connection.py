"""What stands before a connection to PostgreSQL, so that the record's SQL is asked as of SQLite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any, ClassVar

import psycopg
from psycopg import errors
from psycopg.rows import RowMaker

from dragoman.errors import RecordError
from dragoman.store.database import Busy, Cursor, Refused
from dragoman.store.postgresql.words import ServerWords

WRITING = 0x44524147
"""The number of the lock that a writer holds while it writes; a second one tells schemas apart."""

_WRITE = (
    b"begin isolation level read committed read write",
    f"select pg_advisory_xact_lock({WRITING}, hashtext(current_schema()))".encode(),
)
"""As in SQLite, one writes at a time, and sees all that was written before."""

_READ = (b"begin isolation level repeatable read read only",)
"""Whoever only reads sees the record as it was when the transaction began."""

_BEGIN = {"begin immediate": _WRITE, "begin": _READ}

_HINT = re.compile(r" indexed by \w+")
_FIRST = re.compile(r"\bcross join (?=\w+ \w+ on\b)")


@lru_cache(512)
def translate(sql: str) -> bytes:
    """SQL as it is written for both databases, in the words of PostgreSQL.

    Example:
        >>> translate("select 1 from documents d indexed by documents_told where id = ?")
        b'select 1 from documents d where id = %s'
    """
    plain = _FIRST.sub("join ", _HINT.sub("", sql))
    return plain.replace("%", "%%").replace("?", "%s").encode()


class ServerRow(tuple[Any, ...]):
    """A row: values by place or by the name of their column."""

    __slots__ = ()
    places: ClassVar[dict[str, int]] = {}

    def __getitem__(self, key: Any) -> Any:
        return tuple.__getitem__(self, self.places[key] if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        """Names of the columns."""
        return list(self.places)


@lru_cache(512)
def _kind(names: tuple[str, ...]) -> type[ServerRow]:
    # Of two columns of one name the first counts, as in SQLite.
    places = {name: at for at, name in reversed(list(enumerate(names)))}
    return type("NamedRow", (ServerRow,), {"__slots__": (), "places": places})


def rows_by_name(cursor: psycopg.Cursor[Any]) -> RowMaker[ServerRow]:
    """Make rows of what a cursor finds."""
    found = cursor.description
    return _kind(tuple(map(itemgetter(0), found)) if found else ())


@contextmanager
def told() -> Iterator[None]:
    """Raise what PostgreSQL refuses as SQLite's refusals are raised.

    Raises:
        RecordError: the server does not answer any more.
    """
    try:
        yield
    except (errors.IntegrityError, errors.DataError) as error:
        raise Refused(error.diag.message_primary or str(error)) from error
    except (errors.LockNotAvailable, errors.ReadOnlySqlTransaction) as error:
        raise Busy(error.diag.message_primary) from error
    except (errors.OperationalError, errors.InterfaceError) as error:
        raise RecordError(
            f"the database did not answer: {str(error).strip().splitlines()[0]}",
            hint="What was done before is kept: when the server is back, run the command again.",
        ) from error


class ServerDatabase:
    """A database of PostgreSQL, open.

    Args:
        connection: one that commits each statement by itself.
    """

    def __init__(self, connection: psycopg.Connection[ServerRow]) -> None:
        self._connection = connection
        self._words = ServerWords(self)
        self._key = ""

    @property
    def key(self) -> str:
        """The database, and what tells its record from an earlier one."""
        return self._key

    def find_key(self) -> None:
        """Ask what the record's key is, once it is there."""
        (mark,) = self.execute("select 'dragoman_record'::regclass::oid::bigint").fetchone()
        at = self._connection.info
        self._key = f"{at.host}:{at.port}/{at.dbname}:{mark}"

    @property
    def words(self) -> ServerWords:
        """The index of words."""
        return self._words

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run a statement; ``?`` stands for each parameter."""
        with told():
            if sql in _BEGIN:
                return self._begin(_BEGIN[sql])
            return self._connection.execute(translate(sql), tuple(parameters))

    def _begin(self, steps: Sequence[bytes]) -> Cursor:
        try:
            found = [self._connection.execute(step) for step in steps]
        except errors.Error:
            if not self._connection.closed:
                self._connection.execute(b"rollback")
            raise
        return found[-1]

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement for each row of parameters."""
        with told(), self._connection.cursor() as cursor:
            cursor.executemany(translate(sql), [tuple(row) for row in rows])

    def batches(self, sql: str, size: int) -> Iterator[list[Any]]:
        """Rows of a query in lists of some size, held by the server until they are asked for."""
        with told(), self._connection.cursor(name="batches") as cursor:
            cursor.execute(translate(sql))
            while rows := cursor.fetchmany(size):
                yield rows

    def number_after(self, table: str, column: str) -> None:
        """Let the next row of a table have the number after the highest that is there."""
        self.execute(
            f"select setval(pg_get_serial_sequence('{table}', '{column}'),"
            f" (select coalesce(max({column}), 0) + 1 from {table}), false)"
        )

    def script(self, sql: str) -> None:
        """Run statements without parameters."""
        with told():
            self._connection.execute(sql.encode())

    def close(self) -> None:
        """Close it."""
        self._connection.close()

"""Tables of roll calls as files: which of the three a file is, and its columns."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ExtractError, InputError, Unavailable
from dragoman.model.votes import RollCall

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CALL_COLUMNS = ("rcid", "date", "session", "unres", "importantvote", "short", "descr")
"""Columns of a table of roll calls that are kept; only the first two must be there."""

NULLS = frozenset({"", "NA", "NULL"})
"""Cells that hold nothing; tables written by R say ``NA``. Namibia's code is read by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """A table of votes as columns: every word stands once, each row has its number.

    Shapes:
        ``calls``, ``voter`` and ``word``: one entry a vote.
    """

    calls: NDArray[np.int64]
    voters: tuple[tuple[str, str], ...]
    voter: NDArray[np.int64]
    words: tuple[str, ...]
    word: NDArray[np.int64]


@dataclass(slots=True)
class Tables:
    """What some files hold together."""

    calls: dict[int, RollCall] = field(default_factory=dict)
    issues: dict[int, set[str]] = field(default_factory=dict)
    ballots: list[Ballots] = field(default_factory=list)


def read_tables(paths: Iterable[Path]) -> Tables:
    """Read roll calls, their issues and the votes, each table by its columns.

    Raises:
        InputError: a file is not there, is none of the three tables, or a row has no number or date.
        ExtractError: a file is not what its name says.
        Unavailable: Parquet is asked for and DuckDB is not installed.
    """
    tables = Tables()
    for path in paths:
        if not path.is_file():
            raise InputError(f"there is no file {path}")
        with _parquet(path) if path.suffix == ".parquet" else _csv(path) as source:
            _take(source, tables)
    return tables


def _take(source: _Csv | _Parquet, tables: Tables) -> None:
    header, path = source.header, source.path
    if {"rcid", "vote"} <= set(header) and {"country", "country_code"} & set(header):
        tables.ballots.append(source.ballots())
    elif {"rcid", "issue"} <= set(header):
        for cells in source.rows(("rcid", "issue")):
            tables.issues.setdefault(_number(cells["rcid"], path), set()).add(cells["issue"])
    elif {"rcid", "date"} <= set(header):
        for cells in source.rows([name for name in CALL_COLUMNS if name in header]):
            call = _call(cells, path)
            tables.calls[call.id] = call
    else:
        raise InputError(
            f"{path}: no table of votes, roll calls or issues; its columns are {', '.join(header)}",
            hint="Votes have rcid, country or country_code, and vote; roll calls rcid and date;"
            " issues rcid and issue.",
        )


def _number(text: str, path: Path) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError) as error:
        raise InputError(f"{path}: not the number of a roll call: {text!r}") from error


def _call(cells: Mapping[str, str], path: Path) -> RollCall:
    """One row of the table of roll calls."""

    def cell(name: str) -> str:
        text = cells.get(name, "").strip()
        return "" if text in NULLS else text

    number = _number(cells["rcid"], path)
    try:
        day = date.fromisoformat(cell("date")[:10])
        session = int(float(cell("session") or 0))
    except (ValueError, OverflowError) as error:
        raise InputError(f"{path}: roll call {number}: {error}") from error
    return RollCall(
        id=number,
        day=day,
        session=session,
        resolution=cell("unres"),
        important=cell("importantvote") in ("1", "1.0"),
        title=cell("short"),
        question=cell("descr"),
    )


class _Csv:
    """A CSV file, read with the standard library."""

    def __init__(self, path: Path, lines: Iterable[str]) -> None:
        self.path = path
        self._rows = csv.reader(lines)
        self.header = tuple(name.strip() for name in next(self._rows, []))

    def rows(self, columns: Sequence[str]) -> Iterator[dict[str, str]]:
        """Some columns of every row."""
        places = [(name, self.header.index(name)) for name in columns]
        for row in self._whole_rows():
            yield {name: row[place] for name, place in places}

    def _whole_rows(self) -> Iterator[list[str]]:
        width = len(self.header)
        for row in self._rows:
            if len(row) == width:
                yield row
            elif row:
                line = self._rows.line_num
                raise InputError(f"{self.path}:{line}: {len(row)} cells under {width} columns")

    def ballots(self) -> Ballots:
        """The votes, in one pass that keeps no row."""
        at = {name: self.header.index(name) for name in self.header}
        code_at, name_at = at.get("country_code"), at.get("country")
        call_at, vote_at = at["rcid"], at["vote"]
        voters: dict[tuple[str, str], int] = {}
        words: dict[str, int] = {}
        calls, voter, word = array("q"), array("q"), array("q")
        for row in self._whole_rows():
            code = row[code_at] if code_at is not None else ""
            key = (code, row[name_at] if name_at is not None else "")
            calls.append(int(row[call_at]) if row[call_at].isdigit() else self._call(row[call_at]))
            voter.append(voters.setdefault(key, len(voters)))
            word.append(words.setdefault(row[vote_at], len(words)))
        return Ballots(
            calls=np.frombuffer(calls, np.int64),
            voters=tuple(voters),
            voter=np.frombuffer(voter, np.int64),
            words=tuple(words),
            word=np.frombuffer(word, np.int64),
        )

    def _call(self, text: str) -> int:
        return _number(text, self.path)


class _Parquet:
    """A Parquet file, read with DuckDB; its strings stay inside it but for one of each."""

    def __init__(self, path: Path, database: DuckDBPyConnection) -> None:
        self.path = path
        self._database = database
        database.read_parquet(str(path)).create_view("given")
        self.header = tuple(row[0] for row in self._all("describe given"))

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._database.execute(query).fetchall()

    def rows(self, columns: Sequence[str]) -> Iterator[dict[str, str]]:
        """Some columns of every row, as text."""
        asked = ", ".join(f"coalesce({name}::varchar, '')" for name in columns)
        for row in self._all(f"select {asked} from given"):
            yield dict(zip(columns, row, strict=True))

    def ballots(self) -> Ballots:
        """The votes as numbers, with one row for each voter and each word."""
        code, name = (
            f"coalesce({column}::varchar, '')" if column in self.header else "''"
            for column in ("country_code", "country")
        )
        self._database.execute(
            f"create table votes as select rcid::bigint as rcid, {code} as code, {name} as name,"
            " coalesce(vote::varchar, '') as vote from given"
        )
        voters = self._all("select distinct code, name from votes order by all")
        words = self._all("select distinct vote from votes order by all")
        self._database.execute(
            "create table voters as select row_number() over (order by code, name) - 1 as voter,"
            " code, name from (select distinct code, name from votes)"
        )
        self._database.execute(
            "create table words as select row_number() over (order by vote) - 1 as word, vote"
            " from (select distinct vote from votes)"
        )
        columns = self._database.execute(
            "select rcid, voter, word from votes join voters using (code, name)"
            " join words using (vote)"
        ).fetchnumpy()
        return Ballots(
            calls=np.asarray(columns["rcid"], np.int64),
            voters=tuple((row[0], row[1]) for row in voters),
            voter=np.asarray(columns["voter"], np.int64),
            words=tuple(row[0] for row in words),
            word=np.asarray(columns["word"], np.int64),
        )


@contextmanager
def _csv(path: Path) -> Iterator[_Csv]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield _Csv(path, lines)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ExtractError(f"{path}: no CSV in UTF-8: {error}") from error


@contextmanager
def _parquet(path: Path) -> Iterator[_Parquet]:
    try:
        import duckdb
    except ImportError as error:
        raise Unavailable("DuckDB, which reads Parquet,", extra="votes") from error
    with duckdb.connect() as database:
        try:
            yield _Parquet(path, database)
        except duckdb.Error as error:
            raise ExtractError(f"{path}: no Parquet that can be read: {error}") from error

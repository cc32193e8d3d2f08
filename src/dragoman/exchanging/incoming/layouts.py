"""What a foreign format is: its columns, and how each of ours is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

EVENT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "varchar",
        "day": "date",
        "until": "date",
        "precision": "varchar",
        "type": "varchar",
        "mode": "varchar",
        "quad": "utinyint",
        "code": "varchar",
        "context": "varchar",
        "intensity": "float",
        "actor": "varchar",
        "actor_name": "varchar",
        "actor_code": "varchar",
        "actor_sector": "varchar",
        "recipient": "varchar",
        "recipient_name": "varchar",
        "recipient_code": "varchar",
        "recipient_sector": "varchar",
        "place": "varchar",
        "place_country": "varchar",
        "lat": "double",
        "lon": "double",
        "mentions": "integer",
        "sources": "integer",
        "articles": "integer",
        "tone": "float",
        "fatalities": "integer",
        "publisher": "varchar",
        "url": "varchar",
    }
)
"""Columns of a foreign event and their types in Parquet, the same for every source."""

MENTION_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "varchar",
        "day": "date",
        "event_time": "timestamp",
        "mention_time": "timestamp",
        "publisher": "varchar",
        "url": "varchar",
        "sentence": "integer",
        "confidence": "utinyint",
        "tone": "float",
    }
)
"""Columns of a mention: one article that tells of an event."""

VERSION = 1
"""Of both shapes; written into every file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One shape of file, and what our columns are in terms of its own.

    Args:
        kind: ``events`` or ``mentions``.
        columns: the file's columns in its order, with the types that DuckDB reads them as. A cell
            that does not fit its type makes its row a rejected one.
        needed: columns in which a row must have something.
        skip: lines above the data.
        dates: how days are written, as strptime has it; ``stamps`` the same for days with a time.
        made: our columns as expressions; those left out are null. The file's row
            is called ``f``.
        joins: tables of codes to join, as SQL.
        unnest: set where a row of the file holds several parties.
        where: which rows are events.
        tables: further tables of codes, each a mapping from text to text.
        unknown: for each column that a code is kept in, what it should have become, and what it is.
    """

    kind: str = "events"
    columns: tuple[tuple[str, str], ...]
    needed: tuple[str, ...]
    made: Mapping[str, str]
    delimiter: str = "\t"
    quote: str = ""
    skip: int = 0
    dates: str = ""
    stamps: str = ""
    nulls: tuple[str, ...] = ("",)
    joins: str = ""
    unnest: str = ""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: tuple[tuple[str, str, str], ...] = ()

    @property
    def shape(self) -> Mapping[str, str]:
        """Our columns for this kind of row."""
        return MENTION_COLUMNS if self.kind == "mentions" else EVENT_COLUMNS


def lookup(alias: str, table: str, on: str) -> str:
    """Join a table of codes: where it has none, what is made of it stays null."""
    return f" left join {table} {alias} on {alias}.code = {on}"

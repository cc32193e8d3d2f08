"""Rows with typed columns, for those who go on in polars or pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import Unavailable

if TYPE_CHECKING:
    import pandas
    import polars

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The type of a column that holds several names in one cell."""


NAMES = Names()

ColumnType = type[str] | type[int] | type[float] | type[bool] | type[date] | Names

TIME: dict[str, ColumnType] = {"start": date, "end": date, "when": str, "basis": str}
"""Columns of a time: its first and its last day, and its words at their own precision."""

COLUMNS: dict[str, dict[str, ColumnType]] = {
    "documents": {
        "id": str,
        "name": str,
        "title": str,
        "publisher": str,
        "published": date,
        "language": str,
        "url": str,
        "characters": int,
    },
    "claims": {
        "id": str,
        "kind": str,
        "status": str,
        "type": str,
        "mode": str,
        "actors": NAMES,
        "recipients": NAMES,
        **TIME,
        "value": float,
        "value_max": float,
        "unit": str,
        "of": str,
        "polarity": int,
        "text": str,
        "said_by": str,
        "place": str,
        "confidence": float,
        "doc": str,
        "document": str,
        "span_start": int,
        "span_end": int,
        "quote": str,
    },
    "events": {
        "id": str,
        "type": str,
        "mode": str,
        "status": str,
        "actors": NAMES,
        "recipients": NAMES,
        "context": NAMES,
        "place": str,
        "place_country": str,
        **TIME,
        "claims": NAMES,
        "documents": NAMES,
        "disputed": NAMES,
    },
    "points": {
        "actor": str,
        "recipient": str,
        "scale": str,
        "period": str,
        "start": date,
        "end": date,
        "value": float,
        "events": int,
        "documents": int,
        "publishers": int,
        "band": str,
        "covering": int,
        "silence": float,
        "shift": str,
        "drivers": NAMES,
    },
    "outlooks": {
        "id": str,
        "holder": str,
        "about": NAMES,
        "proposition": str,
        "likelihood": str,
        "condition": str,
        "expects": bool,
        "made": date,
        "due_start": date,
        "due_end": date,
        "verdict": str,
        "why": str,
        "evidence": NAMES,
        "doc": str,
        "quote": str,
    },
}
"""Columns of each table with their types; a cell without a value is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows with named and typed columns.

    Args:
        name: one of :data:`COLUMNS`.
        rows: a mapping a row, with every column; None where there is no value.

    Example:
        >>> Table(name="documents", rows=()).to_polars().shape
        (0, 8)
    """

    name: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> Mapping[str, ColumnType]:
        """Names of the columns with their types."""
        return COLUMNS[self.name]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_polars(self) -> polars.DataFrame:
        """Make a data frame of polars; times are dates, several names in a cell a list.

        Raises:
            Unavailable: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise Unavailable("polars", extra="frames") from error
        types: dict[type, Any] = {
            str: polars.String,
            int: polars.Int64,
            float: polars.Float64,
            bool: polars.Boolean,
            date: polars.Date,
        }
        schema = {
            name: polars.List(polars.String) if isinstance(kind, Names) else types[kind]
            for name, kind in self.columns.items()
        }
        return polars.DataFrame([dict(row) for row in self.rows], schema=schema)

    def to_pandas(self) -> pandas.DataFrame:
        """Make a data frame of pandas; days are timestamps, several names in a cell a list.

        Raises:
            Unavailable: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise Unavailable("pandas", extra="frames") from error
        types: dict[type, str] = {
            str: "string",
            int: "Int64",
            float: "Float64",
            bool: "boolean",
            date: "datetime64[s]",
        }
        return pandas.DataFrame(
            {
                name: pandas.Series(
                    [row[name] for row in self.rows],
                    dtype="object" if isinstance(kind, Names) else types[kind],
                )
                for name, kind in self.columns.items()
            }
        )

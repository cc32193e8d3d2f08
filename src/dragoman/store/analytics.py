"""Questions to foreign events: series, counts, pairs and rows, by DuckDB over Parquet.

Every answer names its source. DuckDB reads only the columns and files that a question needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import RecordError
from dragoman.model.actors import Dyad
from dragoman.model.foreign import (
    Composition,
    CountBy,
    Counted,
    ForeignEvent,
    ForeignMention,
    ForeignPair,
    Grain,
    RejectedRow,
    SeriesPoint,
)
from dragoman.model.periods import ANY_TIME, Bounds
from dragoman.store.foreign import ForeignSets, connect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SUMS = (
    "count(*), count(*) filter (quad = 1), count(*) filter (quad = 2), count(*) filter (quad = 3),"
    " count(*) filter (quad = 4), count(*) filter (quad is null), avg(intensity)"
)
_PERIODS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}
_FINE = {
    Grain.DAY: "('day')",
    Grain.MONTH: "('day', 'week', 'month')",
    Grain.YEAR: "('day', 'week', 'month', 'year')",
}
_KEYS = {
    CountBy.SOURCE: "source",
    CountBy.TYPE: "coalesce(type, '')",
    CountBy.QUAD: "coalesce(quad::varchar, '')",
    CountBy.YEAR: "year::varchar",
    CountBy.ACTOR: "coalesce(actor, '')",
    CountBy.RECIPIENT: "coalesce(recipient, '')",
    CountBy.CODE: "coalesce(code, '')",
}

Weights = Mapping[tuple[str, str], float]
"""Points of a type and mode on our scale; the empty mode is the type's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which foreign events are asked for.

    Args:
        sources: names; all where empty.
        first: a party; with ``second`` a dyad, else any event that it is a party to.
        directed: only from the first to the second.
        threads: of DuckDB; as many as there are cores where None.
    """

    sources: tuple[str, ...] = ()
    first: str | None = None
    second: str | None = None
    directed: bool = False
    bounds: Bounds = ANY_TIME
    threads: int | None = None

    def tests(self) -> tuple[str, list[Any]]:
        """Conditions and their values."""
        tests, values = ["true"], list[Any]()
        if self.first and self.second:
            if self.directed:
                tests.append("actor = ? and recipient = ?")
                values += [self.first, self.second]
            else:
                # The plain half lets DuckDB skip by the columns' statistics, the other half decides.
                tests.append("actor in (?, ?) and recipient in (?, ?) and actor <> recipient")
                values += [self.first, self.second] * 2
        elif self.first:
            tests.append("(actor = ? or recipient = ?)")
            values += [self.first] * 2
        if self.bounds.start is not None:
            tests += ["day >= ?", f"year >= {self.bounds.start.year}"]
            values.append(self.bounds.start.earliest)
        if self.bounds.end is not None:
            tests += ["day <= ?", f"year <= {self.bounds.end.year}"]
            values.append(self.bounds.end.latest)
        return " and ".join(tests), values


class Analytics:
    """Asks the foreign events of a record.

    Args:
        weights: our scale, for points that can be compared between sources.
    """

    def __init__(self, sets: ForeignSets, weights: Weights) -> None:
        self._sets, self._weights = sets, weights

    def _rows(
        self, asked: Asked, select: str, *, rest: str = "", join: str = "", more: str = ""
    ) -> list[tuple[Any, ...]]:
        files = self._sets.parquet(asked.sources, "events")
        tests, values = asked.tests()
        with connect(asked.threads) as database:
            if join:
                database.execute("create table weights (type varchar, mode varchar, points double)")
                rows = [(*key, points) for key, points in self._weights.items()]
                database.executemany("insert into weights values (?, ?, ?)", rows)
            return _asked(
                database,
                f"select {select} from read_parquet(?, hive_partitioning = true, hive_types ="
                " {'source': varchar, 'import': varchar, 'year': integer}) e"
                f"{join} where {tests}{more} {rest}",
                [files, *values],
            )

    def series(self, asked: Asked, *, by: Grain) -> tuple[SeriesPoint, ...]:
        """What passes in a dyad by day, month or year, by source and time."""
        fine = ""
        if self._sets.coarse(asked.sources):
            fine = f" and precision in {_FINE[by]}"
        rows = self._rows(
            asked,
            f"source, date_trunc('{by.value}', day) as period, {_SUMS}",
            rest="group by source, period order by source, period",
            more=fine,
        )
        return tuple(
            SeriesPoint(period=str(row[1])[: _PERIODS[by]], sum=_composition(row[0], row[2:]))
            for row in rows
        )

    def compositions(self, asked: Asked) -> tuple[Composition, ...]:
        """What the events of each source add up to, by name; with points on our scale."""
        rows = self._rows(
            asked,
            f"source, {_SUMS}, avg(coalesce(m.points, t.points))",
            join=_WEIGHED,
            rest="group by source order by source",
        )
        return tuple(_composition(row[0], row[1:8], row[8]) for row in rows)

    def counts(self, asked: Asked, *, by: CountBy, limit: int) -> tuple[Counted, ...]:
        """Events of each source by a key, the most first."""
        rows = self._rows(
            asked,
            f"source, {_KEYS[by]} as key, count(*) as events",
            rest=f"group by source, key order by events desc, source, key limit {int(limit)}",
        )
        return tuple(Counted(source=s, key=key, events=n) for s, key, n in rows)

    def pairs(self, asked: Asked, *, limit: int) -> tuple[ForeignPair, ...]:
        """Dyads with the most events, directed, by source."""
        rows = self._rows(
            asked,
            f"source, actor, recipient, {_SUMS}",
            rest="group by source, actor, recipient order by count(*) desc, source, actor, recipient"
            f" limit {int(limit)}",
            more=" and actor <> recipient",
        )
        return tuple(
            ForeignPair(dyad=Dyad(row[1], row[2]), sum=_composition(row[0], row[3:]))
            for row in rows
        )

    def events(self, asked: Asked, *, limit: int | None) -> Iterator[ForeignEvent]:
        """Events by time, source and id."""
        columns = list(ForeignEvent.__dataclass_fields__)
        rows = self._rows(
            asked,
            ", ".join(columns),
            rest="order by day, source, id, actor, recipient"
            + (f" limit {int(limit)}" if limit is not None else ""),
        )
        return (ForeignEvent(**dict(zip(columns, row, strict=True))) for row in rows)

    def rows(
        self, sources: Sequence[str], about: str | None, columns: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        """Foreign events as plain rows, dates as ISO text, by source, time and id."""
        shown = [f"{c}::varchar" if c in {"day", "until"} else c for c in columns]
        found = self._rows(
            Asked(sources=tuple(sources), first=about),
            ", ".join(shown),
            rest="order by source, e.day, id, actor, recipient",
        )
        return (dict(zip(columns, row, strict=True)) for row in found)

    def mentions(self, sources: Sequence[str], event: str) -> tuple[ForeignMention, ...]:
        """Articles that a source counts for one of its events, by time."""
        files = self._sets.parquet(sources, "mentions")
        columns = list(ForeignMention.__dataclass_fields__)
        with connect() as database:
            rows = _asked(
                database,
                f"select {', '.join(columns)} from read_parquet(?, hive_partitioning = true,"
                " hive_types = {'source': varchar, 'import': varchar, 'year': integer})"
                " where id = ? order by source, mention_time, url",
                [files, event],
            )
        return tuple(ForeignMention(**dict(zip(columns, row, strict=True))) for row in rows)

    def rejected(self, sources: Sequence[str], *, limit: int) -> tuple[RejectedRow, ...]:
        """Rows that could not be read, by source, file and line."""
        files = self._sets.rejects(sources)
        if not files:
            return ()
        with connect() as database:
            rows = _asked(
                database,
                "select source, file, line, code, message, text from read_parquet(?,"
                " hive_partitioning = true, hive_types = {'source': varchar, 'import': varchar})"
                f" order by source, file, line limit {int(limit)}",
                [files],
            )
        return tuple(
            RejectedRow(source=s, file=f, line=n, code=c, message=m or "", text=t or "")
            for s, f, n, c, m, t in rows
        )


def _asked(database: DuckDBPyConnection, query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Run a query over the files of foreign sets.

    Raises:
        RecordError: a file is broken or gone.
    """
    import duckdb

    try:
        return database.execute(query, values).fetchall()
    except duckdb.Error as error:
        first = str(error).split("\n", 1)[0]
        raise RecordError(
            f"the foreign events cannot be read: {first}",
            hint="Drop the source with 'dragoman sources drop NAME', and import its files again.",
        ) from error


_WEIGHED = (
    " left join weights m on m.type = e.type and m.mode = e.mode"
    " left join weights t on t.type = e.type and t.mode = ''"
)


def _composition(source: str, row: Sequence[Any], points: float | None = None) -> Composition:
    events, *quads, untyped, intensity = row
    first, second, third, fourth = quads
    return Composition(
        source=source,
        events=events,
        quads=(first, second, third, fourth),
        untyped=untyped,
        intensity=intensity,
        points=points,
    )

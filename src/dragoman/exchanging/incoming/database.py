"""DuckDB as the reader of tables: within bounds of memory, with the codebook's codes as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.codebook import foreign
from dragoman.codebook.ontology import plover_of_cameo, table
from dragoman.codebook.tables import read
from dragoman.errors import Unavailable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold before it writes to disk; with what it takes beside, an import stays under 2 GB."""

FLUSH_ROWS = 122_880
"""Rows of a year that wait in memory: one row group of Parquet."""


def connect(spill: Path, *, threads: int) -> DuckDBPyConnection:
    """Open an empty database in memory.

    Raises:
        Unavailable: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise Unavailable("DuckDB, which reads other people's data,", extra="analytics") from error
    database = duckdb.connect(":memory:")
    for name, value in (
        ("memory_limit", MEMORY),
        ("threads", str(threads)),
        ("temp_directory", str(spill)),
        ("preserve_insertion_order", "false"),
        ("TimeZone", "UTC"),
        ("enable_progress_bar", "false"),
        # Else DuckDB may build its hash tables from the file's rows, whose number it does not know,
        # instead of from our small tables: measured at three times the time and memory.
        ("disabled_optimizers", "join_order,build_side_probe_side"),
        ("partitioned_write_flush_threshold", str(FLUSH_ROWS)),
    ):
        database.execute(f"set {name} = {text(value)}")
    return database


def text(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def fill(database: DuckDBPyConnection, name: str, codes: Mapping[str, str | None]) -> None:
    """Make a table of codes; an empty meaning is null."""
    _table(database, name, "code varchar, id varchar", list(codes.items()))


def _table(
    database: DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Make a small table in one statement: ``executemany`` goes row by row."""
    database.execute(f"create or replace table {name} ({columns})")
    if rows:
        values = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
        database.execute(f"insert into {name} values {values}")


def _literal(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    return text(str(value)) if value else "null"


def fill_codes(database: DuckDBPyConnection) -> None:
    """Make the tables of codes that layouts join."""
    fill(database, "fips", foreign.codes("fips"))
    fill(database, "cameo_country", foreign.codes("cameo"))
    fill(database, "cameo_group", foreign.codes("group"))
    fill(database, "country_name", foreign.codes("name"))
    fill(database, "cameo_sector", foreign.sectors("cameo"))
    fill(database, "acled_sector", foreign.sectors("acled"))
    fill(database, "sector", {name: name for name in table("sectors")})
    fill(database, "state", {row["id"]: row["id"] for row in read("states")})
    fill(database, "organisation", {row["id"]: row["id"] for row in read("organisations")})
    modes = {f"{type_}.{word}": mode for (type_, word), mode in foreign.modes().items()}
    fill(database, "plover_mode", modes)
    _fill_types(database)
    cases = " ".join(
        f"when contains(',' || words || ',', {text(',' + word + ',')}) then {text(sector)}"
        for word, sector in foreign.sectors("icews").items()
    )
    database.execute(f"create macro first_sector(words) as case {cases} end")


def _fill_types(database: DuckDBPyConnection) -> None:
    """Tables of CAMEO's codes and PLOVER's types, with quads."""
    quads = foreign.quads()
    _table(database, "plover", "code varchar, quad utinyint", list(quads.items()))
    known = {row["code"] for row in read("cameo")}
    rows: list[tuple[object, ...]] = []
    for code in sorted(known):
        type_, mode = plover_of_cameo().get(code, (None, None))
        # Files that went through a spreadsheet have lost the leading zero.
        forms = {code} | ({code[1:]} - known if code.startswith("0") else set())
        quad = quads[type_] if type_ else 1
        rows += [(form, code, type_, mode, quad) for form in sorted(forms)]
    columns = "code varchar, full_code varchar, type varchar, mode varchar, quad utinyint"
    _table(database, "cameo", columns, rows)

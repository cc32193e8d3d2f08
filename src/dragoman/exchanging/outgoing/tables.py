"""Claims and events as JSON Lines, CSV and Parquet, and read back as they were."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from dragoman.errors import ExtractError, InputError
from dragoman.exchanging.incoming.database import connect, text
from dragoman.exchanging.outgoing.schemas import VERSION, Cell, Column
from dragoman.exchanging.outgoing.writing import Written, replacing

Row = Mapping[str, Any]


class TableFormat(StrEnum):
    """How a table is written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


MEDIA = {
    TableFormat.JSONL: "application/jsonl",
    TableFormat.CSV: "text/csv",
    TableFormat.PARQUET: "application/vnd.apache.parquet",
}
MOST_OF_A_LINE = 64 << 20
"""Bytes of one JSON object that DuckDB is to take."""


def write_table(
    rows: Iterable[Row], columns: Sequence[Column], path: Path, *, what: str
) -> Written:
    """Write a table in the format that its name ends in.

    Raises:
        Unavailable: Parquet is asked for and DuckDB is not installed.
    """
    format = TableFormat(path.suffix[1:])
    with replacing(path) as beside:
        match format:
            case TableFormat.JSONL:
                count = _write_lines(rows, columns, beside)
            case TableFormat.CSV:
                count = _write_csv(rows, columns, beside)
            case TableFormat.PARQUET:
                count = _write_parquet(rows, columns, beside, path.stem)
    return Written(
        path=path,
        format=format.value,
        mediatype=MEDIA[format],
        what=what,
        rows=count,
        columns=columns,
    )


def _write_lines(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> int:
    names, count = {column.name for column in columns}, 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            kept = {name: value for name, value in row.items() if name in names}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
            count += 1
    return count


def _write_csv(rows: Iterable[Row], columns: Sequence[Column], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([_cell(row.get(column.name), column.cell) for column in columns])
            count += 1
    return count


def _cell(value: Any, cell: Cell) -> Any:
    if value is None:
        return ""
    if cell in {Cell.LIST, Cell.OBJECT}:
        return json.dumps(value, ensure_ascii=False)
    if cell is Cell.BOOLEAN:
        return "true" if value else "false"
    return value


def _write_parquet(rows: Iterable[Row], columns: Sequence[Column], path: Path, name: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "rows.jsonl"
        _write_lines(rows, columns, lines)
        shape = ", ".join(f"{text(c.name)}: {text(c.sql)}" for c in columns)
        said = f"{{dragoman_schema: {text(name)}, dragoman_version: '{VERSION}'}}"
        with connect(Path(folder), threads=1) as database:
            database.execute("set preserve_insertion_order = true")
            done = database.execute(
                f"copy (from read_json({text(str(lines))}, format = 'newline_delimited',"
                f" maximum_object_size = {MOST_OF_A_LINE}, columns = {{{shape}}}))"
                f" to {text(str(path))} (format parquet, kv_metadata {said})"
            ).fetchone()
    return int(done[0]) if done else 0


def read_table(path: Path, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """Read back a table that :func:`write_table` wrote.

    Raises:
        InputError: there is no such file, or its name ends in none of the formats.
        ExtractError: it is not what it was written as.
    """
    if not path.is_file():
        raise InputError(f"there is no file {path}")
    if path.suffix[1:] not in set(TableFormat):
        raise InputError(f"{path}: no table of ours; it ends in none of jsonl, csv and parquet")
    match TableFormat(path.suffix[1:]):
        case TableFormat.JSONL:
            yield from _read_lines(path)
        case TableFormat.CSV:
            yield from _read_csv(path, columns)
        case TableFormat.PARQUET:
            yield from _read_parquet(path)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ExtractError(f"{path}:{number}: not JSON ({error})") from error


def _read_csv(path: Path, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    cells = {column.name: column.cell for column in columns}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if missing := [name for name in cells if name not in (reader.fieldnames or ())]:
            raise ExtractError(f"{path}: lacks the columns {', '.join(missing)}")
        for row in reader:
            try:
                yield {name: _value(row[name], cell) for name, cell in cells.items()}
            except ValueError as error:
                raise ExtractError(f"{path}:{reader.line_num}: {error}") from error


def _value(cell: str, kind: Cell) -> Any:
    if cell == "" and kind is not Cell.TEXT:
        return None
    match kind:
        case Cell.LIST | Cell.OBJECT:
            return json.loads(cell)
        case Cell.NUMBER:
            return float(cell) if any(c in cell for c in ".eEn") else int(cell)
        case Cell.BOOLEAN:
            return cell == "true"
        case _:
            return cell


def _read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    import duckdb

    with connect(path.parent, threads=1) as database:
        try:
            found = database.execute(f"from read_parquet({text(str(path))})")
            names = [column[0] for column in found.description or ()]
            while rows := found.fetchmany(1000):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
        except duckdb.Error as error:
            raise ExtractError(f"{path}: no Parquet that can be read: {error}") from error

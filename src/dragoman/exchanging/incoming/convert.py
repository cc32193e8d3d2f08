"""Tables of a foreign format to Parquet by year, and the rows that could not be read beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dragoman.errors import ExtractError
from dragoman.exchanging.incoming.database import connect, fill, fill_codes, text
from dragoman.exchanging.incoming.healing import heal
from dragoman.exchanging.incoming.layouts import VERSION, Layout
from dragoman.exchanging.incoming.opening import Table
from dragoman.model.issues import Issue, Severity

STAGE = "import"
MANY_BROKEN = 0.3
"""Share of broken rows from which a file is likely another format than it was taken for."""

MAX_LINE = 4 << 20
"""Bytes of the longest line that is read."""

LONGEST_KEPT = 10_000
"""Characters of a rejected row that are kept."""

_WHY = {
    "CAST": "bad_value",
    "MISSING COLUMNS": "too_few_cells",
    "TOO MANY COLUMNS": "too_many_cells",
    "UNQUOTED VALUE": "open_quote",
    "LINE SIZE OVER MAXIMUM": "too_long",
    "INVALID ENCODING": "bad_encoding",
    "INVALID STATE": "bad_quotes",
}
"""DuckDB's words for what is wrong with a row, in ours."""

_AT_ONCE = 1000
"""Rows in one statement."""

_MOST_UNKNOWN = 20
"""Unknown codes of one sort that are named; the rest are counted."""


@dataclass(slots=True)
class Converted:
    """What came of some files."""

    events: int = 0
    mentions: int = 0
    rejected: int = 0
    issues: list[Issue] = field(default_factory=list)
    done: list[Table] = field(default_factory=list)


class Converter:
    """Reads tables of one source into a folder.

    Args:
        folder: where ``events/year=.../*.parquet`` and ``rejects-*.parquet`` go.
        spill: where DuckDB may write what exceeds its memory.
    """

    def __init__(self, folder: Path, spill: Path, *, source: str, threads: int) -> None:
        self._folder, self._source = folder, source
        self._database = connect(spill, threads=threads)
        fill_codes(self._database)
        self._part = 0
        self._unknown: dict[tuple[str, str], dict[str, int]] = {}
        self.converted = Converted()

    def __enter__(self) -> Converter:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def take(self, tables: Sequence[Table], layout: Layout, *, encoding: str) -> None:
        """Read tables of one layout."""
        self._part += 1
        for name, codes in layout.tables.items():
            fill(self._database, name, codes)
        target = self._folder / layout.kind
        rows = self._copy(_select(tables, layout, encoding), target, layout.kind)
        taken: list[tuple[str, int, str]] = []
        if layout.quote and (open_ := self._with_open_quotes()):
            for part in target.glob(f"*/part-{self._part}-*.parquet"):
                part.unlink()
            healed, taken = self._healed(tables, open_, layout, encoding)
            rows = self._copy(_select(healed, layout, encoding), target, layout.kind)
            self._keep_rejects(tables, healed, taken, layout)
            for one, table in zip(healed, tables, strict=True):
                if one.path != table.path:
                    one.path.unlink()
        else:
            self._keep_rejects(tables, tables, taken, layout)
        if layout.kind == "mentions":
            self.converted.mentions += rows
        else:
            self.converted.events += rows
            self._find_unknown(target, layout)

    def _with_open_quotes(self) -> frozenset[str]:
        """Files in which a quote is left open, so that what follows it is read wrongly."""
        if not self._refused_any():
            return frozenset()
        found = self._database.execute(
            "select distinct f.file_path from reject_errors e join reject_scans f using (scan_id, file_id)"
            " where e.error_type in ('UNQUOTED VALUE', 'INVALID STATE', 'LINE SIZE OVER MAXIMUM')"
            " or contains(trim(e.csv_line, chr(10) || chr(13)), chr(10))"
        ).fetchall()
        return frozenset(path for (path,) in found)

    def _healed(
        self, tables: Sequence[Table], open_: frozenset[str], layout: Layout, encoding: str
    ) -> tuple[list[Table], list[tuple[str, int, str]]]:
        """Copies of tables without the lines that leave a quote open, and those lines."""
        healed: list[Table] = []
        taken: list[tuple[str, int, str]] = []
        for number, table in enumerate(tables):
            if str(table.path) not in open_:
                healed.append(table)
                continue
            copy = self._folder / f"healed-{number}.csv"
            lines = heal(
                table.path,
                copy,
                width=len(layout.columns),
                delimiter=layout.delimiter,
                encoding=encoding,
            )
            taken += [(table.shown, line, text_) for line, text_ in lines]
            healed.append(replace(table, path=copy))
        return healed, taken

    def _copy(self, query: str, target: Path, kind: str) -> int:
        for name in ("reject_errors", "reject_scans"):
            self._database.execute(f"drop table if exists {name}")
        said = f"{{dragoman_source: {text(self._source)}, dragoman_kind: {text(kind)},"
        said += f" dragoman_version: '{VERSION}'}}"
        copied = self._run(
            f"copy ({query}) to {text(str(target))} (format parquet, partition_by (year),"
            f" filename_pattern 'part-{self._part}-{{i}}', overwrite_or_ignore,"
            f" kv_metadata {said})"
        )
        return int(copied[0][0]) if copied else 0

    def _run(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query that reads files and writes them.

        Raises:
            ExtractError: a file cannot be read, or the disk or memory is full.
        """
        import duckdb

        try:
            return self._database.execute(query).fetchall()
        except duckdb.Error as error:
            first = str(error).split("\n", 1)[0]
            raise ExtractError(
                f"{self._source}: the import stopped, and nothing of it is kept: {first}",
                hint="Is there room on the disk, and were the files left alone meanwhile?",
            ) from error

    def _find_unknown(self, target: Path, layout: Layout) -> None:
        """Count the codes that the codebook does not have."""
        files = f"{target}/*/part-{self._part}-*.parquet"
        if not any(target.glob(f"*/part-{self._part}-*.parquet")):
            return
        for column, ours, what in layout.unknown:
            known = _KNOWN[what]
            found = self._database.execute(
                f"select {column}, count(*) from read_parquet({text(files)}) where {ours} is null"
                f" and {column} is not null group by 1 having {known.format(column)} order by 2 desc, 1"
            ).fetchall()
            counts = self._unknown.setdefault(("unknown_code", what), {})
            for code, number in found:
                counts[code] = counts.get(code, 0) + number

    def _refused_any(self) -> bool:
        there = self._database.execute(
            "select count(*) from duckdb_tables() where table_name = 'reject_errors'"
        ).fetchone()
        return bool(there and there[0])

    def _keep_rejects(
        self,
        tables: Sequence[Table],
        read: Sequence[Table],
        taken: Sequence[tuple[str, int, str]],
        layout: Layout,
    ) -> None:
        """Keep what was refused.

        Args:
            read: the tables as they were read, which may be healed copies.
            taken: file, line and text of what was taken out of these.
        """
        faults: dict[str, tuple[int, int, str]] = {}
        if self._refused_any() or taken:
            faults = self._write_rejects({str(one.path): one.shown for one in read}, taken)
        for table in tables:
            number, line, why = faults.get(table.shown, (0, 0, ""))
            self.converted.rejected += number
            if number:
                self.converted.issues.append(_faulty(table, number, line, why, layout))
            self.converted.done.append(table)

    def _write_rejects(
        self, shown: Mapping[str, str], taken: Sequence[tuple[str, int, str]]
    ) -> dict[str, tuple[int, int, str]]:
        """Keep what was refused, and tell for each file how many rows, the first line and why."""
        fill(self._database, "shown", shown)
        self._database.execute(
            "create or replace temp table refused"
            " (file varchar, line bigint, code varchar, message varchar, text varchar)"
        )
        if self._refused_any():
            whys = " ".join(f"when {text(k)} then {text(v)}" for k, v in _WHY.items())
            # The first fault of a line stands for it, and one of its shape before one of a cell.
            first = "if(e.error_type = 'CAST', 100000, 0) + coalesce(e.column_idx, 0)"
            self._database.execute(
                "insert into refused select coalesce(s.id, f.file_path), e.line::bigint,"
                f" case arg_min(e.error_type, {first})::varchar {whys} else 'broken' end,"
                f" arg_min(split_part(e.error_message, chr(10), 1), {first}),"
                f" left(trim(any_value(e.csv_line), chr(10) || chr(13)), {LONGEST_KEPT})"
                " from reject_errors e join (select distinct scan_id, file_id, file_path from"
                " reject_scans) f using (scan_id, file_id) left join shown s on s.code = f.file_path"
                " group by 1, 2"
            )
        for start in range(0, len(taken), _AT_ONCE):
            values = ", ".join(
                f"({text(file)}, {line}, 'open_quote', 'A quote is left open',"
                f" {text(clean(words)[:LONGEST_KEPT])})"
                for file, line, words in taken[start : start + _AT_ONCE]
            )
            self._database.execute(f"insert into refused values {values}")
        target = self._folder / f"rejects-{self._part}.parquet"
        found = self._database.execute(
            "select file, count(*), min(line), arg_min(message, line) from refused group by 1"
        ).fetchall()
        if found:
            self._database.execute(
                f"copy (from refused order by file, line) to {text(str(target))} (format parquet)"
            )
        self._database.execute("drop table refused")
        return {file: (number, line, why) for file, number, line, why in found}

    def finish(self) -> Converted:
        """Tell what was made, with one issue for each sort of unknown code."""
        for (code, what), counts in self._unknown.items():
            if not counts:
                continue
            most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            named = ", ".join(f"{name!r} {n:,} times" for name, n in most[:_MOST_UNKNOWN])
            more = f" and {len(most) - _MOST_UNKNOWN} more" if len(most) > _MOST_UNKNOWN else ""
            self.converted.issues.append(
                Issue(
                    stage=STAGE,
                    code=code,
                    severity=Severity.WARNING,
                    where=self._source,
                    message=f"{self._source}: no such {what}: {named}{more}",
                    hint="The rows are kept with their own code.",
                )
            )
        return self.converted


_KNOWN = {
    "CAMEO code": "{0} not in (select full_code from cameo)",
    "PLOVER type": "upper({0}) not in (select code from plover)",
    "type": "{0} not in (select full_code from cameo)",
    "name of a country": "lower({0}) not in (select code from country_name)",
    "code of a country": "upper({0}) not in (select code from state)"
    " and upper({0}) not in (select code from cameo_country where id is null)",
}
"""Which codes without a meaning the codebook knows all the same to have none."""


def clean(words: str) -> str:
    """Text that can be kept: bytes that are no text become question marks."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def _faulty(table: Table, number: int, line: int, why: str, layout: Layout) -> Issue:
    """One issue for the broken rows of a file; the rows themselves are kept beside the data."""
    with table.path.open("rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    rows = max(lines - layout.skip, number)
    plural = "s" if number != 1 else ""
    message = (
        f"{table.shown}:{line}: {why}; {number:,} of about {rows:,} rows could not be read"
        if number > 1
        else f"{table.shown}:{line}: {why}; the row{plural} could not be read"
    )
    bad = number >= rows * MANY_BROKEN and number > 1
    return Issue(
        stage=STAGE,
        code="broken_rows",
        severity=Severity.ERROR if bad else Severity.WARNING,
        where=f"{table.shown}:{line}",
        message=message,
        hint=("Are the source and the encoding right? " if bad else "")
        + "'dragoman sources rejected' lists every row.",
    )


def _select(tables: Sequence[Table], layout: Layout, encoding: str) -> str:
    """The query that reads tables of a layout and makes our columns."""
    files = ", ".join(text(str(table.path)) for table in tables)
    columns = ", ".join(f"{text(name)}: {text(kind)}" for name, kind in layout.columns)
    needed = ", ".join(map(text, layout.needed))
    nulls = ", ".join(map(text, layout.nulls))
    options = [
        f"delim={text(layout.delimiter)}",
        f"quote={text(layout.quote)}",
        f"escape={text(layout.quote)}",
        f"columns={{{columns}}}",
        f"force_not_null=[{needed}]",
        f"nullstr=[{nulls}]",
        f"skip={layout.skip}",
        f"encoding={text(encoding)}",
        "header=false, auto_detect=false, store_rejects=true, rejects_limit=0",
        f"max_line_size={MAX_LINE}",
    ]
    if layout.dates:
        options.append(f"dateformat={text(layout.dates)}")
    if layout.stamps:
        options.append(f"timestampformat={text(layout.stamps)}")
    rows = f"read_csv([{files}], {', '.join(options)})"
    if layout.unnest:
        rows = f"({layout.unnest.format(rows=rows)})"
    made = ", ".join(
        f"({layout.made.get(name, 'null')})::{kind} as {name}"
        for name, kind in layout.shape.items()
    )
    return f"select *, year(day) as year from (select {made} from {rows} f{layout.joins})"


def grouped(found: Iterable[tuple[Table, Layout]]) -> Iterator[tuple[Layout, list[Table]]]:
    """Tables that are read alike, together."""
    groups: dict[str, tuple[Layout, list[Table]]] = {}
    for table, layout in found:
        groups.setdefault(repr(layout), (layout, []))[1].append(table)
    yield from groups.values()

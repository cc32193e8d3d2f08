"""Foreign event sets: Parquet by source and year in a folder beside the record, asked by DuckDB.

    record.dragoman.foreign/source=NAME/import=DIGEST/events/year=YYYY/*.parquet
                                                     /mentions/year=YYYY/*.parquet
                                                     /rejects-N.parquet
                                                     /manifest.json

Nothing of it is in the record itself, so that what others say is never mixed with our own claims.
An import is one folder, which is renamed into its place when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError, NotFound, RecordError, Unavailable, UnknownName
from dragoman.model.foreign import OWN, ForeignSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SUFFIX = ".foreign"
"""Added to the name of a record's file for the folder of its foreign sets."""

MANIFEST = "manifest.json"
VERSION = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_PARTIAL = ".partial-"


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: its folder and what its manifest says."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def source(self) -> str:
        """The name of its source."""
        return str(self.manifest["source"])


class ForeignSets:
    """The foreign sets of a record.

    Args:
        record: the record's file.
    """

    def __init__(self, record: Path | str) -> None:
        self.folder = Path(f"{record}{SUFFIX}")
        self._in_memory = str(record) == ":memory:"

    def imports(self, names: Iterable[str] = ()) -> tuple[Imported, ...]:
        """All imports, or those of some sources.

        Raises:
            UnknownName: no source is called so.
            RecordError: a manifest cannot be read.
        """
        found = [_imported(path) for path in sorted(self.folder.glob(f"*/*/{MANIFEST}"))]
        there = {one.source for one in found}
        asked = tuple(names)
        for name in asked:
            if name not in there:
                raise UnknownName("foreign source", name, known=there)
        return tuple(one for one in found if not asked or one.source in asked)

    def digests(self, source: str) -> frozenset[str]:
        """Digests of the files that a source has already."""
        return frozenset(
            file["digest"]
            for one in self.imports()
            if one.source == source
            for file in one.manifest["files"]
        )

    @contextmanager
    def staging(self, source: str) -> Iterator[Path]:
        """A folder to write an import into; whatever is not kept of it is gone at the end.

        Raises:
            InputError: a source cannot be called so, or the record lies in memory.
        """
        if self._in_memory:
            raise InputError(
                "a record in memory or on a server has no folder for foreign events",
                hint="Import them beside a record in a file.",
            )
        if source == OWN or not _NAME.fullmatch(source):
            raise InputError(
                f"a foreign source cannot be called {source!r}",
                hint=f"Use up to 40 small letters, digits and '._-', and not '{OWN}'.",
            )
        home = self.folder / f"source={source}"
        made = [path for path in (self.folder, home) if not path.exists()]
        stage = home / f"{_PARTIAL}{source}"
        # What a killed import left behind counts for nothing.
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            for path in reversed(made):
                if path.exists() and not any(path.iterdir()):
                    path.rmdir()

    def keep(self, stage: Path, manifest: Mapping[str, Any]) -> None:
        """Move a staged import into its place, all of it or nothing."""
        digests = "".join(sorted(file["digest"] for file in manifest["files"]))
        name = hashlib.sha256(digests.encode()).hexdigest()[:16]
        data = json.dumps({"version": VERSION, **manifest}, ensure_ascii=False, indent=1)
        (stage / MANIFEST).write_text(data + "\n", encoding="utf-8")
        stage.rename(stage.parent / f"import={name}")

    def drop(self, source: str) -> None:
        """Remove a source with all its imports.

        Raises:
            UnknownName: there is none of this name.
        """
        self.imports([source])
        shutil.rmtree(self.folder / f"source={source}")

    def sources(self) -> tuple[ForeignSource, ...]:
        """All sources with what they hold, by name."""
        whole: dict[str, list[Mapping[str, Any]]] = {}
        for one in self.imports():
            whole.setdefault(one.source, []).append(one.manifest)
        return tuple(_summed(name, found) for name, found in sorted(whole.items()))

    def parquet(self, names: Iterable[str], kind: str) -> list[str]:
        """Patterns of the Parquet files of some sources.

        Raises:
            NotFound: there is nothing of this kind.
        """
        found = [
            f"{_escaped(one.folder)}/{kind}/*/*.parquet"
            for one in self.imports(names)
            if one.manifest[kind]
        ]
        if not found:
            raise NotFound(
                f"there are no foreign {kind} beside this record",
                hint="Bring some with 'dragoman import FILE --source gdelt2'.",
            )
        return found

    def rejects(self, names: Iterable[str]) -> list[str]:
        """Files of rejected rows of some sources."""
        return [str(p) for one in self.imports(names) for p in one.folder.glob("rejects-*.parquet")]

    def coarse(self, names: Iterable[str]) -> bool:
        """Say whether a source has events that are not dated to the day."""
        return any(one.manifest["coarse"] for one in self.imports(names))


def _escaped(folder: Path) -> str:
    """A folder's path as a glob that matches nothing else."""
    return re.sub(r"([*?\[])", r"[\1]", str(folder))


def _imported(path: Path) -> Imported:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError(
            f"{path} cannot be read: {error}", hint="Remove its folder and import the files again."
        ) from error
    return Imported(path.parent, manifest)


def _summed(name: str, found: Sequence[Mapping[str, Any]]) -> ForeignSource:
    days = [date.fromisoformat(m[key]) for m in found for key in ("first", "last") if m[key]]
    return ForeignSource(
        name=name,
        format=", ".join(sorted({m["format"] for m in found})),
        files=sum(len(m["files"]) for m in found),
        events=sum(m["events"] for m in found),
        mentions=sum(m["mentions"] for m in found),
        rejected=sum(m["rejected"] for m in found),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def connect(threads: int | None = None) -> DuckDBPyConnection:
    """Open an empty DuckDB.

    Raises:
        Unavailable: it is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise Unavailable("DuckDB, which asks foreign events,", extra="analytics") from error
    database = duckdb.connect(":memory:")
    database.execute("set enable_progress_bar = false")
    if threads is not None:
        database.execute(f"set threads = {int(threads)}")
    return database


def spread(stage: Path) -> tuple[date | None, date | None, bool]:
    """First and last day of a staged import, and whether some events are dated more coarsely."""
    files = f"{_escaped(stage)}/events/*/*.parquet"
    if not any(stage.glob("events/*/*.parquet")):
        return None, None, False
    with connect() as database:
        row = database.execute(
            "select min(day), max(coalesce(until, day)), bool_or(precision <> 'day')"
            " from read_parquet(?)",
            [files],
        ).fetchone()
    first, last, coarse = row or (None, None, False)
    return first, last, bool(coarse)

"""Files written whole or not at all, with what they hold remembered for their description."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.exchanging.outgoing.schemas import Cell, Column
from dragoman.model.foreign import OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written.

    Args:
        columns: of a table; empty for what is none.
        sources: whose events are in it.
        left_out: how many events do not fit the format, by reason.
    """

    path: Path
    format: str
    mediatype: str
    what: str
    rows: int
    columns: Sequence[Column] = ()
    dialect: tuple[tuple[str, str | bool], ...] = ()
    sources: Sequence[str] = (OWN,)
    left_out: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Write beside a file, and put it in its place when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def resource(written: Written) -> dict[str, object]:
    """A file as a resource of a Data Package."""
    with written.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found: dict[str, object] = {
        "name": written.path.name.lower().replace("_", "-"),
        "path": written.path.name,
        "format": written.format,
        "mediatype": written.mediatype,
        "description": written.what,
        "bytes": os.stat(written.path).st_size,  # noqa: PTH116 - the size is all that is asked
        "hash": f"sha256:{digest}",
        "rows": written.rows,
        "sources": [{"title": name} for name in written.sources],
    }
    if written.mediatype.startswith("text/"):
        found["encoding"] = "utf-8"
    if written.dialect:
        found["dialect"] = dict(written.dialect)
    if written.left_out:
        found["left_out"] = dict(written.left_out)
    if written.columns:
        found["type"] = "table"
        found["schema"] = {"fields": [_field(column) for column in written.columns]}
    return found


def _field(column: Column) -> dict[str, str]:
    kind = Cell.TEXT if column.cell is Cell.MAYBE else column.cell
    return {"name": column.name, "type": kind.value, "description": column.what}

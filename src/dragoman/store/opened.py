"""A database, open, which every part of the record asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.model.addresses import Address
from dragoman.model.closing import Closing
from dragoman.store.connection import connect
from dragoman.store.database import Database


def dump(data: Any) -> str:
    """JSON with sorted keys, the same for the same data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Opened(Closing):
    """A database, open until the end of a ``with`` block.

    Args:
        path: the file, or ``postgresql://USER@HOST/DATABASE``; ``:memory:`` for a record that is gone when
            closed.
        create: make the record where there is none.
        write: open it for adding too; otherwise only for asking.
    """

    def __init__(
        self, path: Path | str | Address, *, create: bool = True, write: bool = True
    ) -> None:
        self._db: Database = connect(path, create=create, write=write)
        self._writes = write

    def close(self) -> None:
        """Close the database."""
        self._db.close()

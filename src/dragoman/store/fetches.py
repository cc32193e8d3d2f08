"""What was fetched from which address."""

from __future__ import annotations

import sqlite3

from dragoman.model.fetches import Fetch


def keep_fetch(db: sqlite3.Connection, fetch: Fetch) -> None:
    """Keep what an address said last."""
    values = (fetch.url, fetch.etag, fetch.modified, fetch.stamp)
    db.execute("insert or replace into fetches values (?, ?, ?, ?)", values)


def read_fetch(db: sqlite3.Connection, url: str) -> Fetch | None:
    """What an address said last; None where it was never fetched."""
    row = db.execute("select * from fetches where url = ?", (url,)).fetchone()
    return Fetch(**dict(row)) if row is not None else None

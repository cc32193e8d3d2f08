"""What was fetched from which address."""

from __future__ import annotations

from dragoman.model.fetches import Fetch
from dragoman.store.database import Database


def keep_fetch(db: Database, fetch: Fetch) -> None:
    """Keep what an address said last."""
    values = (fetch.url, fetch.etag, fetch.modified, fetch.stamp)
    db.execute(
        "insert into fetches values (?, ?, ?, ?) on conflict (url) do update"
        " set etag = excluded.etag, modified = excluded.modified, stamp = excluded.stamp",
        values,
    )


def read_fetch(db: Database, url: str) -> Fetch | None:
    """What an address said last; None where it was never fetched."""
    row = db.execute("select * from fetches where url = ?", (url,)).fetchone()
    return Fetch(**dict(row)) if row is not None else None

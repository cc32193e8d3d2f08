"""A record copied into another database, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dragoman.errors import InputError
from dragoman.store.database import Database, transaction

BATCH = 1_000
"""Rows that are read and written at a time."""

TABLES = {
    "documents": "id, name, title, text, url, publisher, language, published, published_basis,"
    " source_digest, passages",
    "runs": "id, version, reader, codebook, settings",
    "readings": "document, run",
    "claims": 'id, document, run, kind, type, status, start, "end", data',
    "evidence": 'claim, document, start, "end", quote',
    "parties": "claim, role, position, party, name",
    "neighbourhoods": 'type, first, second, "window", claim',
    "events": "id, type, status, start, data",
    "event_claims": "claim, event",
    "issues": "document, position, data",
    "voters": "position, state",
    "roll_calls": "id, day, session, resolution, important, title, question, issues, choices",
    "judgements": "number, id, verdict, field, value, who, at, why",
    "judgement_subjects": "judgement, position, side, document, read, claim",
    "judgements_undone": "judgement, who, at, why",
    "judged_claims": "claim, standing, read",
    "event_history": "number, event, change, other, claims, cause",
    "past_claims": "claim, event",
    "forecasts": "id, as_of, due, method, author, event_class, actor, recipient, probability, data",
    "settlements": "forecast, position, came, settled_by, settled_on, why, events",
    "terms": "id, sort, value",
    "entries": "number, claim, kind, type, mode, status, standing, first_day, last_day, published,"
    " publisher, document, start, length, place, country, confidence, amount, unit",
    "entry_parties": "number, role, party, name",
    "meanings": "place, vector",
    "fetches": "url, etag, modified, stamp",
    "passed": "first, second, kind, month, size, packed",
    "numbered": "month, number, document",
    "covered": "party, month, documents",
}
"""What is copied, in an order in which each row finds the rows that it names."""

DERIVED = ("mentions", "pairs", "segments", "sketches", "words")
"""What the target makes of these rows by itself, or of the quotes."""

_WORDS = (
    "select n.number, e.quote, d.title from entries n join evidence e on e.claim = n.claim"
    " join documents d on d.id = e.document order by n.number"
)

NUMBERED = {"judgements": "number", "event_history": "number", "terms": "id", "entries": "number"}
"""Tables that number their rows, so that the next number follows those that were copied."""


def copy(source: Database, target: Database, watch: Callable[[str], None]) -> int:
    """Copy a record into an empty one, in one transaction: a kill in the middle leaves it empty.

    The source may be written to meanwhile: what is copied is the record as it was at the beginning.

    Args:
        watch: called with the name of a table for each batch of its rows that was copied.

    Returns:
        Rows copied.

    Raises:
        InputError: the target is not empty.
    """
    copied = 0
    with _looking(source), transaction(target):
        _expect_empty(target)
        for table, names in TABLES.items():
            marks = ", ".join("?" * (names.count(",") + 1))
            insert = f"insert into {table} ({names}) values ({marks})"
            for rows in source.batches(f"select {names} from {table} order by 1, 2", BATCH):
                target.executemany(insert, rows)
                copied += len(rows)
                watch(table)
        for rows in source.batches(_WORDS, BATCH):
            for number, quote, title in rows:
                target.words.add(number, quote, title)
            watch("words")
        for table, column in NUMBERED.items():
            target.number_after(table, column)
    return copied


@contextmanager
def _looking(db: Database) -> Iterator[None]:
    """See a record as it is now, whoever writes to it."""
    db.execute("begin")
    try:
        yield
    finally:
        db.execute("rollback")


def _expect_empty(db: Database) -> None:
    for table in TABLES:
        if db.execute(f"select 1 from {table} limit 1").fetchone() is not None:
            raise InputError(
                f"the record to copy to is not empty: it has {table}",
                hint="Name a file that is not there yet, or an empty database or schema.",
            )

"""What may be like an event or a document: found by indexes, few enough to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.store.database import Database

NEAREST = 60
"""Claims on each side in time, of one type and pair of parties, whose events are looked at."""

LOOKED_AT = 100
"""Documents that are looked at."""


def events_near(db: Database, type_: str, pair: tuple[str, str], month: str) -> set[EventId]:
    """Events of a type between two parties, those nearest to a month in time."""
    found: set[EventId] = set()
    for test, way in (("<=", "desc"), (">", "asc")):
        query = (
            "select x.event from neighbourhoods n join event_claims x on x.claim = n.claim"
            f' where n.type = ? and n.first = ? and n.second = ? and n."window" {test} ?'
            f' order by n."window" {way}, n.claim limit {NEAREST}'
        )
        rows = db.execute(query, (type_, *pair, month))
        found.update(EventId(row["event"]) for row in rows)
    return found


def telling_too(db: Database, document: DocumentId) -> Counter[DocumentId]:
    """Other documents that tell of the same events, and of how many."""
    rows = db.execute(
        "select distinct c2.document, x2.event from claims c join event_claims x on x.claim = c.id"
        " join event_claims x2 on x2.event = x.event join claims c2 on c2.id = x2.claim"
        " where c.document = ? and c2.document <> ?",
        (document, document),
    )
    return Counter(DocumentId(row["document"]) for row in rows)


def on_the_same(db: Database, document: DocumentId) -> dict[DocumentId, set[tuple[str, str]]]:
    """Other documents with events between the same parties in the same month, and which parties."""
    rows = db.execute(
        "select distinct p.first, p.second, substr(c.start, 1, 7) as month, c.type from claims c"
        " join pairs p on p.claim = c.id where c.document = ? and c.kind = 'event'"
        " and length(c.start) >= 7",
        (document,),
    ).fetchall()
    found: dict[DocumentId, set[tuple[str, str]]] = {}
    for row in rows:
        near = db.execute(
            "select c.document from neighbourhoods n join claims c on c.id = n.claim"
            ' where n.type = ? and n.first = ? and n.second = ? and n."window" = ? limit ?',
            (row["type"], row["first"], row["second"], row["month"], LOOKED_AT),
        )
        for (other,) in near:
            if other != document:
                found.setdefault(DocumentId(other), set()).add((row["first"], row["second"]))
    return found


def events_with(db: Database, claims: Iterable[ClaimId]) -> dict[ClaimId, EventId]:
    """The events of some claims."""
    query = "select event from event_claims where claim = ?"
    found = {}
    for claim in claims:
        row = db.execute(query, (claim,)).fetchone()
        if row is not None:
            found[claim] = EventId(row["event"])
    return found

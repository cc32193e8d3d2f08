"""Events as relations see them, in a few queries whatever their number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from dragoman.model.claims import Claim, Status
from dragoman.model.codec import claim_from_row
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.relations import Act, Covering
from dragoman.model.when import PartialDate, When

_OF_PARTY = (
    "select ec.event from parties p join event_claims ec on ec.claim = p.claim"
    " where p.party = ? and p.role in ('actor', 'recipient')"
)
_EVERY = "select id as event from events"

_DATES = 50_000
"""Dates to keep read: a record of a century has fewer days."""


def read_acts(db: sqlite3.Connection, parties: Sequence[str] = ()) -> Iterator[Act]:
    """Events that name all of some parties, or all events where none are given, by time and id."""
    chosen = " intersect ".join([_OF_PARTY] * len(parties)) or _EVERY
    rows = db.execute(
        f"with chosen as materialized ({chosen})"
        " select e.id, e.data, c.status, c.document, d.publisher from chosen x"
        " join events e on e.id = x.event join event_claims ec on ec.event = e.id"
        " join claims c on c.id = ec.claim"
        " join documents d indexed by documents_told on d.id = c.document"
        " order by e.start, e.id",
        parties,
    ).fetchall()
    for _, told in groupby(rows, key=lambda row: row["id"]):
        yield _act(list(told))


@lru_cache(_DATES)
def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def _act(told: Sequence[sqlite3.Row]) -> Act:
    data: dict[str, Any] = json.loads(told[0]["data"])
    start, end = data["start"], data["end"]
    return Act(
        event=EventId(data["id"]),
        type=data["type"],
        mode=data["mode"],
        status=Status(data["status"]),
        actors=_keys(data["actors"]),
        recipients=_keys(data["recipients"]),
        context=tuple(data["context"]),
        when=When(start=_date(start) if start else None, end=_date(end) if end else None),
        told_as=frozenset(Status(row["status"]) for row in told),
        documents=frozenset(DocumentId(row["document"]) for row in told),
        publishers=frozenset(row["publisher"] for row in told if row["publisher"]),
    )


def _keys(actors: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The keys of actors, as :attr:`dragoman.model.actors.Actor.key` makes them."""
    return tuple(dict.fromkeys(actor["country"] or actor["name"] for actor in actors))


def read_covering(db: sqlite3.Connection, first: str, second: str) -> tuple[Covering, ...]:
    """Documents with something on one of two parties, by their date of publication."""
    query = "select published, count(*) from mentions where party = ? group by published"
    counts: dict[str, int] = {}
    for party in (first, second):
        for published, documents in db.execute(query, (party,)):
            counts[published] = counts.get(published, 0) + documents
    both = db.execute(
        "select m.published, count(*) from mentions m join mentions o"
        " on o.party = ? and o.published = m.published and o.document = m.document"
        " where m.party = ? group by m.published",
        (second, first),
    )
    shared: dict[str, int] = {row[0]: row[1] for row in both}
    return tuple(
        Covering(
            published=_date(published) if published else None,
            documents=counts[published] - shared.get(published, 0),
            both=shared.get(published, 0),
        )
        for published in sorted(counts)
    )


def read_between(db: sqlite3.Connection, first: str, second: str) -> tuple[Claim, ...]:
    """Figures and stances in which both of two parties have a part, by id."""
    named = "select p.claim from parties p where p.party = ? and p.role in ('actor', 'recipient', 'about')"
    rows = db.execute(
        f"with named as materialized ({named} intersect {named})"
        " select c.data from named n join claims c on c.id = n.claim"
        " where c.kind in ('figure', 'stance') order by c.id",
        (first, second),
    )
    return tuple(claim_from_row(json.loads(row["data"])) for row in rows)


def last_published(db: sqlite3.Connection) -> date | None:
    """The last day on which a document of the record was published."""
    (found,) = db.execute("select max(published) from documents").fetchone()
    return PartialDate.parse(found).latest if found else None

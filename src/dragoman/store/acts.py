"""Events as relations see them, in a few queries whatever their number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dragoman.model.claims import Claim, Status
from dragoman.model.codec import actor_from_json, claim_from_row
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.relations import Act, Covering
from dragoman.model.when import PartialDate, When

_OF_PARTY = (
    "select ec.event from parties p join event_claims ec on ec.claim = p.claim"
    " where p.party = ? and p.role in ('actor', 'recipient')"
)
_EVERY = "select id from events"


def read_acts(db: sqlite3.Connection, parties: Sequence[str] = ()) -> Iterator[Act]:
    """Events that name all of some parties, or all events where none are given, by time and id."""
    chosen = " intersect ".join([_OF_PARTY] * len(parties)) or _EVERY
    tellers = db.execute(
        "select ec.event, c.status, c.document, d.publisher from event_claims ec"
        " join claims c on c.id = ec.claim join documents d on d.id = c.document"
        f" where ec.event in ({chosen})",
        parties,
    )
    told: dict[str, list[sqlite3.Row]] = {}
    for row in tellers:
        told.setdefault(row["event"], []).append(row)
    query = f"select id, data from events where id in ({chosen}) order by start, id"
    for row in db.execute(query, parties).fetchall():
        yield _act(json.loads(row["data"]), told.get(row["id"], []))


def _act(data: dict[str, Any], told: Sequence[sqlite3.Row]) -> Act:
    start, end = data["start"], data["end"]
    return Act(
        event=EventId(data["id"]),
        type=data["type"],
        mode=data["mode"],
        status=Status(data["status"]),
        actors=_keys(data["actors"]),
        recipients=_keys(data["recipients"]),
        context=tuple(data["context"]),
        when=When(
            start=PartialDate.parse(start) if start else None,
            end=PartialDate.parse(end) if end else None,
        ),
        told_as=frozenset(Status(row["status"]) for row in told),
        documents=frozenset(DocumentId(row["document"]) for row in told),
        publishers=frozenset(row["publisher"] for row in told if row["publisher"]),
    )


def _keys(actors: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor_from_json(item).key for item in actors))


def read_covering(db: sqlite3.Connection, first: str, second: str) -> tuple[Covering, ...]:
    """Documents that have a claim with one of two parties in it, by date."""
    rows = db.execute(
        "select d.published, count(distinct p.party) as named from parties p"
        " join claims c on c.id = p.claim join documents d on d.id = c.document"
        " where p.party in (?, ?) and p.role <> 'said_by' group by d.id"
        " order by coalesce(d.published, '9999'), d.id",
        (first, second),
    )
    return tuple(
        Covering(
            published=PartialDate.parse(row["published"]) if row["published"] else None,
            both=row["named"] == 2,
        )
        for row in rows
    )


def read_between(db: sqlite3.Connection, first: str, second: str) -> tuple[Claim, ...]:
    """Figures and stances in which both of two parties have a part, by id."""
    named = "select claim from parties where party = ? and role <> 'said_by'"
    rows = db.execute(
        "select data from claims where kind in ('figure', 'stance')"
        f" and id in ({named} intersect {named}) order by id",
        (first, second),
    )
    return tuple(claim_from_row(json.loads(row["data"])) for row in rows)


def last_published(db: sqlite3.Connection) -> date | None:
    """The last day on which a document of the record was published."""
    (found,) = db.execute("select max(published) from documents").fetchone()
    return PartialDate.parse(found).latest if found else None

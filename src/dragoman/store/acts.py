"""Events as relations see them, in a few queries whatever their number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dragoman.model.claims import Status
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.relations import Act
from dragoman.model.when import PartialDate, When, read_date
from dragoman.store.database import Database, Row

_EVERY = "select id as event from events"
_OF_PARTY = (
    "select distinct ec.event from parties p join event_claims ec on ec.claim = p.claim"
    " where p.party = ? and p.role in ('actor', 'recipient')"
)
_OF_PAIR = (
    "select distinct ec.event from pairs p join event_claims ec on ec.claim = p.claim"
    " where p.first = ? and p.second = ? and p.kind = 'event'"
)


def read_acts(db: Database) -> Iterator[Act]:
    """All events, by time and id."""
    return _read(db, _EVERY, ())


def read_acts_of(db: Database, party: str) -> Iterator[Act]:
    """Events in which one party has a part, by time and id."""
    return _read(db, _OF_PARTY, (party,))


def read_acts_between(db: Database, first: str, second: str) -> Iterator[Act]:
    """Events in which both of two parties have a part, by time and id."""
    return _read(db, _OF_PAIR, sorted((first, second)))


def _read(db: Database, chosen: str, values: Sequence[str]) -> Iterator[Act]:
    rows = db.execute(
        f"with chosen as materialized ({chosen})"
        " select e.id, e.data, c.status, c.document, d.publisher from chosen x"
        " join events e on e.id = x.event join event_claims ec on ec.event = e.id"
        " join claims c on c.id = ec.claim"
        " join documents d indexed by documents_told on d.id = c.document"
        " order by e.start nulls first, e.id",
        values,
    ).fetchall()
    for _, told in groupby(rows, key=lambda row: row["id"]):
        yield _act(list(told))


def _act(told: Sequence[Row]) -> Act:
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
        when=When(start=read_date(start) if start else None, end=read_date(end) if end else None),
        told_as=frozenset(Status(row["status"]) for row in told),
        documents=frozenset(DocumentId(row["document"]) for row in told),
        publishers=frozenset(row["publisher"] for row in told if row["publisher"]),
    )


def _keys(actors: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The keys of actors, as :attr:`dragoman.model.actors.Actor.key` makes them."""
    return tuple(dict.fromkeys(actor["country"] or actor["name"] for actor in actors))


def last_published(db: Database) -> date | None:
    """The last day on which a document of the record was published."""
    (found,) = db.execute("select max(published) from documents").fetchone()
    return PartialDate.parse(found).latest if found else None

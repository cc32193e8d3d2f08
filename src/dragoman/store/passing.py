"""What passed between two parties, kept packed by month: as it changes, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any

from dragoman.model.browsing import SEPARATOR, Count, Slice
from dragoman.model.claims import Claim, EventBody, Status
from dragoman.model.codec import claim_from_row
from dragoman.model.events import Event
from dragoman.model.ids import EventId
from dragoman.model.passed import BETWEEN, Acts, Figured, Passed, Stood, act_row, claim_row
from dragoman.model.relations import Act
from dragoman.store.acts import read_acts
from dragoman.store.database import Database
from dragoman.store.opened import dump

EVENT, FIGURE, STANCE = "event", "figure", "stance"

MONTH = len("2015-11")

Key = tuple[str, str, str, str]
"""Two parties in order, a kind, and the month of the start, a year where only that is known, or nothing."""


def _pairs(parties: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from combinations(sorted(set(parties)), 2)


def _key(actor: Mapping[str, str]) -> str:
    """The key of an actor, as :attr:`dragoman.model.actors.Actor.key` makes it."""
    return actor["country"] or actor["name"]


class Passing:
    """Changes of what passed, gathered within one transaction and written at its end.

    Args:
        db: the record.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._changed: dict[Key, dict[str, Sequence[Any] | None]] = {}
        self._publishers: dict[str, str] = {}

    def _note(
        self, pair: tuple[str, str], kind: str, month: str, id_: str, row: Sequence[Any] | None
    ) -> None:
        self._changed.setdefault((*pair, kind, month[:MONTH]), {})[id_] = row

    def drop_event(self, data: Mapping[str, Any]) -> None:
        """Forget an event, given as its row has it."""
        month = data["start"] or ""
        for pair in _pairs(_key(actor) for actor in (*data["actors"], *data["recipients"])):
            self._note(pair, EVENT, month, data["id"], None)

    def add_event(self, event: Event) -> None:
        """Add an event with all its claims."""
        documents = frozenset(claim.evidence.doc for claim in event.claims)
        self.add_act(
            Act(
                event=event.id,
                type=event.type,
                mode=event.mode,
                status=event.status,
                actors=tuple(dict.fromkeys(actor.key for actor in event.actors)),
                recipients=tuple(dict.fromkeys(actor.key for actor in event.recipients)),
                context=event.context,
                when=event.when,
                told_as=frozenset(claim.status for claim in event.claims),
                documents=documents,
                publishers=frozenset(map(self._publisher, documents)) - {""},
            )
        )

    def add_act(self, act: Act) -> None:
        """Add an event as relations see it."""
        month = str(act.when.start or "")
        for pair in _pairs((*act.actors, *act.recipients)):
            self._note(pair, EVENT, month, act.event, act_row(act, *pair))

    def _publisher(self, document: str) -> str:
        if document not in self._publishers:
            query = "select publisher from documents where id = ?"
            (self._publishers[document],) = self._db.execute(query, (document,)).fetchone()
        return self._publishers[document]

    def drop_claim(self, claim: Claim) -> None:
        """Forget a claim; only figures and stances are kept."""
        self._note_claim(claim, None)

    def add_claim(self, claim: Claim) -> None:
        """Add a claim; only figures and stances are kept."""
        self._note_claim(claim, claim_row(claim))

    def _note_claim(self, claim: Claim, row: Figured | Stood | None) -> None:
        if isinstance(claim.body, EventBody):
            return
        found = row or claim_row(claim)
        month = found.start if found else ""
        if isinstance(found, Figured) and len(found.about) == len(("giver", "taker")):
            for pair in _pairs(found.about):
                self._note(pair, FIGURE, month, claim.id, row)
        elif isinstance(found, Stood):
            sides = {(a, b) for a in found.actors for b in found.recipients if a != b}
            for pair in sorted({(min(side), max(side)) for side in sides}):
                self._note(pair, STANCE, month, claim.id, row)

    def write(self) -> None:
        """Write what changed."""
        for key, changes in sorted(self._changed.items()):
            row = self._db.execute(
                "select packed from passed where first = ? and second = ? and kind = ? and month = ?",
                key,
            ).fetchone()
            held: dict[str, Sequence[Any]] = {}
            if row is not None:
                held = {told[0]: told for told in _unpack(row[0])}
            for id_, told in changes.items():
                held.pop(id_, None)
                if told is not None:
                    held[id_] = told
            if held:
                packed = dump(list(zip(*(held[id_] for id_ in sorted(held)), strict=True)))
                self._db.execute(
                    "insert into passed values (?, ?, ?, ?, ?, ?)"
                    " on conflict (first, second, kind, month)"
                    " do update set size = excluded.size, packed = excluded.packed",
                    (*key, len(held), packed),
                )
            else:
                self._db.execute(
                    "delete from passed where first = ? and second = ? and kind = ? and month = ?",
                    key,
                )
        self._changed.clear()


def _unpack(packed: str) -> Iterator[tuple[Any, ...]]:
    return zip(*json.loads(packed), strict=True)


def read_passed(db: Database, first: str, second: str) -> Passed:
    """All that passed between two parties, by kind, month and id."""
    found = Passed()
    rows = db.execute(
        "select kind, packed from passed where first = ? and second = ? order by kind, month",
        sorted((first, second)),
    )
    for kind, packed in rows:
        if kind == EVENT:
            found.acts.extend(json.loads(packed))
        elif kind == FIGURE:
            found.figures += [Figured(*row) for row in _unpack(packed)]
        else:
            found.stances += [Stood(*row) for row in _unpack(packed)]
    return found


def slice_passed(db: Database, asked: Slice) -> tuple[list[EventId], int, str]:
    """One part of the events between two parties, as :func:`slice_events` gives it of all.

    Months are unpacked only until the part is full, unless something in them is asked for.
    """
    start, last = asked.place()
    inside = asked.status is not None or (asked.period is not None and asked.period.day is not None)
    period = str(asked.period or "")
    rows = db.execute(
        "select month, size, packed from passed where first = ? and second = ? and kind = 'event'"
        " and month >= ? and month < ? order by month desc",
        (
            *sorted((str(asked.about), str(asked.beside))),
            *(("", "0") if asked.undated else (period[:MONTH] or "0", f"{period[:MONTH]}~")),
        ),
    )
    found: list[tuple[str, str]] = []
    total = 0
    for month, size, packed in rows:
        if len(found) > asked.limit and not inside:
            total += size
            continue
        if not inside and asked.after and month > start[:MONTH]:
            total += size
            continue
        chosen = _chosen(json.loads(packed), period, asked.status)
        total += len(chosen)
        if asked.after:
            chosen = [one for one in chosen if one < (start, last)]
        found += sorted(chosen, reverse=True)[: asked.limit + 1 - len(found)]
    more, found = len(found) > asked.limit, found[: asked.limit]
    after = f"{found[-1][0]}{SEPARATOR}{found[-1][1]}" if more else ""
    return [EventId(event) for _, event in found], total, after


def _chosen(columns: Any, period: str, status: Status | None) -> list[tuple[str, str]]:
    acts = Acts()
    acts.extend(columns)
    return [
        (start, event)
        for event, kind, start in zip(acts.event, acts.kind, acts.start, strict=True)
        if start.startswith(period) and (status is None or kind.endswith(BETWEEN + status))
    ]


def ids_between(
    db: Database, type_: str, parties: Iterable[str], start: str, end: str
) -> frozenset[str]:
    """Events of one type in which two of some parties have a part, by their start.

    Args:
        start: as an ISO prefix, the first that is asked for.
        end: the last.
    """
    found: set[str] = set()
    for pair in _pairs(parties):
        rows = db.execute(
            "select packed from passed where first = ? and second = ? and kind = 'event'"
            " and month >= ? and month <= ?",
            (*pair, start[:MONTH], end[:MONTH]),
        )
        for (packed,) in rows:
            acts = Acts()
            acts.extend(json.loads(packed))
            found.update(
                event
                for event, kind, day in zip(acts.event, acts.kind, acts.start, strict=True)
                if start <= day <= end and kind.startswith(type_ + BETWEEN)
            )
    return frozenset(found)


def count_passed(db: Database, first: str, second: str) -> tuple[Count, ...]:
    """Events between two parties by month, as :func:`count_by_month` gives them of all."""
    rows = db.execute(
        "select month, size from passed where first = ? and second = ? and kind = 'event'"
        " order by month",
        sorted((first, second)),
    )
    return tuple(Count(key=month, events=size) for month, size in rows)


def fill_passed(db: Database) -> None:
    """Pack all that the record has, month by month, where an older version packed nothing."""
    passing = Passing(db)
    for _, acts in groupby(read_acts(db), key=lambda act: str(act.when.start or "")[:MONTH]):
        for act in acts:
            passing.add_act(act)
        passing.write()
    rows = db.execute(
        "select data from claims c where kind in (?, ?) and not exists"
        " (select 1 from judged_claims j where j.claim = c.id and j.standing = 'rejected')"
        " order by start",
        (FIGURE, STANCE),
    ).fetchall()
    for row in rows:
        passing.add_claim(claim_from_row(json.loads(row["data"])))
    passing.write()

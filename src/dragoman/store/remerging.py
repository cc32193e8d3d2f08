"""Claims grouped into events anew, where something near them changed; all other events stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.model.claims import Claim, EventBody
from dragoman.model.codec import claim_from_row
from dragoman.model.events import Event
from dragoman.model.histories import carry, turns
from dragoman.model.ids import ClaimId, EventId
from dragoman.model.judgements import Ruling, Standing
from dragoman.store import judgements
from dragoman.store.asking import Asking
from dragoman.store.codec import event_to_row
from dragoman.store.database import Row
from dragoman.store.opened import dump
from dragoman.store.passing import Passing

Block = tuple[str, str, str, str]
Blocks = Callable[[Claim], frozenset[Block]]
Merge = Callable[[Iterable[Claim], Iterable[Ruling]], tuple[Event, ...]]

BATCH = 500
"""Values in one statement at most."""


@dataclass(frozen=True, slots=True)
class Merging:
    """How claims are grouped.

    Args:
        blocks: the neighbourhoods of a claim; only events in these are merged anew.
        merge: claims, and what people say of pairs of them, to events.
    """

    blocks: Blocks
    merge: Merge


Held = dict[EventId, frozenset[ClaimId]]
"""The claims of some events."""


def batches(items: Iterable[str]) -> Iterator[list[str]]:
    """Some values at a time, sorted."""
    ordered = iter(sorted(items))
    while batch := list(islice(ordered, BATCH)):
        yield batch


class Remerging(Asking):
    """Events, kept up with their claims."""

    def _remerge(
        self,
        fresh: Sequence[Claim],
        held: Held,
        merging: Merging,
        *,
        became: Mapping[ClaimId, ClaimId],
        cause: str,
    ) -> None:
        """Merge claims with the events of their neighbourhoods.

        Args:
            fresh: claims that are in no event yet.
            held: events of which claims were dropped, with these.
            became: the claims that dropped ones are now.
            cause: the run or the judgement, for the history.
        """
        touched = {block for claim in fresh for block in merging.blocks(claim)}
        near = self._claims_in(touched)
        near.update(claim for had in held.values() for claim in had)
        near.update(claim.id for claim in fresh)
        events = held | self._events_of(near)
        rulings: tuple[Ruling, ...] = ()
        while True:
            known = {claim for had in events.values() for claim in had} | {c.id for c in fresh}
            rulings = judgements.rulings_on(self._db, known)
            beyond = {c for ruling in rulings for c in (ruling.left, ruling.right)} - known
            more = self._events_of(beyond)
            if not more:
                break
            events |= more
        claims = {c.id: c for c in self._told(events)}
        claims.update({c.id: c for c in fresh if isinstance(c.body, EventBody)})
        self._keep_events(merging.merge(claims.values(), rulings), events, became, cause)

    def _claims_in(self, touched: Iterable[Block]) -> set[ClaimId]:
        query = (
            "select claim from neighbourhoods where type = ? and first = ? and second = ?"
            ' and "window" = ?'
        )
        return {
            ClaimId(row[0]) for block in sorted(touched) for row in self._db.execute(query, block)
        }

    def _events_of(self, claims: Iterable[ClaimId]) -> Held:
        """The events of some claims, each with all its claims."""
        found: dict[EventId, set[ClaimId]] = {}
        for batch in batches(claims):
            marks = ",".join("?" * len(batch))
            query = (
                "select event, claim from event_claims where event in"
                f" (select event from event_claims where claim in ({marks}))"
            )
            for row in self._db.execute(query, batch):
                found.setdefault(EventId(row["event"]), set()).add(ClaimId(row["claim"]))
        return {event: frozenset(had) for event, had in found.items()}

    def _told(self, events: Held) -> Iterator[Claim]:
        """The claims of events that are still there and not rejected."""
        for batch in batches(claim for had in events.values() for claim in had):
            marks = ",".join("?" * len(batch))
            query = (
                f"select c.data from claims c where c.id in ({marks}) and not exists"
                " (select 1 from judged_claims j where j.claim = c.id and j.standing = ?)"
            )
            for row in self._db.execute(query, (*batch, Standing.REJECTED.value)):
                claim = claim_from_row(json.loads(row["data"]))
                if isinstance(claim.body, EventBody):
                    yield claim

    def _keep_events(
        self,
        merged: Sequence[Event],
        held: Held,
        became: Mapping[ClaimId, ClaimId],
        cause: str,
    ) -> None:
        """Put merged events in the place of those that their claims were in, under the ids of these."""
        groups = {event.id: frozenset(c.id for c in event.claims) for event in merged}
        known = {
            event: frozenset(became.get(claim, claim) for claim in had)
            for event, had in held.items()
        }
        every = frozenset(claim for had in groups.values() for claim in had)
        before = judgements.before(self._db, known, every)
        ids = carry(groups, before)
        judgements.keep_turns(self._db, turns(groups, before, ids, cause))
        rows = {ids[event.id]: replace(event, id=ids[event.id]) for event in merged}
        stale = self._unlike(rows, held)
        passing = Passing(self._db)
        for (data,) in self._data(stale):
            passing.drop_event(json.loads(data))
        self._db.executemany("delete from event_claims where event = ?", [(e,) for e in stale])
        self._db.executemany("delete from events where id = ?", [(e,) for e in stale])
        for event in rows.values():
            if event.id in held and event.id not in stale:
                continue
            passing.add_event(event)
            start = str(event.when.start) if event.when.start else None
            self._db.execute(
                "insert into events values (?, ?, ?, ?, ?)",
                (event.id, event.type, event.status.value, start, dump(event_to_row(event))),
            )
        for event in rows.values():
            if event.id not in held or event.id in stale:
                self._db.executemany(
                    "insert into event_claims values (?, ?)",
                    [(c.id, event.id) for c in event.claims],
                )
        passing.write()

    def _data(self, events: Iterable[EventId]) -> Iterator[Row]:
        for batch in batches(events):
            marks = ",".join("?" * len(batch))
            yield from self._db.execute(f"select data from events where id in ({marks})", batch)

    def _unlike(self, rows: Mapping[EventId, Event], held: Held) -> list[EventId]:
        """Which held events are not as they are kept."""
        found = []
        for name, had in sorted(held.items()):
            event = rows.get(name)
            if event is not None and {c.id for c in event.claims} == had:
                (data,) = self._db.execute(
                    "select data from events where id = ?", (name,)
                ).fetchone() or ("",)
                (there,) = self._db.execute(
                    "select count(*) from event_claims where event = ?", (name,)
                ).fetchone()
                if data == dump(event_to_row(event)) and there == len(had):
                    continue
            found.append(name)
        return found

"""Keeping a reading: its document, claims, evidence and the events that they make."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from dragoman.errors import EvidenceError
from dragoman.model.claims import Claim, EventBody, FigureBody, PositionBody, StanceBody
from dragoman.model.codec import claim_to_row
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.issues import Issue, Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.store.asking import Asking
from dragoman.store.codec import event_to_row
from dragoman.store.connection import transaction
from dragoman.store.opened import dump

Block = tuple[str, str, str]
Blocks = Callable[[Claim], frozenset[Block]]
Merge = Callable[[Iterable[Claim]], tuple[Event, ...]]


def _roles(claim: Claim) -> Iterator[tuple[str, int, str, str]]:
    body = claim.body
    match body:
        case EventBody() | StanceBody():
            groups = {"actor": body.actors, "recipient": body.recipients}
        case FigureBody():
            groups = {"about": body.about}
        case PositionBody():
            groups = {"actor": body.actors, "body": (body.body,) if body.body else ()}
        case _:
            groups = {"actor": body.actors}
    if claim.said_by:
        groups["said_by"] = (claim.said_by,)
    for role, actors in groups.items():
        for position, actor in enumerate(actors):
            yield role, position, actor.key, actor.name


class Keeping(Asking):
    """Readings, kept whole."""

    def has(self, document: DocumentId, run: Run) -> bool:
        """Say whether a document was read by this run's code, tables and settings."""
        query = "select 1 from readings where document = ? and run = ?"
        return self._db.execute(query, (document, run.id)).fetchone() is not None

    def keep(self, reading: Reading, *, run: Run, blocks: Blocks, merge: Merge) -> None:
        """Keep a reading and merge its claims into the events, all in one transaction.

        What an earlier run read from the same document is replaced.

        Args:
            blocks: the neighbourhoods of a claim; only events in these are merged anew.
            merge: claims to events.

        Raises:
            EvidenceError: a quote is not in its document.
        """
        document = reading.document
        try:
            with transaction(self._db):
                self._keep_run(run)
                self._keep_document(document)
                stale = self._drop_claims(document.id)
                for claim in reading.claims:
                    self._keep_claim(claim, document, blocks)
                self._keep_issues(document.id, reading.issues)
                self._remerge(reading.claims, stale, blocks, merge)
                self._db.execute("delete from readings where document = ?", (document.id,))
                self._db.execute("insert into readings values (?, ?)", (document.id, run.id))
        except sqlite3.IntegrityError as error:
            raise EvidenceError(f"{document.name}: {error}") from error

    def _keep_run(self, run: Run) -> None:
        values = (run.id, run.version, run.reader, run.codebook, run.settings)
        self._db.execute("insert or ignore into runs values (?, ?, ?, ?, ?)", values)

    def _keep_document(self, document: Document) -> None:
        passages = [[p.span.start, p.span.end, p.role.value] for p in document.passages]
        self._db.execute(
            "insert or ignore into documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.name,
                document.title,
                document.text,
                document.url,
                document.publisher,
                document.language,
                str(document.published) if document.published else None,
                document.published_basis.value,
                document.source_digest,
                dump(passages),
            ),
        )

    def _drop_claims(self, document: DocumentId) -> list[Claim]:
        """Drop a document's claims and the events they are part of; return the others' claims."""
        self._db.execute("delete from issues where document = ?", (document,))
        own = {c.id for c in self.claims(document=document)}
        if not own:
            return []
        held = self._events_of(own)
        others = [c for event in held for c in event.claims if c.id not in own]
        self._drop_events(held)
        key = (document,)
        for table in ("evidence", "parties", "neighbourhoods", "quotes"):
            self._db.execute(
                f"delete from {table} where claim in (select id from claims where document = ?)",
                key,
            )
        self._db.execute("delete from claims where document = ?", key)
        return others

    def _keep_claim(self, claim: Claim, document: Document, blocks: Blocks) -> None:
        row = claim_to_row(claim)
        span = claim.evidence.span
        self._db.execute(
            "insert into claims values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                claim.id,
                document.id,
                claim.run,
                row["kind"],
                row.get("type") or "",
                row["status"],
                row["start"],
                row["end"],
                dump(row),
            ),
        )
        self._db.execute(
            "insert into evidence values (?, ?, ?, ?, ?)",
            (claim.id, claim.evidence.doc, span.start, span.end, claim.evidence.quote),
        )
        self._db.executemany(
            "insert into parties values (?, ?, ?, ?, ?)",
            [(claim.id, *part) for part in _roles(claim)],
        )
        self._db.executemany(
            "insert into neighbourhoods values (?, ?, ?, ?)",
            [(*block, claim.id) for block in sorted(blocks(claim))],
        )
        self._db.execute(
            "insert into quotes values (?, ?, ?)",
            (claim.id, claim.evidence.quote, document.title),
        )

    def _keep_issues(self, document: DocumentId, issues: Sequence[Issue]) -> None:
        rows = [(document, n, dump(asdict(issue))) for n, issue in enumerate(issues)]
        self._db.executemany("insert into issues values (?, ?, ?)", rows)

    def _remerge(
        self, fresh: Sequence[Claim], stale: Sequence[Claim], blocks: Blocks, merge: Merge
    ) -> None:
        """Merge new claims with the events of their neighbourhoods; all other events stay."""
        touched = {block for claim in (*fresh, *stale) for block in blocks(claim)}
        near: set[ClaimId] = set()
        for block in sorted(touched):
            query = "select claim from neighbourhoods where type = ? and first = ? and second = ?"
            near.update(ClaimId(row["claim"]) for row in self._db.execute(query, block))
        held = self._events_of(near)
        claims = {c.id: c for event in held for c in event.claims}
        claims.update({c.id: c for c in (*fresh, *stale) if isinstance(c.body, EventBody)})
        self._drop_events(held)
        for event in merge(claims.values()):
            start = str(event.when.start) if event.when.start else None
            self._db.execute(
                "insert into events values (?, ?, ?, ?, ?)",
                (event.id, event.type, event.status.value, start, dump(event_to_row(event))),
            )
            self._db.executemany(
                "insert into event_claims values (?, ?)", [(c.id, event.id) for c in event.claims]
            )

    def _events_of(self, claims: Iterable[ClaimId]) -> list[Event]:
        found: set[str] = set()
        for claim in claims:
            row = self._db.execute("select event from event_claims where claim = ?", (claim,))
            found.update(item["event"] for item in row)
        return [self.event(EventId(name)) for name in sorted(found)]

    def _drop_events(self, events: Iterable[Event]) -> None:
        keys = [(event.id,) for event in events]
        self._db.executemany("delete from event_claims where event = ?", keys)
        self._db.executemany("delete from events where id = ?", keys)

    # Reading

"""The record: documents, claims, evidence and events, kept whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from dragoman.errors import EvidenceError, NotFound
from dragoman.model.claims import Claim, EventBody, FigureBody, PositionBody, StanceBody
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.issues import Issue, Reading, Severity
from dragoman.model.relations import Act, Covering
from dragoman.model.runs import Run
from dragoman.model.text import DateBasis, Document, Passage, Role, Span
from dragoman.model.votes import RollCalls
from dragoman.model.when import PartialDate
from dragoman.store.acts import (
    last_published,
    read_acts,
    read_acts_between,
    read_acts_of,
    read_between,
    read_covering,
)
from dragoman.store.codec import event_from_row, event_to_row
from dragoman.store.connection import connect, transaction
from dragoman.store.votes import keep_votes, read_votes

Block = tuple[str, str, str]
Blocks = Callable[[Claim], frozenset[Block]]
Merge = Callable[[Iterable[Claim]], tuple[Event, ...]]


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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


class Record:
    """One record, open. Use it as a context manager.

    Args:
        path: the file; ``:memory:`` for one that is gone when closed.
        create: make the file where there is none.
    """

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        self._db = connect(Path(path), create=create)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # Writing

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

    def keep_votes(self, rolls: RollCalls) -> None:
        """Keep these roll calls in place of those which are there."""
        keep_votes(self._db, rolls)

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
                _dump(passages),
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
                _dump(row),
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
        rows = [(document, n, _dump(asdict(issue))) for n, issue in enumerate(issues)]
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
                (event.id, event.type, event.status.value, start, _dump(event_to_row(event))),
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

    def document(self, name: str) -> Document:
        """Find a document by its id or its name.

        Raises:
            NotFound: the record holds none.
        """
        query = "select * from documents where id = ? or name = ? order by id limit 1"
        row = self._db.execute(query, (name, name)).fetchone()
        if row is None:
            raise NotFound(f"no document has the id or name {name!r}")
        return _document(row)

    def documents(self) -> Iterator[Document]:
        """All documents, by date of publication and id."""
        query = "select * from documents order by coalesce(published, '9999'), id"
        return (_document(row) for row in self._db.execute(query))

    def claim(self, name: str) -> Claim:
        """Find a claim by its id.

        Raises:
            NotFound: the record holds none.
        """
        row = self._db.execute("select data from claims where id = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f"no claim has the id {name!r}")
        return claim_from_row(json.loads(row["data"]))

    def claims(
        self,
        *,
        document: str | None = None,
        kind: str | None = None,
        about: str | None = None,
    ) -> Iterator[Claim]:
        """Claims in the order of their documents and of the text.

        Args:
            document: an id; only its claims.
            kind: only claims of this kind.
            about: a country; only claims that it is a party to.
        """
        tests, values = ["true"], []
        for column, value in (("c.document", document), ("c.kind", kind)):
            if value is not None:
                tests.append(f"{column} = ?")
                values.append(value)
        if about is not None:
            tests.append("exists (select 1 from parties p where p.claim = c.id and p.party = ?)")
            values.append(about)
        query = (
            "select c.data from claims c join documents d on d.id = c.document"
            " join evidence e on e.claim = c.id where " + " and ".join(tests) + " order by"
            " coalesce(d.published, '9999'), d.name, d.id, e.start, c.id"
        )
        rows = self._db.execute(query, values).fetchall()
        return (claim_from_row(json.loads(row["data"])) for row in rows)

    def event(self, name: str) -> Event:
        """Find an event by its id.

        Raises:
            NotFound: the record holds none.
        """
        row = self._db.execute("select data from events where id = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f"no event has the id {name!r}")
        return self._event(json.loads(row["data"]))

    def _event(self, data: dict[str, Any]) -> Event:
        return event_from_row(data, [self.claim(name) for name in data["claims"]])

    def events(self, *, about: str | None = None) -> Iterator[Event]:
        """Events by time.

        Args:
            about: a country; only events that it is a party to.
        """
        test, values = "", []
        if about is not None:
            test = (
                " where exists (select 1 from event_claims x join parties p on p.claim = x.claim"
                " where x.event = e.id and p.party = ? and p.role <> 'said_by')"
            )
            values.append(about)
        query = f"select data from events e{test} order by coalesce(start, '9999'), id"
        rows = self._db.execute(query, values).fetchall()
        return (self._event(json.loads(row["data"])) for row in rows)

    def search(self, words: Sequence[str], *, limit: int) -> Iterator[Claim]:
        """Claims whose quote or title holds all the words, the best match first."""
        match = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        query = "select claim from quotes where quotes match ? order by rank, claim limit ?"
        rows = self._db.execute(query, (match, limit)).fetchall()
        return (self.claim(row["claim"]) for row in rows)

    def acts(self, party: str | None = None) -> Iterator[Act]:
        """Events as relations see them: all, or those in which a party has a part."""
        return read_acts(self._db) if party is None else read_acts_of(self._db, party)

    def acts_between(self, first: str, second: str) -> Iterator[Act]:
        """Events in which both of two parties have a part, as relations see them."""
        return read_acts_between(self._db, first, second)

    def covering(self, first: str, second: str) -> tuple[Covering, ...]:
        """Documents that have something on either of two parties."""
        return read_covering(self._db, first, second)

    def between(self, first: str, second: str) -> tuple[Claim, ...]:
        """Figures and stances in which both of two parties have a part."""
        return read_between(self._db, first, second)

    def last_published(self) -> date | None:
        """The last day on which a document was published."""
        return last_published(self._db)

    def votes(self) -> RollCalls:
        """All roll calls."""
        return read_votes(self._db)

    def issues(self) -> Iterator[Issue]:
        """Everything that was left out, by document."""
        rows = self._db.execute("select data from issues order by document, position").fetchall()
        return (_issue(json.loads(row["data"])) for row in rows)

    def counts(self) -> dict[str, int]:
        """How many rows each main table has."""
        return {
            table: self._db.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("documents", "claims", "events", "issues")
        }


def _document(row: sqlite3.Row) -> Document:
    return Document(
        id=DocumentId(row["id"]),
        name=row["name"],
        text=row["text"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        language=row["language"],
        published=PartialDate.parse(row["published"]) if row["published"] else None,
        published_basis=DateBasis(row["published_basis"]),
        source_digest=row["source_digest"],
        passages=tuple(
            Passage(span=Span(start=start, end=end), role=Role(role))
            for start, end, role in json.loads(row["passages"])
        ),
    )


def _issue(data: dict[str, Any]) -> Issue:
    span = data.pop("span")
    severity = Severity(data.pop("severity"))
    return Issue(**data, severity=severity, span=Span(**span) if span else None)

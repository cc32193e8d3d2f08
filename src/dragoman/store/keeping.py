"""Keeping a reading: its document, claims, evidence and the events that they make."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dragoman.errors import EvidenceError
from dragoman.model.applying import apply, succession
from dragoman.model.claims import Claim, EventBody, FigureBody, PositionBody, StanceBody
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.ids import DocumentId
from dragoman.model.issues import Issue, Reading
from dragoman.model.judgements import Judged, Standing
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.store import judgements
from dragoman.store.covering import cover, fill_covered, parties_of
from dragoman.store.database import Refused, transaction
from dragoman.store.entries import Entries, Told, unlisted
from dragoman.store.opened import dump
from dragoman.store.passing import Passing, fill_passed
from dragoman.store.remerging import Blocks, Merge, Merging, Remerging


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


class Keeping(Remerging):
    """Readings, kept whole."""

    def has(self, document: DocumentId, run: Run) -> bool:
        """Say whether a document was read by this run's code, tables and settings."""
        query = "select 1 from readings where document = ? and run = ?"
        return self._db.execute(query, (document, run.id)).fetchone() is not None

    def keep(self, reading: Reading, *, run: Run, blocks: Blocks, merge: Merge) -> None:
        """Keep a reading and merge its claims into the events, all in one transaction.

        What an earlier run read from the same document is replaced; what people said of it is laid over
        the new reading.

        Args:
            blocks: the neighbourhoods of a claim; only events in these are merged anew.
            merge: claims, and what people say of pairs of them, to events.

        Raises:
            EvidenceError: a quote is not in its document.
        """
        document, merging = reading.document, Merging(blocks, merge)
        try:
            with transaction(self._db):
                self._keep_run(run)
                self._keep_document(document)
                self._fill_neighbourhoods(merging)
                self.fill_entries()
                self.fill_passed()
                self._replace(document, reading.claims, merging, cause=run.id)
                self._db.execute("delete from issues where document = ?", (document.id,))
                self._keep_issues(document.id, reading.issues)
                self._db.execute("delete from readings where document = ?", (document.id,))
                self._db.execute("insert into readings values (?, ?)", (document.id, run.id))
        except Refused as error:
            raise EvidenceError(f"{document.name}: {error}") from error

    def _replace(
        self, document: Document, read: Sequence[Claim], merging: Merging, *, cause: str
    ) -> None:
        """Put what a reader has, with what people said of it, in the place of a document's claims."""
        applied = apply(read, judgements.judgements_on(self._db, document.id))
        old = self._of_document(document.id)
        held = self._events_of(claim.id for claim in old)
        entries, told = Entries(self._db), Told.of(document)
        passing, was = Passing(self._db), parties_of(self._db, document.id)
        for claim in old:
            entries.drop(claim, told)
            passing.drop_claim(claim)
            self._drop_claim(claim, merging)
        for judged in applied.claims:
            entries.add(judged, told, _roles(judged.claim))
            self._keep_claim(judged, merging)
        judgements.point(self._db, document.id, applied)
        shown = [j.claim for j in applied.claims if j.standing is not Standing.REJECTED]
        for claim in shown:
            passing.add_claim(claim)
        passing.write()
        cover(self._db, document.id, was, parties_of(self._db, document.id))
        became = succession(old, shown) if old else {}
        judgements.follow(self._db, became)
        self._remerge(shown, held, merging, became=became, cause=cause)
        entries.index()

    def _of_document(self, document: DocumentId) -> list[Claim]:
        rows = self._db.execute("select data from claims where document = ?", (document,))
        return [claim_from_row(json.loads(row["data"])) for row in rows]

    def _as_read(self, document: DocumentId) -> list[Claim]:
        """The claims of a document as its reader has them, whatever people said."""
        judged = judgements.judged_in(self._db, document)
        found = []
        for claim in self._of_document(document):
            _, read = judged.get(claim.id, (Standing.READ, claim))
            if read is not None:
                found.append(read)
        return found

    def _fill_neighbourhoods(self, merging: Merging) -> None:
        """Find the neighbourhoods of all claims, where an older version kept none by month."""
        if self._db.execute("select 1 from neighbourhoods limit 1").fetchone():
            return
        rows = self._db.execute(
            "select data from claims c where kind = 'event' and not exists"
            " (select 1 from judged_claims j where j.claim = c.id and j.standing = 'rejected')"
        )
        for row in rows:
            self._keep_blocks(claim_from_row(json.loads(row["data"])), merging)

    def fill_entries(self) -> None:
        """Make entries of all claims, where an older version made none."""
        if self._db.execute("select 1 from entries limit 1").fetchone():
            return
        entries = Entries(self._db)
        for judged, told in unlisted(self._db):
            entries.add(judged, told, _roles(judged.claim))
        entries.index()

    def fill_passed(self) -> None:
        """Pack what passed between parties, where an older version did not."""
        query = "select exists (select 1 from mentions) and not exists (select 1 from covered)"
        if self._db.execute(query).fetchone()[0]:
            fill_covered(self._db)
            fill_passed(self._db)

    def _keep_run(self, run: Run) -> None:
        values = (run.id, run.version, run.reader, run.codebook, run.settings)
        self._db.execute("insert into runs values (?, ?, ?, ?, ?) on conflict do nothing", values)

    def _keep_document(self, document: Document) -> None:
        passages = [[p.span.start, p.span.end, p.role.value] for p in document.passages]
        self._db.execute(
            "insert into documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
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

    def _drop_claim(self, claim: Claim, merging: Merging) -> None:
        """Drop a claim; the event that it is part of is left to be merged anew."""
        self._db.executemany(
            "delete from neighbourhoods where type = ? and first = ? and second = ?"
            ' and "window" = ? and claim = ?',
            [(*block, claim.id) for block in sorted(merging.blocks(claim))],
        )
        for table in ("event_claims", "evidence", "parties"):
            self._db.execute(f"delete from {table} where claim = ?", (claim.id,))
        self._db.execute("delete from claims where id = ?", (claim.id,))

    def _keep_claim(self, judged: Judged, merging: Merging) -> None:
        claim = judged.claim
        row = claim_to_row(claim)
        span = claim.evidence.span
        self._db.execute(
            "insert into claims values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                claim.id,
                claim.evidence.doc,
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
        judgements.keep_judged(self._db, judged)
        if judged.standing is Standing.REJECTED:
            return
        self._db.executemany(
            "insert into parties values (?, ?, ?, ?, ?)",
            [(claim.id, *part) for part in _roles(claim)],
        )
        self._keep_blocks(claim, merging)

    def _keep_blocks(self, claim: Claim, merging: Merging) -> None:
        self._db.executemany(
            "insert into neighbourhoods values (?, ?, ?, ?, ?)",
            [(*block, claim.id) for block in sorted(merging.blocks(claim))],
        )

    def _keep_issues(self, document: DocumentId, issues: Sequence[Issue]) -> None:
        rows = [(document, n, dump(asdict(issue))) for n, issue in enumerate(issues)]
        self._db.executemany("insert into issues values (?, ?, ?)", rows)

"""Documents, claims, events and issues, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.errors import NotFound
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_from_row
from dragoman.model.events import Event
from dragoman.model.ids import DocumentId
from dragoman.model.issues import Issue, Severity
from dragoman.model.text import DateBasis, Document, Passage, Role, Span
from dragoman.model.when import PartialDate
from dragoman.store.codec import event_from_row
from dragoman.store.database import Row
from dragoman.store.opened import Opened

_NOT_REJECTED = (
    "not exists (select 1 from judged_claims j where j.claim = c.id and j.standing = 'rejected')"
)


class Asking(Opened):
    """What was kept of documents."""

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
        """Claims in the order of their documents and of the text, without those that people rejected.

        Args:
            document: an id; only its claims.
            kind: only claims of this kind.
            about: a country; only claims that it is a party to.
        """
        tests: list[str] = [_NOT_REJECTED]
        values: list[str] = []
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


def _document(row: Row) -> Document:
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

"""What searches ask of claims, kept in numbers beside them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model.claims import Claim, EventBody, FigureBody, Kind, Status
from dragoman.model.codec import claim_from_row
from dragoman.model.judgements import Judged, Standing
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.store.database import Database

KINDS = tuple(kind.value for kind in Kind)
STATUSES = tuple(status.value for status in Status)
STANDINGS = tuple(standing.value for standing in Standing)
ROLES = ("actor", "recipient", "about", "body", "said_by")
SAID_BY = ROLES.index("said_by")

UNSURE = 255
"""In the place of a confidence, in hundredths, where the reader does not say."""


def fold(text: str) -> str:
    """A name as it is looked up: without accents and capitals.

    Example:
        >>> fold("Élysée")
        'elysee'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked of a claim's document."""

    title: str
    publisher: str
    published: int
    name: str

    @classmethod
    def of(cls, document: Document) -> Told:
        """Take it from the document."""
        day = document.published.earliest.toordinal() if document.published else 0
        return cls(document.title, document.publisher, day, document.name)


class Entries:
    """Entries of claims, added and dropped within one transaction: numbers of words are remembered.

    Args:
        db: the record.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._terms: dict[tuple[str, str], int] = {}
        self._words: list[tuple[int, str, str]] = []

    def _find_term(self, sort: str, value: str) -> int:
        query = "select id from terms where sort = ? and value = ?"
        row = self._db.execute(query, (sort, value)).fetchone()
        if row is None:
            query = "insert into terms (sort, value) values (?, ?) returning id"
            ((number,),) = self._db.execute(query, (sort, value)).fetchall()
            return int(number)
        return int(row[0])

    def term(self, sort: str, value: str | None) -> int:
        """The number of a word of some sort; 0 for none."""
        if not value:
            return 0
        if (sort, value) not in self._terms:
            self._terms[sort, value] = self._find_term(sort, value)
        return self._terms[sort, value]

    def add(self, judged: Judged, told: Told, roles: Iterable[tuple[str, int, str, str]]) -> None:
        """Add a claim's entry, its words and its parties."""
        claim, body = judged.claim, judged.claim.body
        event = body if isinstance(body, EventBody) else None
        amount, unit = _amount(claim)
        place = event.place if event else None
        first, last = _days(claim)
        term = self.term
        sure = UNSURE if claim.confidence is None else round(claim.confidence * 100)
        values = (
            claim.id,
            KINDS.index(claim.kind),
            term("type", event.type if event else None),
            term("mode", event.mode if event else None),
            STATUSES.index(claim.status),
            STANDINGS.index(judged.standing),
            first,
            last,
            told.published,
            term("publisher", told.publisher),
            term("document", claim.evidence.doc),
            claim.evidence.span.start,
            claim.evidence.span.end - claim.evidence.span.start,
            term("place", fold(place.name) if place else None),
            term("country", place.country if place else None),
            sure,
            amount,
            term("unit", unit.upper()),
        )
        marks = ", ".join("?" * len(values))
        ((number,),) = self._db.execute(
            f"insert into entries ({', '.join(COLUMNS)}) values ({marks}) returning number", values
        ).fetchall()
        self._db.executemany(
            "insert into entry_parties values (?, ?, ?, ?) on conflict do nothing",
            [
                (number, ROLES.index(role), term("party", party), term("name", fold(name)))
                for role, _, party, name in roles
            ],
        )
        self._words.append((number, claim.evidence.quote, told.title))

    def index(self) -> None:
        """Add the words of all entries that were added, as the last thing of a transaction.

        FTS5 writes out what it gathered before each later statement that may be taken back, as those with
        triggers are: ten small indexes for the claims of a document instead of one.
        """
        for number, quote, title in self._words:
            self._db.words.add(number, quote, title)
        self._words.clear()

    def drop(self, claim: Claim, told: Told) -> None:
        """Drop a claim's entry and its words."""
        row = self._db.execute("select number from entries where claim = ?", (claim.id,)).fetchone()
        if row is None:
            return
        self._db.words.drop(row[0], claim.evidence.quote, told.title)
        self._db.execute("delete from entries where number = ?", (row[0],))


COLUMNS = (
    "claim",
    "kind",
    "type",
    "mode",
    "status",
    "standing",
    "first_day",
    "last_day",
    "published",
    "publisher",
    "document",
    "start",
    "length",
    "place",
    "country",
    "confidence",
    "amount",
    "unit",
)


def _amount(claim: Claim) -> tuple[float | None, str]:
    body = claim.body
    if isinstance(body, FigureBody):
        return float(body.value), body.unit
    if isinstance(body, EventBody) and body.amount:
        return float(body.amount.value), body.amount.unit
    return None, ""


def _days(claim: Claim) -> tuple[int, int]:
    """The first and last day that a claim's time can mean, as ordinals; zeros where it is unknown."""
    start, end = claim.when.start, claim.when.end
    first, last = start or end, end or start
    if first is None or last is None:
        return 0, 0
    return first.earliest.toordinal(), last.latest.toordinal()


def unlisted(db: Database) -> Iterator[tuple[Judged, Told]]:
    """Claims without an entry, as an older version of Dragoman left them."""
    rows = db.execute(
        "select c.data, j.standing, d.title, d.publisher, d.published, d.name"
        " from claims c join documents d on d.id = c.document"
        " left join judged_claims j on j.claim = c.id"
        " where c.id not in (select claim from entries) order by c.id"
    ).fetchall()
    for row in rows:
        claim = claim_from_row(json.loads(row["data"]))
        day = PartialDate.parse(row["published"]).earliest.toordinal() if row["published"] else 0
        standing = Standing(row["standing"]) if row["standing"] else Standing.READ
        told = Told(row["title"], row["publisher"], day, row["name"])
        yield Judged(claim=claim, read=claim, standing=standing), told

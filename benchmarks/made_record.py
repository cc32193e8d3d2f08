"""A record of any size that was made and not read, for benchmarks: see ``record_size.py``."""

from __future__ import annotations

import random
import sqlite3
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, islice, pairwise
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.merging import blocks, merge
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import (
    Body,
    Claim,
    EventBody,
    FigureBody,
    Kind,
    StanceBody,
    Status,
    claim_id,
    parties,
)
from dragoman.model.events import Event, Link
from dragoman.model.ids import ClaimId, DocumentId, EventId, short
from dragoman.model.issues import Reading
from dragoman.model.judgements import Judged
from dragoman.model.runs import Run
from dragoman.model.text import DateBasis, Document, Evidence, Span
from dragoman.model.when import Basis, PartialDate, When
from dragoman.store import Record
from dragoman.store.codec import event_to_row
from dragoman.store.database import transaction
from dragoman.store.entries import Entries, Told
from dragoman.store.keeping import _roles
from dragoman.store.opened import dump
from dragoman.store.remerging import Merging

CLAIMS_A_DOCUMENT = 10
DOCUMENTS_A_DAY = 10
"""A record grows with time: 100,000 documents take 27 years."""

TELLINGS = (0.62, 0.22, 0.1, 0.04, 0.02)
"""Chances that a happening is told by one to five documents: 1.6 claims an event, as in the sample."""

WORDS = 20_000
PUBLISHERS = 40
FIRST_YEAR = 1998
FIRST_DAY = date(FIRST_YEAR, 3, 1)
PART = 20_000
"""Claims of a part: 200 days from March on. A larger record is the part once for each year, with other ids."""

RUN = Run.of(version="1", reader="made", codebook="made")


@dataclass
class Drawn:
    """Things drawn with weights that fall as one over their rank."""

    things: list[str]
    sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.sums = list(accumulate(1 / rank for rank in range(1, len(self.things) + 1)))

    def draw(self, chance: random.Random) -> str:
        return self.things[bisect(self.sums, chance.random() * self.sums[-1])]


@dataclass
class World:
    """What happenings are made of."""

    chance: random.Random
    states: Drawn
    words: Drawn
    types: Drawn
    names: dict[str, str]

    @classmethod
    def made(cls, seed: int) -> World:
        chance = random.Random(seed)
        states = [s for s in gazetteer().states.values() if s.kind == "un_member"]
        chance.shuffle(states)
        letters = "etaoinshrdlucmfwypvbgk"
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words["".join(chance.choices(letters, k=chance.randint(4, 9)))] = None
        return cls(
            chance,
            Drawn([s.id for s in states]),
            Drawn(list(words)),
            Drawn(list(table("event_types"))),
            {s.id: s.name for s in states},
        )

    def actor(self) -> Actor:
        code = self.states.draw(self.chance)
        return Actor(name=self.names[code], country=code, sector="GOV")

    def pair(self) -> tuple[Actor, Actor]:
        while True:
            one, two = self.actor(), self.actor()
            if one != two:
                return one, two


def marked(prefix: str, text: str) -> str:
    """An id with the mark of the first part, which is another in each copy of it."""
    return f"{prefix}@00{short(prefix, text)[4:]}"


@dataclass
class Happening:
    """What is told, and what of it every telling has."""

    body: Body
    kind: Kind
    status: Status
    day: date | None
    words: list[str]


def happening(world: World, day: date, first: date) -> Happening:
    chance = world.chance
    one, two = world.pair()
    on = max(first, day - timedelta(days=chance.choice((0, 0, 1, 1, 2, 5, 30))))
    drawn = chance.random()
    body: Body
    if drawn < 0.12:
        kind = Kind.FIGURE
        value = Decimal(chance.randint(1, 9_000)) * 100_000
        body = FigureBody(indicator="exports", about=(one, two), value=value, unit="USD")
    elif drawn < 0.18:
        kind = Kind.STANCE
        body = StanceBody(actors=(one,), recipients=(two,), polarity=chance.randint(-2, 2))
    else:
        kind = Kind.EVENT
        more = (world.actor(),) if chance.random() < 0.1 else ()
        sum_ = Amount(value=Decimal(chance.randint(1, 900)) * 1_000_000, unit="USD")
        body = EventBody(
            type=world.types.draw(chance),
            actors=(one, *more),
            recipients=(two,),
            place=Place(name=f"{two.name} City", country=two.country)
            if chance.random() < 0.3
            else None,
            amount=sum_ if chance.random() < 0.1 else None,
        )
    status = Status(chance.choices(list(Status), (70, 14, 3, 4, 5, 4))[0])
    words = [world.words.draw(chance) for _ in range(14)]
    return Happening(body, kind, status, on if chance.random() > 0.12 else None, words)


def readings(world: World, first: date, name: str) -> Iterator[tuple[Reading, list[Happening]]]:
    """Documents without end, in the order of their days; no happening is of a day before the first."""
    chance, day, number = world.chance, first, 0
    waiting: list[Happening] = []
    while True:
        for _ in range(DOCUMENTS_A_DAY):
            while len(waiting) < 30 * CLAIMS_A_DOCUMENT:
                told = chance.choices(range(1, 6), TELLINGS)[0]
                waiting += [happening(world, day, first)] * told
            near = min(len(waiting), 6 * CLAIMS_A_DOCUMENT)
            places = sorted(chance.sample(range(near), CLAIMS_A_DOCUMENT), reverse=True)
            chosen = [waiting.pop(place) for place in places]
            yield document(world, f"{name}{number}", day, chosen), chosen
            number += 1
        day += timedelta(days=1)


def document(world: World, name: str, day: date, told: list[Happening]) -> Reading:
    chance = world.chance
    sentences, spans, at = [], [], 0
    for item in told:
        own = [word if chance.random() < 0.6 else world.words.draw(chance) for word in item.words]
        named = " ".join(actor.name for actor in parties(item.body))
        sentence = f"{named} {' '.join(own)}."
        sentences.append(sentence)
        spans.append(Span(start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    text = " ".join(sentences)
    made = Document(
        id=DocumentId(marked("d", name)),
        name=name,
        text=text,
        title=" ".join(told[0].words[:5]),
        publisher=f"Publisher {int(chance.paretovariate(0.6)) % PUBLISHERS}",
        language="en",
        published=PartialDate.of(day),
        published_basis=DateBasis.STATED,
    )
    claims = []
    for item, span in zip(told, spans, strict=True):
        evidence = Evidence.cut(made, span)
        when = PartialDate.of(item.day) if item.day else None
        if when and chance.random() < 0.15:
            when = when.to_month()
        claims.append(
            Claim(
                id=ClaimId(marked("c", claim_id(evidence, item.kind))),
                doc=name,
                evidence=evidence,
                status=item.status,
                body=item.body,
                said_by=world.actor() if chance.random() < 0.2 else None,
                when=When(start=when, end=when, basis=Basis.TEXT) if when else When(),
                confidence=round(chance.uniform(0.3, 1), 2),
                run=RUN.id,
            )
        )
    return Reading(document=made, claims=tuple(claims))


class Builder:
    """Fills a record with a first part of many documents at once.

    Rows are those that keeping a reading writes. The claims of one happening make an event, since here it is
    known which these are; what is added to measure goes through merging.
    """

    BATCH = 500

    def __init__(self, record: Record) -> None:
        self.record = record
        self.open: dict[int, list[Claim]] = {}

    def add(self, documents: Iterator[tuple[Reading, list[Happening]]], count: int) -> None:
        """Add so many documents."""
        while count > 0:
            batch = list(islice(documents, min(count, self.BATCH)))
            count -= len(batch)
            with transaction(self.record._db):
                self._batch(batch)

    def _batch(self, batch: list[tuple[Reading, list[Happening]]]) -> None:
        record, db = self.record, self.record._db
        entries, merging = Entries(db), Merging(blocks, merge)
        record._keep_run(RUN)
        seen: set[int] = set()
        for reading, told in batch:
            record._keep_document(reading.document)
            beside = Told.of(reading.document)
            for claim, item in zip(reading.claims, told, strict=True):
                judged = Judged(claim=claim, read=claim)
                record._keep_claim(judged, merging)
                entries.add(judged, beside, list(_roles(claim)))
                self.open.setdefault(id(item), []).append(claim)
                seen.add(id(item))
            db.execute("insert into readings values (?, ?)", (reading.document.id, RUN.id))
        entries.index()
        for name in [name for name in self.open if name not in seen]:
            self._close(self.open.pop(name))

    def _close(self, claims: list[Claim]) -> None:
        db, told = self.record._db, claims[0]
        if not isinstance(told.body, EventBody):
            return
        event = Event(
            id=EventId(marked("e", min(claim.id for claim in claims))),
            type=told.body.type,
            mode="",
            status=told.status,
            actors=told.body.actors,
            recipients=told.body.recipients,
            context=(),
            place=told.body.place,
            when=told.when,
            claims=tuple(sorted(claims, key=lambda claim: claim.id)),
            links=tuple(
                Link(
                    left=a.id, right=b.id, score=0.8, reasons=(f"both {told.body.type}", "same day")
                )
                for a, b in pairwise(claims)
            ),
        )
        start = str(event.when.start) if event.when.start else None
        row = (event.id, event.type, event.status.value, start, dump(event_to_row(event)))
        db.execute("insert into events values (?, ?, ?, ?, ?)", row)
        db.executemany("insert into event_claims values (?, ?)", [(c.id, event.id) for c in claims])

    def finish(self) -> None:
        """Make the events that are still open."""
        with transaction(self.record._db):
            for claims in self.open.values():
                self._close(claims)
            self.open.clear()


DATED = {
    "claims": ("start", '"end"', "data"),
    "events": ("start", "data"),
    "neighbourhoods": ('"window"',),
    "documents": ("published",),
    "mentions": ("published",),
}
"""Columns that hold dates; those of all copied tables hold ids."""

COPIED = (
    "documents",
    "readings",
    "claims",
    "evidence",
    "parties",
    "neighbourhoods",
    "events",
    "event_claims",
    "mentions",
    "pairs",
)


def copy_part(db: sqlite3.Connection, part: int) -> None:
    """Write the first part again for another year, with other ids, in SQL."""
    year, days = str(FIRST_YEAR), (date(FIRST_YEAR + part, 3, 1) - FIRST_DAY).days
    (terms,) = db.execute("select max(id) from terms").fetchone()
    given = {
        "mark": f"@{part:02d}",
        "year": f"{FIRST_YEAR + part}-",
        "terms": terms,
        "numbers": PART * part,
        "days": days,
    }
    for name in COPIED:
        columns = [row["name"] for row in db.execute(f"pragma table_info({name})")]
        values = []
        for column in columns:
            quoted = f'"{column}"'
            value = quoted if column in {"position", "side"} else f"replace({quoted}, '@00', $mark)"
            if column in {"start", "end"} and name == "evidence":
                value = quoted
            elif column in {c.strip('"') for c in DATED.get(name, ())}:
                value = f"replace({value}, '{year}-', $year)"
            values.append(value)
        key = "id" if "id" in columns else next(c for c in columns if c in {"claim", "document"})
        db.execute(
            f"insert into {name} select {', '.join(values)} from {name}"
            f" where \"{key}\" glob '?@00*'",
            given,
        )
    db.execute(
        "insert into terms select id + $terms, sort, replace(value, '@00', $mark) from terms"
        " where sort = 'document' and value glob 'd@00*'",
        given,
    )
    same = "kind, type, mode, status, standing"
    more = "start, length, place, country, confidence, amount, unit"
    db.execute(
        f"insert into entries (number, claim, {same}, first_day, last_day, published, publisher,"
        f" document, {more}) select number + $numbers, replace(claim, '@00', $mark), {same},"
        " first_day + (first_day > 0) * $days, last_day + (last_day > 0) * $days, published + $days, publisher,"
        f" document + $terms, {more} from entries where number <= {PART}",
        given,
    )
    db.execute(
        f"insert into entry_parties select number + ?, role, party, name from entry_parties"
        f" where number <= {PART}",
        (PART * part,),
    )
    db.execute(
        "insert into words (rowid, quote, title) select n.number, e.quote, d.title from entries n"
        " join evidence e on e.claim = n.claim join documents d on d.id = e.document"
        " where n.number > ? and n.number <= ?",
        (PART * part, PART * (part + 1)),
    )


def fill(path: Path, claims: int, seed: int) -> None:
    """Make a record of so many claims."""
    with Chronicle(path) as chronicle:
        builder, db = Builder(chronicle._record), chronicle._record._db
        first = readings(World.made(seed), FIRST_DAY, "d@00-")
        builder.add(first, PART // CLAIMS_A_DOCUMENT)
        builder.finish()
        kept = [row["sql"] for row in db.execute(_TRIGGERS)]
        with transaction(db):
            for row in db.execute(_TRIGGERS.replace("sql", "name", 1)).fetchall():
                db.execute(f"drop trigger {row['name']}")
            for part in range(1, claims // PART):
                copy_part(db, part)
            db.execute(
                "insert or ignore into meanings select document << 40 | start << 16 | length,"
                " randomblob(384) from entries"
            )
            for name, number, table_ in (
                ("segments", "number >> 14", "entries"),
                ("sketches", "place >> 50", "meanings"),
            ):
                db.execute(
                    f"insert or replace into {name} select distinct {number}, 2, null from {table_}"
                )
            for trigger in kept:
                db.execute(trigger)
            for name in ("passed", "numbered", "covered"):
                db.execute(f"delete from {name}")
            chronicle._record.fill_passed()
        db.execute("analyze")
        db.execute("pragma wal_checkpoint(truncate)")


_TRIGGERS = (
    "select sql from sqlite_master where type = 'trigger' and name in"
    " ('pairs_are_kept', 'mentions_are_kept', 'entries_are_added', 'meanings_are_added')"
)

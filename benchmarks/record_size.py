"""Measure what a record costs by its size: on disk, to add to, to search, to open a page of a pair.

The record is made, not read: happenings in the order of time, so many a day; each is told by one to five
documents within days, in words drawn anew. Parties are drawn with weights that fall as one over their rank,
so that one pair in 18,000 has three claims in a hundred; so are words. Every document goes through the
store as a reading does. The same numbers give the same record on every machine.

    python benchmarks/record_size.py [--sizes 10000 100000 1000000] [--folder FOLDER]

Printed for each size: bytes a claim; seconds of the processor to add 1,000 more documents; median and 95th
percentile of 200 searches with facets; the same of a page of a pair, and of the busiest pair.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
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
)
from dragoman.model.events import Event, Link
from dragoman.model.ids import ClaimId, DocumentId, EventId, short
from dragoman.model.issues import Reading
from dragoman.model.judgements import Judged
from dragoman.model.runs import Run
from dragoman.model.text import DateBasis, Document, Evidence, Span
from dragoman.model.when import Basis, PartialDate, When
from dragoman.searching import parse
from dragoman.store import Record
from dragoman.store.codec import event_to_row
from dragoman.store.connection import transaction
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

MORE = 1_000
"""Documents that are added to see what adding costs."""

SEARCH_LIMIT, PAGE_LIMIT, GROWTH_LIMIT = 0.150, 0.200, 1.3
"""Seconds of 95 searches and pages in 100, and how much adding may grow from the second size to the third."""

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
        parties = " ".join(actor.name for actor in _named(item.body))
        sentence = f"{parties} {' '.join(own)}."
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


def _named(body: Body) -> tuple[Actor, ...]:
    from dragoman.model.claims import parties

    return parties(body)


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
    for name in COPIED:
        columns = [row["name"] for row in db.execute(f"pragma table_info({name})")]
        values = []
        for column in columns:
            quoted = f'"{column}"'
            value = quoted if column in {"position", "side"} else f"replace({quoted}, '@00', ?1)"
            if column in {"start", "end"} and name == "evidence":
                value = quoted
            elif column in {c.strip('"') for c in DATED.get(name, ())}:
                value = f"replace({value}, '{year}-', ?2)"
            values.append(value)
        key = "id" if "id" in columns else next(c for c in columns if c in {"claim", "document"})
        db.execute(
            f"insert into {name} select {', '.join(values)} from {name}"
            f" where \"{key}\" glob '?@00*'",
            (f"@{part:02d}", f"{FIRST_YEAR + part}-"),
        )
    (terms,) = db.execute("select max(id) from terms").fetchone()
    db.execute(
        "insert into terms select id + ?2, sort, replace(value, '@00', ?1) from terms"
        " where sort = 'document' and value glob 'd@00*'",
        (f"@{part:02d}", terms),
    )
    same = "kind, type, mode, status, standing"
    more = "start, length, place, country, confidence, amount, unit"
    db.execute(
        f"insert into entries (number, claim, {same}, first_day, last_day, published, publisher,"
        f" document, {more}) select number + ?3, replace(claim, '@00', ?1), {same},"
        " first_day + (first_day > 0) * ?4, last_day + (last_day > 0) * ?4, published + ?4, publisher,"
        f" document + ?2, {more} from entries where number <= {PART}",
        (f"@{part:02d}", terms, PART * part, days),
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
        db.execute("analyze")
        db.execute("pragma wal_checkpoint(truncate)")


_TRIGGERS = (
    "select sql from sqlite_master where type = 'trigger' and name in"
    " ('pairs_are_kept', 'mentions_are_kept', 'entries_are_added', 'meanings_are_added')"
)


def build(folder: Path, sizes: list[int], seed: int, more: int) -> None:
    """Make a record of each size; tell what it takes on disk, and what adding costs there."""
    costs: list[float] = []
    for size in sizes:
        path = folder / f"{size}.dragoman"
        spent = timed(lambda path=path, size=size: fill(path, size, seed))
        with Chronicle(path) as chronicle:
            claims = chronicle.counts()["claims"]
            print(
                f"{claims:,} claims: {path.stat().st_size / claims:,.0f} bytes a claim"
                f" (made in {spent:,.0f} s)",
                flush=True,
            )
            after = date(FIRST_YEAR + size // PART - 1, 9, 17)
            stream = readings(World.made(seed + 1), after, "more")
            fresh = [reading for reading, _ in islice(stream, more)]
            costs.append(timed(lambda c=chronicle, f=fresh: added(c._record, f)))
            grown = f", {costs[-1] / costs[-2]:.2f} times the size before" if len(costs) > 1 else ""
            print(
                f"  {more:,} more documents: {costs[-1]:.1f} s of the processor{grown}", flush=True
            )
            chronicle._record._db.execute("pragma wal_checkpoint(truncate)")


def added(record: Record, documents: list[Reading]) -> None:
    for reading in documents:
        record.keep(reading, run=RUN, blocks=blocks, merge=merge)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor, so that neighbours on the machine do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def queries(world: World, count: int) -> list[str]:
    """What people type: parties, types, times and words, alone and together, the busy ones more often."""
    chance, found = random.Random(11), []
    for _ in range(count):
        parts = []
        if chance.random() < 0.6:
            field_ = chance.choice(("actor", "recipient", "party"))
            parts.append(f"{field_}:{world.states.draw(chance)}")
        if chance.random() < 0.4:
            parts.append(f"type:{world.types.draw(chance)}")
        if chance.random() < 0.3:
            parts.append(f"after:{chance.randint(1998, 2020)}-{chance.randint(1, 12):02d}")
        if chance.random() < 0.2:
            parts.append(chance.choice(("-status:planned", "status:denied", "kind:figure")))
        if chance.random() < 0.1:
            parts.append(chance.choice(("confidence>0.7", "amount>5m")))
        if not parts or chance.random() < 0.5:
            parts.append(world.words.draw(chance))
        if chance.random() < 0.1:
            parts.append(f'"{world.words.draw(chance)} {world.words.draw(chance)}"')
        found.append(" ".join(parts))
    return found


def late(times: list[float]) -> float:
    """The time within which 95 in 100 are done."""
    return statistics.quantiles(times, n=20)[-1]


def ask(path: Path, world: World, count: int) -> tuple[float, float]:
    """Print what searches and pages of a pair cost; the 95th percentile of each."""
    with Chronicle(path, create=False, write=False) as chronicle:
        begun = time.perf_counter()
        chronicle.search("actor:PER", by_meaning=False)
        first = time.perf_counter() - begun
        asked = queries(world, count)
        totals = [chronicle.search(query, by_meaning=False).total for query in asked[:20]]
        plain = [timed(lambda q=q: chronicle.search(q, by_meaning=False)) for q in asked]
        words = [query for query in asked if parse(query).words]
        chronicle.search(words[0])
        meant = [timed(lambda q=q: chronicle.search(q)) for q in words]
        pages = [
            timed(lambda pair=pair: chronicle.relate(*pair)) for pair in pairs_of(world, count)
        ]
        busiest = min(timed(lambda: chronicle.relate(*world.states.things[:2])) for _ in range(3))
    print(
        f"  {path.stem}: searches {statistics.median(plain) * 1000:.0f} ms, 95 in 100 under"
        f" {late(plain) * 1000:.0f} ms (the first, with all to load, {first * 1000:.0f} ms of the"
        f" clock; {statistics.median(totals):,.0f} claims found in the middle); with meaning"
        f" {statistics.median(meant) * 1000:.0f} ms, 95 in 100 under {late(meant) * 1000:.0f} ms\n"
        f"  a page of a pair {statistics.median(pages) * 1000:.0f} ms, 95 in 100 under"
        f" {late(pages) * 1000:.0f} ms, the busiest {busiest * 1000:.0f} ms",
        flush=True,
    )
    return late(plain), late(pages)


def pairs_of(world: World, count: int) -> list[tuple[str, str]]:
    """Pairs as people ask for them: the busy ones more often."""
    chance = random.Random(5)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        pair = (world.states.draw(chance), world.states.draw(chance))
        if pair[0] != pair[1]:
            found.append(pair)
    return found


def main() -> int:
    """Measure; 1 where searches or pages of the largest record are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where records are made and found again")
    parser.add_argument("--more", type=int, default=MORE, help="documents that are added")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        if not all((folder / f"{size}.dragoman").exists() for size in given.sizes):
            build(folder, given.sizes, given.seed, given.more)
        world = World.made(given.seed)
        over = False
        for size in given.sizes:
            search, page = ask(folder / f"{size}.dragoman", world, given.queries)
            over = search > SEARCH_LIMIT or page > PAGE_LIMIT
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main())

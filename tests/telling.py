"""Readings made by number, kept in a record, and all that a record then says: to hold two against each other.

As a program, it keeps some of them: ``python telling.py ADDRESS FIRST LAST``.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dragoman.chronicle import Chronicle
from dragoman.merging import blocks, merge
from dragoman.model.actors import Dyad
from dragoman.model.browsing import Slice
from dragoman.model.claims import Claim, FigureBody
from dragoman.model.fetches import Fetch
from dragoman.model.forecasts import BY_RECORD, Forecast, Question, Settlement, forecast_id
from dragoman.model.issues import Issue, Reading, Severity
from dragoman.model.queries import Order
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.model.votes import RollCall, RollCalls
from dragoman.store import Record
from judging import ANN, BEN
from making import BOLIVIA, BRAZIL, CHILE, ECUADOR, PERU, act, claim, document

FIRST_RUN = Run.of(version="1", reader="rules", codebook="x")
STATES = (PERU, CHILE, BRAZIL, BOLIVIA, ECUADOR)
WORDS = ("Kénitra", "São Tomé", "treaty", "border", "Straße", "ÅRHUS", "nº 5")
QUERIES = (
    "kenitra",
    '"sao tome"',
    "treaty -border",
    "Arhus OR straße",
    "strasse",
    "met treaty",
    '"met on"',
    "one",
    "party:PER treaty",
    "-kenitra kind:event",
    "5",
)
"""Folded letters, phrases, negation, alternatives, and words of titles."""

ROLLS = RollCalls(
    calls=(RollCall(id=3, day=date(1946, 1, 1), session=1, title="RULES", issues=("Rights",)),),
    states=("CHL", "PER"),
    choices=b"\x00\xff",
)
FETCH = Fetch(url="https://example.org/a?b=1%20c", etag='"1"', modified="x", stamp="y")


def reading(number: int) -> Reading:
    """A document with some claims, the same for the same number."""
    chance = random.Random(number)
    one, other = chance.sample(STATES, 2)
    day = date(2019, 3, 1) + timedelta(days=number % 4)
    word, more = chance.choice(WORDS), chance.choice(WORDS)
    met = f"{one.name} met {other.name} on {more} in {word} ☃."
    grew = f"Trade with {other.name} grew; {one.name} regrets it ({word})."
    told = document(f"{met} {grew}", name=f"note {number}", published=day.isoformat())
    return Reading(
        document=told,
        claims=tuple(_claims(told, met, grew, number, chance)),
        issues=(
            Issue(
                stage="reading",
                code="unknown_actor",
                severity=Severity.NOTE,
                where=told.name,
                message="nobody is called '\0' – or 'Ünal'",
            ),
        ),
    )


def _claims(told: Document, met: str, grew: str, number: int, chance: random.Random) -> list[Claim]:
    one, other = chance.sample(STATES, 2)
    kind = chance.choice(("CONSULT", "AGREE"))
    when = str(told.published) if number % 5 else ""
    figure = FigureBody(indicator="trade", about=(one, other), value=Decimal(number), unit="USD")
    found = [claim(told, act(kind, one, other), words=met, when=when)]
    if number % 2:
        found.append(claim(told, figure, words=grew, when="2019"))
    return [replace(item, run=FIRST_RUN.id, confidence=(number % 10) / 10) for item in found]


def keep(record: Record, *numbers: int) -> None:
    """Keep readings, those of them that the record has not."""
    for number in numbers:
        item = reading(number)
        if not record.has(item.document.id, FIRST_RUN):
            record.keep(item, run=FIRST_RUN, blocks=blocks, merge=merge)


def forecast() -> Forecast:
    """One forecast."""
    asked = Question(
        text="At least one meeting",
        dyad=Dyad("PER", "CHL"),
        event_class="CONSULT",
        start=date(2019, 4, 1),
        end=date(2019, 4, 30),
    )
    as_of = date(2019, 3, 31)
    name = forecast_id(asked, as_of=as_of, method="m", author="", data="d", probability=0.1)
    return Forecast(id=name, question=asked, as_of=as_of, method="m", probability=0.1, data="d")


def fill(record: Record) -> None:
    """Give a record some of all that it can hold."""
    keep(record, *range(24))
    record.keep_votes(ROLLS)
    record.keep_fetch(FETCH)
    record.keep_fetch(replace(FETCH, stamp="z"))
    made = forecast()
    record.enter([made, made])
    record.keep_settlements(
        [Settlement(forecast=made.id, came=True, by=BY_RECORD, on=date(2019, 5, 1), why="told")]
    )


def judge(chronicle: Chronicle) -> None:
    """Say something of claims: a word taken back, one that stands, one on a pair, a correction."""
    ids = [claim.id for claim in chronicle.claims(kind="event")]
    taken_back = chronicle.reject(ids[0], signed=ANN)
    chronicle.undo(taken_back.id, signed=BEN)
    chronicle.reject(ids[1], signed=ANN)
    chronicle.accept(ids[2], signed=BEN)
    chronicle.correct(ids[3], "type", "THREATEN", signed=ANN)
    event = next(event for event in chronicle.events() if len(event.claims) > 1)
    chronicle.different(event.claims[0].id, event.claims[-1].id, signed=ANN)


def said(chronicle: Chronicle) -> dict[str, object]:
    """All that a record says, as it is asked by pages, commands and exports."""
    record = chronicle._record
    claims, events = list(chronicle.claims()), list(chronicle.events())
    return {
        "counts": chronicle.counts(),
        "documents": list(chronicle.documents()),
        "claims": claims,
        "of a party": list(chronicle.claims(about="PER")),
        "events": events,
        "events of a party": list(chronicle.events(about="CHL")),
        "issues": list(chronicle.issues()),
        "runs": record.runs(),
        "judgements": record.judgements(),
        "judged": [record.judged(claim) for claim in claims],
        "history": [record.history(event.id) for event in events],
        "heirs": [record.heirs(claim.id) for claim in claims],
        "votes": record.votes(),
        "fetched": record.fetched(FETCH.url),
        "forecasts": list(record.entries()),
        "acts": list(record.acts()),
        "acts of": list(record.acts("BOL")),
        "acts between": list(record.acts_between("PER", "CHL")),
        "covering": record.covering("PER", "BRA"),
        "between": record.passed("PER", "CHL"),
        "last": record.last_published(),
        "months": record.count_by_month(),
        "months of": record.count_by_month("PER", "CHL"),
        "parties": record.count_by_party(),
        "kinds": record.count_by_kind(),
        "codes": record.issue_counts(),
        "publishers": record.publishers(),
        "slices": [*_slices(record)],
        "papers": record.slice_documents(limit=3, after=""),
        "outlines": record.outlines(
            "CONSULT", ["PER", "CHL"], first=date(2019, 1, 1), last=date(2019, 3, 2)
        ),
        "doubtful": record.doubtful(9),
        "unjudged": record.count_unjudged(),
        "second": record.second_opinions("Ann", 9),
        "standings": record.standings([claim.id for claim in claims]),
        "happenings": list(record.happenings(lambda type_, _: frozenset({type_}), bool)),
        "near": [sorted(record.near_events(event)) for event in events],
        "beside": [record.beside(doc.id) for doc in chronicle.documents()],
        "searches": [_found(chronicle, query, order) for query in QUERIES for order in Order],
    }


def _slices(record: Record) -> Iterator[object]:
    for asked in (
        Slice(),
        Slice(undated=True),
        Slice(about="PER"),
        Slice(about="PER", beside="CHL"),
    ):
        after: str = ""
        while True:
            found, total, after = record.slice_events(replace(asked, limit=4, after=after))
            yield found, total, after
            if not after:
                break


def _found(chronicle: Chronicle, query: str, order: Order) -> object:
    return chronicle.search(query, order=order, by_meaning=False)


def differences(one: dict[str, object], other: dict[str, object]) -> list[str]:
    """What two records say differently."""
    return [key for key in one if one[key] != other[key]]


if __name__ == "__main__":
    with Record(sys.argv[1]) as opened:
        keep(opened, *range(int(sys.argv[2]), int(sys.argv[3])))

"""Searching a record: what holds, how it is counted, what is near in meaning and what is like it."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.chronicle import Chronicle
from dragoman.errors import VersionError
from dragoman.model.actors import Amount, Place
from dragoman.model.claims import Claim, FigureBody, Status
from dragoman.model.queries import Order
from dragoman.model.text import Document, Span
from dragoman.store import columns, meanings
from dragoman.store.columns import Columns
from dragoman.store.database import Database
from judging import ANN, LATER, keep
from making import BOLIVIA, CHILE, OAS, PERU, act, claim, document

AIR = document(
    "The air base in Kénitra stays open, Peru told Chile. Peru lent Chile 5 dollars.", name="air"
)
BASE = document("Chile left its base and the air was clear.", name="base", published="2020-02-01")
SUCRE = document("Bolivia will meet Peru.", name="sucre", publisher="El Sur", published="2021")

STAYS = claim(
    AIR,
    act("CONSULT", mode="visit", place=Place(name="Kénitra", country="MAR")),
    words="The air base in Kénitra stays open, Peru told Chile.",
    said_by=OAS,
)
LOAN = claim(
    AIR,
    FigureBody(indicator="loan", about=(PERU, CHILE), value=Decimal(5), unit="USD"),
    words="Peru lent Chile 5 dollars.",
    when="2019",
)
LEFT = replace(
    claim(BASE, act("RETREAT", CHILE, ()), when="2020-02"),
    confidence=0.9,
)
PLAN = claim(
    SUCRE,
    act("CONSULT", BOLIVIA, PERU, amount=Amount(value=Decimal(7_000_000), unit="EUR")),
    when="",
    status=Status.PLANNED,
)
READINGS: tuple[tuple[Document, list[Claim]], ...] = (
    (AIR, [STAYS, LOAN]),
    (BASE, [LEFT]),
    (SUCRE, [PLAN]),
)


@pytest.fixture
def chronicle(new_record: Callable[[], Path | str]) -> Iterator[Chronicle]:
    with Chronicle(new_record()) as opened:
        for told, claims in READINGS:
            keep(opened, told, claims)
        yield opened


def found(chronicle: Chronicle, query: str) -> set[str]:
    result = chronicle.search(query, by_meaning=False)
    assert result.total == len(result.hits)
    return {hit.claim.doc + ":" + hit.claim.kind for hit in result.hits}


EVERY = {"air:event", "air:figure", "base:event", "sucre:event"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kenitra", {"air:event"}),
        ('"air base"', {"air:event"}),
        ("air base", {"air:event", "base:event"}),
        ('"base air"', set()),
        ("air -kenitra", {"air:figure", "base:event"}),
        ("kenitra OR bolivia", {"air:event", "sucre:event"}),
        ("actor:PER", {"air:event"}),
        ("recipient:PER", {"sucre:event"}),
        ("party:PER", {"air:event", "air:figure", "sucre:event"}),
        ("party:Chile -actor:PER", {"air:figure", "base:event"}),
        ("said_by:OAS", {"air:event"}),
        ('said_by:"Organization of American States"', {"air:event"}),
        ("party:OAS", set()),
        ("kind:figure", {"air:figure"}),
        ("type:CONSULT,RETREAT", {"air:event", "base:event", "sucre:event"}),
        ("mode:visit", {"air:event"}),
        ("-status:planned", EVERY - {"sucre:event"}),
        ("after:2019-06", {"air:figure", "base:event"}),
        ("before:2019-05-14", {"air:figure"}),
        ("on:2019-05", {"air:event", "air:figure"}),
        ("on:2020-02-20", {"base:event"}),
        ("place:kenitra", {"air:event"}),
        ("place:MAR", {"air:event"}),
        ('publisher:"El Sur"', {"sucre:event"}),
        ("doc:air", {"air:event", "air:figure"}),
        ("amount>1m", {"sucre:event"}),
        ("amount>1mUSD", set()),
        ("amount<=5usd", {"air:figure"}),
        ("confidence>0.8", {"base:event"}),
        ("confidence<0.8", set()),
        ("party:ETH", set()),
        ("is:read", EVERY),
        ("is:rejected", set()),
        ("actor:PER OR status:planned", {"air:event", "sucre:event"}),
        ("base OR kind:figure", {"air:event", "base:event", "air:figure"}),
        ("type:CONSULT", {"air:event", "sucre:event"}),
    ],
)
def test_what_is_asked_is_found(chronicle: Chronicle, query: str, expected: set[str]) -> None:
    assert found(chronicle, query) == expected


def test_facets_and_bars_count_what_was_found(chronicle: Chronicle) -> None:
    result = chronicle.search("is:read", by_meaning=False)
    facets = {f.field: {c.value: c.claims for c in f.counts} for f in result.facets}
    assert facets["kind"] == {"event": 3, "figure": 1}
    assert facets["type"] == {"CONSULT": 2, "RETREAT": 1}
    assert facets["status"] == {"actual": 3, "planned": 1}
    assert facets["party"] == {"PER": 3, "CHL": 3, "BOL": 1}
    assert facets["publisher"] == {"Andes Post": 3, "El Sur": 1}
    assert facets["year"] == {"2020": 1, "2019": 2}
    assert [(b.period, b.claims, b.coarse) for b in result.bars] == [
        ("2019-01", 1, 1),
        ("2019-05", 1, 0),
        ("2020-02", 1, 0),
    ]
    assert (result.total, result.undated) == (4, 1)


def test_every_facet_narrows_the_search_to_its_count(chronicle: Chronicle) -> None:
    for facet in chronicle.search("is:read", by_meaning=False).facets:
        for count in facet.counts:
            narrowed = chronicle.search(f"is:read {count.term}", by_meaning=False)
            assert narrowed.total == count.claims, count


def test_bars_of_many_years_are_by_year(chronicle: Chronicle) -> None:
    old = document("Peru and Chile were at war.", name="old")
    keep(chronicle, old, [claim(old, act("ASSAULT"), when="1879 1883")])
    bars = chronicle.search("party:CHL", by_meaning=False).bars
    assert [(b.period, b.claims, b.coarse) for b in bars] == [
        ("1879", 1, 1),
        ("2019", 2, 0),
        ("2020", 1, 0),
    ]


def test_pages_follow_each_other_without_gap_or_repetition(chronicle: Chronicle) -> None:
    for order in Order:
        whole = chronicle.search("party:PER,CHL", order=order, by_meaning=False)
        pages, offset = [], 0
        while offset is not None:
            page = chronicle.search(
                "party:PER,CHL", limit=1, offset=offset, order=order, by_meaning=False
            )
            pages += page.hits
            offset = page.next_offset
        assert pages == list(whole.hits)
        assert len(pages) == whole.total == 4


def test_hits_are_sorted_as_asked(chronicle: Chronicle) -> None:
    def docs(order: Order) -> list[str]:
        hits = chronicle.search("kind:event", order=order, by_meaning=False).hits
        return [hit.claim.doc for hit in hits]

    assert docs(Order.OLDEST) == ["air", "base", "sucre"]
    assert docs(Order.NEWEST) == ["base", "air", "sucre"]
    best = chronicle.search("base", by_meaning=False)
    assert best.ranked_by == "how well the words match"


def test_the_words_that_were_sought_are_marked(chronicle: Chronicle) -> None:
    (hit,) = chronicle.search('"Air BASE" kenitra', by_meaning=False).hits
    assert [hit.claim.evidence.quote[m.start : m.end] for m in hit.marks] == ["air base", "Kénitra"]
    assert hit.why == ("has Air BASE, kenitra",)
    assert hit.event is not None
    (hit, other) = chronicle.search("Air kind:event", by_meaning=False).hits
    assert hit.marks == (Span(start=4, end=7),) or other.marks == (Span(start=4, end=7),)


def test_the_title_of_a_document_is_searched_too(chronicle: Chronicle) -> None:
    hits = chronicle.search("sucre", by_meaning=False).hits
    assert [(hit.claim.doc, hit.marks) for hit in hits] == [("sucre", ())]
    assert hits[0].why == ("its document's title has the words",)


def test_a_new_reading_is_found_and_the_old_one_is_not(chronicle: Chronicle) -> None:
    assert found(chronicle, "lent") == {"air:figure"}
    keep(chronicle, AIR, [STAYS], LATER)
    assert found(chronicle, "lent") == set()
    assert found(chronicle, "party:CHL") == {"air:event", "base:event"}
    keep(chronicle, AIR, [STAYS, LOAN])
    assert found(chronicle, "lent") == {"air:figure"}


def test_two_readers_of_a_file_see_what_is_added(tmp_path: Path) -> None:
    path = tmp_path / "r.dragoman"
    with Chronicle(path) as chronicle:
        keep(chronicle, *READINGS[0])
        with Chronicle(path, write=False) as other:
            assert found(other, "party:CHL") == {"air:event", "air:figure"}
            keep(chronicle, *READINGS[1])
            assert found(other, "party:CHL") == {"air:event", "air:figure", "base:event"}
            chronicle.reject(LEFT.id, signed=ANN)
            assert found(other, "party:CHL") == {"air:event", "air:figure"}
    with Chronicle(path) as chronicle:
        assert found(chronicle, "party:CHL") == {"air:event", "air:figure"}


class Between:
    """A database in which somebody else writes just before a question that has some word."""

    def __init__(self, db: Database, word: str, write: Callable[[], None]) -> None:
        self._db, self._word, self._write = db, word, write

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)

    def execute(self, sql: str, *parameters: Any) -> object:
        if self._word in sql:
            self._word = "\0"
            self._write()
        return self._db.execute(sql, *parameters)


def test_a_search_sees_one_moment_whoever_adds_meanwhile(
    new_record: Callable[[], Path | str],
) -> None:
    place = new_record()
    with Chronicle(place) as writer:
        keep(writer, AIR, [STAYS, LOAN])
        with Chronicle(place, create=False, write=False) as reader:
            between = Between(
                reader._record._db, "from entry_parties", lambda: keep(writer, BASE, [LEFT])
            )
            reader._record._db = between  # type: ignore[assignment] - what it asks of it is there
            before = reader.search("party:CHL")
            assert before.total == sum(count.claims for count in before.facets[0].counts) == 2
            assert reader.search("party:CHL").total == reader.count("party:CHL") == 3


def test_counting_is_searching_without_the_hits(chronicle: Chronicle) -> None:
    for query in ("party:PER", "air", "status:planned -air", "kind:figure amount>9"):
        assert chronicle.count(query) == chronicle.search(query).total


def test_what_another_version_packed_is_packed_again(tmp_path: Path) -> None:
    place = tmp_path / "r.dragoman"
    with Chronicle(place) as writer:
        keep(writer, AIR, [STAYS, LOAN])
        writer.search("air")
        db = writer._record._db
        (packed,) = db.execute("select packed from segments").fetchone()
        db.execute("update segments set packed = ?", (b"else" + packed[4:],))
        columns._LOOKED_AT.clear()
        writer.search("air")
        assert db.execute("select packed from segments").fetchone()[0] == packed


def test_places_of_entries_are_found_also_where_some_are_gone(chronicle: Chronicle) -> None:
    chronicle.search("air")
    whole = columns.columns_of(chronicle._record._db)
    known = np.array([3, 4, 5, 9, 12], dtype="<i4")
    gaps = replace(whole, entry={**whole.entry, "number": known})
    for asked in ([3, 4, 5], [4, 9], [12], [1, 3, 6, 13, 99], []):
        rows = gaps.rows_of(np.array(asked, dtype=np.int64))
        assert [int(known[row]) for row in rows] == [n for n in asked if n in known]


def told_by(columns_: Columns) -> list[object]:
    arrays = [found[name] for found in (columns_.entry, columns_.party) for name in sorted(found)]
    return [np.nan_to_num(a, nan=-1).tolist() for a in arrays] + [
        columns_.months.tolist(),
        columns_.last_months.tolist(),
    ]


def test_columns_grow_by_what_is_added_and_are_made_anew_by_what_is_not(
    new_record: Callable[[], Path | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_CACHE", columns._Cache())
    whole = columns._joined
    made: list[int] = []
    monkeypatch.setattr(columns, "_joined", lambda parts: made.append(1) or whole(parts))
    with Chronicle(new_record()) as opened:
        db = opened._record._db

        def same() -> Columns:
            found = columns.columns_of(db)
            segments = db.execute("select segment from segments order by segment").fetchall()
            fresh = {n: columns._Part.of(columns._pack(db, n), 1) for (n,) in segments}
            assert told_by(found) == told_by(whole(fresh))
            return found

        keep(opened, AIR, [STAYS, LOAN])
        first = same()
        told = told_by(first)
        keep(opened, BASE, [LEFT])
        second = same()
        keep(opened, SUCRE, [PLAN])
        third = same()
        assert (len(first), len(second), len(third)) == (2, 3, 4)
        assert third.entry["number"].base is second.entry["number"].base
        assert made == [1]
        assert told_by(first) == told, "who has the shorter one sees nothing of what was added"
        keep(opened, SUCRE, [replace(PLAN, status=Status.DENIED)])
        same()
        opened.reject(LEFT.id, signed=ANN)
        same()
        keep(opened, AIR, [STAYS])
        assert len(same()) == 3
        assert len(made) > 2


def test_columns_of_many_stretches_are_as_those_of_one(
    chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = columns._pack(chronicle._record._db, 0)
    monkeypatch.setattr(columns, "SEGMENT", 2)
    parts = {n: columns._Part.of(columns._pack(chronicle._record._db, n), 1) for n in range(3)}
    one, many = columns._joined({0: columns._Part.of(whole, 1)}), columns._joined(parts)
    for name in one.entry:
        assert one.entry[name].tolist() == pytest.approx(many.entry[name].tolist(), nan_ok=True)
    for name in one.party:
        assert one.party[name].tolist() == many.party[name].tolist()


def test_a_record_of_an_older_version_is_filled_when_it_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "r.dragoman"
    with Chronicle(path) as chronicle:
        for told, claims in READINGS:
            keep(chronicle, told, claims)
        between = chronicle.relate("PER", "CHL")
    with sqlite3.connect(path) as raw:
        raw.executescript(
            "delete from entries; insert into words (words) values ('delete-all');"
            " delete from neighbourhoods; delete from passed; delete from numbered;"
            " delete from covered;"
        )
    raw.close()
    with Chronicle(path, write=False) as chronicle:
        with pytest.raises(VersionError, match="older"):
            chronicle.search("kenitra", by_meaning=False)
        with pytest.raises(VersionError, match="older"):
            chronicle.relate("PER", "CHL")
    with Chronicle(path) as chronicle:
        assert chronicle.relate("PER", "CHL") == between
        assert found(chronicle, "kenitra party:PER") == {"air:event"}
        more = document("Once more: Peru told Chile.", name="more")
        keep(chronicle, more, [claim(more, act("CONSULT"))])
        assert len([e for e in chronicle.events() if len(e.claims) == 2]) == 1


def test_what_is_said_in_other_words_is_near(chronicle: Chronicle) -> None:
    asked = "the airfield will not be closed, Lima said"
    assert chronicle.search(asked).near == 0
    assert chronicle.index() == 4
    assert chronicle.index() == 0
    result = chronicle.search(asked)
    assert (result.total, result.meaning) == (0, 1.0)
    assert 0 < result.near == len(result.hits)
    assert not any(hit.by_words for hit in result.hits)
    assert all("near in meaning" in why for hit in result.hits for why in hit.why)
    assert chronicle.search(f"{asked} kind:figure party:ETH").near == 0
    assert chronicle.search(asked, order=Order.NEWEST).near == 0


def test_meanings_outlive_a_new_reading_of_the_same_words(chronicle: Chronicle) -> None:
    chronicle.index()
    chronicle.reject(STAYS.id, signed=ANN)
    keep(chronicle, BASE, [LEFT], LATER)
    assert chronicle.index() == 0
    assert chronicle.near(LEFT, limit=3)
    assert LEFT.id not in {one.id for one, _ in chronicle.near(LEFT, limit=3)}


def test_meanings_of_what_is_added_are_matched_beside_those_before(
    new_record: Callable[[], Path | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meanings, "_CACHE", meanings._Cache())
    match = meanings._match
    matched: list[int] = []
    monkeypatch.setattr(
        meanings, "_match", lambda *all: matched.append(0 if all[2] is None else 1) or match(*all)
    )
    with Chronicle(new_record()) as opened:
        db = opened._record._db

        def same() -> Columns:
            found = columns.columns_of(db)
            sketches = meanings._CACHE.of(db)
            held = meanings._CACHE.match(found, sketches)
            fresh = match(found, sketches, None)
            assert held.sketch.tolist() == fresh.sketch.tolist()
            assert held.covered == fresh.covered
            return found

        keep(opened, AIR, [STAYS, LOAN])
        opened.index()
        keep(opened, BASE, [LEFT])
        same()
        keep(opened, SUCRE, [PLAN])
        before = same()
        more = document("Once more: Peru told Chile.", name="more")
        keep(opened, more, [claim(more, act("CONSULT"))])
        same()
        assert matched[-1] == 1, "only what was added is matched"
        late = meanings._CACHE.match(before, meanings._CACHE.of(db))
        assert len(late.sketch) == len(before), "who began before sees what there was"
        opened.index()
        assert meanings._CACHE.match(same(), meanings._CACHE.of(db)).covered == 1.0
        again = claim(AIR, act("AID"), words="Peru lent Chile 5 dollars.", nth=1)
        keep(opened, AIR, [STAYS, LOAN, again], LATER)
        same()


def test_the_nearest_of_many_are_found_by_their_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "SIFTED", 2)
    with Chronicle(":memory:") as chronicle:
        for told, claims in READINGS:
            keep(chronicle, told, claims)
        chronicle.index()
        (first, *_) = chronicle.search("Peru lent Chile five dollars").hits
        assert first.claim == replace(LOAN, run=first.claim.run)


def test_similar_events_say_why(chronicle: Chronicle) -> None:
    later = document("Peru and Chile met at the base again.", name="later", published="2019-09-01")
    keep(chronicle, later, [claim(later, act("CONSULT", mode="visit"), when="2019-09-01")])
    (event,) = [e for e in chronicle.events() if e.documents == ("air",)]
    (like,) = [s for s in chronicle.similar_events(event) if "both name" in " ".join(s.why)]
    assert chronicle.explain(like.event).documents == ("later",)  # type: ignore[union-attr]
    assert like.why == ("both CONSULT visit", "both name CHL and PER", "4 months apart")
    chronicle.index()
    assert chronicle.similar_events(event)[0].event == like.event


def test_similar_documents_say_why(chronicle: Chronicle) -> None:
    copy = document(AIR.text + " So the wire said.", name="copy")
    again = claim(copy, STAYS.body, words=STAYS.evidence.quote)
    keep(chronicle, copy, [again])
    (like,) = chronicle.similar_documents("air")
    assert (like.document, like.name) == (copy.id, "copy")
    assert "both tell of 1 happening" in like.why
    assert "both on CHL and PER in one month" in like.why
    chronicle.index()
    assert any("near in meaning" in why for why in chronicle.similar_documents("air")[0].why)

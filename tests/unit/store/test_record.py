"""The record keeps what it is given, whole, and refuses what is not so."""

import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import EvidenceError, NotFound, RecordError, VersionError
from dragoman.merging import blocks, merge
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, EventBody, Kind, Status, claim_id
from dragoman.model.ids import DocumentId, short
from dragoman.model.issues import Issue, Reading, Severity
from dragoman.model.runs import Run
from dragoman.model.text import Document, Evidence, Passage, Role, Span
from dragoman.model.when import PartialDate, When
from dragoman.store import Record
from dragoman.store.browsing import outlines
from dragoman.store.connection import APPLICATION_ID, connect, migrations

RUN = Run.of(version="1", reader="rules", codebook="x")
PERU, CHILE = Actor(name="Peru", country="PER"), Actor(name="Chile", country="CHL")


def document(text: str, name: str = "one", published: str = "2019-05-14") -> Document:
    return Document(
        id=DocumentId(short("d", text, name)),
        name=name,
        text=text,
        title=name.title(),
        publisher="Andes Post",
        published=PartialDate.parse(published),
        passages=(Passage(span=Span(start=0, end=len(text)), role=Role.LEAD),),
    )


def event(doc: Document, start: int, end: int, day: str, type_: str = "CONSULT") -> Claim:
    evidence = Evidence.cut(doc, Span(start=start, end=end))
    return Claim(
        id=claim_id(evidence, Kind.EVENT),
        doc=doc.name,
        evidence=evidence,
        status=Status.ACTUAL,
        body=EventBody(type=type_, actors=(PERU,), recipients=(CHILE,)),
        when=When.at(PartialDate.parse(day)),
        run=RUN.id,
    )


def reading(doc: Document, *claims: Claim, issues: tuple[Issue, ...] = ()) -> Reading:
    return Reading(document=doc, claims=claims, issues=issues)


def keep(record: Record, *readings: Reading, run: Run = RUN) -> None:
    for item in readings:
        record.keep(item, run=run, blocks=blocks, merge=merge)


@pytest.fixture
def record() -> Record:
    return Record(":memory:")


TEXT = "Peru's president met his Chilean counterpart in Lima 😀 on Tuesday. It rained."


def test_a_document_comes_back_as_it_was(record: Record) -> None:
    doc = document(TEXT)
    keep(record, reading(doc))
    assert record.document(doc.id) == doc
    assert record.document("one") == doc
    assert list(record.documents()) == [doc]


def test_a_claim_comes_back_as_it_was(record: Record) -> None:
    doc = document(TEXT)
    claim = event(doc, 0, 66, "2019-05-14")
    keep(record, reading(doc, claim))
    assert record.claim(claim.id) == claim
    assert list(record.claims(about="PER")) == [claim]
    assert list(record.claims(about="BOL")) == []
    assert list(record.claims(kind="figure")) == []


def test_an_invented_quote_is_refused_by_the_database(record: Record) -> None:
    doc = document(TEXT)
    claim = event(doc, 0, 10, "2019-05-14")
    forged = Evidence(doc=doc.id, span=claim.evidence.span, quote="never said")
    wrong = Claim(
        **{f: getattr(claim, f) for f in claim.__dataclass_fields__} | {"evidence": forged}
    )
    with pytest.raises(EvidenceError, match="quote is not in its document"):
        keep(record, reading(doc, wrong))
    assert record.counts() == {"documents": 0, "claims": 0, "events": 0, "issues": 0}


@pytest.mark.parametrize(
    "statement",
    [
        "update documents set text = 'x'",
        "update evidence set quote = 'x'",
        "update evidence set start = 1",
    ],
)
def test_texts_and_evidence_never_change(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "r.dragoman"
    doc = document(TEXT)
    with Record(path) as record:
        keep(record, reading(doc, event(doc, 0, 10, "2019-05-14")))
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize("text", ["\0abc", "ab\0c", "abc\0"])
def test_nul_is_refused_anywhere(record: Record, text: str) -> None:
    with pytest.raises(EvidenceError):
        keep(record, reading(document(text)))


def test_adding_twice_changes_nothing(record: Record) -> None:
    doc = document(TEXT)
    item = reading(doc, event(doc, 0, 66, "2019-05-14"))
    keep(record, item)
    before = (list(record.claims()), list(record.events()), record.counts())
    keep(record, item)
    assert (list(record.claims()), list(record.events()), record.counts()) == before


def test_two_accounts_become_one_event_whatever_their_order() -> None:
    one, two = document(TEXT, "one"), document("Lima: " + TEXT, "two")
    items = [
        reading(one, event(one, 0, 66, "2019-05-14")),
        reading(two, event(two, 6, 72, "2019-05-14")),
    ]
    found = []
    for order in (items, items[::-1]):
        with Record(":memory:") as record:
            keep(record, *order)
            (only,) = record.events()
            assert record.event(only.id) == only
            found.append(only)
    assert replace(found[0], id=found[1].id) == found[1]
    assert found[0].documents == ("one", "two")
    assert "same day" in found[0].links[0].reasons


def test_reading_anew_splits_what_no_longer_belongs_together(record: Record) -> None:
    one, two = document(TEXT, "one"), document("Lima: " + TEXT, "two")
    keep(
        record,
        reading(one, event(one, 0, 66, "2019-05-14")),
        reading(two, event(two, 6, 72, "2019-05-14")),
    )
    later = Run.of(version="2", reader="rules", codebook="x")
    keep(record, reading(two, event(two, 6, 72, "2018-01-01")), run=later)
    assert [e.documents for e in record.events()] == [("two",), ("one",)]
    assert record.has(two.id, later)
    assert not record.has(two.id, RUN)


def test_issues_are_kept(record: Record) -> None:
    issue = Issue(
        stage="reading",
        code="unknown_name",
        severity=Severity.NOTE,
        where="one",
        message="?",
        span=Span(start=0, end=4),
    )
    keep(record, reading(document(TEXT), issues=(issue,)))
    assert list(record.issues()) == [issue]


def test_reading_anew_replaces_the_issues_of_a_document_without_claims(record: Record) -> None:
    one, two = (
        Issue(stage="reading", code=code, severity=Severity.NOTE, where="one", message=code)
        for code in ("first", "second")
    )
    keep(record, reading(document(TEXT), issues=(one,)))
    later = Run.of(version="2", reader="rules", codebook="x")
    keep(record, reading(document(TEXT), issues=(two,)), run=later)
    assert list(record.issues()) == [two]


@pytest.mark.parametrize("find", ["document", "claim", "event"])
def test_what_is_not_there_is_not_found(record: Record, find: str) -> None:
    with pytest.raises(NotFound, match="'nothing'"):
        getattr(record, find)("nothing")


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Record(tmp_path / "none.dragoman", create=False)


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("create table mine (x)")
    other.commit()
    other.close()
    with pytest.raises(RecordError, match="no record of Dragoman"):
        Record(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.dragoman"
    path.write_text("not a database, but long enough to be read as a header of one " * 20)
    with pytest.raises(RecordError, match="cannot be opened"):
        Record(path)


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.dragoman"
    Record(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"pragma user_version = {migrations()[-1][0] + 1}")
    raw.close()
    with pytest.raises(VersionError, match="version"):
        Record(path)


def test_a_broken_migration_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.dragoman"
    Record(path).close()
    steps = (*migrations(), (9999, "create table extra (x);\ncreate nonsense;\n"))
    monkeypatch.setattr("dragoman.store.connection.migrations", lambda: steps)
    with pytest.raises(sqlite3.OperationalError):
        connect(path)
    raw = sqlite3.connect(path)
    names = {row[0] for row in raw.execute("select name from sqlite_master")}
    assert "extra" not in names
    assert raw.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    raw.close()


def test_what_became_of_an_event_is_found_by_its_type_and_time(tmp_path: Path) -> None:
    path = tmp_path / "r.dragoman"
    Record(path).close()
    raw = sqlite3.connect(path)
    asked: list[str] = []
    raw.set_trace_callback(asked.append)
    raw.row_factory = sqlite3.Row
    outlines(raw, "CONSULT", ["PER"], date(2019, 1, 1), date(2019, 3, 2))  # type: ignore[arg-type]
    raw.set_trace_callback(None)
    plan = " ".join(row["detail"] for row in raw.execute(f"explain query plan {asked[0]}"))
    assert "INDEX events_by_type (type=? AND start>? AND start<?)" in plan
    raw.close()


def test_the_row_of_a_claim_is_plain_json(tmp_path: Path) -> None:
    path = tmp_path / "r.dragoman"
    doc = document(TEXT)
    with Record(path) as record:
        keep(record, reading(doc, event(doc, 0, 10, "2019-05-14")))
    raw = sqlite3.connect(path)
    (data,) = raw.execute("select data from claims").fetchone()
    assert json.loads(data)["quote"] == TEXT[:10]
    raw.close()


def test_two_processes_may_open_a_new_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.dragoman"
    code = "import sys; from dragoman.store import Record; Record(sys.argv[1]).close()"
    command = [sys.executable, "-c", code, str(path)]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[1].decode() for process in started] == [""] * 4
    with Record(path) as record:
        assert record.counts()["documents"] == 0

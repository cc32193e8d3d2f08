"""What holds of a record whichever database it is in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.errors import EvidenceError, InputError, RecordError, VersionError
from dragoman.merging import blocks, merge
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Evidence, Span
from dragoman.store import Record
from dragoman.store.database import Busy, Refused, transaction
from dragoman.store.shape import newest, read_steps
from judging import ANN, BEN
from making import document
from servers import Server
from telling import FETCH, FIRST_RUN, ROLLS, differences, fill, forecast, judge, keep, reading, said

NewRecord = Callable[[], Path | str]


def filled(place: Path | str) -> dict[str, object]:
    with Chronicle(place) as chronicle:
        fill(chronicle._record)
        judge(chronicle)
        return said(chronicle)


def test_both_databases_say_the_same_word_for_word(tmp_path: Path, server: Server) -> None:
    one, other = filled(tmp_path / "r.dragoman"), filled(server.record())
    assert differences(one, other) == []
    assert len(one["events"]) > 10  # type: ignore[arg-type] - a list
    assert all(one[key] for key in one)


def test_steps_have_the_same_numbers_and_names(server: Server) -> None:
    folder = Path(__file__).parents[3] / "src/dragoman/store"
    names = [
        sorted(path.name for path in (folder / part).glob("*.sql"))
        for part in ("migrations", "postgresql/migrations")
    ]
    assert names[0] == names[1]
    assert newest("dragoman.store") == newest("dragoman.store.postgresql") == len(names[0])
    assert len(read_steps("dragoman.store.postgresql")) == len(names[0])


def test_what_is_kept_comes_back_from_another_opening(new_record: NewRecord) -> None:
    place = new_record()
    with Record(place) as record:
        keep(record, 0, 1)
        record.keep_votes(ROLLS)
        record.keep_fetch(FETCH)
    item = reading(1)
    with Record(place, create=False, write=False) as record:
        assert record.document(item.document.id) == item.document
        assert list(record.claims(document=item.document.id)) == list(item.claims)
        assert record.has(item.document.id, FIRST_RUN)
        assert record.votes() == ROLLS
        assert record.fetched(FETCH.url) == FETCH


def test_adding_twice_changes_nothing_and_the_order_does_not_count(new_record: NewRecord) -> None:
    told = []
    for numbers in (range(12), reversed(range(12))):
        with Chronicle(new_record()) as chronicle:
            for number in numbers:
                keep(chronicle._record, number)
                chronicle._record.keep(reading(number), run=FIRST_RUN, blocks=blocks, merge=merge)
            told.append((list(chronicle.claims()), list(chronicle.events()), chronicle.counts()))
    assert told[0] == told[1]


def test_a_new_reading_takes_the_place_of_the_old(new_record: NewRecord) -> None:
    later = Run.of(version="2", reader="learned", codebook="y")
    with Chronicle(new_record()) as chronicle:
        keep(chronicle._record, 1, 2, 3)
        old = reading(1)
        fewer = replace(old, claims=tuple(replace(c, run=later.id) for c in old.claims[:1]))
        chronicle._record.keep(fewer, run=later, blocks=blocks, merge=merge)
        assert list(chronicle._record.claims(document=old.document.id)) == list(fewer.claims)
        assert chronicle.search("regrets", by_meaning=False).total == 1
        assert not chronicle._record.has(old.document.id, FIRST_RUN)


def test_an_invented_quote_is_refused_and_nothing_of_it_is_kept(new_record: NewRecord) -> None:
    item = reading(1)
    forged = Evidence(doc=item.document.id, span=Span(start=0, end=5), quote="never said")
    wrong = replace(item, claims=(replace(item.claims[0], evidence=forged),))
    with Record(new_record()) as record:
        with pytest.raises(EvidenceError, match="note 1: quote is not in its document"):
            record.keep(wrong, run=FIRST_RUN, blocks=blocks, merge=merge)
        assert set(record.counts().values()) == {0}
        keep(record, 1)
        assert record.counts()["documents"] == 1


@pytest.mark.parametrize("text", ["\0abc", "ab\0c", "abc\0"])
def test_nul_is_refused(new_record: NewRecord, text: str) -> None:
    told = Reading(document=document(text), claims=(), issues=())
    with Record(new_record()) as record, pytest.raises(EvidenceError):
        record.keep(told, run=FIRST_RUN, blocks=blocks, merge=merge)


STATEMENTS = (
    "update documents set text = 'x'",
    "update documents set id = 'x'",
    "update evidence set quote = 'x'",
    'update evidence set start = 1, "end" = 3',
    "update judgements set verdict = 'accept'",
    "delete from judgements",
    "update judgement_subjects set read = 'x'",
    "delete from judgement_subjects",
    "update judgements_undone set who = 'x'",
    "delete from judgements_undone",
    "update forecasts set probability = 0.99",
    "delete from forecasts",
    "insert into forecasts select * from forecasts",
    "update settlements set came = 1 - came",
    "delete from settlements",
    "update event_history set cause = 'x'",
    "delete from event_history",
    "insert into parties values ('c0', 'actor', 0, 'PER', 'Peru')",
    "delete from documents",
)


def test_the_database_itself_refuses_to_change_what_is_kept(new_record: NewRecord) -> None:
    with Chronicle(new_record()) as chronicle:
        fill(chronicle._record)
        judge(chronicle)
        before = said(chronicle)
        for statement in STATEMENTS:
            with pytest.raises(Refused):
                chronicle._record._db.execute(statement)
        assert differences(said(chronicle), before) == []


def test_a_transaction_is_whole_or_not_at_all(new_record: NewRecord) -> None:
    def stopped() -> Iterator[tuple[int, str]]:
        yield 0, "PER"
        raise KeyError

    with Record(new_record()) as record:
        with pytest.raises(KeyError), transaction(record._db):
            record._db.executemany("insert into voters values (?, ?)", stopped())
        assert record.votes().states == ()
        record.keep_votes(ROLLS)
        assert record.votes() == ROLLS


def test_whoever_only_reads_cannot_write(new_record: NewRecord) -> None:
    place = new_record()
    Record(place).close()
    with Record(place, write=False) as record, pytest.raises(Busy, match=r"read.?only"):
        record._db.execute("delete from events")


def test_what_is_no_record_is_told(new_record: NewRecord) -> None:
    with pytest.raises(RecordError, match="there is no record at"):
        Record(new_record(), create=False, write=False)


def test_a_newer_record_is_refused(server: Server) -> None:
    place = server.record()
    with Record(place) as record:
        record._db.execute("update dragoman_record set version = 99")
    for write in (True, False):
        with pytest.raises(VersionError, match="99"):
            Record(place, write=write)


def test_another_database_is_left_alone(server: Server) -> None:
    place = server.record()
    with Record(place) as record:
        record._db.execute("drop table dragoman_record")
    with pytest.raises(RecordError, match="is a database, but no record") as refused:
        Record(place)
    assert "secret" not in str(refused.value)


def test_no_error_tells_a_password(server: Server) -> None:
    places = (
        server.address("nowhere"),
        "postgresql://ann:secret-word@127.0.0.1:1/x",
        "postgresql://ann:secret-word/more@127.0.0.1:x/y?z",
        "postgresql://127.0.0.1:1/x?password=secret-word&nonsense=1",
    )
    for place in places:
        with pytest.raises(RecordError) as refused:
            Record(place)
        assert "secret" not in refused.value.message + refused.value.hint + repr(refused.value)
        assert refused.value.__cause__ is None or "secret" not in str(refused.value.__cause__)


def test_judgements_on_one_thing_are_those_of_all_that_name_it(new_record: NewRecord) -> None:
    with Chronicle(new_record()) as chronicle:
        fill(chronicle._record)
        judge(chronicle)
        first = next(chronicle.claims(kind="event"))
        chronicle.accept(first.id, signed=ANN)
        chronicle.reject(first.id, signed=BEN)
        events = {event.id: {c.id for c in event.claims} for event in chronicle.events()}
        claims = {claim.id: {claim.id} for claim in chronicle.claims()}
        documents = {doc.id: {doc.id} for doc in chronicle.documents()}
        gone = {s.claim.id: {s.claim.id} for j in chronicle.judgements() for s in j.subjects}
        found = 0
        for name, parts in (gone | events | claims | documents).items():
            told = tuple(
                j
                for j in chronicle.judgements()
                if any({s.now, s.claim.id, s.claim.evidence.doc} & parts for s in j.subjects)
            )
            assert chronicle.judgements(name) == told
            found += len(told)
        assert found > len(chronicle.judgements()) > 5
        for judgement in chronicle.judgements():
            assert chronicle.judgement(judgement.id) == judgement


def test_judging_goes_on_in_a_copy(new_record: NewRecord, tmp_path: Path) -> None:
    place, target = new_record(), tmp_path / "copy.dragoman"
    with Chronicle(place) as chronicle:
        fill(chronicle._record)
        with Chronicle(target) as other:
            assert chronicle._record.copy_to(other._record, lambda _: None) > 0
            judge(chronicle)
            judge(other)
            assert differences(said(chronicle), said(other)) == []
            with pytest.raises(InputError, match="not empty"):
                chronicle._record.copy_to(other._record, lambda _: None)


def test_rows_are_numbered_on_after_those_that_were_copied(
    new_record: NewRecord, tmp_path: Path
) -> None:
    source = tmp_path / "old.dragoman"
    filled(source)
    with Chronicle(source) as chronicle, Chronicle(new_record()) as other:
        chronicle._record.copy_to(other._record, lambda _: None)
        for one in (chronicle, other):
            keep(one._record, 30, 31)
            one.accept(next(one.claims()).id, signed=ANN)
        assert differences(said(chronicle), said(other)) == []


def test_forecasts_are_entered_once(new_record: NewRecord) -> None:
    with Record(new_record()) as record:
        assert record.enter([forecast(), forecast()]) == 1
        assert record.enter([forecast()]) == 0
        assert [entry.forecast for entry in record.entries()] == [forecast()]


def test_a_phrase_without_a_word_matches_nothing(new_record: NewRecord) -> None:
    with Record(new_record()) as record:
        keep(record, 1)
        words = record._db.words
        assert words.match(("—",)).tolist() == words.match(("absent",)).tolist() == []
        assert words.match(("—", "met")).tolist() == words.match(("met",)).tolist() != []
        assert words.ranks(("—",), 1.0) == []

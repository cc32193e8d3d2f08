"""The ledger: entered once, never changed, settled by events or by people."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.codebook.ontology import table
from dragoman.errors import NotFound
from dragoman.forecasting.ledger import probability_of, scores, settle_by_events
from dragoman.model.actors import Dyad
from dragoman.model.forecasts import (
    BY_RECORD,
    Entry,
    Forecast,
    Question,
    Reference,
    Settlement,
    forecast_id,
)
from dragoman.store import Record
from happenings import happening

AS_OF = date(2018, 3, 31)
ON = date(2018, 6, 1)


def forecast(probability: float = 0.4, *, recipient: str = "CHL", method: str = "m-1") -> Forecast:
    asked = Question(
        text="At least one meeting",
        dyad=Dyad("PER", recipient),
        event_class="CONSULT",
        start=AS_OF + timedelta(days=1),
        end=AS_OF + timedelta(days=30),
    )
    name = forecast_id(
        asked, as_of=AS_OF, method=method, author="", data="d", probability=probability
    )
    return Forecast(
        id=name,
        question=asked,
        as_of=AS_OF,
        method=method,
        probability=probability,
        references=(Reference(name="climatology", probability=0.25),),
        data="d",
    )


def settled(found: Forecast, came: bool, by: str = BY_RECORD) -> Entry:
    item = Settlement(forecast=found.id, came=came, by=by, on=ON, why="as told")
    return Entry(forecast=found, settlements=(item,))


def test_what_is_entered_comes_back_whole_and_once(tmp_path: Path) -> None:
    with Record(tmp_path / "one.dragoman") as record:
        assert record.enter([forecast(), forecast()]) == 1
        assert record.enter([forecast()]) == 0
        assert [entry.forecast for entry in record.entries()] == [forecast()]
        assert record.entry(forecast().id).settlements == ()
        with pytest.raises(NotFound, match="no forecast has the id"):
            record.entry("f0")


@pytest.mark.parametrize(
    "statement",
    [
        "update forecasts set probability = 0.99",
        "delete from forecasts",
        "insert or replace into forecasts select id, as_of, due, method, author, event_class,"
        " actor, recipient, 0.99, data from forecasts",
        "update settlements set came = 1 - came",
        "delete from settlements",
        "insert or replace into settlements select forecast, position, 1 - came, settled_by,"
        " settled_on, why, events from settlements",
    ],
)
def test_the_database_refuses_every_change(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "one.dragoman"
    with Record(path) as record:
        record.enter([forecast()])
        record.keep_settlements(settled(forecast(), came=True).settlements)
        before = list(record.entries())
    database = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        database.execute(statement)
    database.close()
    with Record(path) as record:
        assert list(record.entries()) == before


def test_a_later_settlement_is_added_and_a_persons_word_stands() -> None:
    found = forecast()
    record = Settlement(forecast=found.id, came=False, by=BY_RECORD, on=ON, why="nothing told")
    person = Settlement(forecast=found.id, came=True, by="A. Quispe", on=ON, why="seen on air")
    again = replace(record, why="still nothing")
    entry = Entry(forecast=found, settlements=(record, person, again))
    assert entry.settled == person
    assert Entry(forecast=found).settled is None
    assert Entry(forecast=found, settlements=(record, again)).settled == again


def test_an_event_inside_the_days_settles_it_with_its_evidence() -> None:
    entry = Entry(forecast=forecast())
    first, last = AS_OF + timedelta(days=1), AS_OF + timedelta(days=30)
    found = [
        happening("before", AS_OF),
        happening("first", first),
        happening("last", last),
        happening("after", last + timedelta(days=1)),
        happening("back", first, actor="CHL", recipient="PER"),
        happening("other", first, classes=("material_conflict",)),
    ]
    item = settle_by_events(entry, found, told_until=first, on=ON)
    assert item is not None
    assert (item.came, item.by, item.events) == (True, BY_RECORD, ("first", "last"))


def test_silence_settles_it_only_once_the_record_goes_on_past_its_end() -> None:
    entry, end = Entry(forecast=forecast()), AS_OF + timedelta(days=30)
    assert settle_by_events(entry, [], told_until=end, on=ON) is None
    assert settle_by_events(entry, [], told_until=None, on=ON) is None
    item = settle_by_events(entry, [], told_until=end + timedelta(days=1), on=ON)
    assert item is not None
    assert item.came is False


def test_an_event_told_late_turns_a_no_round_and_a_yes_is_not_repeated() -> None:
    no = settled(forecast(), came=False)
    late = [happening("late", AS_OF + timedelta(days=5))]
    item = settle_by_events(no, late, told_until=ON, on=ON)
    assert item is not None
    assert item.came is True
    yes = settled(forecast(), came=True)
    assert settle_by_events(yes, late, told_until=ON, on=ON) is None


def test_words_of_likelihood_are_the_middle_of_their_range() -> None:
    for entry in table("likelihoods").values():
        low, high = entry.extra["low"], entry.extra["high"]
        expected = (float(low) + float(high)) / 2 if low else None
        assert probability_of(entry.extra["code"]) == (
            pytest.approx(expected) if expected is not None else None
        )
    assert probability_of("") is None


def test_scores_stand_by_method_and_class_and_leave_open_ones_out() -> None:
    entries = [
        settled(forecast(0.4), came=True),
        settled(forecast(0.2, recipient="BOL"), came=False),
        settled(forecast(0.9, recipient="BRA", method="m-2"), came=True),
        Entry(forecast=forecast(0.7, recipient="ECU")),
    ]
    found = {(item.method, item.event_class): item for item in scores(entries)}
    assert set(found) == {
        ("", ""),
        ("m-1", ""),
        ("m-1", "CONSULT"),
        ("m-2", ""),
        ("m-2", "CONSULT"),
    }
    one = found["m-1", "CONSULT"]
    assert one.count == 2
    assert one.brier == pytest.approx((0.36 + 0.04) / 2)
    (skill,) = one.skills
    assert skill.reference == "climatology"
    assert skill.value == pytest.approx(1 - (0.36 + 0.04) / (0.5625 + 0.0625))
    assert found["", ""].count == 3


def test_nothing_settled_has_no_score() -> None:
    assert scores([Entry(forecast=forecast())]) == ()

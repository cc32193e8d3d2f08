"""Roll calls in the record."""

from datetime import date
from pathlib import Path

from dragoman.model.votes import RollCall, RollCalls
from dragoman.store import Record
from dragoman.voting import gather, read_tables
from votes_slice import FILES

TWO = RollCalls(
    calls=(
        RollCall(id=3, day=date(1946, 1, 1), session=1, title="RULES", issues=("Human rights",)),
        RollCall(id=9, day=date(2020, 1, 14), important=True, resolution="R/74/1", question="To —"),
    ),
    states=("CHL", "PER"),
    choices=b"\1\2\0\3",
)


def test_an_empty_record_has_no_roll_calls() -> None:
    assert Record(":memory:").votes() == RollCalls()


def test_roll_calls_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "votes.dragoman"
    with Record(path) as record:
        record.keep_votes(TWO)
    with Record(path, create=False) as record:
        assert record.votes() == TWO


def test_keeping_replaces_what_was_there() -> None:
    record = Record(":memory:")
    record.keep_votes(TWO)
    record.keep_votes(RollCalls(calls=TWO.calls[:1], states=("PER",), choices=b"\1"))
    assert record.votes().states == ("PER",)
    assert len(record.votes().calls) == 1


def test_a_vote_takes_about_a_byte(tmp_path: Path) -> None:
    rolls, _ = gather(read_tables(FILES), RollCalls())
    text = sum(len(call.title) + len(call.question) for call in rolls.calls)
    path = tmp_path / "votes.dragoman"
    Record(path).close()
    empty = path.stat().st_size
    with Record(path) as record:
        record.keep_votes(rolls)
    assert path.stat().st_size - empty < 2 * (text + len(rolls.choices))

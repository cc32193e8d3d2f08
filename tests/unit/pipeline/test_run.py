"""The stages in order, whatever the number of processes."""

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman import Chronicle
from dragoman.chronicle import what_is_known
from dragoman.errors import NotFound, UnknownName
from dragoman.ingesting import Known
from dragoman.pipeline import make_run, read_paths
from dragoman.pipeline.engines import WORTH_A_PROCESS, jobs_for

TODAY = date(2026, 1, 31)
KNOWN = Known(today=TODAY)
GERMAN = (
    "Der Außenminister traf am Montag in Berlin seinen polnischen Amtskollegen zu Gesprächen.\n"
)


def batch(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            text = f"Peru visited Chile on {1 + n % 28} May 2019. Peru lent Kenya {n} million dollars.\n"
            file.write(json.dumps({"id": f"n{n}", "text": text, "published": "2019-06-01"}) + "\n")
    return path


def state(record: Chronicle) -> tuple[object, ...]:
    return (list(record.documents()), list(record.claims()), list(record.events()))


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    path = batch(tmp_path / "a.jsonl", 9)
    found = []
    for jobs in (1, 2):
        with Chronicle(":memory:") as record:
            tally = record.add([path], known=KNOWN, reader="rules", jobs=jobs)
            assert (tally.documents, tally.known) == (9, 0)
            assert tally.claims > 9
            found.append(state(record))
    assert found[0] == found[1]


def test_adding_again_reads_nothing(tmp_path: Path) -> None:
    path = batch(tmp_path / "a.jsonl", 3)
    with Chronicle(":memory:") as record:
        record.add([path], known=KNOWN, reader="rules", jobs=1)
        before, seen = state(record), []
        tally = record.add([path], known=KNOWN, reader="rules", jobs=1, watch=seen.append)
        assert (tally.known, tally.claims) == (3, 0)
        assert seen == ["n0", "n1", "n2"]
        assert state(record) == before


def test_another_language_is_kept_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    with Chronicle(":memory:") as record:
        tally = record.add([path], known=KNOWN, reader="rules")
        assert (tally.unread, tally.claims) == (1, 0)
        assert record.document("a").language == "de"
    assert list(read_paths([path], known=KNOWN, run=make_run("rules"), note=lambda _: None)) == []


def test_readings_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    paths = []
    for name in ("z", "a", "m"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Peru visited Chile in {name}.\n")
        paths.append(path)
    readings = read_paths(paths, known=KNOWN, run=make_run("rules"), note=lambda _: None)
    assert [reading.document.name for reading in readings] == ["z", "a", "m"]


def test_an_unknown_reader_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownName, match="'rulers'"):
        make_run("rulers")


def test_few_documents_are_not_worth_a_process() -> None:
    assert jobs_for(WORTH_A_PROCESS - 1) == 1
    assert jobs_for(WORTH_A_PROCESS) >= 1


def test_whatever_an_id_names_is_found(tmp_path: Path) -> None:
    with Chronicle(":memory:") as record:
        record.add([batch(tmp_path / "a.jsonl", 2)], known=KNOWN, reader="rules", jobs=1)
        for thing in (next(record.claims()), next(record.events()), next(record.documents())):
            assert record.explain(thing.id) == thing
        assert record.explain("n1") == record.document("n1")
        with pytest.raises(NotFound, match="'n9'"):
            record.explain("n9")
        assert list(record.issues()) == []


def test_what_is_known_beforehand(tmp_path: Path) -> None:
    known = what_is_known(index=None, published="2019-05", today=TODAY)
    assert str(known.published) == "2019-05"
    assert known.index is None

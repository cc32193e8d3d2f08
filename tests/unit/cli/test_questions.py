"""Commands that put a question to the record as a whole."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def test_a_brief_is_written_for_a_pair_and_a_period(dragoman: Command, sample_record: Path) -> None:
    asked = ("brief", "aze", "BLR", "--record", sample_record, "--format", "json")
    whole = json.loads(dragoman(*asked).out)
    narrow = json.loads(dragoman(*asked, "--from", "2017", "--to", "2017").out)
    assert whole["title"] == "Azerbaijan and Belarus"
    headings = [section["heading"] for section in whole["sections"]]
    assert headings[:2] == ["State of relations", "Key events"]
    assert 0 < len(narrow["sources"]) < len(whole["sources"])


def test_partners_stand_side_by_side_in_the_order_asked(
    dragoman: Command, sample_record: Path
) -> None:
    told = dragoman("compare", "BLR", "--towards", "AZE", "ARM", "--record", sample_record)
    assert "|  | Azerbaijan | Armenia | sources |" in told.out
    turned = dragoman("compare", "BLR", "--towards", "ARM", "AZE", "--record", sample_record)
    assert "|  | Armenia | Azerbaijan | sources |" in turned.out


def test_outlooks_are_rows_for_a_program(dragoman: Command, sample_record: Path) -> None:
    told = dragoman("outlooks", "--format", "jsonl", "--record", sample_record)
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert rows
    assert {row["verdict"] for row in rows} <= {"met", "not_met", "open"}
    for row in rows:
        assert bool(row["bearings"]) or row["verdict"] == "open"
        assert row["why"]


def test_print_goes_to_a_file(dragoman: Command, sample_record: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    path = tmp_path / "brief.pdf"
    asked = ("brief", "AZE", "BLR", "--record", sample_record, "--format", "pdf")
    assert dragoman(*asked, "--out", path).code == 0
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("brief", "AZE", "AZE"), "a relation has two parties"),
        (("compare", "BLR", "--towards", "BLR"), "name each party once"),
        (("compare", "BLR", "--towards", "XXQ"), "no state or organisation is called 'XXQ'"),
        (("brief", "AZE", "BLR", "--from", "2017", "--to", "2016"), "lies before"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, sample_record: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = dragoman(*arguments, "--record", sample_record)
    assert found.code == 2
    assert message in found.err

"""Commands that ask a record."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_claims_can_be_narrowed(dragoman: Command, sample_record: Path) -> None:
    asked = ("claims", "--record", sample_record, "--format", "jsonl")
    every = rows(dragoman(*asked).out)
    figures = rows(dragoman(*asked, "--kind", "figure").out)
    ethiopian = rows(dragoman(*asked, "--about", "eth").out)
    assert [row for row in every if row["kind"] == "figure"] == figures
    assert 0 < len(ethiopian) < len(every)
    assert all('"ETH"' in json.dumps(row) for row in ethiopian)


def test_the_table_of_claims_tells_as_many(dragoman: Command, sample_record: Path) -> None:
    asked = ("claims", "--record", sample_record, "--about", "VNM")
    count = len(rows(dragoman(*asked, "--format", "jsonl").out))
    assert dragoman(*asked).out.splitlines()[-1] == f"{count} claims"


def test_an_id_in_the_table_of_events_is_whole_in_a_narrow_terminal(
    dragoman: Command, sample_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("events", "--record", sample_record, "--about", "ETH")
    ids = [row["id"] for row in rows(dragoman(*asked, "--format", "jsonl").out)]
    monkeypatch.setenv("COLUMNS", "80")
    table = dragoman(*asked).out
    assert ids
    assert all(id in table for id in ids)


def test_an_unknown_code_says_what_codes_there_are(dragoman: Command, sample_record: Path) -> None:
    assert "alpha-3" in dragoman("partners", "ZZZ", "--record", sample_record).err


def test_an_event_is_shown_with_every_account_in_its_passage(
    dragoman: Command, sample_record: Path
) -> None:
    events = rows(dragoman("events", "--record", sample_record, "--format", "jsonl").out)
    event = max(events, key=lambda row: len(row["documents"]))
    assert len(event["documents"]) > 1
    shown = dragoman("show", event["id"], "--record", sample_record).out
    assert all(claim in shown for claim in event["claims"])
    assert "Why one event" in shown
    assert f"both {event['type']}" in shown


def test_events_where_accounts_differ_say_so(dragoman: Command, sample_record: Path) -> None:
    events = rows(dragoman("events", "--record", sample_record, "--format", "jsonl").out)
    disputed = next(row for row in events if row["disputes"])
    assert "Accounts differ" in dragoman("show", disputed["id"], "--record", sample_record).out
    table = dragoman("events", "--record", sample_record).out
    assert "accounts differ" in table
    assert table.splitlines()[-1] == f"{len(events)} events"


def test_a_claim_is_shown_with_its_words_and_source(dragoman: Command, sample_record: Path) -> None:
    asked = ("claims", "--record", sample_record, "--format", "jsonl")
    claim = next(row for row in rows(dragoman(*asked).out) if len(row["quote"]) < 150)
    shown = dragoman("show", claim["id"], "--record", sample_record)
    assert shown.code == 0
    flat = " ".join(shown.out.split())
    assert " ".join(claim["quote"].split()) in flat
    assert claim["id"] in flat


def test_a_document_is_shown_by_name(dragoman: Command, sample_record: Path) -> None:
    shown = dragoman("show", "2014-05-astana-treaty", "--record", sample_record).out
    assert "Three presidents sign the treaty" in shown
    assert "2014-05-30 (date stated)" in shown


def test_search_finds_words_and_phrases(dragoman: Command, sample_record: Path) -> None:
    asked = ("search", "--record", sample_record, "--format", "jsonl", "--limit", "5")
    words = rows(dragoman(*asked, "eurasian", "treaty").out)
    phrase = rows(dragoman(*asked, "Eurasian Economic Union").out)
    assert 0 < len(words) <= 5
    assert phrase
    nothing = dragoman("search", "--record", sample_record, "zyxwvut")
    assert (nothing.code, nothing.out) == (0, "Nothing holds all of: zyxwvut\n")
    assert "claims (shown: 1 to 20)" in dragoman("search", "--record", sample_record, "treaty").out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("claims", "--kind", "events"), 2, "Did you mean event?"),
        (("claims", "--about", "BLX"), 2, "no state or organisation is called 'BLX'"),
        (("show", "nothing"), 2, "nothing in this record has the id 'nothing'"),
        (("search", '"open'), 2, "a quotation mark is left open"),
        (("search", "--", "-"), 2, "no words to search for"),
        (("events", "--format", "xml"), 2, "'xml' is not one of"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, sample_record: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    name, *rest = arguments
    found = dragoman(name, "--record", sample_record, *rest)
    assert found.code == code
    assert message in found.err


def test_a_missing_record_is_not_made(dragoman: Command, tmp_path: Path) -> None:
    path = tmp_path / "none.dragoman"
    found = dragoman("claims", "--record", path)
    assert found.code == 5
    assert "there is no record at" in found.err
    assert not path.exists()


def test_the_environment_names_the_record(
    dragoman: Command, sample_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_option = dragoman("events", "--record", sample_record).out
    monkeypatch.setenv("DRAGOMAN_RECORD", str(sample_record))
    assert dragoman("events").out == by_option

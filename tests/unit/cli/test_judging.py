"""Commands that correct the record."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def record(sample_record: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.dragoman"
    shutil.copyfile(sample_record, path)
    return path


def events(dragoman: Command, record: Path) -> list[dict[str, Any]]:
    return rows(dragoman("events", "-r", record, "--format", "jsonl").out)


def test_a_claim_is_rejected_and_comes_back(dragoman: Command, record: Path) -> None:
    before = events(dragoman, record)
    (claim, *_) = before[0]["claims"]
    said = dragoman("judge", "reject", claim, "-r", record, "--who", "Ann", "--why", "misread")
    assert said.code == 0
    assert f"reject {claim}" in said.out
    assert claim not in {c for event in events(dragoman, record) for c in event["claims"]}
    listed = dragoman("judgements", "-r", record)
    assert "in force" in listed.out
    assert "Ann" in listed.out
    assert ": misread" in listed.out
    assert listed.out.splitlines()[-1] == "1 judgement"
    assert "rejected by" in dragoman("show", claim, "-r", record).out
    (judgement,) = rows(dragoman("judgements", "-r", record, "--format", "jsonl").out)
    undone = dragoman("judge", "undo", judgement["id"], "-r", record, "--who", "Ben")
    assert "undone by Ben" in undone.out
    assert events(dragoman, record) == before
    shown = dragoman("show", claim, "-r", record).out
    assert "rejected by" not in shown
    assert "counts no more" in shown
    assert "undone by Ben" in shown


def test_what_counts_no_more_is_told_as_history(dragoman: Command, record: Path) -> None:
    one, two, *_ = events(dragoman, record)
    claim = one["claims"][0]
    dragoman("judge", "same", claim, two["claims"][0], "-r", record)
    for value, who in (("AID", "Ann"), ("COERCE", "Ben"), ("REQUEST", "Cid")):
        dragoman("judge", "correct", claim, "type", value, "-r", record, "--who", who)
    listed = rows(dragoman("judgements", claim, "-r", record, "--format", "jsonl").out)
    first, second, third = (row["id"] for row in listed if row["verdict"] == "correct")
    undone = dragoman("judge", "undo", third, "-r", record, "--who", "Dan")
    assert undone.code == 0
    shown = dragoman("show", claim, "-r", record).out
    head, past = shown.split("Said before, and counts no more")
    assert f"corrected by {second}\n" in head
    assert first not in head
    assert third not in head
    assert f"superseded by {second}" in past
    assert "undone by Dan" in past
    assert "are same" in head.split("Also said of it")[1]


def test_judgements_on_one_thing(dragoman: Command, record: Path) -> None:
    one, two, *_ = events(dragoman, record)
    claim = one["claims"][0]
    quiet = dragoman("judgements", claim, "-r", record)
    assert (quiet.code, quiet.out) == (0, f"0 judgements: nobody has judged {claim}\n")
    assert dragoman("judgements", claim, "-r", record, "--format", "jsonl").out == ""
    unknown = dragoman("judgements", claim[:-1], "-r", record)
    assert unknown.code == 2
    assert f"has the id '{claim[:-1]}'" in unknown.err
    assert f"Did you mean {claim}?" in unknown.err
    assert "Did you mean" not in dragoman("judgements", "nothing", "-r", record).err
    shown = dragoman("show", one["documents"][0][:-1], "-r", record)
    assert f"Did you mean {one['documents'][0]}?" in shown.err
    for each, value in ((one, "AID"), (two, "COERCE")):
        dragoman("judge", "correct", each["claims"][0], "type", value, "-r", record)
    asked = ("judgements", claim, "-r", record, "--format")
    assert dragoman("judgements", claim, "-r", record).out.endswith("\n1 judgement\n")
    (taught,) = rows(dragoman(*asked, "training").out)
    assert taught["after"]["id"] == claim


def test_events_are_judged_the_same_and_the_old_id_still_leads_there(
    dragoman: Command, record: Path
) -> None:
    one, two, *_ = events(dragoman, record)
    assert dragoman("judge", "same", one["id"], two["id"], "-r", record, "--who", "Ann").code == 0
    now = {event["id"] for event in events(dragoman, record)}
    (gone,) = {one["id"], two["id"]} - now
    (kept,) = {one["id"], two["id"]} & now
    shown = dragoman("show", gone, "-r", record).out
    assert f"{gone} is now {kept}" in shown
    assert f"{gone} was merged into {kept} with" in shown
    assert "judged them the same" in " ".join(shown.split())
    refused = dragoman("judge", "same", one["id"], two["id"], "-r", record, "--who", "Ann")
    assert (refused.code, "one happening already" in refused.err) == (2, True)
    apart = dragoman("judge", "different", one["claims"][0], two["claims"][0], "-r", record)
    assert apart.code in {0, 2}


def test_a_correction_is_shown_beside_what_was_read(dragoman: Command, record: Path) -> None:
    event = next(
        e for e in events(dragoman, record) if e["type"] != "AID" and len(e["claims"]) == 1
    )
    (claim,) = event["claims"]
    asked = ("judge", "correct", event["id"], "type", "AID", "-r", record, "--who", "Ann")
    assert dragoman(*asked).code == 0
    shown = dragoman("show", claim, "-r", record).out
    assert f'type: "{event["type"]}" → "AID"' in shown
    (taught,) = rows(dragoman("judgements", "-r", record, "--format", "training").out)
    assert (taught["before"]["type"], taught["after"]["type"]) == (event["type"], "AID")
    assert taught["after"]["quote"] in taught["text"]
    assert "1 claim" in dragoman("search", "is:corrected", "type:AID", "-r", record).out


def test_a_claim_is_added_on_exact_words(dragoman: Command, record: Path) -> None:
    claim = rows(dragoman("claims", "-r", record, "--format", "jsonl").out)[0]
    asked = ("judge", "add", claim["doc"], claim["quote"])
    added = dragoman(
        *asked, "kind=stance", "actors=PER", "recipients=CHL", "polarity=1", "-r", record
    )
    assert added.code == 0
    found = rows(dragoman("search", "is:added", "party:CHL", "-r", record, "--format", "jsonl").out)
    assert [(row["kind"], row["quote"]) for row in found] == [("stance", claim["quote"])]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("reject", "nothing"), "no claim and no event has the id 'nothing'"),
        (("undo", "nothing"), "no judgement has the id 'nothing'"),
        (("add", "nothing", "words", "kind=event"), "no document has the id or name 'nothing'"),
        (("add", "nothing", "words", "type"), "no value: 'type'"),
        (("add", "nothing", "words", "kind=evnt"), "Did you mean event?"),
        (("accept", "nothing", "--who", " "), "needs a name"),
    ],
)
def test_what_is_judged_wrongly_is_refused(
    dragoman: Command, record: Path, arguments: tuple[str, ...], message: str
) -> None:
    said = dragoman("judge", *arguments, "-r", record)
    assert said.code == 2
    assert message in said.err


def test_a_fault_in_a_search_is_shown_at_its_place(dragoman: Command, record: Path) -> None:
    said = dragoman("search", "visit", "tpye:CONSULT", "-r", record)
    assert said.code == 2
    lines = said.err.splitlines()
    assert lines[0].endswith("no field is called 'tpye'")
    assert lines[1].strip() == "visit tpye:CONSULT"
    assert lines[2].index("^") == lines[1].index("tpye")
    assert "Did you mean type?" in lines[3]


def test_facets_and_meaning_from_the_command_line(dragoman: Command, record: Path) -> None:
    asked = ("search", "party:ETH", "-r", record, "--facets", "--limit", "1")
    table = dragoman(*asked).out
    assert "kind: event" in table
    assert "party: ETH" in table
    *_, counts = rows(dragoman(*asked, "--format", "jsonl").out)
    assert counts["total"] == counts["facets"]["party"]["ETH"]
    assert sum(bar["claims"] for bar in counts["bars"]) + counts["undated"] == counts["total"]
    assert counts["next"] == 1

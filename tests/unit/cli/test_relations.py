"""Commands on relations."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_relation_is_told_part_by_part(dragoman: Command, sample_record: Path) -> None:
    asked = ("relate", "RUS", "blr", "--record", sample_record, "--by", "year")
    parts = rows(dragoman(*asked, "--format", "jsonl").out)
    points = [row for row in parts if row["part"] == "point"]
    assert {row["part"] for row in parts} >= {"point", "context", "initiative", "plans", "unplaced"}
    assert len(points) > 3
    assert [row["period"] for row in points] == sorted({row["period"] for row in points})
    as_csv = list(csv.DictReader(dragoman(*asked, "--format", "csv").out.splitlines()))
    assert [row["period"] for row in as_csv] == [row["period"] for row in points]


def test_every_driver_is_an_event_that_can_be_shown(dragoman: Command, sample_record: Path) -> None:
    asked = ("relate", "RUS", "BLR", "--record", sample_record, "--format", "jsonl", "--by", "year")
    drivers = [name for row in rows(dragoman(*asked).out) for name in row.get("drivers", [])]
    assert drivers
    shown = dragoman("show", drivers[0], "--record", sample_record)
    assert shown.code == 0
    events = rows(
        dragoman("events", "--about", "BLR", "--record", sample_record, "--format", "jsonl").out
    )
    assert set(drivers) <= {event["id"] for event in events}


def test_the_table_tells_the_bands_in_words(dragoman: Command, sample_record: Path) -> None:
    found = dragoman("relate", "ARM", "RUS", "--record", sample_record, "--by", "quarter").out
    assert found.startswith("ARM → RUS, by quarter, conflict_cooperation")
    assert "unreported" in found
    assert "told" in found
    assert "Who acts: ARM " in found
    assert "Plans: announced " in found


def test_a_relation_keeps_to_its_dates(dragoman: Command, sample_record: Path) -> None:
    asked = ("relate", "RUS", "BLR", "--record", sample_record, "--format", "csv")
    found = dragoman(*asked, "--from", "2014", "--to", "2014-06").out
    periods = [row["period"] for row in csv.DictReader(found.splitlines())]
    assert periods == [f"2014-{month:02d}" for month in range(1, 7)]


def test_two_that_never_met_have_no_points(dragoman: Command, sample_record: Path) -> None:
    found = dragoman("relate", "PER", "NZL", "--record", sample_record)
    assert found.code == 0
    assert "No event has a date as fine as this." in found.out
    assert "Who acts: PER 0, NZL 0, together 0" in found.out


def test_partners_are_listed_by_value(dragoman: Command, sample_record: Path) -> None:
    asked = ("partners", "BLR", "--record", sample_record)
    found = rows(dragoman(*asked, "--format", "jsonl", "--limit", "5").out)
    values = [row["value"] for row in found]
    assert values == sorted(values, reverse=True)
    assert len(found) == 5
    assert "BLR" not in {row["partner"] for row in found}
    assert all(r["events"] == r["given"] + r["received"] + r["joint"] for r in found)
    nobody = dragoman("partners", "NZL", "--record", sample_record).out
    assert nobody == "Nothing is told between NZL and anybody.\n"


def test_a_triad_is_told_in_words(dragoman: Command, sample_record: Path) -> None:
    asked = ("triad", "ARM", "AZE", "RUS", "--record", sample_record)
    found = rows(dragoman(*asked, "--format", "jsonl", "--from", "2016", "--to", "2016").out)
    assert [row["period"] for row in found] == ["2016"]
    assert found[0]["ARM-AZE"]["sign"] in {"friendly", "neutral", "hostile", "open"}
    assert found[0]["balance"] in {"balanced", "strained", "open"}
    assert found[0]["ARM-AZE"]["sign"] in dragoman(*asked, "--from", "2016", "--to", "2016").out


def test_a_year_of_fighting_is_hostile(dragoman: Command, sample_record: Path) -> None:
    asked = ("triad", "ARM", "AZE", "RUS", "--record", sample_record)
    found = rows(dragoman(*asked, "--format", "jsonl", "--from", "2016", "--to", "2016").out)
    assert found[0]["ARM-AZE"]["sign"] == "hostile"


def test_parties_of_which_nothing_is_told_have_no_triad(
    dragoman: Command, sample_record: Path
) -> None:
    nothing = dragoman("triad", "PER", "NZL", "LAO", "--record", sample_record).out
    assert nothing == "Nothing is told between PER, NZL, LAO.\n"


def test_blocs_share_no_member(dragoman: Command, sample_record: Path) -> None:
    found = rows(dragoman("blocs", "--record", sample_record, "--format", "jsonl").out)
    members = [member for row in found for member in row["members"]]
    assert len(members) == len(set(members)) > 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("relate", "BLX", "RUS"), "no state or organisation is called 'BLX'"),
        (("relate", "RUS", "RUS"), "a relation has two parties, not RUS twice"),
        (("relate", "RUS", "BLR", "--scale", "warmth"), "no scale is called 'warmth'"),
        (("relate", "RUS", "BLR", "--by", "week"), "'week' is not one of"),
        (
            ("relate", "RUS", "BLR", "--from", "2015", "--to", "2014"),
            "--to 2014 lies before --from",
        ),
        (("relate", "RUS", "BLR", "--from", "spring"), "not a date: 'spring'"),
        (("partners", "XYZ"), "no state or organisation is called 'XYZ'"),
        (("triad", "ARM", "AZE", "ARM"), "a triad has three parties: ARM, AZE, ARM"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, sample_record: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = dragoman(*arguments, "--record", sample_record)
    assert found.code == 2
    assert message in found.err

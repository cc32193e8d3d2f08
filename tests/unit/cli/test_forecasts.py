"""Forecasts and their ledger on the command line, on the bundled sample."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.chronicle import Chronicle, to_json
from dragoman.cli.forecasts import app, ledger

Command = Callable[..., Any]


@pytest.fixture
def record(sample_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_record, tmp_path / "own.dragoman"))


def test_a_pair_needs_no_command(dragoman: Command, record: Path) -> None:
    asked = ("AZE", "BLR", "--type", "CONSULT", "--days", "30", "--record", record)
    told, named = dragoman("forecast", *asked), dragoman("forecast", "pair", *asked)
    assert told.code == 0
    assert told.out == named.out
    assert told.out.startswith("At least one event of Azerbaijan towards Belarus: a meeting")
    assert "climatology" in told.out
    assert "A forecast, not a fact of the record" in told.out


def test_every_command_of_a_group_is_still_itself(dragoman: Command) -> None:
    for group, name in ((app, "forecast"), (ledger, "forecasts")):
        for command in group.registered_commands:
            word = command.name or command.callback.__name__
            told = dragoman(name, word, "--help")
            assert told.code == 0
            assert f"dragoman {name} {word}" in told.out


def test_a_forecast_is_in_the_ledger_once_and_explained(dragoman: Command, record: Path) -> None:
    asked = (
        "forecast",
        "RUS",
        "BLR",
        "--as-of",
        "2016-12-31",
        "--type",
        "agreement",
        "--days",
        "90",
    )
    told = json.loads(dragoman(*asked, "--record", record, "--format", "jsonl").out)
    dragoman(*asked, "--record", record)
    assert told["as_of"] == "2016-12-31"
    assert 0 < told["probability"] < 1
    assert told["changes"]
    assert told["events"]
    listed = dragoman("forecasts", "--record", record, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in listed] == [told["id"]]
    with Chronicle(record) as opened:
        for name in told["events"]:
            event = opened.event(name)
            assert event.when.start is not None
            assert str(event.when.start) <= "2016-12-31"


def test_it_may_be_kept_out_of_the_ledger(dragoman: Command, record: Path) -> None:
    dragoman("forecast", "AZE", "BLR", "--no-keep", "--record", record)
    assert "The ledger has no such forecasts" in dragoman("forecasts", "--record", record).out


def test_the_record_settles_what_it_can_and_people_the_rest(
    dragoman: Command, record: Path, tmp_path: Path
) -> None:
    chart = tmp_path / "chart.svg"
    dragoman("forecast", "BLR", "RUS", "--as-of", "2014-12-31", "--days", "90", "--record", record)
    entered = dragoman("forecasts", "outlooks", "--record", record)
    assert int(entered.out.split()[0]) > 0
    assert dragoman("forecasts", "outlooks", "--record", record).out.startswith("0 outlooks")
    told = dragoman("forecasts", "settle", "--record", record, "--on", "2024-01-01")
    assert "settled" in told.out
    assert dragoman("forecasts", "settle", "--record", record).out.startswith("0 settled")
    rows = [
        json.loads(line)
        for line in dragoman("forecasts", "--record", record, "--format", "jsonl").out.splitlines()
    ]
    left = next(row["id"] for row in rows if row["came"] is None)
    word = ("--did-not", "--who", "N. Quispe", "--why", "it was put off", "--on", "2024-01-02")
    assert left in dragoman("forecasts", "settle", left, *word, "--record", record).out
    told = dragoman("forecasts", "score", "--record", record, "--chart", chart)
    assert "Brier" in told.out
    assert "against climatology" in told.out
    assert ElementTree.fromstring(chart.read_text("utf-8")).tag.endswith("svg")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("forecast", "AZE", "AZE"), "two parties"),
        (("forecast", "AZE", "BLR", "--type", "consutl"), "no class of events is called"),
        (("forecast", "AZE", "BLR", "--days", "4000"), "1 to 366 days"),
        (("forecast", "AZE", "BLR", "--as-of", "1999-01-01"), "the record knew"),
        (("forecasts", "settle", "--who", "me"), "name the forecast"),
        (("forecasts", "settle", "f0", "--came", "--who", "me", "--why", "so"), "no forecast has"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, record: Path, arguments: tuple[str, ...], message: str
) -> None:
    told = dragoman(*arguments, "--record", record)
    assert told.code == 2
    assert message in told.err


def test_forecasts_never_enter_a_digest(dragoman: Command, record: Path) -> None:
    with Chronicle(record) as opened:
        before = to_json(opened.digest("BLR")), opened.counts()
        opened.forecast("BLR", "RUS", "agreement")
        opened.enter_outlooks()
        assert opened.forecasts()
        assert (to_json(opened.digest("BLR")), opened.counts()) == before


def test_levels_have_intervals(dragoman: Command, record: Path) -> None:
    told = dragoman("forecast", "course", "BLR", "RUS", "--by", "quarter", "--record", record)
    assert told.code == 0
    assert "inside the 80 % interval" in told.out

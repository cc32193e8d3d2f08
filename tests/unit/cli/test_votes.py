"""Commands on roll calls."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from votes_slice import FILES, WARSAW_PACT

Command = Callable[..., Any]


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with the slice of roll calls; ask it, but do not add to it."""
    from dragoman.chronicle import Chronicle

    path = tmp_path_factory.mktemp("votes") / "votes.dragoman"
    with Chronicle(path) as opened:
        opened.add_votes(FILES)
    return path


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_adding_says_what_is_there_and_adding_again_changes_nothing(
    dragoman: Command, tmp_path: Path
) -> None:
    path = tmp_path / "new.dragoman"
    first = dragoman("votes", "add", *FILES, "--record", path)
    again = dragoman("votes", "add", FILES[1], "--record", path)
    assert first.code == 0
    assert first.out.startswith("325 roll calls, 6,")
    assert "21 states" in first.out
    assert again.out == first.out


def test_what_is_left_out_is_told(dragoman: Command, tmp_path: Path) -> None:
    votes = tmp_path / "votes.csv"
    votes.write_text("rcid,country,vote\n1308,Atlantis,yes\n", encoding="utf-8")
    done = dragoman("votes", "add", FILES[1], votes, "--record", tmp_path / "new.dragoman")
    assert done.code == 0
    assert "1 vote left out: no state is known as Atlantis" in done.err


def test_agreement_by_year(dragoman: Command, record: Path) -> None:
    asked = ("votes", "agreement", "pol", "RUS", "--record", record, "--by", "year")
    found = rows(dragoman(*asked, "--format", "jsonl", "--from", "1980", "--to", "1994").out)
    assert found[0]["within"] == "1980"
    assert found[0]["index"] > 0.99
    assert found[-1]["index"] < 0.9
    assert all(row["shared"] == row["same"] + row["half"] + row["opposed"] for row in found)
    table = dragoman(*asked).out
    assert "within" in table
    assert "1980" in table


def test_the_same_rows_as_csv(dragoman: Command, record: Path) -> None:
    asked = ("votes", "near", "POL", "--record", record, "--year", "1982", "--limit", "5")
    as_json = rows(dragoman(*asked, "--format", "jsonl").out)
    as_csv = list(csv.DictReader(dragoman(*asked, "--format", "csv").out.splitlines()))
    assert [row["second"] for row in as_csv] == [row["second"] for row in as_json]
    assert set(WARSAW_PACT) - {"POL"} == {row["second"] for row in as_json}


def test_ideal_points_and_moves(dragoman: Command, record: Path) -> None:
    asked = ("--record", record, "--format", "jsonl")
    points = rows(dragoman("votes", "ideal", "--year", "1985", *asked).out)
    assert points[-1]["state"] == "USA"
    series = rows(dragoman("votes", "ideal", "--state", "FRA", *asked).out)
    assert len({row["year"] for row in series}) == len(series) > 10
    moves = rows(
        dragoman("votes", "moved", "--from", "1988", "--to", "1994", "--limit", "3", *asked).out
    )
    assert len(moves) == 3
    assert moves[0]["moved"] == pytest.approx(moves[0]["after"] - moves[0]["before"], abs=1e-3)


def test_positions_of_the_record_stand_beside_the_roll_calls(
    dragoman: Command, tmp_path: Path
) -> None:
    article, path = tmp_path / "report.txt", tmp_path / "both.dragoman"
    article.write_text(
        "France voted against the resolution on a zone of peace in the Indian Ocean in the UN"
        " General Assembly on 4 December 1972.\n",
        encoding="utf-8",
    )
    dragoman("add", article, "--published", "1972-12-05", "--record", path)
    nothing = dragoman("votes", "positions", "--record", path)
    assert (nothing.code, "this record has no roll calls" in nothing.err) == (2, True)
    dragoman("votes", "add", *FILES, "--record", path)
    found = rows(dragoman("votes", "positions", "--record", path, "--format", "jsonl").out)
    assert [(r["state"], r["said"], r["voted"], r["agrees"]) for r in found] == [
        ("FRA", "against", "abstain", False)
    ]
    assert dragoman("votes", "positions", "--record", path, "--about", "PER").out == (
        "No position fits a roll call.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("agreement", "BLX", "RUS"), "no state or organisation is called 'BLX'"),
        (("agreement", "KEN", "RUS"), "no state with a vote is called 'KEN'"),
        (("near", "FRA", "--year", "2015"), "there are no roll calls in 2015"),
        (("ideal", "--year", "1900"), "there are no roll calls in 1900"),
        (("moved", "--from", "1994", "--to", "1988"), "--to 1988 lies before --from 1994"),
        (("agreement", "FRA", "POL", "--by", "decade"), "'decade' is not one of"),
        (("add", "none.csv"), "there is no file none.csv"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, record: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = dragoman("votes", *arguments, "--record", record)
    assert found.code == 2
    assert message in found.err

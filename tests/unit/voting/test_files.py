"""Tables of roll calls as files."""

import sys
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from dragoman.errors import ExtractError, InputError, Unavailable
from dragoman.model.votes import RollCall
from dragoman.voting import read_tables
from votes_slice import FILES, SLICE

CALLS = "rcid,date,session,unres,importantvote,short,descr\n7,1975-11-10,30,R/30/3379,1,ZIONISM,To adopt\n"


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roll_call_has_the_cells_of_its_row(tmp_path: Path) -> None:
    tables = read_tables([written(tmp_path, CALLS)])
    assert tables.calls == {
        7: RollCall(
            id=7,
            day=date(1975, 11, 10),
            session=30,
            resolution="R/30/3379",
            important=True,
            title="ZIONISM",
            question="To adopt",
        )
    }


def test_cells_that_hold_nothing_are_empty(tmp_path: Path) -> None:
    text = "rcid,date,unres,session,importantvote\n7,1975-11-10,NA,,NA\n"
    call = read_tables([written(tmp_path, text)]).calls[7]
    assert (call.resolution, call.session, call.important, call.title) == ("", 0, False, "")


def test_votes_are_columns_of_numbers(tmp_path: Path) -> None:
    text = "vote,rcid,country_code\nyes,7,PE\nno,7,CL\nyes,8,CL\n"
    (ballots,) = read_tables([written(tmp_path, text)]).ballots
    rows = [
        (int(call), ballots.voters[voter][0], ballots.words[word])
        for call, voter, word in zip(ballots.calls, ballots.voter, ballots.word, strict=True)
    ]
    assert rows == [(7, "PE", "yes"), (7, "CL", "no"), (8, "CL", "yes")]


def test_parquet_says_what_csv_says(tmp_path: Path) -> None:
    copies = []
    for path in FILES:
        copy = tmp_path / f"{path.stem}.parquet"
        duckdb.sql(f"copy (from '{path}') to '{copy}'")
        copies.append(copy)
    text, binary = read_tables(FILES), read_tables(copies)
    assert text.issues == binary.issues
    assert text.calls.keys() == binary.calls.keys()
    assert {c.day for c in text.calls.values()} == {c.day for c in binary.calls.values()}
    rows = []
    for tables in (text, binary):
        (ballots,) = tables.ballots
        voters, words = np.array(ballots.voters), np.array(ballots.words)
        whole = np.column_stack(
            [ballots.calls.astype(str), voters[ballots.voter], words[ballots.word]]
        )
        rows.append(sorted(map(tuple, whole)))
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no table of votes, roll calls or issues; its columns are a, b"),
        ("", "no table of votes, roll calls or issues"),
        ("rcid,date\nx,1975-01-01\n", "not the number of a roll call: 'x'"),
        ("rcid,date\n7,January\n", "roll call 7: Invalid isoformat string: 'January'"),
        ("rcid,vote,country\n7,yes\n", "table.csv:2: 2 cells under 3 columns"),
        ("rcid,vote,country\n,yes,Peru\n", "not the number of a roll call: ''"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_tables([written(tmp_path, text)])
    assert message in raised.value.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        read_tables([tmp_path / "none.csv"])


@pytest.mark.parametrize("name", ["table.csv", "table.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"rcid,vote,country\n7,\xff,Peru\n")
    with pytest.raises(ExtractError, match=name):
        read_tables([path])


def test_without_duckdb_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Unavailable) as raised:
        read_tables([written(tmp_path, "", "table.parquet")])
    assert raised.value.hint == "pip install 'dragoman[votes]'"
    assert read_tables([SLICE / "issues.csv"]).issues

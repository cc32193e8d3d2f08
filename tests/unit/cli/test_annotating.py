"""The command ``annotate``: what it prints, and what it refuses."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
TEXT = "On Friday they paid $3m.\r\nIn Łódź they paid €2m. 😀 In May 2014 it ended.\n"


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def give(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_a_text_file_is_one_text_and_offsets_count_its_code_points(
    dragoman: Command, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(TEXT.encode())
    told = dragoman("annotate", "--layers", "times,amounts", "--published", "2016-04-05", file)
    (row,) = rows(told.out)
    assert list(row) == ["id", "times", "amounts"]
    assert row["id"] == "report"
    for mention in row["times"] + row["amounts"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert row["times"][0] == {
        "start": 3, "end": 9, "text": "Friday", "type": "DATE",
        "value": "2016-04-01", "from": "2016-04-01", "to": "2016-04-01",
    }  # fmt: skip
    assert row["amounts"][0] == {
        "start": 20, "end": 23, "text": "$3m",
        "value": 3000000, "value_max": None, "unit": "USD", "approx": False,
    }  # fmt: skip
    assert row["times"][1]["value"] == "2014-05"


def test_lines_keep_their_order_their_ids_and_their_dates(
    dragoman: Command, tmp_path: Path
) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        {"id": "b", "text": "last year", "published": "2016-04-05"},
        {"id": 7, "text": "last year"},
        {"text": "last year"},
    ]
    file.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    told = dragoman("annotate", "--layers", "times", "--published", "2011", file)
    found = [(row["id"], row["times"][0]["value"]) for row in rows(told.out)]
    assert found == [("b", "2015"), ("7", "2010"), (f"{file}:5", "2010")]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b'{"id": "a", "text": "in 2011"}\n{"id": "c", "text": "in 2012"}\n', ["a", "c"]),
        (b"in 2011\nand in 2012\n", ["-"]),
        (b"", ["-"]),
    ],
)
def test_standard_input_is_lines_or_a_text(
    dragoman: Command, monkeypatch: pytest.MonkeyPatch, raw: bytes, names: list[str]
) -> None:
    give(monkeypatch, raw)
    assert [row["id"] for row in rows(dragoman("annotate", "--layers", "times", "-").out)] == names


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "dragoman", "annotate", "--layers", "times", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for year in ("2011", "2012"):
            process.stdin.write(json.dumps({"id": year, "text": f"in {year}"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == year


def test_all_layers_are_found_where_none_is_named(dragoman: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Kenya paid Somalia $3m in Nairobi in 2011.", encoding="utf-8")
    (row,) = rows(dragoman("annotate", file).out)
    assert list(row) == ["id", "times", "actors", "places", "amounts"]
    assert set(row["actors"][0]) == {"start", "end", "text", "name", "country", "sector", "kind"}
    assert row["actors"][0]["country"] == "KEN"


def test_actors_of_the_users_own_are_found(dragoman: Command, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,country,sector,kind\nGrand Fenwick League,KEN,NGO,ngo\n", encoding="utf-8"
    )
    file = tmp_path / "a.txt"
    file.write_text("The Grand Fenwick League met.", encoding="utf-8")
    told = dragoman("annotate", "--layers", "actors", "--actors", table, file)
    assert [(row["name"], row["sector"]) for row in rows(told.out)[0]["actors"]] == [
        ("Grand Fenwick League", "NGO")
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "a.jsonl:2: not JSON"),
        (b"[]", "a.jsonl:2: no 'text'"),
        (b'{"id": 1}', "a.jsonl:2: no 'text'"),
        (b'{"text": 1}', "a.jsonl:2: no 'text'"),
        (b'{"text": "a", "published": "soon"}', "a.jsonl:2: 'published': not a date: 'soon'"),
        (b'{"text": "\\ud800"}', "a.jsonl:2: 'text' holds half of a surrogate pair"),
        (b'{"text": "\xff"}', "a.jsonl:2: not UTF-8"),
    ],
)
def test_a_bad_line_is_named(dragoman: Command, tmp_path: Path, line: bytes, message: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id": "good", "text": "in 2011"}\n' + line + b"\n")
    told = dragoman("annotate", "--layers", "times", file)
    assert told.code == 2
    assert message in told.err
    assert [row["id"] for row in rows(told.out)] == ["good"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--layers", "amonts", "a.txt"], 2, "Did you mean amounts?"),
        (["--layers", "", "a.txt"], 2, "no layer is called ''"),
        (["--published", "soon", "a.txt"], 2, "not a date"),
        (["nowhere.txt"], 3, "nowhere.txt: No such file or directory"),
    ],
)
def test_a_wrong_question_is_refused(
    dragoman: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str],
    code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("in 2011", encoding="utf-8")
    told = dragoman("annotate", *arguments)
    assert told.code == code
    assert message in told.err


def test_a_file_that_is_no_text_is_refused(dragoman: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 \xe2\xe3\xcf")
    told = dragoman("annotate", file)
    assert told.code == 2
    assert "'read' takes HTML and PDF too" in told.err

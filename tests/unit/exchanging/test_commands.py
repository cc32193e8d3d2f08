"""The commands of exchange, as a person types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from foreign import gdelt, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_RECORD", str(tmp_path / "r.dragoman"))
    return tmp_path


@pytest.fixture
def run(dragoman: Callable[..., object], folder: Path) -> Callable[..., object]:
    def call(*arguments: object) -> object:
        return dragoman(*arguments, "--record", folder / "r.dragoman")

    return call


def test_import_then_ask(run: Callable[..., object], folder: Path) -> None:
    file = write(folder / "a.csv", gdelt(1), gdelt(2, SQLDATE="20180101", EventCode="190"))
    done = run("import", file, "--source", "gdelt")
    assert (done.code, done.out.strip()) == (0, "gdelt: 2 events of 1 file")
    again = run("import", file, "--source", "gdelt")
    assert again.out.strip() == "gdelt: 0 events of 0 files, 1 file there already"
    assert "2018-01-01" in run("sources", "list").out
    series = run("sources", "series", "per", "chl", "--by", "year", "--format", "jsonl").out
    assert [(p["period"], p["events"]) for p in map(json.loads, series.splitlines())] == [
        ("2018", 1),
        ("2019", 1),
    ]
    table = run("sources", "compare", "PER", "CHL").out
    for word in ("PER ↔ CHL", "by type", "ASSAULT", "by year", "2019"):
        assert word in table
    assert "PER → CHL" in run("sources", "pairs").out
    counts = run("sources", "counts", "--by", "code", "--format", "csv").out.splitlines()
    assert counts == ["source,code,events", "gdelt,042,1", "gdelt,190,1"]
    assert (
        run("sources", "counts", "--by", "source", "--format", "csv").out.splitlines()[1]
        == "gdelt,2"
    )
    events = run("sources", "events", "--about", "CHL", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in events] == ["2", "1"]
    assert "Tacna" in run("sources", "events").out
    assert run("sources", "drop", "gdelt").code == 0
    assert "No foreign sources" in run("sources", "list").out


def test_faults_are_told_and_give_a_code(run: Callable[..., object], folder: Path) -> None:
    bad = write(folder / "a.csv", gdelt(1), gdelt(2, SQLDATE="x"), gdelt(3), gdelt(4))
    done = run("import", bad, "--source", "gdelt")
    assert (done.code, "1 row not read" in done.out) == (0, True)
    assert f"{bad}:2" in done.err.replace("\n", "")
    assert "bad_value" in run("sources", "rejected").out
    rows = run("sources", "rejected", "--format", "jsonl").out.splitlines()
    assert json.loads(rows[0])["text"].startswith("2\tx\t")
    other = run("import", write(folder / "b.csv", "no,table"), "--source", "gdelt")
    assert other.code == 3
    assert "1 column parted by tabs" in other.err
    assert run("import", bad, "--source", "csv").code == 2
    assert run("sources", "series", "PER", "CHL", "--from", "2019", "--to", "2018").code == 2
    assert run("sources", "series", "PER", "XYZ").code == 2


def test_export_tells_what_it_wrote_and_left_out(
    dragoman: Callable[..., object], sample_record: Path, tmp_path: Path
) -> None:
    done = dragoman("export", tmp_path / "out", "--format", "polecat", "--record", sample_record)
    assert done.code == 0
    assert "polecat.txt" in done.out
    assert "datapackage.json" in done.out
    assert "left out" in done.err
    wrong = dragoman("export", tmp_path / "out", "--format", "atom", "--with", "gdelt",
                     "--record", sample_record)  # fmt: skip
    assert wrong.code == 2

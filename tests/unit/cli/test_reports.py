"""Commands that write reports."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def test_a_digest_in_three_formats_tells_the_same(
    dragoman: Command, sample_record: Path, tmp_path: Path
) -> None:
    asked = ("digest", "--about", "BLR", "--record", sample_record, "--format")
    data = json.loads(dragoman(*asked, "json").out)
    markdown = dragoman(*asked, "md").out
    page = tmp_path / "digest.html"
    told = dragoman(*asked, "html", "--out", page)
    assert (told.out, told.err) == ("", f"written to {page}\n")
    html = page.read_text(encoding="utf-8")
    headings = [entry["heading"] for entry in data["entries"]]
    assert headings == re.findall(
        r"^## (?!Sources|In brief|The month ahead)(.+)$", markdown, re.MULTILINE
    )
    assert all(heading in html for heading in headings)


def test_a_period_narrows_a_digest(dragoman: Command, sample_record: Path) -> None:
    asked = ("digest", "--about", "ARM", "--record", sample_record, "--format", "json")
    whole = json.loads(dragoman(*asked).out)
    april = json.loads(dragoman(*asked, "--from", "2016-04", "--to", "2016-04").out)
    assert 0 < april["events"] < whole["events"]


def test_an_organisation_has_a_digest(dragoman: Command, sample_record: Path) -> None:
    told = dragoman("digest", "--about", "EU", "--record", sample_record).out
    assert told.startswith("# European Union: foreign policy digest")
    assert "## Belarus" in told


def test_an_empty_digest_says_what_to_do(dragoman: Command, sample_record: Path) -> None:
    asked = ("digest", "--about", "NZL", "--record", sample_record)
    assert "Widen the period, or add documents." in dragoman(*asked).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--about", "BLX"), "no state or organisation is called 'BLX'"),
        (("--about", "BLR", "--from", "2016", "--to", "2015"), "--to 2015 lies before --from 2016"),
        (("--about", "BLR", "--from", "May"), "'May'"),
        ((), "Missing option '--about'"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    dragoman: Command, sample_record: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = dragoman("digest", "--record", sample_record, *arguments)
    assert found.code == 2
    assert message in found.err


@pytest.mark.slow
def test_the_demo_writes_all_and_prints_the_first_screen(dragoman: Command, tmp_path: Path) -> None:
    first = dragoman("demo", "--out", tmp_path / "out")
    assert first.code == 0
    assert "Belarus: foreign policy digest" in first.out
    assert re.search(r"\[\d+\]", first.out), "no citation on the first screen"
    assert "64 articles" in first.out
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == ["digest.html", "digest.json", "digest.md", "sample.dragoman"]
    assert dragoman("demo", "--out", tmp_path / "out").out == first.out

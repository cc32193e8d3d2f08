"""``forecast benchmark`` and ``forecast links`` as a shell runs them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import links_graph

Command = Callable[..., Any]
SCORES = r"MRR 0\.\d{4}  Hits@1 0\.\d{4}  Hits@3 0\.\d{4}  Hits@10 [01]\.\d{4}"


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return links_graph.write(tmp_path_factory.mktemp("links"), links_graph.rows())


def test_the_first_line_is_the_test_part(dragoman: Command, options: list[str]) -> None:
    done = dragoman("forecast", "benchmark", *options, "--threads", 1)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert re.fullmatch(SCORES, lines[0])
    assert re.fullmatch(SCORES + "  validation", lines[1])
    assert re.fullmatch(SCORES + "  recurrency, test", lines[2])
    assert re.fullmatch(SCORES + "  recurrency, validation", lines[3])
    program = "  recurrency as its authors' program has it, "
    assert re.fullmatch(SCORES + program + "test", lines[4])
    assert re.fullmatch(SCORES + program + "validation", lines[5])
    _, valid, test = links_graph.parts(links_graph.rows())
    assert lines[6].startswith(f"{2 * len(test)} questions of test, {2 * len(valid)} of validation")
    assert re.search(r"\d+ s, \d+ s of processors, .* MB at most", lines[7])


def test_names_are_not_needed(dragoman: Command, options: list[str]) -> None:
    done = dragoman("forecast", "benchmark", *options[:6], "--threads", 1)
    assert done.code == 0, done.err
    assert re.fullmatch(SCORES, done.out.splitlines()[0])


def test_a_bad_file_is_named_with_its_line(
    dragoman: Command, options: list[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("0\t0\t1\t0\n0\t1\n", encoding="utf-8")
    done = dragoman("forecast", "benchmark", *options[2:], "--train", bad)
    assert done.code == 2
    assert f"{bad}:2: 2 columns, not 4 or 5" in done.err
    assert done.out == ""


def test_links_tell_events_and_rules(dragoman: Command, options: list[str]) -> None:
    asked = ("--subject", "Borduria", "--relation", "inverse of Consult", "--limit", 3)
    names = options[6:]
    done = dragoman("forecast", "links", *options[:2], *names, *asked, "--threads", 1)
    assert done.code == 0, done.err
    assert done.out.startswith("Forecast: Borduria · inverse of Consult · ?\n")
    assert re.search(r"^ 1  \w+", done.out, re.MULTILINE)
    assert "before: " in done.out
    assert re.search(r"rule: after .* before, .*: \d+ of \d+ \(\d+%\)", done.out)
    rows = dragoman(
        "forecast", "links", *options[:2], *names, *asked, "--threads", 1, "--format", "jsonl"
    )
    first = json.loads(rows.out.splitlines()[0])
    assert first["place"] == 1
    assert first["entity"] in links_graph.ENTITIES
    assert len(rows.out.splitlines()) == 3


def test_a_training_day_cannot_be_asked_about(dragoman: Command, options: list[str]) -> None:
    asked = ("--subject", "Borduria", "--relation", "Consult", "--day", 24)
    done = dragoman("forecast", "links", *options[:2], *options[6:], *asked)
    assert done.code == 2
    assert "day 24 is one of the training days" in done.err


def test_an_unknown_name_is_answered_with_the_nearest(
    dragoman: Command, options: list[str]
) -> None:
    asked = ("--subject", "Borduri", "--relation", "Consult")
    done = dragoman("forecast", "links", *options[:2], *options[6:], *asked)
    assert done.code == 2
    assert "Did you mean Borduria?" in done.err

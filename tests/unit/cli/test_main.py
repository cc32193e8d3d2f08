"""The edge: what every command shares, and how errors become exit codes."""

import json
import runpy
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dragoman import chronicle
from dragoman.cli.exits import INTERRUPTED
from dragoman.cli.main import app
from dragoman.errors import CodebookError, Unavailable

Command = Callable[..., Any]


def test_the_version(dragoman: Command) -> None:
    assert dragoman("--version").out == f"dragoman {version('dragoman')}\n"


def test_python_runs_it_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["dragoman", "--version"])
    with pytest.raises(SystemExit):
        runpy.run_module("dragoman", run_name="__main__")
    assert capsys.readouterr().out.startswith("dragoman ")


def test_without_a_command_it_lists_them(dragoman: Command) -> None:
    told = dragoman()
    assert all(name in told.out for name in ("read", "add", "claims", "events", "digest", "demo"))


def _all_commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from _all_commands(f"{path} {name}", child)


def test_every_command_and_option_is_told_in_one_style() -> None:
    """Each in sentences; of a command the first says what comes of it, and fits beside its name in a list."""
    told = dict(_all_commands("dragoman", get_command(app)))
    assert len(told) > 40
    for path, command in told.items():
        summary, _, more = (command.help or "").strip().partition("\n")
        assert summary[:1].isupper(), path
        assert summary.endswith("."), path
        assert path == "dragoman" or len(summary) <= 110, path
        assert not more or more.startswith("\n"), f"{path}: the first sentence goes over its line"
        for parameter in command.params:
            text = getattr(parameter, "help", None) or ""
            assert text.endswith("."), f"{path} {parameter.opts}: {text!r}"
            assert text[0].isupper() or text[0] == "'", f"{path} {parameter.opts}: {text!r}"


def test_an_unknown_command_is_refused(dragoman: Command) -> None:
    assert dragoman("reed").code == 2


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (Unavailable("the parser", extra="rules"), 6, "pip install 'dragoman[rules]'"),
        (CodebookError(["a.csv:2: x", "b.yml:3: y"]), 4, "2 faults:\na.csv:2: x\nb.yml:3: y"),
        (FileNotFoundError(2, "No such file", "gone/x.md"), 2, "error gone/x.md: No such file"),
        (KeyboardInterrupt(), INTERRUPTED, "stopped; what was done is kept"),
    ],
)
def test_an_error_becomes_a_message_and_a_code(
    dragoman: Command,
    sample_record: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    message: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(chronicle.Chronicle, "claims", fail)
    found = dragoman("claims", "--record", sample_record)
    assert found.code == code
    assert message in found.err


def test_an_error_of_ours_that_nobody_foresaw_is_not_hidden(
    dragoman: Command, sample_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(chronicle.Chronicle, "claims", fail)
    with pytest.raises(ZeroDivisionError):
        dragoman("claims", "--record", sample_record)


@pytest.mark.parametrize("name", ["CONSULT", "economic", "GOV", "loan", "denied", "ASSAULT.abduct"])
def test_an_entry_of_the_codebook_is_shown(dragoman: Command, name: str) -> None:
    shown = dragoman("codebook", "show", name)
    assert shown.code == 0
    assert shown.out.startswith(name)


def test_a_table_of_the_codebook_is_shown(dragoman: Command) -> None:
    shown = dragoman("codebook", "show", "sectors").out
    assert all(f"{sector} " in shown for sector in ("GOV", "MIL", "IGO"))


def test_an_unknown_entry_offers_the_nearest(dragoman: Command) -> None:
    found = dragoman("codebook", "show", "CONSULTT")
    assert found.code == 2
    assert "Did you mean CONSULT" in found.err


TEXT = "LIMA, 14 May 2019 — Peru signed an agreement with Chile in Lima on Tuesday.\n"


def test_scoring_claims_against_themselves_is_full(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "lima.txt").write_text(TEXT, encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    asked = ("read", tmp_path / "lima.txt", "--format", "jsonl", "--reader", "rules")
    claims.write_text(dragoman(*asked).out, encoding="utf-8")
    table = dragoman("score", claims, claims, tmp_path).out.splitlines()
    assert table[-1].split()[0] == "all"
    assert table[-1].split()[3:] == ["100.0", "100.0", "100.0"]


def test_an_invented_quote_is_counted(dragoman: Command, tmp_path: Path) -> None:
    (tmp_path / "lima.txt").write_text(TEXT, encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    claims.write_text(json.dumps({"doc": "lima", "kind": "event", "quote": "never said"}))
    assert "does not hold: 1" in dragoman("score", claims, claims, tmp_path).err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:2: not a claim"),
        ('{"kind": "evnt", "doc": "lima"}', "gold.jsonl:2: not a claim"),
        ('{"kind": "event", "doc": "quito", "quote": "x"}', "the text of 'quito' is not there"),
    ],
)
def test_a_gold_that_cannot_be_used_is_named(
    dragoman: Command, tmp_path: Path, line: str, message: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n" + line)
    found = dragoman("score", gold, gold, tmp_path)
    assert found.code == 2
    assert message in found.err


def test_the_table_of_what_was_read_and_the_tally_of_what_was_added(
    dragoman: Command, tmp_path: Path
) -> None:
    (tmp_path / "lima.txt").write_text(TEXT, encoding="utf-8")
    read = dragoman("read", tmp_path / "lima.txt", "--reader", "rules").out
    assert "AGREE" in read
    assert "Peru signed an agreement" in read
    record = tmp_path / "r.dragoman"
    added = dragoman("add", tmp_path / "lima.txt", "--record", record, "--reader", "rules")
    assert added.code == 0
    assert "1 new document, " in added.err
    assert "now holds 1 document, " in " ".join(added.err.split())
    assert (
        "1 known already"
        in dragoman("add", tmp_path / "lima.txt", "--record", record, "--reader", "rules").err
    )

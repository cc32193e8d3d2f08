"""Which record ``serve`` shows, and that it listens with it."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Command
from dragoman.cli import serving


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the server would have been started with."""
    calls: list[dict[str, object]] = []
    import uvicorn

    monkeypatch.setattr(uvicorn, "run", lambda app, **more: calls.append({"app": app, **more}))
    return calls


def test_it_listens_on_this_machine_alone(
    dragoman: Command, sample_record: Path, listened: list[dict[str, object]]
) -> None:
    done = dragoman("serve", "--record", sample_record, "--port", "8123")
    assert done.code == 0
    assert (listened[0]["host"], listened[0]["port"]) == ("127.0.0.1", 8123)
    assert "http://127.0.0.1:8123" in done.err


def test_a_record_that_is_not_there_is_refused(dragoman: Command, tmp_path: Path) -> None:
    done = dragoman("serve", "--record", tmp_path / "none.dragoman")
    assert done.code == 5
    assert "name none to see the sample" in done.err


def test_without_a_record_it_shows_the_sample_and_says_so(
    sample_record: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    made = []
    monkeypatch.setattr(serving, "add_sample", lambda opened: made.append(opened))
    assert serving.chosen(None) == (serving.SAMPLE, True)
    assert len(made) == 1
    assert "bundled sample" in capsys.readouterr().err
    assert serving.chosen(None) == (serving.SAMPLE, True)
    assert len(made) == 1, "it is read once"


def test_the_record_of_the_folder_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "record.dragoman").touch()
    assert serving.chosen(None) == (Path("record.dragoman"), False)


def test_what_is_missing_is_named(
    dragoman: Command, sample_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        serving, "find_spec", lambda name: SimpleNamespace() if name != "uvicorn" else None
    )
    done = dragoman("serve", "--record", sample_record)
    assert done.code == 6
    assert "dragoman[web]" in done.err

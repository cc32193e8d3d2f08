"""What all tests share: the command line in this process, and a record of the sample."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared", deadline=None, derandomize=True)
settings.load_profile("shared")  # nothing is timed, and a run finds what the one before it found

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "property")]

from servers import Server, missing  # noqa: E402 - stands in the folder named above

WIDE = "200"
"""Columns of the terminal that commands print to, so that lines are not wrapped."""

SAMPLE_READ_ON = date(2026, 1, 31)


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command as a shell would, but in this process."""
    from dragoman.cli.main import run

    monkeypatch.setenv("COLUMNS", WIDE)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)

    def call(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        capsys.readouterr()
        try:
            run()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the bundled sample, made once; ask it, but do not add to it."""
    from importlib.resources import as_file, files

    from dragoman import chronicle

    path = tmp_path_factory.mktemp("sample") / "sample.dragoman"
    with as_file(files("dragoman") / "sample") as folder, chronicle.Chronicle(path) as record:
        known = chronicle.what_is_known(
            index=folder / "index.json", published=None, today=SAMPLE_READ_ON
        )
        record.add([folder / "articles"], known=known, jobs=1)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL, started once."""
    if reason := missing():
        pytest.skip(reason)
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    started = Server(Path(tempfile.mkdtemp(prefix="drg-", dir="/tmp")))  # a socket's path is short
    try:
        started.prepare()
        started.start()
        yield started
        started.stop("immediate")
    finally:
        shutil.rmtree(started.folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_record(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Path | str]:
    """Give addresses of new records: in files, then in a database of a server."""
    if request.param == "postgresql":
        return request.getfixturevalue("server").record
    numbers = iter(range(1_000))
    return lambda: tmp_path / f"record{next(numbers)}.dragoman"

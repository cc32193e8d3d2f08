"""A Ray cluster on this machine: the same readings, also when a worker or the driver is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from dragoman.chronicle import Chronicle, Engine, what_is_known
from dragoman.errors import InputError, SourceError, UnknownName
from dragoman.pipeline.cluster import TOKENS, _join

ray = pytest.importorskip("ray")
KNOWN = what_is_known(index=None, published=None, today=date(2026, 11, 26))
PLACES = ("Accra", "Lomé", "Cotonou", "Abuja", "Dakar", "Banjul", "Bissau", "Praia")


@pytest.fixture(scope="module")
def batch(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("batch") / "batch.jsonl"
    rows = [
        {
            "id": f"a{n}",
            "published": f"2020-03-{n % 27 + 1:02}",
            "text": f"On {n % 27 + 1} March 2020 the president of Ghana visited {PLACES[n % 8]}. "
            f"Trade with Togo reached ${n + 10}m last year.",
        }
        for n in range(60)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def _export(path: Path) -> list[str]:
    with Chronicle(path) as record:
        return [repr(claim) for claim in record.claims()] + [repr(e) for e in record.events()]


@pytest.fixture(scope="module")
def undisturbed(batch, tmp_path_factory) -> list[str]:
    path = tmp_path_factory.mktemp("one") / "record.dragoman"
    with Chronicle(path) as record:
        record.add([batch], known=KNOWN, jobs=1)
    return _export(path)


COMMAND = """
import sys
from dragoman.cli.main import run
if __name__ == "__main__":
    sys.argv = ["dragoman", "add", sys.argv[1], "--record", sys.argv[2], "--engine", "ray", "--jobs", "2"]
    run()
"""


def _start(batch: Path, record: Path, folder: Path) -> subprocess.Popen[bytes]:
    script = folder / "command.py"
    script.write_text(COMMAND)
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}
    return subprocess.Popen(
        [sys.executable, script, batch, record], env=environment, stderr=subprocess.DEVNULL
    )


def _children(process: int) -> list[int]:
    """All processes under one, by what /proc says of parents."""
    parents: dict[int, int] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                parents[int(path.name)] = int(
                    (path / "stat").read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue
    found, waiting = [], [process]
    while waiting:
        above = waiting.pop()
        below = [child for child, parent in parents.items() if parent == above]
        found += below
        waiting += below
    return found


def _workers(process: int) -> list[int]:
    named = []
    for child in _children(process):
        try:
            line = Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        if b"ray::read" in line:
            named.append(child)
    return named


def _wait_for(happened, seconds: float = 90.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := happened():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def _kept(path: Path) -> int:
    if not path.exists():
        return 0
    with Chronicle(path, create=False) as record:
        return record.counts()["documents"]


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="no engine is called 'rya'"):
        Engine("rya")
    with pytest.raises(InputError, match="only the engine 'ray'"):
        Engine("local", address="10.0.0.1:6379")


def test_ray_says_that_tokens_are_off_and_not_that_they_are_on(caplog) -> None:
    notices = pytest.importorskip(TOKENS)
    told = Mock(init=Mock(side_effect=ConnectionError("nobody")))
    with pytest.raises(SourceError, match="nobody"):
        _join(told, "", 1)
    notices._warn_token_auth_enabled()
    assert caplog.messages == []
    notices._warn_token_auth_disabled()
    (left,) = caplog.messages
    assert "authentication is disabled" in left


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_the_claims_are_the_same(
    batch, undisturbed, tmp_path
) -> None:
    record = tmp_path / "record.dragoman"
    process = _start(batch, record, tmp_path)
    try:
        worker = _wait_for(lambda: _workers(process.pid))[0]
        os.kill(worker, signal.SIGKILL)
        assert process.wait(120) == 0
    finally:
        process.kill()
        process.wait()
    assert _export(record) == undisturbed


@pytest.mark.slow
def test_a_killed_driver_goes_on_when_started_again(batch, undisturbed, tmp_path) -> None:
    record = tmp_path / "record.dragoman"
    process = _start(batch, record, tmp_path)
    below: list[int] = []
    try:
        _wait_for(lambda: 0 < _kept(record) < 60)
        below = _children(process.pid)
    finally:
        process.kill()
        process.wait()
        for child in below:
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                continue
    assert 0 < _kept(record) < 60
    with Chronicle(record) as opened:
        tally = opened.add([batch], known=KNOWN, engine=Engine(jobs=1))
    assert tally.known > 0
    assert _export(record) == undisturbed

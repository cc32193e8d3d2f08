"""Several processes behind one port: to those who ask they are one server."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dragoman.model.issues import Issue, Severity
from dragoman.web.jobs import Job, Jobs, Outcome, Stage
from dragoman.web.settings import Settings
from dragoman.web.workers import from_text, to_text

PATIENCE = 90
"""Seconds for two processes to begin, and for an article to be read, on a busy machine."""


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str, str]:
    """Ask by a connection of its own, which any of the processes may take."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"content-type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    told = answer.status, answer.headers.get("location", ""), answer.read().decode()
    connection.close()
    return told


@pytest.fixture
def port(sample_record: Path, tmp_path: Path) -> Iterator[int]:
    record = tmp_path / "record.dragoman"
    shutil.copy(sample_record, record)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record)]
    more = ["--port", str(port), "--workers", "2"]
    server = subprocess.Popen([*command, *more], env={**os.environ, "TMPDIR": str(tmp_path)})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ask(port, "GET", "/about.json")
            break
        except OSError:
            assert server.poll() is None
            time.sleep(0.1)
    yield port
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) in (0, -signal.SIGTERM)
    assert not list(tmp_path.glob("dragoman-jobs-*"))
    with pytest.raises(ConnectionRefusedError):
        ask(port, "GET", "/about.json")


@pytest.mark.slow
def test_a_form_of_one_process_is_taken_by_another_which_tells_how_far_it_is(port: int) -> None:
    for _ in range(6):
        status, _, page = ask(port, "GET", "/add")
        token = re.search(r'name="token" value="([0-9a-f]+)"', page)
        assert status == 200
        assert token
        fields = {"token": token[1], "title": "Fish", "text": "Peru met Chile in Lima on Monday."}
        status, job, _ = ask(port, "POST", "/add/text", urlencode(fields))
        assert status == 303, "the token is good everywhere"
        assert ask(port, "GET", job)[0] == 200
    until = time.monotonic() + PATIENCE
    while 'http-equiv="refresh"' in ask(port, "GET", job)[2] and time.monotonic() < until:
        time.sleep(0.2)
    for _ in range(8):
        assert "It was there already" in ask(port, "GET", job)[2]


def test_settings_are_handed_on_whole() -> None:
    settings = Settings(
        record=Path("r.dragoman"), person="ann", hosts=frozenset({"a", "b"}), jobs=Path("j")
    )
    assert from_text(to_text(settings)) == settings
    assert from_text(to_text(Settings(record=Path("r"), sign_in=True))).sign_in


def test_another_process_sees_how_far_a_job_is(sample_record: Path, tmp_path: Path) -> None:
    issue = Issue(stage="reading", code="x", severity=Severity.NOTE, where="a", message="left out")
    outcome = Outcome(documents=[("d1", "Fish", 3)], known=1, issues=[issue])
    here, there = Jobs(sample_record, tmp_path), Jobs(sample_record, tmp_path)

    def work(opened: object, done: object) -> Outcome:
        done("a")  # type: ignore[operator] - it is a function
        seen = there.find(job.id)
        assert seen
        assert (seen.stage, seen.read) == (Stage.WORKING, 1)
        return outcome

    job: Job = here.submit("fish", "ann", work)
    assert here.wait(job, 60)
    told = there.find(job.id)
    assert told is not None
    assert (told.stage, told.problem, told.label, told.who) == (Stage.DONE, "", "fish", "ann")
    assert told.outcome == outcome
    for name in ("none", "../" + job.id, f".{job.id}"):
        assert there.find(name) is None

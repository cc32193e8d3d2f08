"""A kill at any moment of an ``add`` loses nothing and leaves nothing half done."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman import chronicle
from dragoman.cli.main import run

DOCUMENTS = 200
KILLS = 10
SEED = 20190514
PATIENCE = 60.0
"""Seconds after which a command that makes no progress fails the test."""

STATES = ("Peru", "Kenya", "Finland", "Laos", "Chile", "Ghana", "Oman", "Jordan")
ACTS = (
    "visited",
    "criticised",
    "signed an agreement with",
    "lent 20 million dollars to",
    "met the president of",
    "threatened",
)


def write_batch(path: Path) -> None:
    """Short notes in which few states do few things, so that many claims merge into one event."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(DOCUMENTS):
            one, other = chance.sample(STATES, 2)
            told = f"The president of {one} {chance.choice(ACTS)} {other} on {1 + number % 9} March 2019."
            more = f"Trade between {one} and {other} had grown by {number} per cent."
            row = {"id": f"n{number}", "published": "2019-03-20", "text": f"{told} {more}\n"}
            file.write(json.dumps(row) + "\n")


def command(batch: Path, record: Path, jobs: int = 1) -> list[str]:
    options = ["--record", str(record), "--jobs", str(jobs), "--reader", "rules"]
    return [sys.executable, "-m", "dragoman", "add", str(batch), *options]


def kept(record: Path) -> int:
    """How many documents were read so far, as another process sees it."""
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as reader:
            return int(reader.execute("select count(*) from readings").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def start(batch: Path, record: Path) -> int:
    """Run the command in a fork of this process, where the parser and the tables are loaded.

    Otherwise most of the test would be loading them a dozen times.
    """
    child = os.fork()
    if not child:
        sys.argv = command(batch, record)[2:]  # as the shell gives them
        try:
            run()
        except SystemExit as stop:
            os._exit(int(stop.code or 0))
        finally:
            os._exit(1)
    return child


def warm(path: Path) -> None:
    path.write_text("Peru visited Chile.\n")
    known = chronicle.what_is_known(index=None, published="2019-03-20", today=date(2026, 1, 31))
    assert list(chronicle.read([path], known=known, note=lambda _: None, reader="rules"))


def add(batch: Path, record: Path) -> None:
    _, status = os.waitpid(start(batch, record), 0)
    assert os.waitstatus_to_exitcode(status) == 0


def kill_after(child: int, record: Path, count: int, wait: float) -> None:
    deadline = time.monotonic() + PATIENCE
    while kept(record) < count:
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it ended before it could be killed"
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.002)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def dump(record: Path) -> Iterator[str]:
    """Everything the record says, table by table in the order of its keys.

    Left out are the full-text index's own tables: how it packs its words depends on the order of
    writing, and what it finds is compared by the words themselves.
    """
    with sqlite3.connect(record) as reader:
        query = "select name from sqlite_master where type = 'table' and name not glob 'words_*'"
        for (table,) in sorted(reader.execute(query)):
            yield table
            yield from sorted(repr(row) for row in reader.execute(f"select * from {table}"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_killed_ten_times_the_record_equals_one_never_interrupted(tmp_path: Path) -> None:
    batch, whole, killed = (tmp_path / name for name in ("batch.jsonl", "whole.db", "killed.db"))
    write_batch(batch)
    warm(tmp_path / "warm.txt")
    add(batch, whole)
    chance = random.Random(SEED)
    moments = sorted(chance.sample(range(DOCUMENTS - 10), KILLS))
    for moment in moments:
        kill_after(start(batch, killed), killed, moment, chance.uniform(0, 0.03))
        if killed.exists():
            with sqlite3.connect(killed) as reader:
                assert reader.execute("pragma integrity_check").fetchall() == [("ok",)]
                assert reader.execute("pragma foreign_key_check").fetchall() == []
    assert moments[-1] <= kept(killed) < DOCUMENTS
    add(batch, killed)
    assert list(dump(killed)) == list(dump(whole))


def children(parent: int) -> list[Path]:
    """The processes whose parent this is, as /proc has them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:  # it ended while we looked
            continue
        if int(fields["PPid"]) == parent:
            found.append(status.parent)
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to see the workers")
def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    batch, record = tmp_path / "batch.jsonl", tmp_path / "record.db"
    write_batch(batch)
    process = subprocess.Popen(command(batch, record, jobs=2), stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    while kept(record) < 10:
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.01)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    while any(worker.exists() for worker in workers):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)

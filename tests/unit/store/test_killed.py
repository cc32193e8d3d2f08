"""A kill at any moment of an ``add`` loses nothing and leaves nothing half done."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    add = ["add", str(batch), "--record", str(record), "--jobs", str(jobs)]
    return [sys.executable, "-m", "dragoman", *add]


def kept(record: Path) -> int:
    """How many documents were read so far, as another process sees it."""
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as reader:
            return int(reader.execute("select count(*) from readings").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def kill_after(process: subprocess.Popen[bytes], record: Path, count: int, wait: float) -> None:
    deadline = time.monotonic() + PATIENCE
    while kept(record) < count:
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline, "no progress"
        time.sleep(0.002)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()


def dump(record: Path) -> Iterator[str]:
    """Everything the record says, table by table in the order of its keys.

    Left out are the full-text index's own tables: how it packs its words depends on the order of
    writing, and what it finds is compared by the words themselves.
    """
    with sqlite3.connect(record) as reader:
        query = "select name from sqlite_master where type = 'table' and name not glob 'quotes_*'"
        for (table,) in sorted(reader.execute(query)):
            yield table
            yield from sorted(repr(row) for row in reader.execute(f"select * from {table}"))


@pytest.mark.slow
def test_killed_ten_times_the_record_equals_one_never_interrupted(tmp_path: Path) -> None:
    batch, whole, killed = (tmp_path / name for name in ("batch.jsonl", "whole.db", "killed.db"))
    write_batch(batch)
    subprocess.run(command(batch, whole), check=True, capture_output=True)
    chance = random.Random(SEED)
    moments = sorted(chance.sample(range(DOCUMENTS - 10), KILLS))
    for moment in moments:
        process = subprocess.Popen(command(batch, killed), stderr=subprocess.DEVNULL)
        kill_after(process, killed, moment, chance.uniform(0, 0.03))
        if killed.exists():
            with sqlite3.connect(killed) as reader:
                assert reader.execute("pragma integrity_check").fetchall() == [("ok",)]
                assert reader.execute("pragma foreign_key_check").fetchall() == []
    assert moments[-1] <= kept(killed) < DOCUMENTS
    subprocess.run(command(batch, killed), check=True, capture_output=True)
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

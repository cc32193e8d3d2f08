"""A record on a server: several who write and read at once, a crash in the middle, copies there and back."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Command
from dragoman.chronicle import Chronicle
from dragoman.chronicle.copying import copy_record
from dragoman.errors import RecordError
from dragoman.model.foreign import ExportFormat
from dragoman.store import Record, copying
from dragoman.store.connection import connect
from servers import PASSWORD, Server
from telling import differences, fill, judge, keep, reading, said

TESTS = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which what makes no progress fails the test."""

EACH = 20
"""Documents that each of two writers adds."""

NOTES = 20
"""Documents of the batch in whose middle the server crashes."""


def test_two_write_at_once_while_another_reads(server: Server) -> None:
    together, alone = server.record(), server.record()
    Record(together).close()
    path = {**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS / 'property'}"}
    script = str(TESTS / "telling.py")
    writers = [
        subprocess.Popen(
            [sys.executable, script, together, str(first), str(first + EACH)], env=path
        )
        for first in (0, EACH)
    ]
    seen = [0]
    with Chronicle(together, write=False) as reader:
        while any(writer.poll() is None for writer in writers):
            reader._record._db.execute("begin")
            claims, events = list(reader.claims(kind="event")), list(reader.events())
            counts = reader.counts()
            reader._record._db.execute("rollback")
            # Every claim of an event is there, and every claim is in one event.
            told = sorted(claim.id for event in events for claim in event.claims)
            assert told == sorted(claim.id for claim in claims)
            assert counts["issues"] == counts["documents"] >= seen[-1]
            seen.append(counts["documents"])
            time.sleep(0.02)
    assert [writer.returncode for writer in writers] == [0, 0]
    # Which of two events keeps its id depends on which came first: one after the other in that order.
    with Chronicle(alone) as chronicle, Chronicle(together) as other:
        numbers = {reading(number).document.id: number for number in range(2 * EACH)}
        came = other._record._db.execute(
            "select c.document, min(n.number) from entries n join claims c on c.id = n.claim"
            " group by 1 order by 2"
        )
        order = [numbers[document] for document, _ in came]
        assert sorted(order) == list(range(2 * EACH))
        keep(chronicle._record, *order)
        assert differences(said(chronicle), said(other)) == []
    assert len(set(seen)) > 2, "the reader saw nothing come"


def write_batch(path: Path) -> None:
    states = ("Peru", "Kenya", "Finland", "Laos", "Chile", "Ghana")
    with path.open("w", encoding="utf-8") as file:
        for number in range(NOTES):
            one, other = states[number % 5], states[number % 5 + 1]
            text = f"The president of {one} visited {other} on {1 + number % 9} March 2019.\n"
            row = {"id": f"n{number}", "published": "2019-03-20", "text": text}
            file.write(json.dumps(row) + "\n")


def adding(batch: Path, place: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dragoman", "add", str(batch), "--jobs", "1"]
    return subprocess.Popen(
        [*command, "--reader", "rules"],
        env={**os.environ, "DRAGOMAN_RECORD": place},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.slow
def test_after_a_crash_of_the_server_adding_again_goes_on(server: Server, tmp_path: Path) -> None:
    batch, crashed, whole = tmp_path / "batch.jsonl", server.record(), server.record()
    write_batch(batch)
    Record(crashed).close()
    writer = adding(batch, crashed)
    deadline = time.monotonic() + PATIENCE
    with Record(crashed, write=False) as watcher:
        while watcher.counts()["documents"] < NOTES // 3:
            assert writer.poll() is None, writer.communicate()
            assert time.monotonic() < deadline, "no progress"
            time.sleep(0.002)
        server.stop("immediate")
        with pytest.raises(RecordError, match="did not answer"):
            watcher.counts()
    told, _ = writer.communicate(timeout=PATIENCE)
    assert writer.returncode == 5, told
    assert "the database did not answer" in told
    assert "run the command again" in told.replace("\n", " ")
    assert PASSWORD not in told
    server.start()
    with Record(crashed, write=False) as record:
        assert NOTES // 3 <= record.counts()["documents"] < NOTES
    for place in (crashed, whole):
        again = adding(batch, place)
        told, _ = again.communicate(timeout=PATIENCE)
        assert again.returncode == 0, told
        assert PASSWORD not in told
    with Chronicle(crashed) as one, Chronicle(whole) as other:
        assert one.counts()["documents"] == NOTES
        assert differences(said(one), said(other)) == []


def exported(place: Path | str, folder: Path) -> dict[str, bytes]:
    with Chronicle(place, create=False) as chronicle:
        for number, found in enumerate((chronicle.claims(), chronicle.events())):
            (folder / str(number)).write_text("".join(f"{item!r}\n" for item in found))
        chronicle.export(folder / "out", format=ExportFormat.JSONL)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_copy_there_and_back_exports_the_same_bytes(
    server: Server, tmp_path: Path, dragoman: Command
) -> None:
    there, back, between = tmp_path / "a.dragoman", tmp_path / "b.dragoman", server.record()
    with Chronicle(there) as chronicle:
        fill(chronicle._record)
        judge(chronicle)
        before = said(chronicle)
    for source, target in ((there, between), (between, back)):
        done = dragoman("copy", source, target)
        assert done.code == 0, done.err
        assert "rows of" in done.err
        assert PASSWORD not in done.err + done.out
    for place in (between, back):
        with Chronicle(place, create=False) as chronicle:
            assert differences(before, said(chronicle)) == []
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder in folders:
        folder.mkdir()
    one, two, three = map(exported, (there, between, back), folders)
    assert one == two == three
    assert len(one) > 3
    again = dragoman("copy", there, back)
    assert again.code == 2
    assert "not empty" in again.err


def test_a_copy_that_stops_leaves_nothing(server: Server, tmp_path: Path) -> None:
    source, target = tmp_path / "a.dragoman", server.record()
    with Record(source) as record:
        fill(record)

    def stop(table: str) -> None:
        if table == "entries":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_record(source, target, watch=stop)
    with Record(target) as record:
        assert set(record.counts().values()) == {0}
    assert copy_record(source, target) > 0


def test_every_table_is_copied_or_made_by_the_copy() -> None:
    db = connect(":memory:")
    query = "select name from sqlite_master where type = 'table' and name not glob ? and name not glob ?"
    tables = {name for (name,) in db.execute(query, ("sqlite_*", "words_*"))}
    assert tables == {*copying.TABLES, *copying.DERIVED}
    for table, names in copying.TABLES.items():
        columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
        assert names.replace('"', "").split(", ") == columns
    db.close()


def test_a_command_takes_an_address(server: Server, dragoman: Command) -> None:
    place = server.record()
    with Record(place) as record:
        fill(record)
    listed = dragoman("claims", "--record", place, "--format", "jsonl")
    assert listed.code == 0, listed.err
    assert len(listed.out.splitlines()) == 36
    found = dragoman("search", "--record", place, "kenitra")
    assert (found.code, PASSWORD in found.out + found.err) == (0, False)
    for refused in (
        dragoman("serve", "--record", place),
        dragoman("users", "list", "--record", place),
    ):
        assert refused.code == 2
        assert PASSWORD not in refused.err

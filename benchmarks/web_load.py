"""Measure what pages cost readers while documents are added: so many at once, on a record that was made.

The server is ``dragoman serve`` in processes of its own (``--workers``), with people signed in and no limit
of rates; the files of the record are those of ``record_size.py``, with documents added by another process
as ``nice dragoman add`` does: each is read by the default reader and then kept. Made documents are short, so their
text is read as often as makes an article of a thousand words; what is kept is the reading that was made for it, so
that its claims are those of the record. ``--unread`` leaves the reading out, and so writes more than any reader
could. Readers
are threads, each with one connection as browsers have it, that ask for an event, a document, a search and a
page of a pair in turn; parties that are busy more often. A reader looks at each page for a while, evenly drawn
from one to five seconds (``--think 1 5``), as a person who clicks quickly does; a time that is measured runs
from the click to the last byte.

    python benchmarks/web_load.py [--record FILE | --claims 100000] [--readers 20] [--seconds 600]
        [--think 1 5] [--workers 2] [--unread]

Four parts, one after another: each kind of page alone, in this process, by the processor's time, which
neighbours on the machine do not change; the readers while nothing is added (an eighth of the seconds); the
readers while documents are added (all of the seconds, the one that counts); and the readers without a pause
while documents are added (an eighth), for how many pages a second there are at most.

The record is changed: name a copy. Printed for each kind of page: requests, median and 95th percentile in
milliseconds; answers of 500 and more, connections that broke; and whether every document that was added is
there with its text and all its claims. 1 where a request failed, something was lost, or a 95th percentile is over the limit.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import multiprocessing
import os
import random
import secrets
import socket
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.chronicle.people import People
from dragoman.merging import blocks, merge
from dragoman.model.browsing import Slice
from dragoman.model.people import Role
from dragoman.reading import DEFAULT, reader
from dragoman.web import Settings, create_app, links
from made_record import RUN, World, fill, readings
from record_size import pairs_of, queries

LIMIT = 200.0
"""Milliseconds within which 95 in 100 pages are to be there, at a million claims."""

BATCH = 50
"""Documents after which the one who adds looks whether it should stop."""

ARTICLE = 1000
"""Words of an article that is read."""

ALONE = 100
"""Pages of each kind that are asked for alone."""

ADDRESSES = 400
"""Pages of each kind among which readers choose."""

GIVES_WAY = 10
"""How much the one who adds gives way to readers: as ``nice dragoman add`` does."""

DAYS = (date(2026, 1, 1), date(2027, 1, 1), date(2060, 1, 1))
"""First days of what is added in one part after the other."""

OK = frozenset({200, 307})
"""What an answer may be: an event that became part of another leads on to it."""


def serve(record: Path, port: int, workers: int) -> None:
    """Run the server until it is ended."""
    from dragoman.web.workers import listen

    settings = Settings(record=record, sign_in=True)
    listen(settings, workers=workers, host="127.0.0.1", port=port, log_level="error")


def add(
    record: Path,
    stop: multiprocessing.synchronize.Event,
    added: multiprocessing.Queue,
    reads: bool,
    since: date,
) -> None:
    """Add documents until it is told to stop, each in a transaction of its own.

    Args:
        reads: read each document first, as an import does; what is kept is what was made for it.
        since: the first day that they tell of. Each part has days of its own: the same ones told of again and
            again would become happenings of hundreds of reports, as no archive has them.
    """
    os.nice(GIVES_WAY)
    read = reader(DEFAULT)
    world = World.made(1)  # whose busy parties are those of the record
    world.chance.seed(since.toordinal())
    stream = readings(world, since, f"load-{time.time_ns()}-")
    kept: list[tuple[str, str, int]] = []
    with Chronicle(record, create=False) as opened:
        while not stop.is_set():
            for reading, _ in islice(stream, BATCH):
                if reads:
                    for _ in range(max(1, ARTICLE // len(reading.document.text.split()))):
                        read(reading.document, run=RUN)
                opened._record.keep(reading, run=RUN, blocks=blocks, merge=merge)
                text = hashlib.sha256(reading.document.text.encode()).hexdigest()
                kept.append((reading.document.id, text, len(reading.claims)))
                if stop.is_set():
                    break
    added.put(kept)


def addresses(record: Path, count: int) -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    world, chance = World.made(1), random.Random(3)
    with Chronicle(record, create=False, write=False) as opened:
        events, documents = [], []
        for _ in range(8):
            key = world.states.draw(chance)
            events += [event.id for event in opened.leaf(Slice(about=key, limit=50)).items]
        after = ""
        for _ in range(4):
            leaf = opened.leaf_of_documents(limit=100, after=after)
            documents += [document.id for document, _ in leaf.items]
            after = leaf.next
    return {
        "event": [links.event(chance.choice(events)) for _ in range(count)],
        "document": [links.document(chance.choice(documents)) for _ in range(count)],
        "search": [links.query("/search", q=query) for query in queries(world, count)],
        "dyad": [links.dyad(*pair) for pair in pairs_of(world, count)],
    }


def alone(record: Path, headers: dict[str, str], asked: dict[str, list[str]]) -> None:
    """Print what each kind of page costs the processor, asked for alone."""
    from starlette.testclient import TestClient

    client = TestClient(create_app(Settings(record=record, sign_in=True)))
    for kind, paths in asked.items():
        client.get(paths[0], headers=headers)
        times, sizes = [], []
        for path in paths[:ALONE]:
            begun = time.process_time()
            sizes.append(len(client.get(path, headers=headers).content) / 1000)
            times.append((time.process_time() - begun) * 1000)
        print(
            f"  {kind:<9} alone: {statistics.median(times):.0f} ms of the processor,"
            f" 95 in 100 under {late(times):.0f} ms; {statistics.median(sizes):.0f} kB in the middle",
            flush=True,
        )


@dataclass
class Told:
    """What readers saw: milliseconds of each kind of page, answers by status, and what went wrong."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def take(self, other: Told) -> None:
        """Add what another saw."""
        for kind, times in other.times.items():
            self.times.setdefault(kind, []).extend(times)
        self.statuses += other.statuses
        self.faults += other.faults


class Reader(threading.Thread):
    """One person who reads one page after another."""

    def __init__(
        self,
        port: int,
        headers: dict[str, str],
        asked: dict[str, list[str]],
        seed: int,
        think: tuple[float, float],
    ) -> None:
        super().__init__(daemon=True)
        self._port, self._headers, self._asked = port, headers, asked
        self._chance = random.Random(seed)
        self._think = think
        self._connection: http.client.HTTPConnection | None = None
        self.told = Told(times={kind: [] for kind in asked})
        self.stop = threading.Event()

    def run(self) -> None:
        """Ask until told to stop."""
        kinds = list(self._asked)
        at = self._chance.randrange(len(kinds))
        self.stop.wait(self._chance.uniform(0, self._think[1]))
        while not self.stop.is_set():
            kind = kinds[at % len(kinds)]
            at += 1
            path = self._chance.choice(self._asked[kind])
            begun = time.perf_counter()
            try:
                status = self._ask(path)
            except (OSError, http.client.HTTPException) as error:
                self.told.faults.append(f"{path}: {error!r}")
                continue
            self.told.times[kind].append((time.perf_counter() - begun) * 1000)
            self.told.statuses[status] += 1
            if status not in OK:
                self.told.faults.append(f"{path}: {status}")
            self.stop.wait(self._chance.uniform(*self._think))

    def _ask(self, path: str) -> int:
        """Ask for a page. A connection that the server closed while it was idle is opened anew, as browsers do."""
        if self._connection is not None:
            try:
                return self._answer(self._connection, path)
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self._connection.close()
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        return self._answer(self._connection, path)

    def _answer(self, connection: http.client.HTTPConnection, path: str) -> int:
        connection.request("GET", path, headers=self._headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def read(
    port: int,
    headers: dict[str, str],
    asked: dict[str, list[str]],
    readers: int,
    seconds: float,
    think: tuple[float, float],
) -> Told:
    """Let so many people read for so long."""
    people = [Reader(port, headers, asked, seed, think) for seed in range(readers)]
    for person in people:
        person.start()
    time.sleep(seconds)
    for person in people:
        person.stop.set()
    told = Told(seconds=seconds)
    for person in people:
        person.join(timeout=90)
        told.take(person.told)
    return told


@contextmanager
def adding(
    record: Path, kept: list[tuple[str, str, int]], reads: bool, since: date
) -> Iterator[None]:
    """Add documents meanwhile, and put into a list what was added."""
    stop, queue = multiprocessing.Event(), multiprocessing.Queue()
    adder = multiprocessing.Process(
        target=add, args=(record, stop, queue, reads, since), daemon=True
    )
    adder.start()
    try:
        yield
    finally:
        stop.set()
        kept += queue.get(timeout=300)
        adder.join(timeout=60)


def late(times: list[float]) -> float:
    """The time within which 95 in 100 are there."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")


def signed_in(record: Path) -> dict[str, str]:
    """What a browser sends whose reader is signed in."""
    now = datetime.now(UTC)  # noqa: TID251 - the edge
    token, password = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
    with People(record) as people:
        if not any(person.name == "reader" for person in people.everybody()):
            people.add("reader", Role.READER, password, now=now - timedelta(days=1))
        else:
            people.set_password("reader", password)
        people.sign_in("reader", password, address="127.0.0.1", token=token, now=now)
    return {"cookie": f"dragoman_session={token}", "accept-encoding": "gzip"}


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(1200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/favicon.ico")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def show(name: str, told: Told, added: float = 0.0) -> None:
    """Print what readers saw."""
    pages = sum(map(len, told.times.values()))
    more = f", {added:.0f} documents added a second" if added else ""
    print(f"  {name}: {pages / told.seconds:.1f} pages a second{more}")
    for kind, times in told.times.items():
        print(
            f"    {kind:<9} {len(times):>6} requests, median {statistics.median(times):.0f} ms,"
            f" 95 in 100 under {late(times):.0f} ms, the slowest {max(times):.0f} ms"
        )
    errors = sum(count for status, count in told.statuses.items() if status >= 500)
    print(f"    {errors} answers of 500 and more, {len(told.faults)} faults in all", flush=True)
    for fault in told.faults[:10]:
        print(f"      {fault}")


def lost(record: Path, kept: list[tuple[str, str, int]]) -> list[str]:
    """Documents that were added and are not there as they were: with their text and all their claims."""
    gone = []
    with Chronicle(record, create=False, write=False) as opened:
        for name, text, claims in kept:
            found = opened.document(name)
            same = hashlib.sha256(found.text.encode()).hexdigest() == text
            if not same or len(opened.claims_of(found.id)) != claims:
                gone.append(name)
        counts = opened.counts()
    print(
        f"  {len(kept):,} documents added, {len(gone)} of them lost; {counts['claims']:,} claims now"
    )
    return gone


def main() -> int:
    """Measure; 1 where something failed, was lost, or took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, help="a record to read and to add to")
    parser.add_argument("--claims", type=int, default=20_000, help="of a record that is made")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--think", type=float, nargs=2, default=(1.0, 5.0), metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--unread", action="store_true", help="keep documents without reading them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-load-") as folder:
        record = given.record or Path(folder) / "load.dragoman"
        if not record.exists():
            fill(record, given.claims, seed=1)
        return measure(
            record,
            given.readers,
            given.seconds,
            tuple(given.think),
            given.workers,
            not given.unread,
        )


def measure(
    record: Path,
    readers: int,
    seconds: float,
    think: tuple[float, float],
    workers: int,
    reads: bool,
) -> int:
    """Print the four parts; 1 where something failed, was lost, or took too long."""
    with Chronicle(record, create=False) as opened:  # brought to this version's shape
        claims = opened.counts()["claims"]
    load = os.getloadavg()[0]
    print(
        f"{claims:,} claims, {readers} readers, {workers} workers on {os.cpu_count()} cores;"
        f" load of the machine before: {load:.1f}",
        flush=True,
    )
    headers, asked = signed_in(record), addresses(record, ADDRESSES)
    alone(record, headers, asked)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.Process(target=serve, args=(record, port, workers))
    server.start()
    kept: list[tuple[str, str, int]] = []
    part = max(seconds / 8, 5.0)
    try:
        wait_for(port)
        since = iter(DAYS)
        # what is made once, when a record is first added to, is made
        with adding(record, kept, reads, next(since)):
            time.sleep(1)
        first = len(kept)
        read(port, headers, asked, 2 * workers, part / 2, (0, 0))  # what is loaded once is loaded
        quiet = read(port, headers, asked, readers, part, think)
        show("nothing is added", quiet)
        with adding(record, kept, reads, next(since)):
            busy = read(port, headers, asked, readers, seconds, think)
        show("documents are added", busy, (len(kept) - first) / seconds)
        before = len(kept)
        with adding(record, kept, reads, next(since)):
            full = read(port, headers, asked, readers, part, (0, 0))
        show("without a pause, documents are added", full, (len(kept) - before) / part)
    finally:
        server.terminate()
        server.join(timeout=30)
    over = [kind for kind, times in busy.times.items() if late(times) > LIMIT]
    for kind in over:
        print(f"  {kind}: 95 in 100 take longer than {LIMIT:.0f} ms")
    gone = lost(record, kept)
    return 1 if over or gone or quiet.faults or busy.faults or full.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

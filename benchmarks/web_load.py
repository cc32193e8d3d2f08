"""Measure what pages cost readers while articles are added: so many at once, on a record that was made.

The server is a process of its own, as ``dragoman serve`` starts it, with people signed in and no limit of
rates. Readers are threads that ask one page after another and look at each for a while (``--pause 0``: not
at all): events, documents, searches and
pages of pairs in turn, those of busy parties more often. Meanwhile documents are added to the record by
another process. Before it, the same readers ask while nothing is added: the baseline.

    python benchmarks/web_load.py [--claims 100000] [--readers 20] [--seconds 60] [--pause 1]
        [--folder FOLDER]

Before that, each kind of page is asked for alone, in this process, and the time of the processor is taken:
a number that neighbours on the machine do not change.

Printed for each kind of page: milliseconds of the processor; then requests, median and 95th percentile in milliseconds, quiet and during the
import, and their ratio; errors; and whether every document that was added is there. 1 where a request
failed, something was lost, or a 95th percentile is over the limit.
"""

from __future__ import annotations

import argparse
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
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.chronicle.people import People
from dragoman.merging import blocks, merge
from dragoman.model.browsing import Slice
from dragoman.model.people import Role
from dragoman.web import links
from made_record import RUN, World, fill, readings
from record_size import pairs_of, queries

LIMIT = 200.0
"""Milliseconds within which 95 in 100 pages are to be there, at a million claims."""

BATCH = 50
"""Documents after which the one who adds looks whether it should stop."""


def serve(record: Path, port: int) -> None:
    """Run the server until it is ended."""
    import uvicorn

    from dragoman.web import Settings, create_app

    app = create_app(Settings(record=record, sign_in=True))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")


def add(
    record: Path, stop: multiprocessing.synchronize.Event, added: multiprocessing.Queue
) -> None:
    """Add documents until it is told to stop, each in a transaction of its own."""
    stream = readings(World.made(77), date(2026, 1, 1), f"load-{os.getpid()}-")
    names: list[str] = []
    with Chronicle(record, create=False) as opened:
        while not stop.is_set():
            for reading, _ in islice(stream, BATCH):
                opened._record.keep(reading, run=RUN, blocks=blocks, merge=merge)
                names.append(reading.document.id)
                if stop.is_set():
                    break
    added.put(names)


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


def processor(record: Path, cookie: str, asked: dict[str, list[str]], count: int) -> None:
    """Print what each kind of page costs the processor, asked for alone."""
    from starlette.testclient import TestClient

    from dragoman.web import Settings, create_app

    client = TestClient(create_app(Settings(record=record, sign_in=True)))
    headers = {"cookie": cookie}
    for kind, paths in asked.items():
        client.get(paths[0], headers=headers)
        times = []
        for path in paths[:count]:
            begun = time.process_time()
            client.get(path, headers=headers)
            times.append((time.process_time() - begun) * 1000)
        print(
            f"  {kind:<9} alone: {statistics.median(times):.0f} ms of the processor,"
            f" 95 in 100 under {late(times):.0f} ms",
            flush=True,
        )


class Reader(threading.Thread):
    """One person who reads one page after another."""

    def __init__(
        self, port: int, cookie: str, asked: dict[str, list[str]], seed: int, pause: float
    ) -> None:
        super().__init__(daemon=True)
        self._port, self._cookie, self._asked = port, cookie, asked
        self._chance = random.Random(seed)
        self._pause = pause
        self.times: dict[str, list[float]] = {kind: [] for kind in asked}
        self.errors: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        """Ask until told to stop."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        kinds = list(self._asked)
        at = self._chance.randrange(len(kinds))
        while not self.stop.is_set():
            kind = kinds[at % len(kinds)]
            at += 1
            path = self._chance.choice(self._asked[kind])
            begun = time.perf_counter()
            try:
                connection.request("GET", path, headers={"cookie": self._cookie})
                answer = connection.getresponse()
                answer.read()
            except OSError as error:
                self.errors.append(f"{path}: {error!r}")
                connection.close()
                continue
            self.times[kind].append((time.perf_counter() - begun) * 1000)
            if self._pause:
                self.stop.wait(self._chance.expovariate(1 / self._pause))
            if answer.status not in {200, 307}:
                self.errors.append(f"{path}: {answer.status}")


def read(
    port: int, cookie: str, asked: dict[str, list[str]], readers: int, seconds: float, pause: float
) -> tuple[dict[str, list[float]], list[str]]:
    """Let so many people read for so long; the milliseconds of each kind of page, and what failed."""
    people = [Reader(port, cookie, asked, seed, pause) for seed in range(readers)]
    for person in people:
        person.start()
    time.sleep(seconds)
    for person in people:
        person.stop.set()
    for person in people:
        person.join(timeout=90)
    times = {kind: [t for person in people for t in person.times[kind]] for kind in asked}
    return times, [error for person in people for error in person.errors]


def late(times: list[float]) -> float:
    """The time within which 95 in 100 are there."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")


def signed_in(record: Path) -> str:
    """The cookie of somebody who is signed in."""
    now = datetime.now(UTC)  # noqa: TID251 - the edge
    token, password = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
    with People(record) as people:
        if not any(person.name == "reader" for person in people.everybody()):
            people.add("reader", Role.READER, password, now=now - timedelta(days=1))
        else:
            people.set_password("reader", password)
        people.sign_in("reader", password, address="127.0.0.1", token=token, now=now)
    return f"dragoman_session={token}"


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


def main() -> int:
    """Measure; 1 where something failed, was lost, or took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--pause",
        type=float,
        default=1.0,
        help="seconds that a reader looks at a page, in the mean",
    )
    parser.add_argument("--folder", type=Path, help="where the record is made and found again")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="dragoman-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / f"{given.claims}.dragoman"
    if not record.exists():
        fill(record, given.claims, seed=1)
    cookie = signed_in(record)
    asked = addresses(record, 400)
    processor(record, cookie, asked, 100)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    load = os.getloadavg()[0]
    server = multiprocessing.Process(target=serve, args=(record, port), daemon=True)
    server.start()
    try:
        wait_for(port)
        read(port, cookie, asked, 2, min(10, given.seconds / 4), 0)  # what is loaded once is loaded
        quiet, failed = read(port, cookie, asked, given.readers, given.seconds, given.pause)
        stop, queue = multiprocessing.Event(), multiprocessing.Queue()
        adder = multiprocessing.Process(target=add, args=(record, stop, queue), daemon=True)
        adder.start()
        busy, more = read(port, cookie, asked, given.readers, given.seconds, given.pause)
        stop.set()
        names = queue.get(timeout=120)
        adder.join(timeout=60)
    finally:
        server.terminate()
        server.join(timeout=10)
    return report(record, quiet, busy, failed + more, names, load)


def report(
    record: Path,
    quiet: dict[str, list[float]],
    busy: dict[str, list[float]],
    failed: list[str],
    names: list[str],
    load: float,
) -> int:
    """Print it."""
    with Chronicle(record, create=False, write=False) as opened:
        lost = [name for name in names if opened.document(name).id != name]
        counts = opened.counts()
    print(
        f"{counts['claims']:,} claims; load of the machine before: {load:.1f} on {os.cpu_count()} cores"
    )
    over = False
    for kind in quiet:
        before, during = late(quiet[kind]), late(busy[kind])
        over = over or during > LIMIT
        print(
            f"  {kind:<9} quiet: {len(quiet[kind]):>5} requests, median"
            f" {statistics.median(quiet[kind]):.0f} ms, 95 in 100 under {before:.0f} ms;"
            f" during an import: {len(busy[kind]):>5}, {statistics.median(busy[kind]):.0f} ms,"
            f" {during:.0f} ms ({during / before:.2f} times)"
        )
    print(
        f"  {len(failed)} requests failed; {len(names):,} documents added, {len(lost)} of them lost"
    )
    for error in failed[:10]:
        print(f"    {error}")
    return 1 if failed or lost or over else 0


if __name__ == "__main__":
    raise SystemExit(main())

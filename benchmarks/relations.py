"""Measure relations on made records of growing size: a page of a dyad, partners, a triad, blocs.

The records are those of ``record_size.py``. Printed: the median and 95th percentile of both directions of a
dyad over pairs of which something is told, each as likely as any other, then the busiest pair, against
finding the claims that name both with SQL; and what became of an event, and what it was an occasion of.

    python benchmarks/relations.py [--claims 200000] [--pairs 200] [--folder FOLDER]
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.chronicle import Chronicle
from made_record import fill

LIMIT = 0.15
"""Seconds in which 95 of 100 pages of a dyad must be there."""

SEED = 1


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor, so that neighbours on the machine do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def counted(db: sqlite3.Connection, one: str, two: str) -> None:
    """The least that a page of a pair asks: which claims name both."""
    named = "select claim from parties where party = ?"
    db.execute(f"select count(*) from ({named} intersect {named})", (one, two)).fetchone()


def measured(path: Path, pairs: int) -> float:
    """Print what the questions cost on a record; the 95th percentile of pages."""
    with Chronicle(path, create=False) as opened, sqlite3.connect(path) as db:
        (claims,) = db.execute("select count(*) from claims").fetchone()
        told = [
            (first, second)
            for first, second, _ in db.execute(
                "select first, second, sum(size) from passed group by 1, 2 order by 3 desc"
            )
        ]
        asked = random.Random(1).sample(told, pairs)
        opened.relate(*asked[0])
        pages = [timed(lambda pair=pair: opened.relate(*pair)) for pair in asked]
        plain = [timed(lambda pair=pair: counted(db, *pair)) for pair in asked]
        late = statistics.quantiles(pages, n=20)[-1]
        bare = statistics.quantiles(plain, n=20)[-1]
        busiest = timed(lambda: opened.relate(*told[0]))
        print(
            f"{claims:,} claims: a dyad's page {statistics.median(pages) * 1000:.0f} ms, 95 of 100"
            f" under {late * 1000:.0f} ms ({late / bare:.2f} times the count of its claims), the"
            f" busiest {busiest * 1000:.0f} ms"
        )
        events = [
            opened.event(name)
            for (name,) in db.execute(
                "select id from events where start is not null order by substr(id, -7) limit ?",
                (pairs,),
            )
        ]
        became = [timed(lambda event=event: opened.sequels(event)) for event in events]
        print(
            f"  what became of an event {statistics.median(became) * 1000:.1f} ms, 95 of 100 under"
            f" {statistics.quantiles(became, n=20)[-1] * 1000:.1f} ms"
        )
        states = [
            state
            for (state,) in db.execute(
                "select party from covered group by 1 order by sum(length(documents)) desc, party"
            )
        ]
        three = (states[5], states[10], states[20])
        print(
            f"  partners of the 10th state {timed(lambda: opened.partners(states[9])):.2f} s,"
            f" a triad {timed(lambda: opened.triad(three)):.2f} s,"
            f" blocs of all {timed(opened.blocs):.1f} s",
            flush=True,
        )
    return late


def main() -> int:
    """Measure; 1 where pages of the larger record are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where records are made and found again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        for size in (given.claims // 10, given.claims):
            path = folder / f"{size}.dragoman"
            if not path.exists():
                fill(path, size, SEED)
            late = measured(path, given.pairs)
    return int(late > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())

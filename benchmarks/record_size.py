"""Measure what a record costs by its size: on disk, to add to, to search, to open a page of a pair.

The record is made, not read: happenings in the order of time, ten documents a day of ten claims each; a
happening is told by one to five of them within days, in words drawn anew. Parties and words are drawn with
weights that fall as one over their rank, so that one pair in 18,000 has three claims in a hundred. The first
20,000 claims are kept one by one; a larger record has them once for each year, copied in SQL with other ids
and dates, so that it grows as an archive does: with time. What is added to measure goes through reading's own
door. The same numbers give the same record on every machine.

    python benchmarks/record_size.py [--sizes 20000 100000 1000000] [--folder FOLDER] [--more 1000]

Printed for each size: bytes a claim; seconds of the processor to add more documents; median and 95th
percentile of 200 searches with facets; the same of a page of a pair, and of the busiest pair.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.codebook.scales import DEFAULT
from dragoman.merging import blocks, merge
from dragoman.model.issues import Reading
from dragoman.model.periods import ANY_TIME, Step
from dragoman.searching import parse
from dragoman.store import Record
from made_record import FIRST_YEAR, PART, RUN, World, fill, readings

MORE = 1_000
"""Documents that are added to see what adding costs."""

SEARCH_LIMIT, PAGE_LIMIT, GROWTH_LIMIT = 0.150, 0.200, 1.3
"""Seconds of 95 searches and pages in 100, and how much adding may grow from the second size to the third."""


def build(folder: Path, sizes: list[int], seed: int, more: int) -> float:
    """Make a record of each size; tell what it takes on disk, and what adding costs there.

    Returns:
        What adding costs at the last size against the one before.
    """
    costs: list[float] = []
    for size in sizes:
        path = folder / f"{size}.dragoman"
        spent = timed(lambda path=path, size=size: fill(path, size, seed))
        with Chronicle(path) as chronicle:
            claims = chronicle.counts()["claims"]
            print(
                f"{claims:,} claims: {path.stat().st_size / claims:,.0f} bytes a claim"
                f" (made in {spent:,.0f} s)",
                flush=True,
            )
            after = date(FIRST_YEAR + size // PART - 1, 9, 17)
            stream = readings(World.made(seed + 1), after, "more")
            fresh = [reading for reading, _ in islice(stream, more)]
            costs.append(timed(lambda c=chronicle, f=fresh: added(c._record, f)))
            grown = f", {costs[-1] / costs[-2]:.2f} times the size before" if len(costs) > 1 else ""
            print(
                f"  {more:,} more documents: {costs[-1]:.1f} s of the processor{grown}", flush=True
            )
            chronicle._record.pack()
            chronicle._record._db.execute("pragma wal_checkpoint(truncate)")
    return costs[-1] / costs[-2] if len(costs) > 1 else 1.0


def added(record: Record, documents: list[Reading]) -> None:
    for reading in documents:
        record.keep(reading, run=RUN, blocks=blocks, merge=merge)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor, so that neighbours on the machine do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def queries(world: World, count: int) -> list[str]:
    """What people type: parties, types, times and words, alone and together, the busy ones more often."""
    chance, found = random.Random(11), []
    for _ in range(count):
        parts = []
        if chance.random() < 0.6:
            field_ = chance.choice(("actor", "recipient", "party"))
            parts.append(f"{field_}:{world.states.draw(chance)}")
        if chance.random() < 0.4:
            parts.append(f"type:{world.types.draw(chance)}")
        if chance.random() < 0.3:
            parts.append(f"after:{chance.randint(1998, 2020)}-{chance.randint(1, 12):02d}")
        if chance.random() < 0.2:
            parts.append(chance.choice(("-status:planned", "status:denied", "kind:figure")))
        if chance.random() < 0.1:
            parts.append(chance.choice(("confidence>0.7", "amount>5m")))
        if not parts or chance.random() < 0.5:
            parts.append(world.words.draw(chance))
        if chance.random() < 0.1:
            parts.append(f'"{world.words.draw(chance)} {world.words.draw(chance)}"')
        found.append(" ".join(parts))
    return found


def late(times: list[float]) -> float:
    """The time within which 95 in 100 are done."""
    return statistics.quantiles(times, n=20)[-1]


def ask(path: Path, world: World, count: int) -> tuple[float, float]:
    """Print what searches and pages of a pair cost; the 95th percentile of each."""
    with Chronicle(path, create=False, write=False) as chronicle:
        begun = time.perf_counter()
        chronicle.search("actor:PER", by_meaning=False)
        first = time.perf_counter() - begun
        asked = queries(world, count)
        totals = [chronicle.search(query, by_meaning=False).total for query in asked[:20]]
        plain = [timed(lambda q=q: chronicle.search(q, by_meaning=False)) for q in asked]
        words = [query for query in asked if parse(query).words]
        chronicle.search(words[0])
        meant = [timed(lambda q=q: chronicle.search(q)) for q in words]
        pages = [timed(lambda pair=pair: page(chronicle, *pair)) for pair in pairs_of(world, count)]
        busiest = min(timed(lambda: page(chronicle, *world.states.things[:2])) for _ in range(3))
    print(
        f"  {path.stem}: searches {statistics.median(plain) * 1000:.0f} ms, 95 in 100 under"
        f" {late(plain) * 1000:.0f} ms (the first, with all to load, {first * 1000:.0f} ms of the"
        f" clock; {statistics.median(totals):,.0f} claims found in the middle); with meaning"
        f" {statistics.median(meant) * 1000:.0f} ms, 95 in 100 under {late(meant) * 1000:.0f} ms\n"
        f"  a page of a pair {statistics.median(pages) * 1000:.0f} ms, 95 in 100 under"
        f" {late(pages) * 1000:.0f} ms, the busiest {busiest * 1000:.0f} ms",
        flush=True,
    )
    return late(plain), late(pages)


def page(chronicle: Chronicle, one: str, two: str) -> None:
    """A page of a pair, as it is when nobody asked for it before."""
    chronicle._relate(one, two, by=Step.MONTH, bounds=ANY_TIME, scale=DEFAULT)


def pairs_of(world: World, count: int) -> list[tuple[str, str]]:
    """Pairs as people ask for them: the busy ones more often."""
    chance = random.Random(5)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        pair = (world.states.draw(chance), world.states.draw(chance))
        if pair[0] != pair[1]:
            found.append(pair)
    return found


def main() -> int:
    """Measure; 1 where searches, pages or adding to the largest record are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where records are made and found again")
    parser.add_argument("--more", type=int, default=MORE, help="documents that are added")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        growth = 1.0
        if not all((folder / f"{size}.dragoman").exists() for size in given.sizes):
            growth = build(folder, given.sizes, given.seed, given.more)
        world = World.made(given.seed)
        over = False
        for size in given.sizes:
            search, page = ask(folder / f"{size}.dragoman", world, given.queries)
            over = search > SEARCH_LIMIT or page > PAGE_LIMIT or growth > GROWTH_LIMIT
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main())

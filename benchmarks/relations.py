"""Measure relations on made records of growing size: a page of a dyad, partners, a triad, blocs.

States are drawn with weights that fall as one over their rank, so that one pair in 18,000 has three
claims in a hundred. Printed: the median and 95th percentile of a dyad's page over pairs of which something
is told, each as likely as any other, then the busiest pair, and how they grow with the record, against
finding the claims that name both with SQL.

    python benchmarks/relations.py [--claims 100000] [--pairs 200]
"""

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table

CLAIMS_A_DOCUMENT = 10
CLAIMS_AN_EVENT = 1.6
"""As in the bundled sample: 716 claims, 456 of them events' own (November 2026)."""

LIMIT = 0.15
"""Seconds in which 95 of 100 pages of a dyad must be there."""

PUBLISHERS = 40
YEARS = range(1995, 2026)


def made(path: Path, claims: int) -> list[str]:
    """A record with so many claims of events, without texts; the states, the busiest first."""
    chance = random.Random(claims)
    states = [s.id for s in gazetteer().states.values() if s.kind == "un_member"]
    chance.shuffle(states)
    weights = [1 / rank for rank in range(1, len(states) + 1)]
    Chronicle(path).__exit__(None, None, None)
    with sqlite3.connect(path) as db:
        db.execute("insert into runs values ('r', '1', 'made', '', '')")
        documents = claims // CLAIMS_A_DOCUMENT
        days = [
            f"{chance.choice(YEARS)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            for _ in range(documents)
        ]
        db.executemany(
            "insert into documents values (?, ?, '', 'x', '', ?, 'en', ?, 'stated', '', '[]')",
            ((f"d{n}", f"d{n}", f"p{n % PUBLISHERS}", day) for n, day in enumerate(days)),
        )
        for name, rows in rows_of(chance, claims, days, states, weights):
            marks = ", ".join("?" * len(rows[0]))
            db.executemany(f"insert into {name} values ({marks})", rows)
        db.execute("analyze")
    return states


def rows_of(
    chance: random.Random, claims: int, days: list[str], states: list[str], weights: list[float]
) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Claims, their parties and events, some thousands at a time."""
    types, contexts = list(table("event_types")), list(table("contexts"))
    batch: dict[str, list[tuple[object, ...]]] = {}
    number = event = 0
    while number < claims:
        actor, recipient = chance.choices(states, weights, k=2)
        if actor == recipient:
            continue
        told = 1 + (chance.random() < CLAIMS_AN_EVENT - 1)
        first = chance.randrange(len(days))
        data = {
            "id": f"e{event}",
            "type": chance.choice(types),
            "mode": "",
            "status": chance.choice(["actual"] * 6 + ["planned", "denied"]),
            "actors": [{"name": actor, "country": actor, "sector": "GOV"}],
            "recipients": [{"name": recipient, "country": recipient, "sector": "GOV"}],
            "context": chance.sample(contexts, k=chance.randint(0, 2)),
            "place": None,
            "start": days[first],
            "end": days[first],
            "basis": "text",
            "claims": [],
            "links": [],
            "disputes": [],
        }
        row = (data["id"], data["type"], data["status"], days[first], json.dumps(data))
        batch.setdefault("events", []).append(row)
        for _ in range(told):
            claim, document = f"c{number}", f"d{min(len(days) - 1, number // CLAIMS_A_DOCUMENT)}"
            values = (claim, document, "r", "event", data["type"], data["status"])
            batch.setdefault("claims", []).append((*values, days[first], days[first], "{}"))
            batch.setdefault("event_claims", []).append((claim, data["id"]))
            batch.setdefault("parties", []).append((claim, "actor", 0, actor, actor))
            batch["parties"].append((claim, "recipient", 0, recipient, recipient))
            number += 1
        event += 1
        if event % 20_000 == 0:
            yield from batch.items()
            batch = {}
    yield from batch.items()


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor, so that neighbours on the machine do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def counted(db: sqlite3.Connection, one: str, two: str) -> None:
    """The least that a page of a pair asks: which claims name both."""
    named = "select claim from parties where party = ?"
    db.execute(f"select count(*) from ({named} intersect {named})", (one, two)).fetchone()


def measured(claims: int, pairs: int) -> tuple[float, float]:
    """Print what the questions cost on a record of so many claims; the percentile and the baseline."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.dragoman"
        states = made(path, claims)
        with Chronicle(path, create=False) as opened, sqlite3.connect(path) as db:
            told = db.execute("select distinct first, second from pairs").fetchall()
            asked = random.Random(1).sample(told, pairs)
            opened.relate(*asked[0])
            pages = [timed(lambda pair=pair: opened.relate(*pair)) for pair in asked]
            plain = [timed(lambda pair=pair: counted(db, *pair)) for pair in asked]
            late = statistics.quantiles(pages, n=20)[-1]
            bare = statistics.quantiles(plain, n=20)[-1]
            busiest = timed(lambda: opened.relate(states[0], states[1]))
            print(
                f"{claims:,} claims: a dyad's page {statistics.median(pages) * 1000:.0f} ms, 95 of 100"
                f" under {late * 1000:.0f} ms ({late / bare:.1f} times the count of its claims), the"
                f" busiest {busiest * 1000:.0f} ms"
            )
            three = (states[5], states[10], states[20])
            print(
                f"  partners of the 10th state {timed(lambda: opened.partners(states[9])):.2f} s,"
                f" a triad {timed(lambda: opened.triad(three)):.2f} s,"
                f" blocs of all {timed(opened.blocs):.1f} s"
            )
    return late, bare


def main() -> int:
    """Measure; 1 where pages of the larger record are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=200)
    given = parser.parse_args()
    measured(given.claims // 10, given.pairs)
    late, _ = measured(given.claims, given.pairs)
    return int(late > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())

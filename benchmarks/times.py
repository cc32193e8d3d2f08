"""Measure time expressions on a file of JSON Lines: ours and a plain baseline, in one run.

Each line has ``text``, ``dct`` (the document's date) and ``timexes`` with ``start``, ``end``, ``value``.
The measures are TempEval-3's: strict F1 asks for the same extent, relaxed F1 for an overlap, value F1
for an overlap with the same value. ``--part even`` or ``odd`` takes every second line from 0 or 1.

    python benchmarks/times.py [FILE] [--part even|odd] [--errors]
"""

import argparse
import calendar
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.model.when import PartialDate
from dragoman.reading.times import find_times

PROBES = Path(__file__).parents[1] / "tests" / "data" / "times_probes.jsonl"

Timex = tuple[int, int, str]
Finder = Callable[[str, str], list[Timex]]

_MONTHS = list(calendar.month_name)[1:]
_PLAIN = re.compile(rf"\b(?:(\d{{4}})-(\d\d)-(\d\d)|(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}}))\b")


def ours(text: str, dct: str) -> list[Timex]:
    """Dragoman's reader."""
    found = find_times(text, published=PartialDate.parse(dct))
    return [(mention.span.start, mention.span.end, mention.value) for mention in found]


def plain(text: str, dct: str) -> list[Timex]:
    """The baseline: only '2015-11-28' and '28 November 2015'."""
    found = []
    for match in _PLAIN.finditer(text):
        year, month, day, day2, name, year2 = match.groups()
        if year is None:
            year, month, day = year2, f"{_MONTHS.index(name) + 1:02d}", f"{int(day2):02d}"
        found.append((match.start(), match.end(), f"{year}-{month}-{day}"))
    return found


def match(gold: Sequence[Timex], found: Sequence[Timex]) -> tuple[int, int, int]:
    """How many are found with the same extent, with an overlap, and with the same value."""
    strict = relaxed = value = 0
    free = list(found)
    for start, end, meant in gold:
        hit = next((f for f in free if (f[0], f[1]) == (start, end)), None)
        strict += hit is not None
        hit = hit or next((f for f in free if f[0] < end and f[1] > start), None)
        if hit:
            free.remove(hit)
            relaxed += 1
            value += hit[2] == meant
    return strict, relaxed, value


def measure(name: str, documents: Sequence[dict], finder: Finder, errors: bool) -> None:
    """Print one line of figures, and on demand what went wrong."""
    counts, golds, founds, size = [0, 0, 0], 0, 0, 0
    begun = time.perf_counter()
    answers = [finder(document["text"], document["dct"]) for document in documents]
    taken = time.perf_counter() - begun
    for document, found in zip(documents, answers, strict=True):
        gold = [(t["start"], t["end"], t["value"]) for t in document["timexes"]]
        counts = [a + b for a, b in zip(counts, match(gold, found), strict=True)]
        golds, founds, size = golds + len(gold), founds + len(found), size + len(document["text"])
        if errors:
            _errors(document, gold, found)
    scores = [200 * count / (golds + founds) if golds + founds else 0 for count in counts]
    print(
        f"{name:8} strict {scores[0]:5.1f}  relaxed {scores[1]:5.1f}  value {scores[2]:5.1f}"
        f"  (F1; {golds} told, {founds} found; {size / 1e6 / taken:.2f} MB/s)"
    )


def _errors(document: dict, gold: Sequence[Timex], found: Sequence[Timex]) -> None:
    text = document["text"]
    for start, end, value in sorted({*gold} ^ {*found}):
        sign = "missed" if (start, end, value) in gold else "wrong "
        around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 25]}"
        print(f"  {document.get('doc', '')} {document['dct']} {sign} {value:14} {around!r}")


def main() -> None:
    """Read the arguments and print both lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=PROBES)
    parser.add_argument("--part", choices=("even", "odd"))
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    lines = asked.file.read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    if asked.part:
        documents = documents[asked.part == "odd" :: 2]
    ours("warm", "2000-01-01")
    measure("dragoman", documents, ours, asked.errors)
    measure("plain", documents, plain, errors=False)


if __name__ == "__main__":
    main()

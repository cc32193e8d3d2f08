"""Score the relation task of the shipped model: macro-F1 of the fifteen roots and of the quad classes."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.reading.learned.labelling import RELATIONS, label
from relations import plain

QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4,
    "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def macro(gold: Sequence[object], got: Sequence[object]) -> float:
    """Mean F1 over the classes of the gold."""
    scores = []
    for name in sorted(set(gold), key=str):
        hits = sum(g == p == name for g, p in zip(gold, got, strict=True))
        total = gold.count(name) + got.count(name)
        scores.append(2 * hits / total if total else 0.0)
    return sum(scores) / len(scores)


def main() -> None:
    """Print macro-F1 and what is mistaken for what."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON Lines with marked_sentence and gold_root")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines()]
    gold, got = [], []
    for row in rows:
        text, sources, targets = plain(row["marked_sentence"])
        scores = label(text, actors=sources, recipients=targets)
        gold.append(row["gold_root"])
        got.append(max(RELATIONS, key=scores.__getitem__))
    quads = macro([QUAD[g] for g in gold], [QUAD[g] for g in got])
    print(f"macro-F1 {macro(gold, got):.3f}  quad {quads:.3f}")
    wrong = Counter((g, p) for g, p in zip(gold, got, strict=True) if g != p)
    for name in RELATIONS:
        hits = sum(g == p == name for g, p in zip(gold, got, strict=True))
        f1 = 200 * hits / max(1, gold.count(name) + got.count(name))
        told = ", ".join(f"{p} {n}" for (g, p), n in wrong.most_common() if g == name)
        print(f"{name:10}{gold.count(name):5}{got.count(name):5}{f1:7.1f}  {told}")


if __name__ == "__main__":
    main()

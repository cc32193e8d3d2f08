"""Check the relation sentences and print their counts: `python check.py FILE...`; 1 on a fault."""

import collections
import json
import re
import sys
from pathlib import Path

from dragoman.reading.learned.labelling import RELATIONS

MARKED = {mark: re.compile(rf"<{mark}>(.+?)</{mark}>") for mark in ("s", "t")}


def faults(text: str, label: str) -> list[str]:
    """Say what is wrong with one sentence; nothing where it is sound."""
    found = [f"{mark} not marked once" for mark in MARKED if text.count(f"<{mark}>") != 1]
    found += [f"{mark} empty" for mark, party in MARKED.items() if not party.search(text)]
    return found + ([] if label in RELATIONS else [f"label {label}"])


def check(path: Path) -> int:
    """Print the faults of a file and its counts; return how many faults there are."""
    seen: set[str] = set()
    labels: collections.Counter[str] = collections.Counter()
    target_first = bad = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        text, label = row["text"], row["label"]
        found = faults(text, label) + (["twice"] if text in seen else [])
        for fault in found:
            print(f"{path}:{number}: {fault}")
        bad += len(found)
        seen.add(text)
        labels[label] += 1
        target_first += text.find("<t>") < text.find("<s>")
    print(f"{path.name}: {labels.total()} sentences, {target_first} with the target first")
    print(*(f"{label} {count}" for label, count in sorted(labels.items())), sep=", ")
    return bad


if __name__ == "__main__":
    sys.exit(sum(check(Path(name)) for name in sys.argv[1:]) > 0)

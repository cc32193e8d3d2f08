"""Measure the shipped reader, and merging, on our gold and keep the floors below which it may not fall.

python tools/floors.py            print what is measured beside the floors
python tools/floors.py --write    raise the floors to what is measured
python tools/floors.py --write --lower    also lower them: say why in the commit
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from pathlib import Path
from typing import Any

from dragoman.merging import merge
from dragoman.model.claims import EventBody, Status
from dragoman.model.codec import claim_to_json
from dragoman.model.runs import Run
from dragoman.reading import DEFAULT, reader
from dragoman.scoring import document_of, load_groups, score, score_claims, score_documents

GOLD = Path(__file__).parents[1] / "gold"
FLOORS = GOLD / "floors.json"
TEXTS = ("passages", "articles", "apart", "profiles")
"""Files of texts with claims."""

FILES = tuple(f"{name}.jsonl" for name in (*TEXTS, "sentences", "happenings"))
ROOM = 1.0
"""Points of F1 by which a floor lies under what was measured: processors round differently."""

UNTRUE = frozenset({Status.DENIED, Status.CALLED_OFF})
"""What did not come about is no triple of the sentences' gold."""


def digest() -> str:
    """One hash of all labels and inputs: floors hold for these and no others."""
    total = hashlib.sha256()
    for name in FILES:
        total.update((GOLD / name).read_bytes())
    return total.hexdigest()


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one file of the gold."""
    lines = (GOLD / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def triples(body: EventBody) -> set[tuple[str, str, str]]:
    """All pairs of a party that acts and one acted on; of joint actors the first and the rest."""
    acting = list(dict.fromkeys(actor.key for actor in body.actors))
    acted_on = list(dict.fromkeys(actor.key for actor in body.recipients))
    if not acted_on and len(acting) > 1:
        acting, acted_on = acting[:1], acting[1:]
    return {(a, body.type, b) for a in acting for b in acted_on}


def claims(read: Any, run: Run, name: str) -> dict[str, float]:
    """F1 of claims on the texts of one file, in per cent."""
    gold = rows(name)
    documents = [document_of(row) for row in gold]
    got = [claim_to_json(c) for d in documents for c in read(d, run=run).claims]
    wanted = [{**claim, "doc": row["id"]} for row in gold for claim in row["claims"]]
    measure = score(wanted, got, {d.name: d.text for d in documents}).measures["all"]
    return {"found": measure.found, "soft": measure.soft, "strict": measure.strict}


def sentences(read: Any, run: Run) -> dict[str, float]:
    """F1 of triples on the single sentences, in per cent; joint acts count in either order."""
    hits = total = 0
    for row in rows("sentences.jsonl"):
        gold = {(t["source"], t["type"], t["target"]) for t in row["triples"]}
        either = {
            (t["target"], t["type"], t["source"]) for t in row["triples"] if t.get("symmetric")
        }
        got: set[tuple[str, str, str]] = set()
        for claim in read(document_of(row), run=run).claims:
            if isinstance(claim.body, EventBody) and claim.status not in UNTRUE:
                got |= triples(claim.body)
        turned = {(c, b, a) for a, b, c in got & (either - gold)}
        got = (got - either) | turned | (got & gold)
        hits += len(gold & got)
        total += len(gold) + len(got)
    return {"f1": 200 * hits / total if total else 0.0}


def happenings(read: Any, run: Run) -> dict[str, float]:
    """B-cubed F1 of events on the happenings, in per cent: of the gold's own claims, and of what is read."""
    groups = load_groups(GOLD / "happenings.jsonl")
    told = [c for g in groups for d in g.documents for c in read(d, run=run).claims]
    found = score_documents(groups, told, merge)
    return {"merged": score_claims(groups, merge).f1, "read": found.aligned.f1}


def measure() -> dict[str, dict[str, float]]:
    """Everything that has a floor."""
    run = Run.of(version="0", reader=DEFAULT, codebook="")
    read = reader(DEFAULT)
    return {
        **{name: claims(read, run, f"{name}.jsonl") for name in TEXTS},
        "sentences": sentences(read, run),
        "happenings": happenings(read, run),
    }


def main() -> None:
    """Print, and where asked keep, the floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    kept = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {"floors": {}}
    found = measure()
    floors: dict[str, dict[str, float]] = {}
    for part, values in found.items():
        for name, value in values.items():
            old = kept["floors"].get(part, {}).get(name, 0.0)
            print(f"{part:10} {name:7} {value:6.2f}   floor {old:6.2f}")
            new = math.floor((value - ROOM) * 10) / 10
            floors.setdefault(part, {})[name] = new if options.lower else max(new, old)
    if options.write:
        text = json.dumps({"digest": digest(), "floors": floors}, indent=1) + "\n"
        FLOORS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()

"""Score single sentences: triples of actor country, type and recipient country, micro-averaged."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.model.claims import EventBody
from dragoman.model.ids import DocumentId, short
from dragoman.model.runs import Run
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.model.when import PartialDate
from dragoman.reading import reader

Triple = tuple[str, str, str]


def document(row: dict[str, Any]) -> Document:
    """Make a document of one sentence."""
    text = row["text"]
    return Document(
        id=DocumentId(short("d", text)),
        name=str(row["id"]),
        text=text,
        language="en",
        published=PartialDate.parse(row["published"]) if row.get("published") else None,
        passages=(Passage(span=Span(start=0, end=len(text)), role=Role.BODY),),
    )


def triples(body: EventBody) -> set[Triple]:
    """All pairs of a party that acts and one acted on; of joint actors the first and the rest."""
    acting = list(dict.fromkeys(actor.key for actor in body.actors))
    acted_on = list(dict.fromkeys(actor.key for actor in body.recipients))
    if not acted_on and len(acting) > 1:
        acting, acted_on = acting[:1], acting[1:]
    return {(a, body.type, b) for a in acting for b in acted_on}


def main() -> None:
    """Print F1, and with ``--errors`` what was missed and what is too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reader", default="learned")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    read, run = reader(options.reader), Run.of(version="0", reader=options.reader, codebook="")
    hits = gold_count = got_count = 0
    missed: Counter[str] = Counter()
    for line in options.file.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = {(t["source"], t["type"], t["target"]) for t in row["triples"]}
        got: set[Triple] = set()
        for claim in read(document(row), run=run).claims:
            if isinstance(claim.body, EventBody):
                got |= triples(claim.body)
        hits += len(gold & got)
        gold_count += len(gold)
        got_count += len(got)
        missed.update(type_ for _, type_, _ in gold - got)
        if options.errors and gold != got:
            print(row["text"], "\n   missed", sorted(gold - got), "\n   extra", sorted(got - gold))
    f1 = 2 * hits / max(1, gold_count + got_count)
    print(f"gold {gold_count} got {got_count} hits {hits} F1 {f1:.3f}")
    print("missed", dict(missed.most_common()))


if __name__ == "__main__":
    main()

"""Score the shipped reader on the held-out passages, and choose its settings there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from examples import GOLD, document_of, load

from dragoman.model.codec import claim_to_json
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import Annotations
from dragoman.reading.found import cut, once
from dragoman.reading.learned.claims import default_settings, find
from dragoman.reading.learned.decode import Settings
from dragoman.reading.learned.model import MODEL
from dragoman.scoring import Report, score

RUN = Run.of(version="0", reader="learned", codebook="")
LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def read(document: Document, named: Annotations, settings: Settings) -> list[dict[str, Any]]:
    """Claims of a document in the codebook's fields."""
    return [claim_to_json(c) for c in cut(document, once(find(document, named, settings)), RUN)]


def report(
    documents: Sequence[tuple[Document, Annotations]],
    gold: Sequence[dict[str, Any]],
    settings: Settings,
) -> Report:
    """Score some settings."""
    got = [claim for d, named in documents for claim in read(d, named, settings)]
    return score(gold, got, {d.name: d.text for d, _ in documents})


def told(result: Report) -> str:
    """A table of the measures."""
    lines = []
    for kind, m in result.measures.items():
        lines.append(f"{kind:10}{m.gold:>6}{m.got:>6}{m.found:>8.1f}{m.soft:>8.1f}{m.strict:>8.1f}")
    return "\n".join(lines)


def choose(documents: Any, gold: Any, settings: Settings) -> Settings:
    """Set one threshold after the other to what gives the best soft F1, twice round."""

    def value(candidate: Settings) -> float:
        return report(documents, gold, candidate).measures["all"].soft

    best = value(settings)
    for _ in range(2):
        options = [("found", kind) for kind in settings.found] + [
            ("role", role) for role in ("actor", "recipient", "time", "source")
        ]
        for group, name in options:
            for level in LEVELS:
                changed = {**getattr(settings, group), name: level}
                candidate = replace(settings, **{group: changed})
                if (got := value(candidate)) > best + 1e-9:
                    best, settings = got, candidate
        for level in (0.05, 0.1, 0.15, 0.2, 0.3):
            candidate = replace(settings, fallback=level)
            if (got := value(candidate)) > best + 1e-9:
                best, settings = got, candidate
    return settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true", help="choose the settings and write them")
    options = parser.parse_args()
    held = load([GOLD])
    documents = [(d, annotate(d)) for d in map(document_of, held)]
    gold = [{**claim, "doc": p["id"]} for p in held for claim in p["claims"]]
    settings = default_settings()
    if options.choose:
        settings = choose(documents, gold, settings)
        chosen = {"found": settings.found, "role": settings.role, "fallback": settings.fallback}
        Path(str(MODEL / "settings.json")).write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")
        print(json.dumps(chosen))
    print(told(report(documents, gold, settings)))


if __name__ == "__main__":
    main()

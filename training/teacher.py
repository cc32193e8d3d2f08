"""Train a larger teacher of the relation task, and let it label sentences for the small network.

The teacher is a 110M-parameter encoder with one linear layer over the mean of all states and of the
marks. What it says of sentences that nobody labelled goes into ``soft.npy``, which ``fit.py`` reads.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from examples import GOLD, PASSAGES, document_of, load
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import MPNetModel

from dragoman.reading.annotate import annotate
from dragoman.reading.learned.labelling import RELATIONS, SOURCE, TARGET, markings
from relations import Marked, marked_sentences

LONGEST = 128
PAIRS = 3
"""Pairs of parties of one sentence that the teacher labels at most."""


class Teacher(nn.Module):
    """MPNet with a relation head."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(RELATIONS))

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states = states.float()
        whole = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        marked = (states * marks[..., None]).sum(1) / marks.sum(1, keepdim=True).clamp(min=1)
        return self.head(torch.cat([whole, marked], 1))


class Pieces:
    """Marked sentences as the teacher's word pieces."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        self.marks = {self.tokenizer.token_to_id(mark) for mark in (SOURCE, TARGET)}

    def batch(self, items: Sequence[Marked]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, mask and marks, padded to one length."""
        texts = ["".join(part for part, _ in markings(i.text, i.sources, i.targets)) for i in items]
        codes = self.tokenizer.encode_batch([re.sub(r"([@#])", r" \1 ", text) for text in texts])
        length = max(len(code.ids) for code in codes)
        ids = torch.ones(len(items), length, dtype=torch.long)
        mask = torch.zeros_like(ids)
        marks = torch.zeros(len(items), length)
        for row, code in enumerate(codes):
            n = len(code.ids)
            ids[row, :n] = torch.tensor(code.ids)
            mask[row, :n] = 1
            marks[row, :n] = torch.tensor([float(i in self.marks) for i in code.ids])
        return ids, mask, marks


def unlabelled() -> Iterator[Marked]:
    """Sentences of our passages with pairs of the parties that they name."""
    rng = random.Random(7)
    for passage in load(sorted(PASSAGES.glob("*.jsonl"))):
        document = document_of(passage)
        named = annotate(document).actors
        for match in re.finditer(r"[^.!?\n]+[.!?]", document.text):
            inside = [
                (m.span.start - match.start(), m.span.end - match.start())
                for m in named
                if m.actors and match.start() <= m.span.start and m.span.end <= match.end()
            ]
            pairs = [(a, b) for a in inside for b in inside if a != b]
            for a, b in rng.sample(pairs, min(PAIRS, len(pairs))):
                yield Marked(match.group(), [a], [b])


def batches(items: Sequence[Marked], size: int, rng: random.Random) -> Iterator[list[Marked]]:
    order = sorted(range(len(items)), key=lambda i: len(items[i].text) + rng.random() * 80)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield [items[i] for i in group]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    kept, held = load(sorted(PASSAGES.glob("*.jsonl"))), load([GOLD])
    train, test = marked_sentences(kept, held)
    pieces, teacher = Pieces(options.encoder), Teacher(options.encoder)
    optimizer = torch.optim.AdamW(
        (p for p in teacher.parameters() if p.requires_grad), lr=4e-5, weight_decay=0.01
    )
    steps = options.epochs * (len(train) // 16 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, s / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    print(f"{len(train)} sentences, {len(test)} held out", flush=True)
    for epoch in range(options.epochs):
        teacher.train()
        began, total, count = time.monotonic(), 0.0, 0
        for group in batches(train, 16, rng):
            wanted = torch.tensor([g.label for g in group])
            loss = F.cross_entropy(teacher(*pieces.batch(group)), wanted, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
            if count % 50 == 0:
                print(f"  {count} {time.monotonic() - began:.0f}s {total / count:.3f}", flush=True)
        scores = logits(teacher, pieces, test)
        right = float((scores.argmax(1) == np.array([t.label for t in test])).mean())
        print(
            f"epoch {epoch + 1} {time.monotonic() - began:.0f}s {total / count:.3f} held {right:.3f}",
            flush=True,
        )
    torch.save(teacher.state_dict(), options.out / "teacher.pt")
    label(teacher, pieces, options.out)


def logits(teacher: Teacher, pieces: Pieces, items: Sequence[Marked]) -> np.ndarray:
    """What the teacher says of marked sentences, (sentences, roots)."""
    teacher.eval()
    with torch.no_grad():
        return np.concatenate(
            [teacher(*pieces.batch(items[i : i + 32])).numpy() for i in range(0, len(items), 32)]
        )


def label(teacher: Teacher, pieces: Pieces, out: Path) -> None:
    """Write the teacher's word on sentences that nobody labelled."""
    items = list(unlabelled())
    rows = [{"text": i.text, "sources": i.sources, "targets": i.targets} for i in items]
    (out / "soft.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8"
    )
    np.save(out / "soft.npy", logits(teacher, pieces, items).astype(np.float16))
    print(f"{len(items)} sentences labelled", flush=True)


if __name__ == "__main__":
    main()

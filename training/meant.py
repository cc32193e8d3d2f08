"""Train the layers that say whom words mean which stand for a name, over the encoder as it is: minutes."""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from examples import GOLD, PASSAGES, Example, examples, load
from export import load as load_network
from fit import Batch, Words, batches, learn, meant_loss, right_words, warmed
from network import Network
from torch import Tensor

BATCH = 16


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A window with the vectors of its mentions, (mentions, width), in half precision."""

    example: Example
    vectors: Tensor


def seen(network: Network, items: Sequence[Example]) -> Iterator[Seen]:
    """The windows in which words stand for a name, as the encoder sees them."""
    network.eval()
    some = [item for item in items if item.meanings]
    with torch.no_grad():
        for group in batches(some, BATCH, random.Random(0), lambda item: len(item.window.ids)):
            batch = Batch(group)
            vectors = batch.vectors(network.encode(batch.ids, batch.mask, batch.tags)).half()
            for item, own in zip(group, vectors, strict=True):
                yield Seen(item, own[: len(item.window.candidates)].clone())


def together(group: Sequence[Seen]) -> tuple[list[Example], Words, Tensor]:
    """Windows as one batch, with the vectors of their mentions, (windows, mentions, width)."""
    items = [one.example for one in group]
    batch = Words(items)
    vectors = torch.zeros(*batch.named.shape, group[0].vectors.shape[1])
    for row, one in enumerate(group):
        vectors[row, : len(one.vectors)] = one.vectors.float()
    return items, batch, vectors


def right(network: Network, held: Sequence[Seen]) -> float:
    """Share of the words whose parties are right."""
    network.eval()
    found: list[bool] = []
    with torch.no_grad():
        for at in range(0, len(held), BATCH):
            found += right_words(network, *together(held[at : at + BATCH]))
    return sum(found) / len(found)


def main() -> None:
    """Train, and write ``network.pt`` anew after each round that is better than those before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that fit.py wrote")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--only", nargs="+", default=[""], help="files whose names begin so")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    network = load_network(options.run)
    files = {path for first in options.only for path in PASSAGES.glob(f"{first}*.jsonl")}
    train = list(seen(network, examples(load(sorted(files)))))
    held = list(seen(network, examples(load(GOLD))))
    own = list(network.meant.parameters())
    optimizer = torch.optim.AdamW(own, lr=options.rate, weight_decay=0.01)
    schedule = warmed(optimizer, options.epochs * math.ceil(len(train) / BATCH))
    best = right(network, held)
    print(
        f"{len(train)} windows, {len(held)} held out, of whose words {best:.3f} are right",
        flush=True,
    )
    for epoch in range(options.epochs):
        network.meant.train()
        for group in batches(train, BATCH, rng, lambda one: len(one.vectors), slack=8):
            _, batch, vectors = together(group)
            learn(meant_loss(network, batch, vectors), own, optimizer, schedule)
        share = right(network, held)
        print(f"epoch {epoch + 1}: {share:.3f} right", flush=True)
        if share > best:
            best = share
            torch.save(network.state_dict(), options.run / "network.pt")


if __name__ == "__main__":
    main()

"""Train the relation task's own layers above the shared ones, which rest: minutes, not hours."""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from examples import GOLD, PASSAGES, load
from export import load as load_network
from fit import (
    RELATION_BATCH,
    RELATION_SMOOTHING,
    batches,
    learn,
    padded,
    pieces_of,
    warmed,
)
from network import Network, padding, through
from torch import Tensor
from torch.nn import functional

from dragoman.reading.learned.labelling import Relation
from relations import marked_sentences


def shared_states(network: Network, items: Sequence[Relation]) -> list[Tensor]:
    """Vectors of the shared layers for each sentence, (length, width), in half precision."""
    network.eval()
    found: dict[int, Tensor] = {}
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            group = order[at : at + 64]
            ids, mask, _ = padded([items[i] for i in group])
            states = network.encoder.shared(ids, torch.zeros_like(ids), padding(mask))
            for row, i in enumerate(group):
                found[i] = states[row, : len(items[i].ids)].half()
    return [found[i] for i in range(len(items))]


def logits(network: Network, items: Sequence[Relation], kept: Sequence[Tensor]) -> Tensor:
    """Scores of the fifteen roots, from the shared layers' vectors."""
    _, mask, marks = padded(items)
    x = torch.zeros(*mask.shape, kept[0].shape[1])
    for row, states in enumerate(kept):
        x[row, : len(states)] = states.float()
    x = through(network.relating, x, padding(mask))
    return network.related(network.drop(x), mask, marks)


def right(network: Network, items: Sequence[Relation], kept: Sequence[Tensor]) -> float:
    """Share of the sentences whose root is right."""
    network.eval()
    hits = 0
    with torch.no_grad():
        for at in range(0, len(items), 64):
            some = items[at : at + 64]
            wanted = torch.tensor([item.label for item in some])
            hits += int(logits(network, some, kept[at : at + 64]).argmax(1).eq(wanted).sum())
    return hits / max(1, len(items))


def main() -> None:
    """Train, and write ``network.pt`` anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that fit.py wrote")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--without",
        nargs="*",
        default=(),
        help="leave out files of passages whose names begin so, as those of long sentences",
    )
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    network = load_network(options.run)
    files = [f for f in PASSAGES.glob("*.jsonl") if not f.name.startswith(tuple(options.without))]
    kept, held = load(sorted(files)), load(GOLD)
    train, test = ([m.relation() for m in side] for side in marked_sentences(kept, held))
    states, states_test = shared_states(network, train), shared_states(network, test)
    print(
        f"{len(train)} sentences; right before {right(network, test, states_test):.3f}", flush=True
    )
    own = [*network.relating.parameters(), *network.relation.parameters()]
    optimizer = torch.optim.AdamW(own, lr=options.rate, weight_decay=0.01)
    schedule = warmed(optimizer, options.epochs * math.ceil(len(train) / RELATION_BATCH))
    number = {id(item): i for i, item in enumerate(train)}
    for epoch in range(options.epochs):
        network.train()
        for group in batches(train, RELATION_BATCH, rng, pieces_of):
            scores = logits(network, group, [states[number[id(item)]] for item in group])
            wanted = torch.tensor([item.label for item in group])
            loss = functional.cross_entropy(scores, wanted, label_smoothing=RELATION_SMOOTHING)
            learn(loss, own, optimizer, schedule)
        print(f"epoch {epoch + 1} right {right(network, test, states_test):.3f}", flush=True)
        torch.save(network.state_dict(), options.run / "network.pt")


if __name__ == "__main__":
    main()

"""Train the layers that say whom words mean which stand for a name, over the encoder as it is: minutes."""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from examples import GOLD, PASSAGES, Example, Json, countries, examples, load, nearest
from export import load as load_network
from fit import Batch, batches, learn, mentions_of, warmed
from network import Mentions, Network, means
from torch import Tensor
from torch.nn import functional

from dragoman.model.text import Span
from dragoman.reading.learned.meant import names, stands_in
from dragoman.reading.learned.model import distance, step
from dragoman.reading.learned.windows import Window

BATCH = 32
SURE = 0.5
"""Probability from which the network's answer counts in the score that is printed."""


@dataclass(slots=True, eq=False)
class Standing:
    """Words of a window that stand for a name, and whom the annotation takes them for.

    Args:
        vectors: of the window's mentions, (mentions, width), in half precision.
        number: which of the window's candidates they are.
        parties: the keys of those meant.
    """

    window: Window
    vectors: Tensor
    number: int
    parties: frozenset[str]


def marked(passage: Json) -> dict[Span, set[str]]:
    """Words of a passage that the annotation marks as a party, with the parties' keys."""
    found: dict[Span, set[str]] = {}
    for claim in passage["claims"]:
        at = passage["text"].find(claim["quote"]) + claim["quote"].find(claim["trigger"])
        parties = [p for role in ("actors", "recipients", "about") for p in claim.get(role) or ()]
        for party in [*parties, claim.get("attribution")]:
            if party and (span := nearest(passage["text"], party["mention"], at)):
                found.setdefault(span, set()).add(party.get("country") or party["name"])
    return found


def standing(network: Network, passages: Sequence[Json]) -> Iterator[Standing]:
    """All words of some passages that stand for a name and are a party of a claim."""
    told = {passage["id"]: marked(passage) for passage in passages}
    network.eval()
    for example in examples(passages):
        window = example.window
        found = []
        for number, candidate in enumerate(window.candidates):
            span = candidate.mention.span
            keys = [k for s, k in told[example.passage].items() if s.overlaps(span)]
            if keys and stands_in(candidate) and any(map(names, window.candidates)):
                found.append((number, frozenset().union(*keys)))
        if found:
            vectors = _vectors(network, example)
            yield from (Standing(window, vectors, number, keys) for number, keys in found)


def _vectors(network: Network, example: Example) -> Tensor:
    batch = Batch([example])
    with torch.no_grad():
        states = network.encode(batch.ids, batch.mask, batch.tags)
        first, last = batch.places[0].T
        return means(states, torch.zeros_like(first), first, last).half()


def scores(network: Network, items: Sequence[Standing]) -> tuple[Tensor, Tensor, Tensor]:
    """Scores of the mentions, which of them are meant, and which count, (n, mentions) each."""
    _, tags, kin, padding = mentions_of([item.window for item in items])
    size, count = tags.shape
    vectors = torch.zeros(size, count, items[0].vectors.shape[1])
    gaps, steps = (torch.zeros(size, count, dtype=torch.long) for _ in range(2))
    wanted, counted = torch.zeros(size, count), torch.zeros(size, count)
    for row, item in enumerate(items):
        found, own = item.window.candidates, item.window.candidates[item.number]
        m = len(found)
        places = [item.window.sentence(c.mention.span.start) for c in found]
        vectors[row, :m] = item.vectors.float()
        gaps[row, :m] = torch.tensor(
            [distance(own.first, own.last, c.first, c.last) for c in found]
        )
        steps[row, :m] = torch.tensor([step(place, places[item.number]) for place in places])
        counted[row, :m] = torch.tensor([float(names(c)) for c in found])
        wanted[row, :m] = torch.tensor([float(countries(c) <= item.parties) for c in found])
    at = torch.arange(size), torch.tensor([item.number for item in items])
    beside = Mentions(vectors, tags, gaps, steps, kin, padding)
    return network.meant(vectors[at], tags[at], kin[at], beside), wanted * counted, counted


def right(network: Network, items: Sequence[Standing]) -> tuple[float, float]:
    """Share of the words whose parties are right by the rules alone, and with the network."""
    network.eval()
    rules = hits = 0
    with torch.no_grad():
        for at in range(0, len(items), BATCH):
            some = items[at : at + BATCH]
            made, _, counted = scores(network, some)
            sure = (made.sigmoid() * counted) >= SURE
            for row, item in enumerate(some):
                found = item.window.candidates
                by_rule = countries(found[item.number])
                said = set().union(*(countries(found[n]) for n in sure[row].nonzero().flatten()))
                rules += by_rule == item.parties
                hits += (said or by_rule) == item.parties
    return rules / len(items), hits / len(items)


def main() -> None:
    """Train, and write ``network.pt`` anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that fit.py wrote")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--only", nargs="+", default=[""], help="files whose names begin so")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    network = load_network(options.run)
    files = {path for first in options.only for path in PASSAGES.glob(f"{first}*.jsonl")}
    train = list(standing(network, load(sorted(files))))
    test = list(standing(network, load(GOLD)))
    own = list(network.meant.parameters())
    optimizer = torch.optim.AdamW(own, lr=options.rate, weight_decay=0.01)
    schedule = warmed(optimizer, options.epochs * math.ceil(len(train) / BATCH))
    print(f"{len(train)} words that stand for a name, {len(test)} held out", flush=True)
    for epoch in range(options.epochs):
        network.meant.train()
        for group in batches(train, BATCH, rng, lambda item: len(item.vectors), slack=8):
            made, wanted, counted = scores(network, group)
            loss = functional.binary_cross_entropy_with_logits(made, wanted, reduction="none")
            loss = (loss * counted).sum() / counted.sum()
            learn(loss, own, optimizer, schedule)
        rules, hits = right(network, test)
        print(f"epoch {epoch + 1}: right by rules {rules:.3f}, with it {hits:.3f}", flush=True)
        torch.save(network.state_dict(), options.run / "network.pt")


if __name__ == "__main__":
    main()

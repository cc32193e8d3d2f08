"""Train the network. Run ``python training/fit.py --help``."""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

import torch
from examples import GOLD, PASSAGES, ROLES, Example, countries, examples, inventories, load
from network import Mentions, Network, means, published
from swapping import names_of, swapped
from torch import Tensor, distributed, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.reading.learned.candidates import TAG_ID, TAGS, tokenizer
from dragoman.reading.learned.labelling import Relation
from dragoman.reading.learned.meant import names
from dragoman.reading.learned.model import TAGGED, distance, keys_of, kinship, middle, step
from dragoman.reading.learned.windows import Window
from relations import RELATIONS, marked_sentences

KINDS = (*TAGGED, "figure")
Item = TypeVar("Item")
WHOLE = "whole-"
"""What the names of the files of whole articles begin with."""

SMOOTHING = 0.05
CARRYING = 1.5
"""Weight added to word pieces that carry a claim: they are few."""

MASKED = 0.02
"""Share of word pieces that are hidden in training. The reader learns less than its examples tell: it needs no more."""

SETTLED = 0.7
"""Share of the words that stand for a name whose meaning is taken as told, in training: about what reading gets right."""

PARTLY = 0.4
"""Share of the triggers of which training shows only some words, as reading finds them: three fifths are cut."""

SWAPS = 0.4
"""Share of windows in which the states are swapped for others in each round."""

TAG_DROP = 0.03
"""Share of windows whose tags are hidden in training, so that the words alone must do."""


def mentions_of(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What each window names: where, with which tag, which of it is one party, and what is padding."""
    size, count = len(windows), max(1, *(len(w.candidates) for w in windows))
    places = torch.zeros(size, count, 2, dtype=torch.long)
    tags = torch.zeros(size, count, dtype=torch.long)
    kin = torch.zeros(size, count, count, dtype=torch.long)
    padding = torch.ones(size, count)
    for row, window in enumerate(windows):
        if found := window.candidates:
            m = len(found)
            places[row, :m] = torch.tensor([(c.first, c.last) for c in found])
            tags[row, :m] = torch.tensor([TAG_ID[c.tag] for c in found])
            kin[row, :m, :m] = torch.tensor(kinship(keys_of(found)))
            padding[row, :m] = 0
    return places, tags, kin, padding


class Seen(NamedTuple):
    """What the encoder says of a batch: ``states`` of its word pieces, ``mentions`` of what its windows name.

    Shapes:
        (windows, pieces, width) and (windows, mentions, width).
    """

    states: Tensor
    mentions: Tensor


class Batch:
    """Windows padded to one length, with their labels as tensors.

    Args:
        chance: draws what is hidden in training, and whom words mean; without it nothing is hidden.
    """

    def __init__(self, items: Sequence[Example], *, chance: random.Random | None = None) -> None:
        self._words(items, chance)
        self.places, self.named, self.kin, self.padding = mentions_of([i.window for i in items])
        self.middles = middle(*self.places.unbind(-1)).clamp(min=0)
        self.settled = self.kin.clone()
        self._acts(items, chance)
        self._meanings(items)
        if chance is not None:
            self._settle(items, chance)

    def _words(self, items: Sequence[Example], chance: random.Random | None) -> None:
        """Word pieces with their tags and the labels that they carry."""
        length = max(len(item.window.ids) for item in items)
        size = len(items)
        self.ids = torch.zeros(size, length, dtype=torch.long)
        self.mask = torch.zeros(size, length, dtype=torch.long)
        self.tags = torch.zeros(size, length, dtype=torch.long)
        self.core = torch.zeros(size, length, dtype=torch.bool)
        self.labels = {kind: torch.zeros(size, length, dtype=torch.long) for kind in TAGGED}
        for row, item in enumerate(items):
            window = item.window
            n = len(window.ids)
            self.ids[row, :n] = torch.tensor(window.ids)
            self.mask[row, :n] = 1
            if chance is not None:
                hidden = [k for k in range(1, n - 1) if chance.random() < MASKED]
                self.ids[row, hidden] = tokenizer().token_to_id("[MASK]")
            if chance is None or chance.random() >= TAG_DROP:
                self.tags[row, :n] = torch.tensor(window.tags)
            self.core[row, window.core : n - 1] = True
            for target in item.targets:
                if target.kind in TAGGED:
                    self.labels[target.kind][row, target.first : target.last] = target.label

    def _acts(self, items: Sequence[Example], chance: random.Random | None) -> None:
        """What is said of each trigger, and which part each mention of its window has in it."""
        triggers: list[tuple[int, ...]] = []
        amounts: list[tuple[int, int, int, int]] = []
        total, count = sum(len(item.targets) for item in items), self.named.shape[1]
        self.contexts = [target.contexts for item in items for target in item.targets]
        self.gaps = torch.zeros(total, count, dtype=torch.long)
        self.steps = torch.zeros(total, count, dtype=torch.long)
        self.roles = torch.zeros(total, count, len(ROLES))
        self.counted = torch.zeros(total, count)
        for row, item in enumerate(items):
            window, found = item.window, item.window.candidates
            sentences = [window.sentence(c.mention.span.start) for c in found]
            for target in item.targets:
                number = len(triggers)
                begin, end = target.first, target.last
                if chance is not None and target.kind in TAGGED and chance.random() < PARTLY:
                    begin = chance.randrange(begin, end)
                    end = chance.randint(begin + 1, end)
                triggers.append(
                    (row, begin, end, KINDS.index(target.kind), target.status,
                     target.mode, target.symmetric, target.basis,
                     target.label - 1 if target.kind == "event" else -1)
                )  # fmt: skip
                for k, candidate in enumerate(found):
                    self.gaps[number, k] = distance(begin, end, candidate.first, candidate.last)
                    self.steps[number, k] = step(sentences[k], target.sentence)
                    self.counted[number, k] = k not in target.ignored
                    self.roles[number, k, list(target.roles.get(k, ()))] = 1
            for k, candidate in enumerate(found):
                if candidate.tag in {"money", "number"} and candidate.first >= window.core:
                    amounts.append((row, candidate.first, candidate.last, item.figures.get(k, 0)))
        self.triggers = torch.tensor(triggers, dtype=torch.long).reshape(-1, 9)
        self.amounts = torch.tensor(amounts, dtype=torch.long).reshape(-1, 4)

    def _meanings(self, items: Sequence[Example]) -> None:
        """Which words stand for a name, how the mentions stand to them, and which of these they mean."""
        found = [(row, item, m) for row, item in enumerate(items) for m in item.meanings]
        shape = len(found), self.named.shape[1]
        self.words = torch.tensor([(row, m.number) for row, _, m in found], dtype=torch.long)
        self.words = self.words.reshape(-1, 2)
        self.word_gaps, self.word_steps = (torch.zeros(shape, dtype=torch.long) for _ in range(2))
        self.meant, self.naming = torch.zeros(shape[0], shape[1] + 1), torch.zeros(shape)
        for number, (_, item, meaning) in enumerate(found):
            window, own = item.window, item.window.candidates[meaning.number]
            at = window.sentence(own.mention.span.start)
            for k, c in enumerate(window.candidates):
                self.word_gaps[number, k] = distance(own.first, own.last, c.first, c.last)
                self.word_steps[number, k] = step(window.sentence(c.mention.span.start), at)
                self.naming[number, k] = names(c)
            self.meant[number, list(meaning.meant) or [-1]] = 1

    def seen(self, network: Network) -> Seen:
        """Vectors of the word pieces and of the mentions of each window."""
        states = network.encode(self.ids, self.mask, self.tags)
        size, count = self.named.shape
        first, last = self.places.reshape(-1, 2).T
        windows = torch.arange(size).repeat_interleave(count)
        return Seen(states, means(states, windows, first, last).reshape(size, count, -1))

    def beside(
        self, seen: Seen, rows: Tensor, at: Tensor, gaps: Tensor, steps: Tensor, kin: Tensor
    ) -> Mentions:
        """The mentions beside some things: ``rows`` says in which window each stands, ``at`` at which piece."""
        shut = 1.0 - self.mask.to(seen.states.dtype)
        windows = seen.mentions, self.named, kin, self.padding, self.middles, seen.states, shut
        return Mentions(*windows, gaps, steps, at, rows)

    def _settle(self, items: Sequence[Example], chance: random.Random) -> None:
        """Which mentions are one party, as reading knows it: most words' meaning is told right there."""
        for row, item in enumerate(items):
            keys = keys_of(item.window.candidates)
            for meaning in item.meanings:
                if chance.random() < SETTLED:
                    keys[meaning.number] = meaning.parties
            if keys:
                self.settled[row, : len(keys), : len(keys)] = torch.tensor(kinship(keys))


AWAY = -1e4
"""Score of what is out of the question."""

RARE = {"planned": 1.5, "denied": 2.0, "hypothetical": 2.5, "called_off": 3.0, "alleged": 4.0}
"""Weight of the standings of which there are few examples."""


def rarity(network: Network) -> Tensor:
    """Weights of the standings, in the order of their classes."""
    return torch.tensor([RARE.get(name, 1.0) for name in network.classes["status"]])


def losses(network: Network, batch: Batch, seen: Seen) -> dict[str, Tensor]:
    """Loss of every head over a batch as the encoder sees it."""
    states = seen.states
    found: dict[str, Tensor] = {}
    for kind in TAGGED:
        logits = network.pieces[kind](states)[batch.core]
        labels = batch.labels[kind][batch.core]
        weight = 1.0 + CARRYING * (labels > 0).float()
        found[kind] = (functional.cross_entropy(logits, labels, reduction="none") * weight).mean()
    if len(batch.amounts):
        rows, first, last, label = batch.amounts.T
        logits = network.figure(means(states, rows, first, last))
        found["figure"] = functional.cross_entropy(logits, label, label_smoothing=SMOOTHING)
    if len(batch.triggers):
        rows, first, last, kinds, status, mode, symmetric, basis, types = batch.triggers.T
        vectors = means(states, rows, first, last)
        heads = network.describe(vectors, kinds)
        found["status"] = functional.cross_entropy(
            heads["status"], status, weight=rarity(network), label_smoothing=SMOOTHING
        )
        at = middle(first, last)
        beside = batch.beside(seen, rows, at, batch.gaps, batch.steps, batch.settled)
        roles, heads["basis"] = network.parts(vectors, kinds, beside)
        for name, label in (
            ("root", types),
            ("mode", mode),
            ("symmetric", symmetric),
            ("basis", basis),
        ):
            known = label >= 0
            if known.any():
                found[name] = functional.cross_entropy(
                    heads[name][known], label[known], label_smoothing=SMOOTHING
                )
        wanted = torch.zeros_like(heads["context"])
        for row, numbers in enumerate(batch.contexts):
            wanted[row, list(numbers)] = 1
        events = kinds == 0
        if events.any():
            found["context"] = functional.binary_cross_entropy_with_logits(
                heads["context"][events], wanted[events]
            )
        if batch.counted.any():
            each = functional.binary_cross_entropy_with_logits(
                roles, batch.roles, reduction="none"
            ).sum(2)
            found["role"] = (each * batch.counted).sum() / batch.counted.sum()
    if len(batch.words):
        found["meant"] = meant_loss(network, batch, seen)
    return found


def meant_loss(network: Network, batch: Batch, seen: Seen) -> Tensor:
    """How unlikely it is that the words of a batch mean whom they do."""
    scores = meant_scores(network, batch, seen)
    right = scores + torch.where(batch.meant > 0, 0.0, AWAY)
    return (scores.logsumexp(1) - right.logsumexp(1)).mean()


def meant_scores(network: Network, batch: Batch, seen: Seen) -> Tensor:
    """Scores of the mentions that each word of a batch may mean, and of none, (words, mentions + 1)."""
    rows, own = batch.words.T
    at = batch.middles[rows, own]
    beside = batch.beside(seen, rows, at, batch.word_gaps, batch.word_steps, batch.kin)
    words = seen.mentions[rows, own], batch.named[rows, own], batch.kin[rows, own]
    scores = network.meant(*words, beside)
    return functional.pad(scores + torch.where(batch.naming > 0, 0.0, AWAY), (0, 1))


FRESH = 8
"""How many times faster new layers learn than the encoder."""

WARMING = 0.06
"""Share of the steps in which the rate rises to its full height."""

AVERAGED = 0.998
"""What a step leaves of the running mean of the weights, which is what is kept."""

RELATION_BATCH = 16
RELATION_EVERY = 4
"""Steps of which one also goes down the relation task's loss, weighted as if each did."""

TOLD = 100
"""Batches after which it is told how far a round is."""

MET = 8
"""Steps after which the processes take the mean of their weights."""

RELATION_SMOOTHING = 0.1

WEIGHTS = {
    "event": 6.0, "position": 10.0, "stance": 10.0, "outlook": 8.0, "figure": 1.0, "root": 1.5, "status": 1.2,
    "mode": 0.3, "symmetric": 0.2, "basis": 0.4, "context": 1.0, "role": 3.0, "relation": 1.0, "meant": 4.0,
}  # fmt: skip
"""How much each head counts: set so that no head's loss outweighs that of finding claims."""


def relation_loss(network: Network, items: Sequence[Relation]) -> Tensor:
    """Loss of the relation head over marked sentences."""
    logits = relation_logits(network, items)
    wanted = torch.tensor([item.label for item in items])
    return functional.cross_entropy(logits, wanted, label_smoothing=RELATION_SMOOTHING)


def padded(items: Sequence[Relation]) -> tuple[Tensor, Tensor, Tensor]:
    """Marked sentences as numbers, mask and marks, (batch, length) each."""
    length = max(len(item.ids) for item in items)
    ids = torch.zeros(len(items), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    marks = torch.zeros(len(items), length)
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        mask[row, : len(item.ids)] = 1
        marks[row, list(item.marks)] = 1
    return ids, mask, marks


def relation_logits(network: Network, items: Sequence[Relation]) -> Tensor:
    """Scores of the fifteen roots for marked sentences."""
    ids, mask, marks = padded(items)
    return network.related(network.relate(ids, mask), mask, marks)


def batches(
    items: Sequence[Item],
    size: int,
    rng: random.Random,
    length: Callable[[Item], int],
    *,
    slack: int = 24,
) -> Iterator[list[Item]]:
    """Shuffled batches of items of like length, give or take the slack."""
    order = sorted(range(len(items)), key=lambda i: length(items[i]) + rng.random() * slack)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield [items[i] for i in group]


def pieces_of(item: Relation) -> int:
    """Word pieces of a marked sentence."""
    return len(item.ids)


def learn(
    loss: Tensor,
    weights: Iterable[nn.Parameter],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
) -> None:
    """Go one step down a loss."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimizer.step()
    schedule.step()


def right_words(
    network: Network, items: Sequence[Example], batch: Batch, seen: Seen
) -> Iterator[bool]:
    """Whether the parties of the words that stand for a name are right."""
    if not len(batch.words):
        return
    best = meant_scores(network, batch, seen).argmax(1).tolist()
    told = [(item.window.candidates, meaning) for item in items for meaning in item.meanings]
    for (found, meaning), said in zip(told, best, strict=True):
        yield countries(found[said if said < len(found) else meaning.number]) == meaning.parties


def held_out(
    network: Network, test: Sequence[Example], related: Sequence[Relation]
) -> tuple[dict[str, float], float, float]:
    """Mean losses over held-out windows, and how many held-out relations and words' parties are right."""
    network.eval()
    sums: dict[str, list[float]] = {}
    right = 0
    words: list[bool] = []
    with torch.no_grad():
        for i in range(0, len(test), 16):
            some = test[i : i + 16]
            batch = Batch(some)
            seen = batch.seen(network)
            for name, value in losses(network, batch, seen).items():
                sums.setdefault(name, []).append(float(value))
            words += right_words(network, some, batch, seen)
        for i in range(0, len(related), 32):
            some = related[i : i + 32]
            wanted = torch.tensor([item.label for item in some])
            right += int(relation_logits(network, some).argmax(1).eq(wanted).sum())
    means_ = {name: sum(values) / len(values) for name, values in sums.items()}
    return means_, right / max(1, len(related)), sum(words) / max(1, len(words))


def optimizer_of(network: Network, rate: float) -> torch.optim.Optimizer:
    """AdamW; what is new learns faster than what was trained before."""
    old, fresh = [], []
    for name, weight in network.named_parameters():
        known = name.startswith("encoder.") and name != "encoder.tag.weight"
        (old if known else fresh).append(weight)
    groups = [{"params": old, "lr": rate}, {"params": fresh, "lr": rate * FRESH}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def warmed(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """A rate that rises to its full height and then falls until the last step."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARMING * steps)) * max(0.02, 1 - step / steps)
    )


def endless(items: Sequence[Relation], rng: random.Random) -> Iterator[list[Relation]]:
    """Batches of marked sentences, round after round."""
    while True:
        yield from batches(items, RELATION_BATCH, rng, pieces_of)


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on and what is held out.

    Args:
        rounds: the windows of each round.
        related: marked sentences.
        test: held-out windows.
        related_test: held-out marked sentences.
    """

    rounds: list[list[Example]]
    related: list[Relation]
    test: list[Example]
    related_test: list[Relation]

    @classmethod
    def read(cls, wholly: Sequence[str], share: float, rounds: int, draw: random.Random) -> Data:
        """Read everything, and label what some round takes.

        Args:
            wholly: what the names of the files begin with that every round takes wholly.
            share: of the other passages, that each round takes.
            rounds: how many.
            draw: draws the passages and how they are cut.
        """
        kept, held = load(sorted(PASSAGES.glob("*.jsonl"))), load(GOLD)
        first = tuple(wholly)
        whole = [n for n, passage in enumerate(kept) if passage["file"].startswith(first)]
        rest = [n for n, passage in enumerate(kept) if not passage["file"].startswith(first)]
        drawn = [whole + draw.sample(rest, round(share * len(rest))) for _ in range(rounds)]
        made = {n: examples([kept[n]], draw) for n in sorted({n for some in drawn for n in some})}
        related, related_test = (
            [item.relation() for item in side] for side in marked_sentences(kept, held)
        )
        return cls(
            [[example for n in some for example in made[n]] for some in drawn],
            related,
            examples(held),
            related_test,
        )


class Team:
    """Processes that train side by side, each on its share of the batches.

    Every few steps they go on from the mean of their weights.
    """

    def __init__(self, rank: int, size: int, port: int) -> None:
        """Take the place ``rank`` among ``size`` processes that speak through a port of this machine."""
        self.rank, self.size = rank, size
        torch.set_num_threads(max(1, torch.get_num_threads() // size))
        if size > 1:
            address = f"tcp://127.0.0.1:{port}"
            distributed.init_process_group("gloo", init_method=address, rank=rank, world_size=size)

    def share(self, groups: Iterable[Item]) -> list[Item]:
        """This process's share of some batches; each has as many."""
        every = list(groups)
        return every[self.rank : len(every) - len(every) % self.size : self.size]

    def meet(self, network: nn.Module) -> None:
        """Take the mean of the weights of all."""
        if self.size > 1:
            weights = list(network.parameters())
            flat = nn.utils.parameters_to_vector(weights).detach()
            distributed.all_reduce(flat)
            nn.utils.vector_to_parameters(flat / self.size, weights)


def train(
    network: Network, data: Data, options: argparse.Namespace, team: Team
) -> Iterator[tuple[int, dict[str, float], Network]]:
    """Train round after round; gives the mean losses of each, and the mean of the latest weights."""
    shared, own = random.Random(options.seed), random.Random(f"{options.seed} {team.rank}")
    optimizer = optimizer_of(network, options.rate)
    steps = sum(math.ceil(len(some) / options.batch) for some in data.rounds) // team.size
    schedule = warmed(optimizer, steps)
    marked = endless(data.related, own)
    names = names_of({id(e): e for windows in data.rounds for e in windows}.values())
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED**team.size))
    for epoch, windows in enumerate(data.rounds):
        network.train()
        sums: dict[str, list[float]] = {}
        groups = batches(windows, options.batch, shared, lambda item: len(item.window.ids))
        own_groups = team.share(groups)
        for number, group in enumerate(own_groups):
            if team.rank == 0 and number % TOLD == 0:
                print(f"  batch {number} of {len(own_groups)}", file=sys.stderr, flush=True)
            shown = [swapped(e, names, own) if own.random() < SWAPS else e for e in group]
            batch = Batch(shown, chance=own)
            found = losses(network, batch, batch.seen(network))
            if number % RELATION_EVERY == 0:
                found["relation"] = RELATION_EVERY * relation_loss(network, next(marked))
            loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
            learn(loss, network.parameters(), optimizer, schedule)
            if number % MET == 0:
                team.meet(network)
            mean.update_parameters(network)
            for name, value in found.items():
                sums.setdefault(name, []).append(float(value.detach()))
        team.meet(network)
        team.meet(mean.module)
        yield epoch, {name: sum(each) / len(each) for name, each in sums.items()}, mean.module


def told(values: dict[str, float]) -> str:
    """Losses on one line."""
    return " ".join(f"{name} {value:.3f}" for name, value in values.items())


def fit(options: argparse.Namespace, data: Data, rank: int) -> None:
    """Train in one process of a team; the first writes what all have come to."""
    team = Team(rank, options.processes, options.port)
    torch.manual_seed(options.seed)
    network = Network(inventories(), TAGGED, TAGS, RELATIONS)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    else:
        network.take(options.encoder or published())
    torch.manual_seed(options.seed + rank)
    for epoch, means_, mean in train(network, data, options, team):
        if rank == 0:
            torch.save(mean.state_dict(), options.out / "network.pt")
            print(f"epoch {epoch + 1} {told(means_)}", flush=True)
            losses_, share, words = held_out(mean, data.test, data.related_test)
            shares = f"right: relations {share:.3f}, words that stand for a name {words:.3f}"
            print(f"  held out {told(losses_)}\n  {shares}", flush=True)


def main() -> None:
    """Train and write ``network.pt`` and ``classes.json`` after each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of the published encoder")
    parser.add_argument("--start", type=Path, help="network.pt to go on from")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--share", type=float, default=1.0, help="of the other files, in each round"
    )
    parser.add_argument(
        "--wholly",
        nargs="+",
        default=[WHOLE],
        help="what names of files begin with that rounds take whole",
    )
    parser.add_argument("--processes", type=int, default=1, help="that train side by side")
    parser.add_argument("--port", type=int, default=29501, help="through which they speak")
    options = parser.parse_args()
    gc.disable()  # millions of lasting objects, which each collection would go through
    draw = random.Random(options.seed)
    data = Data.read(options.wholly, options.share, options.epochs, draw)
    gc.freeze()
    gc.enable()
    windows = " + ".join(str(len(some)) for some in data.rounds)
    print(
        f"{windows} windows, {len(data.test)} held out, {len(data.related)} relations", flush=True
    )
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "classes.json").write_text(json.dumps(inventories()), "utf-8")
    context = get_context("fork")
    others = [
        context.Process(target=fit, args=(options, data, rank), daemon=True)
        for rank in range(1, options.processes)
    ]
    for other in others:
        other.start()
    fit(options, data, 0)
    for other in others:
        other.join()


if __name__ == "__main__":
    main()

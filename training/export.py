"""Write a trained network as the reader loads it: graphs in 8 bits."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

import torch
from network import Mentions, Network, classes_of, published, through
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from vocabulary import tokenizer

from dragoman.reading.learned.candidates import TAGS
from dragoman.reading.learned.model import GRAPHS, HEADS, TAGGED
from relations import RELATIONS

MODEL = Path(__file__).parents[1] / "src" / "dragoman" / "reading" / "learned" / "model"


class _Encoder(nn.Module):
    """The encoder of one unpadded window, with the heads that need nothing else."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, tags: Tensor, mentions: Tensor) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        shared = encoder.shared(ids, tags)
        states = encoder.above(shared)[0]
        pieces = [self.network.pieces[kind](states).softmax(-1) for kind in TAGGED]
        vectors = mentions @ states
        figures = self.network.figure(vectors).softmax(-1)
        return (states, *pieces, vectors, figures, shared[0])


class Beside(NamedTuple):
    """A graph's inputs on the mentions of one window, and on how they stand to some things in it.

    Shapes:
        ``mentions`` (mentions, width), ``states`` (pieces, width), ``kin`` (mentions, mentions); ``tags`` and
        ``places`` (mentions); ``gaps`` and ``steps`` (things, mentions); ``at`` (things).
    """

    mentions: Tensor
    tags: Tensor
    places: Tensor
    kin: Tensor
    states: Tensor
    gaps: Tensor
    steps: Tensor
    at: Tensor

    @classmethod
    def example(cls, network: Network, things: int, mentions: int, length: int) -> Beside:
        """Inputs of some size, from which a graph is traced."""
        width = network.encoder.shape.width
        each, both = (torch.zeros(*n, dtype=torch.long) for n in ((mentions,), (things, mentions)))
        return cls(
            mentions=torch.rand(mentions, width),
            tags=each,
            places=each,
            kin=torch.zeros(mentions, mentions, dtype=torch.long),
            states=torch.rand(length, width),
            gaps=both,
            steps=both,
            at=torch.zeros(things, dtype=torch.long),
        )

    @staticmethod
    def axes() -> dict[str, dict[int, str]]:
        """Which sizes of these inputs a graph keeps open."""
        each, both = {0: "count"}, {0: "found", 1: "count"}
        return {
            "mentions": each,
            "tags": each,
            "places": each,
            "kin": {0: "count", 1: "count"},
            "states": {0: "length"},
            "gaps": both,
            "steps": both,
            "at": {0: "found"},
        }

    def whole(self) -> Mentions:
        """The mentions as the network takes them, of one window; none is padding."""
        return Mentions(
            vectors=self.mentions[None],
            tags=self.tags[None],
            kin=self.kin[None],
            padding=torch.zeros_like(self.mentions[None, :, 0]),
            places=self.places[None],
            words=self.states[None],
            shut=torch.zeros_like(self.states[None, :, 0]),
            gaps=self.gaps,
            steps=self.steps,
            at=self.at,
            rows=torch.zeros_like(self.at),
        )


class _Heads(nn.Module):
    """What is said of the triggers of one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, triggers: Tensor, kinds: Tensor, *inputs: Tensor) -> tuple[Tensor, ...]:
        beside = Beside(*inputs)
        vectors = triggers @ beside.states
        told = self.network.describe(vectors, kinds)
        told = {
            name: scores.sigmoid() if name == "context" else scores.softmax(-1)
            for name, scores in told.items()
        }
        roles, basis = self.network.parts(vectors, kinds, beside.whole())
        return (*(told[name] for name in HEADS[:-2]), basis.softmax(-1), roles.sigmoid())


class _Meant(nn.Module):
    """Whom the words of one window mean that stand for a name."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, *inputs: Tensor) -> Tensor:
        beside = Beside(*inputs)
        own = beside.mentions[words], beside.tags[words], beside.kin[words]
        return self.network.meant(*own, beside.whole())


class _Relation(nn.Module):
    """The root that passes between two marked parties, from the mean of all and of the marks.

    It goes on from the vectors of the shared layers.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, shared: Tensor, means: Tensor) -> Tensor:
        x = through(self.network.relating, shared[None])
        return self.network.relation((means @ x[0]).reshape(-1)).softmax(-1)


def graphs(network: Network, folder: Path) -> None:
    """Write the graphs in full precision."""
    length, triggers, mentions = 40, 3, 5
    ids = torch.randint(5, 1000, (1, length))
    means = torch.rand(mentions, length)
    states = torch.rand(length, network.encoder.shape.width)
    _write(
        _Encoder(network),
        folder / "encoder.onnx",
        {"ids": ids, "tags": torch.zeros_like(ids), "mentions": means},
        {"ids": {1: "length"}, "tags": {1: "length"}, "mentions": {0: "count", 1: "length"}},
    )
    kinds = torch.zeros(triggers, dtype=torch.long)
    _write(
        _Heads(network),
        folder / "heads.onnx",
        {
            "triggers": torch.rand(triggers, length),
            "kinds": kinds,
            **Beside.example(network, triggers, mentions, length)._asdict(),
        },
        {"triggers": {0: "found", 1: "length"}, "kinds": {0: "found"}, **Beside.axes()},
    )
    words = torch.tensor([1, 3])
    _write(
        _Meant(network),
        folder / "meant.onnx",
        {"words": words, **Beside.example(network, len(words), mentions, length)._asdict()},
        {"words": {0: "found"}, **Beside.axes()},
    )
    _write(
        _Relation(network),
        folder / "relation.onnx",
        {"shared": states, "means": means[:2]},
        {"shared": {0: "length"}, "means": {1: "length"}},
    )


def _write(
    module: nn.Module, path: Path, inputs: dict[str, Tensor], axes: dict[str, dict[int, str]]
) -> None:
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        path,
        input_names=list(inputs),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def load(folder: Path) -> Network:
    """Load a trained network for use."""
    network = Network(classes_of(folder / "classes.json"), TAGGED, TAGS, RELATIONS)
    network.load_state_dict(torch.load(folder / "network.pt"))
    network.eval()
    return network


def main() -> None:
    """Write the model's files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that fit.py wrote")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--float", action="store_true", help="keep full precision, to compare")
    options = parser.parse_args()
    network = load(options.run)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "tokenizer.json").write_text(tokenizer(published()) + "\n", "utf-8")
    graphs(network, options.run)
    for name in GRAPHS:
        whole, target = options.run / f"{name}.onnx", options.out / f"{name}.onnx"
        if options.float:
            target.write_bytes(whole.read_bytes())
            continue
        quantize_dynamic(
            whole,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
    (options.out / "classes.json").write_text(
        json.dumps({name: list(names) for name, names in network.classes.items()}, indent=1) + "\n",
        "utf-8",
    )
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")


if __name__ == "__main__":
    main()

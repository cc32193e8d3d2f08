"""Write a trained network as the reader loads it: int8 encoder, heads as matrices."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from network import Network, classes_of, published
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.reading.learned.model import HEADS, TAGGED
from dragoman.reading.learned.windows import TAGS
from relations import RELATIONS

MODEL = Path(__file__).parents[1] / "src" / "dragoman" / "reading" / "learned" / "model"


class _Encoder(nn.Module):
    """The encoder of one unpadded window, with the heads that need nothing else."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, tags: Tensor, mentions: Tensor) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        shared, bias = encoder.shared(ids, torch.ones_like(ids), tags)
        states = encoder.above(shared, bias)[0]
        pieces = [self.network.pieces[kind](states).softmax(-1) for kind in TAGGED]
        vectors = mentions @ states
        figures = self.network.figure(vectors).softmax(-1)
        return (states, *pieces, vectors, figures, shared[0])


class _Heads(nn.Module):
    """What is said of the triggers of one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        states: Tensor,
        triggers: Tensor,
        kinds: Tensor,
        mentions: Tensor,
        tags: Tensor,
        gaps: Tensor,
    ) -> tuple[Tensor, ...]:
        vectors = triggers @ states
        told = self.network.describe(vectors, kinds)
        told = {
            name: scores.sigmoid() if name == "context" else scores.softmax(-1)
            for name, scores in told.items()
        }
        roles = self.network.pair(
            vectors[:, None], mentions[None], gaps, tags[None], kinds[:, None]
        )
        return (*(told[name] for name in HEADS[:-1]), roles.sigmoid())


class _Relation(nn.Module):
    """The root that passes between two marked parties, from the mean of all and of the marks.

    It goes on from the vectors of the shared layers.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, shared: Tensor, means: Tensor) -> Tensor:
        x = shared[None]
        for layer in self.network.relating:
            x = layer(x, torch.zeros(1, 1, 1, 1))
        return self.network.relation((means @ x[0]).reshape(-1)).softmax(-1)


def graphs(network: Network, folder: Path) -> None:
    """Write the three graphs in full precision."""
    length, triggers, mentions = 40, 3, 5
    ids = torch.randint(5, 1000, (1, length))
    means = torch.rand(mentions, length)
    states = torch.rand(length, network.encoder.shape.width)
    vectors = torch.rand(mentions, network.encoder.shape.width)
    kinds, tags = torch.zeros(triggers, dtype=torch.long), torch.zeros(mentions, dtype=torch.long)
    gaps = torch.zeros(triggers, mentions, dtype=torch.long)
    _write(
        _Encoder(network),
        folder / "encoder.onnx",
        {"ids": ids, "tags": torch.zeros_like(ids), "mentions": means},
        {"ids": {1: "length"}, "tags": {1: "length"}, "mentions": {0: "count", 1: "length"}},
    )
    _write(
        _Heads(network),
        folder / "heads.onnx",
        {
            "states": states,
            "triggers": torch.rand(triggers, length),
            "kinds": kinds,
            "mentions": vectors,
            "tags": tags,
            "gaps": gaps,
        },
        {
            "states": {0: "length"},
            "triggers": {0: "found", 1: "length"},
            "kinds": {0: "found"},
            "mentions": {0: "count"},
            "tags": {0: "count"},
            "gaps": {0: "found", 1: "count"},
        },
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
    (options.out / "tokenizer.json").write_bytes((published() / "tokenizer.json").read_bytes())
    graphs(network, options.run)
    for name in ("encoder", "heads", "relation"):
        whole, target = options.run / f"{name}.onnx", options.out / f"{name}.onnx"
        if options.float or name == "heads":
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

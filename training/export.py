"""Write a trained network as the reader loads it: int8 encoder, heads as matrices."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from network import Network, classes_of, published
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.reading.learned.model import TAGGED
from dragoman.reading.learned.windows import TAGS
from relations import RELATIONS

MODEL = Path(__file__).parents[1] / "src" / "dragoman" / "reading" / "learned" / "model"


class _Plain(nn.Module):
    """The encoder of one unpadded window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, tags: Tensor) -> Tensor:
        return self.encoder(ids, torch.ones_like(ids), tags)


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
    whole = options.run / "encoder.onnx"
    ids = torch.randint(5, 1000, (1, 40))
    torch.onnx.export(
        _Plain(network),
        (ids, torch.zeros_like(ids)),
        whole,
        input_names=["ids", "tags"],
        output_names=["states"],
        dynamic_axes={name: {1: "length"} for name in ("ids", "tags", "states")},
        opset_version=17,
        dynamo=False,
    )
    target = options.out / "encoder.onnx"
    if options.float:
        target.write_bytes(whole.read_bytes())
    else:
        quantize_dynamic(
            whole,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
    heads = {
        name: value.numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez_compressed(options.out / "heads.npz", **heads)
    (options.out / "classes.json").write_text(
        json.dumps({name: list(names) for name, names in network.classes.items()}, indent=1) + "\n",
        "utf-8",
    )
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")


if __name__ == "__main__":
    main()

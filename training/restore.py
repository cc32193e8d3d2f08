"""Turn the shipped model back into a network that training can go on from."""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import torch
from examples import inventories
from export import MODEL
from network import Network
from onnx import numpy_helper
from torch import Tensor

from dragoman.reading.learned.candidates import TAGS
from dragoman.reading.learned.model import GRAPHS, TAGGED
from relations import RELATIONS


def _weights(path: Path) -> dict[str, Tensor]:
    """Weights of a graph in full precision: by the name of the node that multiplies by them."""
    graph = onnx.load(str(path)).graph
    held = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in graph.initializer}
    found: dict[str, Tensor] = {}
    for name, value in held.items():
        if name.endswith("_quantized"):
            bare = name.removesuffix("_quantized")
            scale, zero = held[f"{bare}_scale"], held[f"{bare}_zero_point"]
            found[bare] = (value.float() - zero.float()) * scale
        elif not name.endswith(("_scale", "_zero_point")):
            found[name] = value
    for node in graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and len(node.input) > 1:
            bare = node.input[1].removesuffix("_quantized")
            where = node.name.strip("/").replace("_quant", "").replace("/", ".")
            if bare in found and where.endswith(".MatMul"):
                found[f"{where.removesuffix('.MatMul')}.weight"] = found[bare].T
    return {
        name.removeprefix("network.").replace("weight_Transposed", "weight"): (
            value.T if name.endswith("_Transposed") else value
        )
        for name, value in found.items()
    }


def restored(folder: Path) -> Network:
    """A network with the weights of the shipped model."""
    network = Network(inventories(), TAGGED, TAGS, RELATIONS)
    known = network.state_dict()
    seen: set[str] = set()
    for name in GRAPHS:
        for node, value in _weights(folder / f"{name}.onnx").items():
            key = f"encoder.{node}" if node.startswith("layers.") else node
            if key in known and key not in seen and known[key].shape == value.shape:
                known[key] = value.contiguous()
                seen.add(key)
    missing = sorted(set(known) - seen)
    if missing:
        raise SystemExit(f"{folder}: no weights for {', '.join(missing)}")
    network.load_state_dict(known)
    return network


def main() -> None:
    """Write ``network.pt``, from which ``fit.py --start`` goes on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(restored(options.model).state_dict(), options.out)


if __name__ == "__main__":
    main()

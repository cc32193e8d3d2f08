"""Write the mean of several states of the network, which often reads better than each of them.

A state that is named twice counts twice. The states must be of one network: of a run and those that go on from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight; what is no real number is taken from the first state.

    Args:
        states: weights by name, of the same names and shapes.

    Raises:
        ValueError: they differ in names or shapes.
    """
    first = states[0]
    shapes = {name: weight.shape for name, weight in first.items()}
    for state in states[1:]:
        if {name: weight.shape for name, weight in state.items()} != shapes:
            msg = "the states are of different networks: their weights differ in names or shapes"
            raise ValueError(msg)
    return {
        name: torch.stack([state[name] for state in states]).mean(0)
        if weight.is_floating_point()
        else weight
        for name, weight in first.items()
    }


def main() -> None:
    """Read the states and write their mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("states", nargs="+", type=Path, help="network.pt of several runs")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in options.states]
    torch.save(mean(states), options.out)


if __name__ == "__main__":
    main()

"""The shipped reader and merging on our own gold: they may not fall under their floors."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.merging import merge
from dragoman.scoring import load_groups, score_claims

ROOT = Path(__file__).parents[2]


def floors() -> ModuleType:
    spec = importlib.util.spec_from_file_location("floors", ROOT / "tools" / "floors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["floors"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_reader_keeps_its_floors() -> None:
    gate = floors()
    kept = json.loads(gate.FLOORS.read_text("utf-8"))
    assert kept["digest"] == gate.digest(), "the gold changed: run tools/floors.py --write"
    found = gate.measure()
    below = {
        f"{part} {name}": (round(found[part][name], 2), floor)
        for part, values in kept["floors"].items()
        for name, floor in values.items()
        if found[part][name] < floor
    }
    assert below == {}


def test_merging_keeps_its_floor() -> None:
    """Quick: the gold's own claims are merged, and nothing is read."""
    gate = floors()
    kept = json.loads(gate.FLOORS.read_text("utf-8"))["floors"]["happenings"]["merged"]
    groups = load_groups(gate.GOLD / "happenings.jsonl")
    assert kept >= 85, "what is asked of merging"
    assert score_claims(groups, merge).f1 >= kept

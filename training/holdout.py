"""Which passages are held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def split(passages: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Hold out every tenth passage of each file."""
    kept, held = [], []
    counts: dict[str, int] = {}
    for passage in passages:
        number = counts[passage["file"]] = counts.get(passage["file"], -1) + 1
        (held if number % 10 == 4 else kept).append(passage)
    return kept, held

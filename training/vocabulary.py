"""Which word pieces of the published encoder the reader keeps."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

FOREIGN = frozenset({"Lm", "Lo", "Mc", "Me", "Mn", "No", "So"})
"""Kinds of characters that English prose does not spell words with (Unicode's general categories)."""


def spells_english(piece: str) -> bool:
    """Say whether a piece can stand in English: not of another script, nor one that its makers never used."""
    if piece.startswith("[unused"):
        return False
    return not any(
        unicodedata.category(c) in FOREIGN
        or (c.isalpha() and not unicodedata.name(c, "").startswith("LATIN"))
        for c in piece
    )


def _published(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    return found


def rows(folder: Path) -> list[int]:
    """The rows of the published word vectors that are kept, in the order of the reader's numbers."""
    numbers = _published(folder)["model"]["vocab"]
    return [numbers[piece] for piece in filter(spells_english, numbers)]


def tokenizer(folder: Path) -> str:
    """The published tokenizer with the kept pieces alone, numbered anew, as JSON."""
    found = _published(folder)
    kept = filter(spells_english, found["model"]["vocab"])
    found["model"]["vocab"] = new = {piece: number for number, piece in enumerate(kept)}
    for one in found["added_tokens"]:
        one["id"] = new[one["content"]]
    for name, one in found["post_processor"]["special_tokens"].items():
        one["ids"] = [new[name]]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

"""Marked sentences of the relation task: written ones, templates, and our own claims."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.reading.learned.labelling import RELATIONS, Relation, marked
from examples import nearest

HERE = Path(__file__).parent
__all__ = ["RELATIONS", "Relation", "plain", "relation_examples"]

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_MARKS = re.compile(r"<(/?)([st])>")


def convention(type_: str, status: str) -> str:
    """A claim's type and status in PLOVER's own convention, where a cooperative plan is AGREE."""
    if status == "planned" and type_ in COOPERATIVE:
        return "AGREE"
    return "YIELD" if type_ in {"CONCEDE", "RETREAT"} else type_


def plain(text: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Take the tags out of a sentence and say where the parties stood."""
    out, places, at = "", {}, 0
    for match in _MARKS.finditer(text):
        out += text[at : match.start()]
        places[match[2], match[1]] = len(out)
        at = match.end()
    out += text[at:]
    return out, (places["s", ""], places["s", "/"]), (places["t", ""], places["t", "/"])


def _of_claims(passages: Sequence[dict[str, Any]]) -> list[Relation]:
    found = []
    for passage in passages:
        text = passage["text"]
        for claim in passage["claims"]:
            if claim["kind"] != "event" or claim["status"] not in {"actual", "planned"}:
                continue
            at = text.find(claim["quote"])
            start = max(text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0, 0)
            end = text.find(". ", at + len(claim["quote"]) - 1)
            sentence = text[start : end + 1 if end >= 0 else len(text)]
            parties = [
                nearest(sentence, side[0].get("mention") or "", max(at - start, 0))
                for side in (claim["actors"], claim["recipients"])
                if side
            ]
            if len(parties) < 2 or None in parties or parties[0].overlaps(parties[1]):
                continue
            label = convention(claim["type"], claim["status"])
            spans = [(p.start, p.end) for p in parties]
            found.append(marked(sentence, [spans[0]], [spans[1]], label=RELATIONS.index(label)))
    return found


def _of_file(path: Path) -> list[Relation]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, source, target = plain(row["text"])
        found.append(marked(text, [source], [target], label=RELATIONS.index(row["label"])))
    return found


def relation_examples(
    kept: Sequence[dict[str, Any]], held: Sequence[dict[str, Any]]
) -> tuple[list[Relation], list[Relation]]:
    """Training and held-out sentences; of the written ones every tenth is held out."""
    train, test = _of_claims(kept), _of_claims(held)
    for path in sorted((HERE / "relations").glob("*.jsonl")):
        rows = _of_file(path)
        train += [row for i, row in enumerate(rows) if i % 10 != 4]
        if path.stem != "templated":
            test += [row for i, row in enumerate(rows) if i % 10 == 4]
    return train, test

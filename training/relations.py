"""Marked sentences of the relation task: written ones, templates, and our own claims."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examples import nearest

from dragoman.reading.learned.labelling import RELATIONS, Relation, marked

HERE = Path(__file__).parent


COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_SIGNING = re.compile(
    r"sign|ratif|initial|conclu|finali|inked|seal|reach|str[iu]ck|\bdeal\b|invit", re.IGNORECASE
)
_BLOCKADE = re.compile(r"blockad|besieg|encircl", re.IGNORECASE)
_GUILTY = re.compile(r"convict|guilty", re.IGNORECASE)
_IMPOSING = re.compile(r"sanction|embargo|tariff", re.IGNORECASE)
_TIES = re.compile(r"diplomatic|\bties\b|\brelations\b|embass|ambassador", re.IGNORECASE)

SHOWN = {"contrasts": 3}
"""How often a file's sentences are shown in a round, where not once."""

UNTARGETED = 20
"""Every so many sentences lose the mark of their target: some acts are aimed at nobody named."""

_MARKS = re.compile(r"<(/?)([st])>")


Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the places of its parties, and the number of its root where it is known."""

    text: str
    sources: Spans
    targets: Spans
    label: int = -1

    def relation(self) -> Relation:
        """The sentence as the network's word pieces."""
        return marked(self.text, self.sources, self.targets, label=self.label)


def convention(claim: dict[str, Any]) -> str:
    """A claim's root in PLOVER's own convention.

    There a cooperative act that is still to come is AGREE; an agreement that is reached, an invitation
    and diplomatic ties are SUPPORT; sanctions that are imposed are COERCE, a
    verdict is ACCUSE, a blockade ASSAULT.
    """
    type_ = claim["type"]
    if claim["status"] == "planned" and type_ in COOPERATIVE:
        return "AGREE"
    wording = claim.get("trigger") or ""
    if type_ == "AGREE" and _SIGNING.search(wording):
        return "SUPPORT"
    if type_ == "COOPERATE" and _TIES.search(wording):
        return "SUPPORT"
    if type_ == "SANCTION" and _IMPOSING.search(wording):
        return "COERCE"
    if type_ == "SANCTION" and _GUILTY.search(wording):
        return "ACCUSE"
    if type_ == "COERCE" and _BLOCKADE.search(wording):
        return "ASSAULT"
    return "YIELD" if type_ in {"CONCEDE", "RETREAT"} else type_


def plain(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Take the tags out of a sentence and say where the parties stood; either may be missing."""
    out, places, at = "", {}, 0
    for match in _MARKS.finditer(text):
        out += text[at : match.start()]
        places[match[2], match[1]] = len(out)
        at = match.end()
    out += text[at:]
    sides = [
        [(places[side, ""], places[side, "/"])] if (side, "") in places else [] for side in "st"
    ]
    return out, sides[0], sides[1]


def _of_claims(passages: Sequence[dict[str, Any]]) -> list[Marked]:
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
            label = convention(claim)
            spans = [(p.start, p.end) for p in parties]
            found.append(Marked(sentence, spans[:1], spans[1:], RELATIONS.index(label)))
    return found


def _of_file(path: Path) -> list[Marked]:
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        text, sources, targets = plain(row["text"])
        kept = targets if number % UNTARGETED else []
        found.append(Marked(text, sources, kept, RELATIONS.index(row["label"])))
    return found


def marked_sentences(
    kept: Sequence[dict[str, Any]], held: Sequence[dict[str, Any]]
) -> tuple[list[Marked], list[Marked]]:
    """Training and held-out sentences; of the written ones every tenth is held out."""
    train, test = _of_claims(kept), _of_claims(held)
    for path in sorted((HERE / "relations").glob("*.jsonl")):
        rows = _of_file(path)
        train += [row for i, row in enumerate(rows) if i % 10 != 4] * SHOWN.get(path.stem, 1)
        if path.stem != "templated":
            test += [row for i, row in enumerate(rows) if i % 10 == 4]
    return train, test

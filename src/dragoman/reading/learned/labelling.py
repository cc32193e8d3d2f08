"""The relation task: what passes between two marked parties of a sentence, in PLOVER's convention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.learned.candidates import marks, tokenizer
from dragoman.reading.learned.model import model
from dragoman.reading.learned.windows import LONGEST

RELATIONS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER's roots, CONCEDE and RETREAT together as YIELD."""

SOURCE, TARGET = "@", "#"
"""Marks around who acts and who is acted on."""


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A sentence with its parties marked, as word pieces.

    Args:
        ids: numbers of the word pieces.
        marks: which of them are the marks.
        label: number of the root where it is known, else -1.
    """

    ids: tuple[int, ...]
    marks: tuple[int, ...]
    label: int = -1


def markings(
    text: str, sources: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]
) -> list[tuple[str, bool]]:
    """Cut a sentence at its parties: pieces of text, and between them the marks."""
    points = [(a, b, SOURCE) for a, b in sources] + [(a, b, TARGET) for a, b in targets]
    cuts = sorted([(a, 1, mark) for a, _, mark in points] + [(b, 0, mark) for _, b, mark in points])
    parts: list[tuple[str, bool]] = []
    at = 0
    for place, _, mark in cuts:
        parts += [(text[at:place], False), (mark, True)]
        at = place
    return [*parts, (text[at:], False)]


def marked(
    text: str,
    sources: Sequence[tuple[int, int]],
    targets: Sequence[tuple[int, int]],
    *,
    label: int = -1,
) -> Relation:
    """Mark the parties of a sentence.

    Offsets:
        Code points of ``text``, half-open.
    """
    parts = markings(text, sources, targets)
    start, end = marks()
    ids, found = [start], []
    for (_, is_mark), code in zip(
        parts,
        tokenizer().encode_batch([p for p, _ in parts], add_special_tokens=False),
        strict=True,
    ):
        if is_mark:
            found.append(len(ids))
        ids += code.ids
    ids = ids[: LONGEST - 1]
    ids.append(end)
    return Relation(tuple(ids), tuple(m for m in found if m < len(ids) - 1) or (0,), label)


def label(
    text: str, *, actors: Sequence[tuple[int, int]], recipients: Sequence[tuple[int, int]]
) -> dict[str, float]:
    """Say how likely each root is to pass from who acts to who is acted on.

    The answer is in PLOVER's own convention, in which a cooperative act that is still to come is AGREE.

    Args:
        text: a sentence, or a few.
        actors: where those who act are named.
        recipients: where those acted on are named.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.

    Offsets:
        Code points of ``text``, half-open.
    """
    relation = marked(text, actors, recipients)
    scores = model().relation(relation.ids, relation.marks)
    return dict(zip(RELATIONS, map(float, scores), strict=True))

"""Gold of happenings: documents that tell of the same and of close but different ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.model.claims import Claim, EventBody, Kind, Status, claim_id
from dragoman.model.codec import body_from_json
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId, short
from dragoman.model.text import Document, Evidence, Passage, Role, Span
from dragoman.model.when import UNKNOWN_TIME, Basis, PartialDate, When
from dragoman.scoring.clusters import Gathering, b_cubed

Json = Mapping[str, Any]
Merge = Callable[[Iterable[Claim]], Sequence[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A passage that tells of a happening, as the claim that a perfect reader would make of it."""

    happening: str
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents about one happening or about several that are close.

    Args:
        half: ``develop`` or ``keep``; only the first may be looked at while merging is worked on.
        near: whether close but different happenings are among them.
    """

    id: str
    half: str
    near: bool
    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]
    disputes: frozenset[tuple[str, str]]
    sequels: frozenset[tuple[str, str, str]]


def _document(data: Json) -> Document:
    text = data["text"]
    return Document(
        id=DocumentId(short("d", text, data["id"])),
        name=data["id"],
        text=text,
        publisher=data["publisher"],
        language="en",
        published=PartialDate.parse(data["published"]),
        passages=(Passage(span=Span(start=0, end=len(text)), role=Role.BODY),),
    )


def _when(data: Json) -> When:
    if not data["start"]:
        return UNKNOWN_TIME
    start, end = PartialDate.parse(data["start"]), PartialDate.parse(data["end"])
    return When(start=start, end=end, basis=Basis.TEXT)


def _mention(document: Document, data: Json, nth: int) -> Mention:
    at = document.text.index(data["quote"])
    evidence = Evidence.cut(document, Span(start=at, end=at + len(data["quote"])))
    claim = Claim(
        id=claim_id(evidence, Kind.EVENT, nth=nth),
        doc=document.name,
        evidence=evidence,
        status=Status(data["status"]),
        body=body_from_json(Kind.EVENT, dict(data)),
        when=_when(data),
    )
    return Mention(happening=data["happening"], claim=claim)


def _group(data: Json) -> Group:
    documents, mentions = [], []
    for item in data["documents"]:
        document = _document(item)
        documents.append(document)
        mentions += [_mention(document, m, n) for n, m in enumerate(item["mentions"])]
    return Group(
        id=data["id"],
        half=data["half"],
        near=data["near"],
        documents=tuple(documents),
        mentions=tuple(mentions),
        disputes=frozenset((d["happening"], d["field"]) for d in data.get("disputes", ())),
        sequels=frozenset((s["plan"], s["later"], s["outcome"]) for s in data.get("sequels", ())),
    )


def load_groups(path: Path, *, half: str = "") -> tuple[Group, ...]:
    """Read the groups of a file, or of one half of it.

    Raises:
        InputError: a line is no group.
    """
    groups = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            groups.append(_group(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not a group of documents ({error!r})") from error
    return tuple(group for group in groups if half in {"", group.half})


def _gathered(events: Iterable[Event]) -> dict[ClaimId, str]:
    return {claim.id: event.id for event in events for claim in event.claims}


def score_claims(groups: Sequence[Group], merge: Merge) -> Gathering:
    """Score merging alone: what it makes of the gold's own claims, all groups at once."""
    mentions = [mention for group in groups for mention in group.mentions]
    got = _gathered(merge(mention.claim for mention in mentions))
    return b_cubed({m.claim.id: m.happening for m in mentions}, got)


def _overlap(left: Span, right: Span) -> float:
    common = min(left.end, right.end) - max(left.start, right.start)
    whole = max(left.end, right.end) - min(left.start, right.start)
    return max(common, 0) / whole


def match(mentions: Sequence[Mention], claims: Sequence[Claim]) -> dict[ClaimId, ClaimId]:
    """Say which read claim stands for which mention: words overlap, claims of the same type first.

    Returns:
        The read claim's id by the gold claim's id; each is used once.
    """
    options = []
    for mention in mentions:
        gold = mention.claim
        for claim in claims:
            share = _overlap(gold.evidence.span, claim.evidence.span)
            if gold.doc == claim.doc and share > 0 and isinstance(claim.body, EventBody):
                same = _type(gold) == _type(claim)
                options.append((same, share, gold.id, claim.id))
    found: dict[ClaimId, ClaimId] = {}
    for _, _, gold_id, read_id in sorted(options, reverse=True):
        if gold_id not in found and read_id not in found.values():
            found[gold_id] = read_id
    return found


def _type(claim: Claim) -> str:
    return claim.body.type if isinstance(claim.body, EventBody) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndToEnd:
    """Reading and merging together.

    Args:
        aligned: over the mentions for which a claim was read.
        whole: over all mentions; one that was not read counts as alone.
        mentions: how many there are.
    """

    aligned: Gathering
    whole: Gathering
    mentions: int

    @property
    def coverage(self) -> float:
        """Share of the mentions for which a claim was read, in percent."""
        return 100 * self.aligned.items / self.mentions if self.mentions else 0.0


def score_documents(groups: Sequence[Group], claims: Sequence[Claim], merge: Merge) -> EndToEnd:
    """Score reading and merging together.

    Args:
        claims: all that a reader found in the groups' documents.
    """
    mentions = [mention for group in groups for mention in group.mentions]
    gold = {m.claim.id: m.happening for m in mentions}
    found = match(mentions, claims)
    event = _gathered(merge(claims))
    got = {name: event[read] for name, read in found.items()}
    return EndToEnd(
        aligned=b_cubed({name: gold[name] for name in got}, got),
        whole=b_cubed(gold, got),
        mentions=len(gold),
    )

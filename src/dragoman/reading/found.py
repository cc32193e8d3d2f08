"""Claims before they are cut: one for one act, each with its words and its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model.actors import Actor
from dragoman.model.claims import Body, Claim, EventBody, Kind, StanceBody, Status, claim_id
from dragoman.model.runs import Run
from dragoman.model.text import Document, Evidence, Span
from dragoman.model.when import When

QUOTE_LENGTH = 300
"""Characters of a quote at most; a longer sentence is cut to the clause of its trigger."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A claim before it is cut: what, from which words, when.

    Args:
        confidence: how sure the reader is, from 0 to 1; None where it does not say.
    """

    kind: Kind
    span: Span
    status: Status
    body: Body
    when: When
    said_by: Actor | None
    confidence: float | None = None


def _parties(found: Found) -> frozenset[str]:
    match found.body:
        case EventBody(actors=a, recipients=r) | StanceBody(actors=a, recipients=r):
            return frozenset(actor.key for actor in a + r)
        case _:
            return frozenset()


def _sameness(found: Found) -> tuple[object, ...] | None:
    """What makes two claims of one document the same act; None where nothing does."""
    match found.body:
        case EventBody(type=type_):
            return (type_, _parties(found), found.status, found.when.start, found.when.end)
        case StanceBody(polarity=polarity):
            return (polarity, _parties(found))
        case _:
            return None


def once(items: Iterable[Found]) -> Iterator[Found]:
    """Keep one claim for one act: the surest passage, then the fullest, at the place of the first."""
    kept: dict[object, Found] = {}
    for index, found in enumerate(items):
        key = _sameness(found)
        if key is None:
            kept[index] = found
        elif key not in kept or _weight(found) > _weight(kept[key]):
            kept[key] = found
    return iter(kept.values())


def _weight(found: Found) -> tuple[float, int]:
    return found.confidence or 0.0, found.span.end - found.span.start


def cut(document: Document, items: Iterable[Found], run: Run) -> tuple[Claim, ...]:
    """Give each claim its words and its id."""
    seen: dict[tuple[Span, Kind], int] = {}
    claims = []
    for found in items:
        evidence = Evidence.cut(document, found.span)
        nth = seen.get((found.span, found.kind), 0)
        seen[found.span, found.kind] = nth + 1
        claims.append(
            Claim(
                id=claim_id(evidence, found.kind, nth=nth),
                doc=document.name,
                evidence=evidence,
                status=found.status,
                body=found.body,
                said_by=found.said_by,
                when=found.when,
                confidence=found.confidence,
                run=run.id,
            )
        )
    return tuple(claims)

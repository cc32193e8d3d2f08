"""What is like an event or an article, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model.events import Event
from dragoman.model.ids import EventId
from dragoman.model.queries import SimilarDocument, SimilarEvent
from dragoman.model.text import Document

ALIKE = 0.35
"""Score from which something is called similar."""

COPIED = 0.3
"""Share of the shorter text from which it is said that texts have words in common."""


def _parties(event: Event) -> frozenset[str]:
    return frozenset(actor.key for actor in event.actors + event.recipients)


def _months_apart(left: Event, right: Event) -> int | None:
    one, two = left.when.start, right.when.start
    if one is None or two is None:
        return None
    return abs((one.year * 12 + (one.month or 1)) - (two.year * 12 + (two.month or 1)))


def _apart(months: int) -> str:
    if months == 0:
        return "in one month"
    years, rest = divmod(months, 12)
    parts = [(years, "year"), (rest, "month")]
    told = [f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in parts if n]
    return " and ".join(told) + " apart"


def _alike(event: Event, other: Event, cosine: float | None) -> SimilarEvent:
    common, every = _parties(event) & _parties(other), _parties(event) | _parties(other)
    score, why = 0.0, []
    if event.type == other.type:
        same_mode = event.mode and event.mode == other.mode
        score += 0.3 if same_mode else 0.25
        why.append(f"both {event.type}{' ' + event.mode if same_mode else ''}")
    if common:
        score += 0.35 * len(common) / len(every)
        why.append("both name " + " and ".join(sorted(common)))
    if event.place and other.place and event.place == other.place:
        score += 0.1
        why.append(f"both in {event.place.name}")
    if shared := sorted(set(event.context) & set(other.context)):
        score += 0.05
        why.append("both " + " and ".join(word.replace("_", " ") for word in shared))
    if (months := _months_apart(event, other)) is not None:
        score += 0.1 / (1 + months)
        why.append(_apart(months))
    if cosine is not None:
        score += 0.2 * cosine
        why.append(f"near in meaning ({cosine:.2f})")
    return SimilarEvent(event=other.id, score=round(score, 3), why=tuple(why))


def similar_events(
    event: Event, others: Iterable[Event], *, cosines: Mapping[EventId, float], limit: int
) -> tuple[SimilarEvent, ...]:
    """Which events are like one, the most alike first.

    Args:
        others: events that may be.
        cosines: of those whose quotes are near in meaning to the event's.
        limit: how many at most.
    """
    found = [
        _alike(event, other, cosines.get(other.id)) for other in others if other.id != event.id
    ]
    alike = [item for item in found if item.score >= ALIKE]
    return tuple(sorted(alike, key=lambda item: (-item.score, item.event))[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What an article has in common with another.

    Args:
        document: the other one.
        happenings: events that both tell.
        pairs: pairs of parties on which both have something in one month.
        words: share of the shorter text that stands in the longer one, from 0 to 1.
        cosine: of their two quotes that are nearest in meaning; None where that is not known.
    """

    document: Document
    happenings: int
    pairs: tuple[tuple[str, str], ...]
    words: float
    cosine: float | None = None


def similar_documents(shared: Iterable[Shared], *, limit: int) -> tuple[SimilarDocument, ...]:
    """Which articles are like one, the most alike first."""
    alike = [item for item in map(_like, shared) if item.score >= ALIKE]
    return tuple(sorted(alike, key=lambda item: (-item.score, item.document))[:limit])


def _like(shared: Shared) -> SimilarDocument:
    score, why = 0.0, []
    if shared.words >= COPIED:
        score += shared.words
        why.append(f"{shared.words:.0%} of the shorter text stands in the other")
    if n := shared.happenings:
        score += 0.5 * n / (n + 1) + 0.2
        why.append(f"both tell of {n} happening{'s' if n != 1 else ''}")
    if shared.pairs:
        score += 0.2 * len(shared.pairs) / (len(shared.pairs) + 1)
        named = ", ".join(f"{a} and {b}" for a, b in shared.pairs[:3])
        why.append(f"both on {named} in one month")
    if shared.cosine is not None:
        score += 0.3 * shared.cosine
        why.append(f"quotes near in meaning ({shared.cosine:.2f})")
    document = shared.document
    return SimilarDocument(
        document=document.id,
        name=document.name,
        title=document.title,
        score=round(score, 3),
        why=tuple(why),
    )

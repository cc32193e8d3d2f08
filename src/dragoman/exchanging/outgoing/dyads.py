"""Our events as rows of one actor and one recipient, as POLECAT and GDELT have them.

These column sets have no standing and no coarse dates, so only what fits goes in: events that
happened or are planned, dated to the day. Plans take the type that PLOVER gives to what is to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product

from dragoman.codebook.foreign import in_plover_terms
from dragoman.model.actors import Actor
from dragoman.model.claims import Status
from dragoman.model.events import Event
from dragoman.model.text import Document
from dragoman.model.when import PartialDate

WRITTEN = frozenset({Status.ACTUAL, Status.PLANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with the documents that tell it, copies left out, and how many publishers they have."""

    event: Event
    documents: tuple[Document, ...]
    publishers: int

    @property
    def first(self) -> Document | None:
        """The document that told it first, as far as dates are known."""
        return min(self.documents, key=lambda d: (str(d.published or "9999"), d.id), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadRow:
    """One event between one party and another."""

    told: Told
    number: int
    day: PartialDate
    type: str
    mode: str
    actor: Actor | None
    recipient: Actor | None


@dataclass(slots=True)
class LeftOut:
    """How many events do not fit, by reason."""

    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str) -> None:
        """Count one."""
        self.reasons[reason] = self.reasons.get(reason, 0) + 1


def pairs(event: Event) -> Sequence[tuple[Actor | None, Actor | None]]:
    """Who acts on whom, pair by pair; those who act together on nobody else act on each other."""
    if event.recipients:
        return list(product(event.actors or (None,), event.recipients))
    if len(event.actors) > 1:
        return list(permutations(event.actors, 2))
    return [(actor, None) for actor in event.actors]


def rows(told: Iterator[Told], left_out: LeftOut) -> Iterator[DyadRow]:
    """Events to rows; those that do not fit are counted."""
    for one in told:
        event, day = one.event, one.event.when.start
        if event.status not in WRITTEN:
            left_out.add(f"status {event.status.value}")
        elif day is None or day.day is None:
            left_out.add("no day" if day else "no date")
        elif not event.actors and not event.recipients:
            left_out.add("no party")
        else:
            type_, mode = in_plover_terms(event.type, event.mode, event.status.value)
            for number, (actor, recipient) in enumerate(pairs(event)):
                yield DyadRow(
                    told=one,
                    number=number,
                    day=day,
                    type=type_,
                    mode=mode,
                    actor=actor,
                    recipient=recipient,
                )

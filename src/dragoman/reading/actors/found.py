"""What was found at a place, in words of the strip."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actors import Actor
from dragoman.reading.annotations import MentionKind


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before it is cut out of the text.

    Offsets:
        ``first`` is in, ``last`` is out; both count words.
    """

    first: int
    last: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    reason: str

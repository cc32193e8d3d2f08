"""What one sentence will say, before sentences are folded, chosen and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, Status
from dragoman.model.digests import LineKind
from dragoman.model.when import When
from dragoman.wording.prose import names

STANDING = {
    Status.ACTUAL: "told as a fact",
    Status.PLANNED: "told as a plan",
    Status.CALLED_OFF: "told as called off",
    Status.DENIED: "denied",
    Status.ALLEGED: "told as unconfirmed",
    Status.HYPOTHETICAL: "told as a condition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One version of a contradiction and the claims that hold it."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one sentence will say, before sentences are folded, chosen and numbered.

    Args:
        partners: those under whom it may be told, the likeliest first.
        lead: the clause up to its time and place, in lower case but for names.
        times: each time with the words for it and its place; several once repeated acts are told
            together.
        tail: what follows the time: a sum, the standing, the quote.
        repeats: it may be told together with the same act at another time.
    """

    kind: LineKind
    status: Status
    lead: str
    times: tuple[tuple[When, str], ...]
    tail: str
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    weight: float
    repeats: bool = False
    partners: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()

    @property
    def when(self) -> When:
        """The first of its times."""
        return self.times[0][0]


def by_length(claims: Iterable[Claim]) -> list[Claim]:
    """Claims with the fullest words first; the id breaks ties."""
    return sorted(claims, key=lambda claim: (-len(claim.evidence.quote), claim.id))


def speakers(claims: Sequence[Claim]) -> tuple[Actor, ...]:
    """Whom all claims cite; nobody as soon as one document says it itself."""
    cited = [claim.said_by for claim in claims]
    if not cited or None in cited:
        return ()
    return tuple(
        sorted({actor for actor in cited if actor}, key=lambda a: (a.name, a.country or ""))
    )


def attributed(text: str, cited: Sequence[Actor], actors: Sequence[Actor], *, verbal: bool) -> str:
    """Say who says so before what is said; an act of words is its speaker's own."""
    if not cited:
        return text
    if {actor.name for actor in cited} <= {actor.name for actor in actors}:
        return text if verbal else f"by its own account, {text}"
    return f"according to {names(cited)}, {text}"


def standing_note(status: Status) -> str:
    """Say in brackets how something stands that is only quoted."""
    return "" if status is Status.ACTUAL else f" ({STANDING[status]})"

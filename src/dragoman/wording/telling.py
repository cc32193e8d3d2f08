"""What one line will say, before lines are folded, chosen and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, Status
from dragoman.model.digests import LineKind
from dragoman.model.when import PartialDate, When
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
    """What one line will say, before lines are folded, chosen and numbered.

    Args:
        theme: what it is about, as the heading of a group.
        lead: a clause of ours, in lower case but for names; empty where the source's words stand alone.
        quote: the source's words that stand in its place.
        times: each time with the words for it; several once repeated acts are told together.
        claims: those that it rests on, the one that is quoted first.
        reported: when it was first published, to order what has no time of its own.
        repeats: it may be told together with the same act at another time.
        partners: those under whom it may be told, the likeliest first.
    """

    kind: LineKind
    status: Status
    theme: str
    times: tuple[tuple[When, str], ...]
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    weight: float
    lead: str = ""
    quote: str = ""
    repeats: bool = False
    reported: PartialDate | None = None
    partners: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()

    @property
    def when(self) -> When:
        """The first of its times."""
        return self.times[0][0]

    @property
    def own(self) -> bool:
        """It is told in a sentence of ours."""
        return bool(self.lead)


def by_sureness(claims: Iterable[Claim]) -> list[Claim]:
    """The surest claims first, then those with the fullest words; the id breaks ties."""
    return sorted(
        claims,
        key=lambda c: (
            -(1.0 if c.confidence is None else c.confidence),
            -len(c.evidence.quote),
            c.id,
        ),
    )


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

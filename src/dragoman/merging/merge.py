"""Claims to events: each happening once, whatever the order in which it was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.merging.disputes import disputes
from dragoman.merging.gather import gather, ruled
from dragoman.merging.linking import links as link_up
from dragoman.model.claims import Claim, EventBody, Status
from dragoman.model.events import Event, Link
from dragoman.model.ids import ClaimId, EventId, short
from dragoman.model.judgements import Ruling

FIRM = (Status.ACTUAL, Status.DENIED, Status.CALLED_OFF, Status.PLANNED, Status.ALLEGED)
"""Which status speaks for an event whose claims differ, the firmest first."""


def merge(claims: Iterable[Claim], rulings: Iterable[Ruling] = ()) -> tuple[Event, ...]:
    """Gather the claims of one happening into one event.

    Claims that are no events are left out. The answer does not depend on the order of the claims.

    Args:
        rulings: what people say of pairs of claims; it outweighs all reasons.

    Returns:
        Events sorted by time and id; each holds the links that made it, with their reasons.
    """
    told = {c.id: c for c in claims if isinstance(c.body, EventBody)}
    ordered = sorted(told.values(), key=lambda c: c.id)
    rulings = tuple(rulings)
    links = link_up(ordered)
    group = gather([claim.id for claim in ordered], links, rulings)
    members: dict[ClaimId, list[Claim]] = defaultdict(list)
    for claim in ordered:
        members[group[claim.id]].append(claim)
    inside: dict[ClaimId, list[Link]] = defaultdict(list)
    for link in (*ruled(rulings, told), *links):
        if group[link.left] == group[link.right]:
            inside[group[link.left]].append(link)
    events = (_event(told_by, sorted(inside[root])) for root, told_by in members.items())
    return tuple(sorted(events, key=_by_time))


def _by_time(event: Event) -> tuple[str, str]:
    return (str(event.when.start or "9999"), event.id)


def _fullness(claim: Claim) -> tuple[int, int, int, str]:
    """How much a claim tells: precision of its date, parties, words; the id breaks ties."""
    start = claim.when.start
    precision = 0 if start is None else 1 + (start.month is not None) + (start.day is not None)
    return (precision, len(claim.parties), min(len(claim.evidence.quote), 200), claim.id)


def _event(claims: Sequence[Claim], links: Sequence[Link]) -> Event:
    best = max(claims, key=_fullness)
    body = best.body
    assert isinstance(body, EventBody)  # noqa: S101 - merge() kept nothing else
    statuses = {claim.status for claim in claims}
    status = next((s for s in FIRM if s in statuses), best.status)
    context = sorted({c for claim in claims for c in getattr(claim.body, "context", ())})
    return Event(
        id=EventId(short("e", claims[0].id)),
        type=body.type,
        mode=body.mode,
        status=status,
        actors=body.actors,
        recipients=body.recipients,
        context=tuple(context),
        place=body.place,
        when=best.when,
        claims=tuple(claims),
        links=tuple(links),
        disputes=disputes(claims, status),
    )

"""How events keep their ids while claims come, go and move between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from dragoman.model.ids import ClaimId, EventId, short

Group = frozenset[ClaimId]


class Change(StrEnum):
    """What became of an event."""

    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One row of an event's history.

    Args:
        other: the event that it was merged into, or that claims were split off to; else empty.
        claims: the claims that moved, went or came back.
        cause: the judgement or the run that did it.
    """

    event: EventId
    change: Change
    claims: tuple[ClaimId, ...]
    other: str = ""
    cause: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is known of ids before claims are grouped anew.

    Args:
        held: the claims of each event that is grouped anew, under the ids that they have now.
        retired: claims that events had which are no more.
        born: the number of the row of history by which an event was split off another; absent for others.
        taken: says whether an id belongs to another event, of now or of the past.
    """

    held: Mapping[EventId, Group]
    retired: Mapping[EventId, Group]
    born: Mapping[EventId, int]
    taken: Callable[[EventId], bool]


def carry(groups: Mapping[EventId, Group], before: Before) -> dict[EventId, EventId]:
    """Give each group of claims the id of the event that it continues, or a new one.

    An event lives on in the group that has most of its claims; where several events come together, the
    one that was not split off another lives on, and of these the one with most claims. An event of the
    past comes back with its claims.

    Args:
        groups: by the id that the claims themselves give.

    Returns:
        The id to use, for each id that was given.
    """
    found: dict[EventId, EventId] = {}
    for _, old, new in sorted(_bids(groups, before)):
        if new not in found and old not in found.values():
            found[new] = old
    for new in sorted(groups):
        if new not in found:
            found[new] = _free(new, before, set(found.values()))
    return found


def _bids(
    groups: Mapping[EventId, Group], before: Before
) -> Iterator[tuple[tuple[int, int], EventId, EventId]]:
    """Which event could live on in which group, the best first when sorted."""
    for new, claims in groups.items():
        past: Group = frozenset()
        for old, had in before.retired.items():
            if had & claims:
                past |= had
                yield (before.born.get(old, 0), -len(had & claims)), old, new
        for old, had in before.held.items():
            if had & claims:
                yield (before.born.get(old, 0), -len(had & claims - past)), old, new


def _free(new: EventId, before: Before, used: set[EventId]) -> EventId:
    names = (new if n == 0 else EventId(short("e", new, str(n))) for n in count())
    kept = used | set(before.held) | set(before.retired)
    return next(name for name in names if name not in kept and not before.taken(name))


def turns(
    groups: Mapping[EventId, Group], before: Before, ids: Mapping[EventId, EventId], cause: str
) -> Sequence[Turn]:
    """Tell what became of each event: merged, split, gone or back.

    Args:
        groups: as they were given to :func:`carry`.
        ids: what it answered.
    """
    home = {claim: ids[new] for new, claims in groups.items() for claim in claims}
    there = set(ids.values())
    found = []
    for old, had in sorted(before.held.items()):
        moved: dict[EventId, list[ClaimId]] = {}
        for claim in sorted(had):
            if claim in home and home[claim] != old:
                moved.setdefault(home[claim], []).append(claim)
        if old in there:
            found += [
                Turn(event=old, change=Change.SPLIT, other=other, claims=tuple(claims), cause=cause)
                for other, claims in sorted(moved.items())
            ]
        elif moved:
            heir = max(sorted(moved), key=lambda other: len(moved[other]))
            change = Turn(
                event=old, change=Change.MERGED, other=heir, claims=tuple(sorted(had)), cause=cause
            )
            found.append(change)
        else:
            claims = tuple(sorted(had))
            found.append(Turn(event=old, change=Change.GONE, claims=claims, cause=cause))
    for old in sorted(there & set(before.retired)):
        claims = tuple(sorted(c for c, event in home.items() if event == old))
        found.append(Turn(event=old, change=Change.BACK, claims=claims, cause=cause))
    return found

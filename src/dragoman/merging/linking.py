"""Which claims are linked: pairs that are sure by themselves, and vague claims that can mean one thing only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.merging.compare import Weighed, as_link, weigh
from dragoman.merging.neighbourhoods import Block, blocks
from dragoman.merging.traits import Timing, one_sided, timing
from dragoman.model.claims import Claim
from dragoman.model.events import Link

LEAD = 0.5
"""Points by which one candidate must lead for the others to be left out of account."""

_Pair = tuple[Claim, Claim, Weighed]


def _is_open(claim: Claim) -> bool:
    """Say whether a claim leaves open which happening it means: a month without a day, one side only."""
    kind = timing(claim.when)
    return kind is Timing.MONTH or (kind is Timing.DAY and one_sided(claim))


def _sure(members: Sequence[Claim]) -> Iterator[_Pair]:
    """Pairs that say by themselves whether they are one."""
    for left, right in combinations([c for c in members if not _is_open(c)], 2):
        weighed = weigh(left, right)
        if weighed is not None and weighed.same:
            yield left, right, weighed


def _meant(claim: Claim, dated: Iterable[Claim]) -> tuple[_Pair, ...]:
    """The claims that an open one may mean, without those that much less speaks for than for the best."""
    found = []
    for other in dated:
        weighed = weigh(claim, other)
        if weighed is not None and weighed.same:
            found.append((claim, other, weighed))
    best = max((weighed.points for _, _, weighed in found), default=0.0)
    return tuple(pair for pair in found if pair[2].points >= best - LEAD)


def _one(claims: Sequence[Claim]) -> bool:
    """Say whether some claims can all be of one happening."""
    pairs = (weigh(a, b) for a, b in combinations(claims, 2))
    return all(weighed is not None and weighed.same for weighed in pairs)


def _settled(members: Sequence[Claim]) -> Iterator[_Pair]:
    """Pairs of a claim that leaves something open with the claims that it means, or with others like it.

    Where it may mean several happenings it means none of them: better two events that are one than one event
    that is two.
    """
    dated = [c for c in members if timing(c.when) is Timing.DAY and not _is_open(c)]
    alone = []
    for claim in members:
        if _is_open(claim):
            meant = _meant(claim, dated)
            if not meant:
                alone.append(claim)
            elif _one([other for _, other, _ in meant]):
                yield from meant
    for left, right in combinations(alone, 2):
        weighed = weigh(left, right)
        if weighed is not None and weighed.same:
            yield left, right, weighed


def links(claims: Sequence[Claim]) -> list[Link]:
    """Link all claims that are held to tell of one happening.

    Each link depends only on claims that share a neighbourhood with one of its two, and a claim that leaves
    something open has a single neighbourhood: so merging a neighbourhood anew, with the whole of the events
    that it touches, gives what merging everything does.

    Args:
        claims: claims of events, each once.
    """
    neighbours: dict[Block, list[Claim]] = defaultdict(list)
    for claim in claims:
        for block in blocks(claim):
            neighbours[block].append(claim)
    found: dict[tuple[str, str], Link] = {}
    for block in sorted(neighbours):
        for left, right, weighed in (*_sure(neighbours[block]), *_settled(neighbours[block])):
            link = as_link(left, right, weighed)
            found.setdefault((link.left, link.right), link)
    return [found[pair] for pair in sorted(found)]

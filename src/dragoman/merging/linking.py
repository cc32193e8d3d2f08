"""Which claims are linked: pairs that are sure by themselves, and vague claims that can mean one thing only."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, product

from dragoman.merging.compare import PRINTED, Weighed, as_link, weigh
from dragoman.merging.neighbourhoods import Block, blocks
from dragoman.merging.traits import Timing, Traits, traits
from dragoman.model.claims import Claim, EventBody
from dragoman.model.events import Link
from dragoman.model.ids import ClaimId

LEAD = 0.5
"""Points by which one candidate must lead for the others to be left out of account."""

_Pair = tuple[Traits, Traits, Weighed]


def _is_open(claim: Traits) -> bool:
    """Say whether a claim leaves open which happening it means: a month without a day, one side only."""
    kind = claim.timing
    return kind is Timing.MONTH or (kind is Timing.DAY and claim.one_sided)


def _pairs(claims: Sequence[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Pairs whose times may be one; of claims that give a day, only those of days near each other.

    Days may lie further apart where an agency's sentence is printed again.
    """
    dated = sorted(
        ((c.days, c.claim.id, c) for c in claims if c.days and c.timing is Timing.DAY),
        key=lambda item: item[:2],
    )
    starts = [days[0] for days, _, _ in dated]
    for at, ((_, last), _, left) in enumerate(dated):
        reach = last + PRINTED if last <= date.max - PRINTED else date.max
        for _, _, right in dated[at + 1 : bisect_right(starts, reach)]:
            yield left, right
    loose = [c for c in claims if c.timing is Timing.LOOSE]
    yield from combinations(loose, 2)
    yield from product(loose, (item[2] for item in dated))


def _same(pairs: Iterable[tuple[Traits, Traits]]) -> Iterator[_Pair]:
    for left, right in pairs:
        weighed = weigh(left, right)
        if weighed is not None and weighed.same:
            yield left, right, weighed


def _meant(claim: Traits, dated: Iterable[Traits]) -> tuple[_Pair, ...]:
    """The claims that an open one may mean, without those that much less speaks for than for the best."""
    found = tuple(_same((claim, other) for other in dated))
    best = max((weighed.points for _, _, weighed in found), default=0.0)
    return tuple(pair for pair in found if pair[2].points >= best - LEAD)


def _one(claims: Sequence[Traits]) -> bool:
    """Say whether some claims can all be of one happening."""
    pairs = (weigh(a, b) for a, b in combinations(claims, 2))
    return all(weighed is not None and weighed.same for weighed in pairs)


def _settled(opened: Sequence[Traits], sure: Sequence[Traits]) -> Iterator[_Pair]:
    """Pairs of a claim that leaves something open with the claims that it means, or with others like it.

    Where it may mean several happenings it means none of them: better two events that are one than one event
    that is two.
    """
    dated = [c for c in sure if c.timing is Timing.DAY] if opened else []
    alone = []
    for claim in opened:
        meant = _meant(claim, dated)
        if not meant:
            alone.append(claim)
        elif _one([other for _, other, _ in meant]):
            yield from meant
    yield from _same(combinations(alone, 2))


def _fresh(
    pairs: Iterable[tuple[Traits, Traits]], met: set[tuple[ClaimId, ClaimId]]
) -> Iterator[tuple[Traits, Traits]]:
    """Pairs that did not meet before."""
    for left, right in pairs:
        one, two = left.claim.id, right.claim.id
        ids = (one, two) if one < two else (two, one)
        if ids not in met:
            met.add(ids)
            yield left, right


def links(claims: Sequence[Claim]) -> list[Link]:
    """Link all claims that are held to tell of one happening.

    Each link depends only on claims that share a neighbourhood with one of its two, and a claim that leaves
    something open has a single neighbourhood: so merging a neighbourhood anew, with the whole of the events
    that it touches, gives what merging everything does.

    Args:
        claims: claims of events, each once.
    """
    opened: dict[Block, list[Traits]] = defaultdict(list)
    sure: dict[Block, list[Traits]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.body, EventBody):
            told = traits(claim, claim.body)
            neighbours = opened if _is_open(told) else sure
            for block in blocks(claim):
                neighbours[block].append(told)
    met: set[tuple[ClaimId, ClaimId]] = set()
    found: list[_Pair] = []
    for block in sorted({*opened, *sure}):
        found += _same(_fresh(_pairs(sure.get(block, [])), met))
        found += _settled(opened.get(block, []), sure.get(block, []))
    return [as_link(*pair) for pair in found]

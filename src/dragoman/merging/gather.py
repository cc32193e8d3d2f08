"""Links to groups: whatever is linked stands together, unless a person says that it is not the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.model.events import Link
from dragoman.model.ids import ClaimId
from dragoman.model.judgements import Ruling


class _Groups:
    """Claims in groups; a group is named by its first claim."""

    def __init__(self, claims: Iterable[ClaimId]) -> None:
        self._parent = {claim: claim for claim in claims}
        self._apart: dict[ClaimId, set[ClaimId]] = defaultdict(set)

    def find(self, claim: ClaimId) -> ClaimId:
        parent = self._parent
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    def part(self, left: ClaimId, right: ClaimId) -> None:
        """Never let two claims come together from now on."""
        self._apart[self.find(left)].add(right)
        self._apart[self.find(right)].add(left)

    def join(self, left: ClaimId, right: ClaimId) -> None:
        """Put two groups together, unless they are held apart."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b or any(self.find(other) == b for other in self._apart.get(a, ())):
            return
        self._parent[b] = a
        if b in self._apart:
            self._apart[a] |= self._apart.pop(b)


def ruled(rulings: Iterable[Ruling], claims: Mapping[ClaimId, object]) -> tuple[Link, ...]:
    """Links that people made between claims that are there."""
    return tuple(
        Link(
            left=ruling.left,
            right=ruling.right,
            score=1.0,
            reasons=(f"{ruling.who} judged them the same ({ruling.judgement})",),
        )
        for ruling in sorted(rulings)
        if ruling.same and ruling.left in claims and ruling.right in claims
    )


def gather(
    claims: Sequence[ClaimId], links: Iterable[Link], rulings: Iterable[Ruling] = ()
) -> Mapping[ClaimId, ClaimId]:
    """Say for each claim which is the first of its group.

    What people hold apart stays apart: the strongest links are followed first, and one that would bring
    such claims together is left out. The answer does not depend on any order.
    """
    groups, known = _Groups(claims), dict.fromkeys(claims)
    for ruling in sorted(rulings):
        if not ruling.same and ruling.left in known and ruling.right in known:
            groups.part(ruling.left, ruling.right)
    for link in ruled(rulings, known):
        groups.join(link.left, link.right)
    for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
        groups.join(link.left, link.right)
    return {claim: groups.find(claim) for claim in claims}

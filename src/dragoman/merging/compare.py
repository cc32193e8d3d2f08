"""Whether two claims tell of one happening, with the reasons for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from dragoman.merging.traits import Timing, Traits, traits, turned
from dragoman.model.actors import Amount
from dragoman.model.claims import Claim, EventBody, Status
from dragoman.model.events import Link
from dragoman.model.when import Basis

NEAR = timedelta(days=2)
"""Days by which two accounts of one day may differ: time zones, and 'today' in a morning paper."""

SAME_WORDS = 0.6
"""Share of common content words from which two quotes are the same words."""

SOME_WORDS = 0.3
"""Share of common content words that supports a match."""

ENOUGH = 1.5
"""Points from which two claims are held to tell of one happening.

Points are weights of evidence, set by hand and tried on the half of ``gold/happenings.jsonl`` that is for
development.
"""

FULL = 5.0
"""Points of a link with the score 1: the same day, place and post, or the same day and the same words."""

COPIED = 0.9
"""Share of common content words from which one quote is a copy of the other."""

COPIED_WORDS = 8
"""Content words that a copy needs: shorter sentences are written anew each week."""

PRINTED = timedelta(days=10)
"""Days within which papers print an agency's sentence: its 'on Tuesday' is then counted from another day."""

FAR = Decimal("2.5")
"""Times by which two numbers of one unit may differ as accounts of one happening do."""

MANY = 100
"""A number from which it is no chance that two accounts have the same one."""


OPEN = frozenset({Status.PLANNED, Status.CALLED_OFF})
"""Statuses of an act of which something may become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Something that speaks for one happening, or against it where its points are below nought."""

    points: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """All that speaks for and against two claims' being of one happening.

    Args:
        reasons: the shared type and parties first, then what is for it and what is against it.
        points: their sum.
    """

    reasons: tuple[Reason, ...]
    points: float

    @property
    def same(self) -> bool:
        """Whether it is held to be one happening."""
        return self.points >= ENOUGH

    @property
    def words(self) -> tuple[str, ...]:
        """The reasons in words; those against begin with 'but'."""
        return tuple(r.words if r.points >= 0 else f"but {r.words}" for r in self.reasons)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard's share of common words; 0.0 where neither has any."""
    return len(left & right) / len(left | right) if left | right else 0.0


def same_parties(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two acts may be one by who takes part: two in common, or all where fewer are named."""
    return len(left & right) >= 2 or left == right


def one_of(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether one of two acts names a single party, which the other names beside others."""
    few, more = sorted((left, right), key=len)
    return len(few) == 1 < len(more) and few < more


def _gap(left: Traits, right: Traits) -> int | None:
    """Days between two times, nought where they touch; None where one is unknown."""
    one, two = left.days, right.days
    if one is None or two is None:
        return None
    return max((two[0] - one[1]).days, (one[0] - two[1]).days, 0)


def _copied(left: Traits, right: Traits, gap: int) -> bool:
    """Say whether two days differ only since one sentence was printed on several, and counted from each."""
    return (
        gap <= PRINTED.days
        and left.claim.when.basis is right.claim.when.basis is Basis.PUBLISHED
        and min(len(left.words), len(right.words)) >= COPIED_WORDS
        and overlap(left.words, right.words) >= COPIED
    )


def _times(left: Traits, right: Traits, gap: int | None) -> Iterator[Reason]:
    if gap is None:
        return
    if gap > NEAR.days:
        yield Reason(points=-0.5, words=f"{gap} days apart, counted from when each was printed")
    elif Timing.LOOSE in (left.timing, right.timing):
        yield Reason(points=0.5, words="times overlap")
    elif Timing.MONTH in (left.timing, right.timing):
        yield Reason(points=2.0, words="times overlap")
    elif gap:
        apart = "a day apart" if gap == 1 else f"{gap} days apart"
        yield Reason(points=1.5 if gap == 1 else 0.5, words=apart)
    else:
        one_day = left.days == right.days and left.days and left.days[0] == left.days[1]
        words = "same day" if one_day else "days overlap"
        yield Reason(points=3.0 if one_day else 2.5, words=words)


def _places(left: EventBody, right: EventBody) -> Iterator[Reason]:
    one, two = left.place, right.place
    if one is None or two is None:
        return
    if one.name == two.name:
        yield Reason(points=1.0, words=f"both in {one.name}")
    elif one.country == two.country and {one.name, two.name} & _whole(left, right):
        return
    else:
        yield Reason(points=-2.5, words=f"in {one.name} and in {two.name}")


def _whole(*bodies: EventBody) -> frozenset[str]:
    """Names of places that are whole countries: the actors and they have one name."""
    return frozenset(a.name for body in bodies for a in (*body.actors, *body.recipients))


def _name(office: frozenset[str]) -> str:
    return min(office, key=lambda name: (len(name), name)).replace("_", " ")


def _posts(left: Traits, right: Traits) -> Iterator[Reason]:
    """Whether the same office acts for some party, by actors' names or else by the words of the quotes."""
    shared = sorted(left.posts.keys() & right.posts.keys())
    pairs = [(left.posts[key], right.posts[key]) for key in shared]
    if not pairs and left.quoted and right.quoted:
        pairs = [(left.quoted, right.quoted)]
    for one, two in pairs:
        common = [a & b for a in one for b in two if a & b]
        if common:
            yield Reason(points=1.0, words=f"both by the {_name(common[0])}")
            return
    if same := left.names & right.names:
        yield Reason(points=1.0, words=f"both by {min(same)}")
    elif pairs:
        one, two = pairs[0]
        yield Reason(points=-3.0, words=f"by the {_name(one[0])} and by the {_name(two[0])}")


def _said(amount: Amount) -> str:
    return f"{amount.value:f} {amount.unit}"


def _money(amount: Amount) -> bool:
    return len(amount.unit) == len("USD") and amount.unit.isupper()


def _amounts(left: EventBody, right: EventBody) -> Iterator[Reason]:
    one, two = left.amount, right.amount
    if one is None or two is None:
        return
    if one.unit != two.unit:
        points = (
            -0.5 if _money(one) and _money(two) else -2.0 if _money(one) or _money(two) else 0.0
        )
        if points:
            yield Reason(points=points, words=f"{_said(one)} and {_said(two)}")
        return
    if one.value == two.value:
        points = 2.0 if _money(one) or abs(one.value) >= MANY else 1.0
        yield Reason(points=points, words=f"both {_said(one)}")
        return
    low, high = sorted((abs(one.value), abs(two.value)))
    if _money(one) or low >= MANY:
        if high > FAR * low:
            yield Reason(points=-2.0, words=f"{_said(one)} and {_said(two)}")
        elif high * 2 > FAR * low:
            yield Reason(points=-0.5, words=f"{_said(one)} and {_said(two)}")


def _rounds(left: Traits, right: Traits) -> Iterator[Reason]:
    one, two = left.rounds, right.rounds
    if one and two:
        if one & two:
            yield Reason(points=1.0, words=f"both number {min(one & two)}")
        else:
            yield Reason(points=-4.0, words=f"number {min(one)} and number {min(two)}")


def _modes(left: EventBody, right: EventBody) -> Iterator[Reason]:
    modes = {left.mode, right.mode}
    if len(modes) == 2 and "" not in modes and "phone" in modes:
        yield Reason(points=-2.0, words=f"{left.mode} and {right.mode}")


def _words(left: Traits, right: Traits) -> Iterator[Reason]:
    share = overlap(left.words, right.words)
    if share >= SOME_WORDS:
        points = 2.5 if share >= SAME_WORDS else 2 * share
        yield Reason(points=points, words=f"{share:.0%} of the words in common")


def _became(left: Traits, right: Traits, gap: int | None) -> bool:
    """Say whether one can only be what became of the other: a sequel, and another happening.

    A plan for a day and what is told of that day are one happening. A plan for a month is not: which act
    fulfils it is for :func:`dragoman.merging.sequels` to say. So it is with what was called off.
    """
    statuses = {left.claim.status, right.claim.status}
    if not statuses & OPEN or len(statuses) == 1:
        return False
    near = 0 if Status.CALLED_OFF in statuses and not statuses <= OPEN else NEAR.days
    return gap is None or gap > near or {left.timing, right.timing} != {Timing.DAY}


def weigh(left: Traits, right: Traits) -> Weighed | None:
    """Weigh what speaks for and against two claims' being of one happening.

    Returns:
        None where there is nothing to weigh: another type, other parties, the other direction, or times
        further apart than two accounts of one day.
    """
    one, two = left.body, right.body
    gap = _gap(left, right)
    if one.type != two.type:
        return None
    if gap is not None and gap > NEAR.days and not _copied(left, right, gap):
        return None
    half = one_of(left.parties, right.parties)
    if not half and not same_parties(left.parties, right.parties):
        return None
    if turned(one, two) or _became(left, right, gap):
        return None
    found = (
        *((Reason(points=-2.0, words="one names no other side"),) if half else ()),
        *_times(left, right, gap),
        *_words(left, right),
        *_places(one, two),
        *_posts(left, right),
        *_amounts(one, two),
        *_rounds(left, right),
        *_modes(one, two),
    )
    common = " and ".join(sorted(left.parties & right.parties))
    shared = (
        Reason(points=0.0, words=f"both {one.type}"),
        Reason(points=0.0, words=f"both name {common}"),
    )
    ordered = sorted(found, key=lambda reason: reason.points < 0)
    return Weighed(reasons=(*shared, *ordered), points=sum(reason.points for reason in found))


def as_link(left: Traits, right: Traits, weighed: Weighed) -> Link:
    """Make a link of two claims that are held to tell of one happening."""
    first, second = sorted((left.claim.id, right.claim.id))
    score = min(max(weighed.points / FULL, 0.0), 1.0)
    return Link(left=first, right=second, score=round(score, 3), reasons=weighed.words)


def compare(left: Claim, right: Claim) -> Link | None:
    """Link two claims if they tell of one happening; None if too little says so."""
    if not isinstance(left.body, EventBody) or not isinstance(right.body, EventBody):
        return None
    one, two = traits(left, left.body), traits(right, right.body)
    weighed = weigh(one, two)
    return as_link(one, two, weighed) if weighed is not None and weighed.same else None

"""Whether two claims tell of one happening, and why."""

from __future__ import annotations

import re
from datetime import timedelta

from dragoman.model.claims import Claim, EventBody
from dragoman.model.events import Link
from dragoman.model.when import When

NEAR = timedelta(days=2)
"""Days by which two accounts of one day may differ: time zones, and 'today' in a morning paper."""

SAME_WORDS = 0.6
"""Share of common content words from which two quotes are the same words."""

SOME_WORDS = 0.3
"""Share that supports a match where a date is missing."""

CONTENT_LENGTH = 4
"""Letters of a content word at least."""

_WORD = re.compile(r"[^\W\d_]+")


def content_words(text: str) -> frozenset[str]:
    """The longer words of a quote, lower case."""
    return frozenset(w.lower() for w in _WORD.findall(text) if len(w) >= CONTENT_LENGTH)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard's share of common words; 0.0 where neither has any."""
    return len(left & right) / len(left | right) if left | right else 0.0


def parties(claim: Claim) -> frozenset[str]:
    """Countries (or names) of all who take part."""
    return frozenset(actor.key for actor in claim.parties)


def same_parties(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two acts may be one by who takes part: two in common, or all where fewer are named."""
    return len(left & right) >= 2 or left == right


def _gap(left: When, right: When) -> timedelta | None:
    """Days between two stretches of time, zero where they touch; None where one is unknown."""
    if not (left.start and right.start):
        return None
    first, second = left.start.earliest, right.start.earliest
    first_end = (left.end or left.start).latest
    second_end = (right.end or right.start).latest
    if first > second_end:
        return first - second_end
    return second - first_end if second > first_end else timedelta(0)


def _apart(left: When, right: When, days: int) -> str:
    if days == 0:
        return "same day" if left.start == left.end == right.start == right.end else "days overlap"
    return "a day apart" if days == 1 else f"{days} days apart"


def _day_known(when: When) -> bool:
    return when.start is not None and when.start.day is not None


def compare(left: Claim, right: Claim) -> Link | None:
    """Link two event claims if they tell of one happening; None if nothing says so.

    Asked of claims of one type. Parties must agree in two countries, or be the same where fewer are
    named; times must be near, or the words must be the same.
    """
    if not isinstance(left.body, EventBody) or not isinstance(right.body, EventBody):
        return None
    common = parties(left) & parties(right)
    if left.body.type != right.body.type or not same_parties(parties(left), parties(right)):
        return None
    reasons = [f"both {left.body.type}", "both name " + " and ".join(sorted(common))]
    words = overlap(content_words(left.evidence.quote), content_words(right.evidence.quote))
    gap = _gap(left.when, right.when)
    score = 0.4
    if gap is not None:
        if gap > NEAR:
            return None
        if _day_known(left.when) and _day_known(right.when):
            reasons.append(_apart(left.when, right.when, gap.days))
            score += 0.4 - 0.05 * gap.days
        elif words >= SOME_WORDS or str(left.when.start) == str(right.when.start):
            reasons.append("times overlap")
            score += 0.25
        else:
            return None
    elif words < SAME_WORDS:
        return None
    if words >= SOME_WORDS:
        reasons.append(f"{words:.0%} of the words in common")
        score += 0.2 * words
    if left.body.place and right.body.place and left.body.place == right.body.place:
        reasons.append(f"both in {left.body.place.name}")
        score += 0.1
    ordered = sorted((left.id, right.id))
    return Link(
        left=ordered[0], right=ordered[1], score=round(min(score, 1.0), 3), reasons=tuple(reasons)
    )

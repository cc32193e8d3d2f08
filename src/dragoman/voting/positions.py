"""Positions read from articles, joined to the roll calls that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from dragoman.model.claims import Claim, PositionBody, Status
from dragoman.model.votes import Matched, RollCall
from dragoman.voting.assembly import Assembly

BODIES = frozenset({"UN", "UNGA"})
"""Keys of the body whose roll calls these are; a position without a body may be about it too."""

ASSEMBLY = "assem"
"""Stem of the word without which a position that names no body is not about the Assembly."""

VOTED = {
    "for": "for",
    "support": "for",
    "against": "against",
    "oppose": "against",
    "abstain": "abstain",
    "absent": "absent",
}
"""Choices of the codebook that a roll call can bear out, and how they would be cast."""

NEAR = timedelta(days=1)
"""Days by which the day of a vote may differ: New York votes when it is already tomorrow elsewhere."""

STEM = 5
"""Letters by which words are compared: 'Ukraine' and 'Ukrainian' are one."""

LETTERS = 4
"""Letters of a content word at least."""

LEAST_WORDS = 2
"""Words of a roll call's question that an article must have: one alone ('Cuba') fits many."""

LEAST_SHARE = 0.4
"""Share of the words of one question that the other must have."""

EVERYWHERE = frozenset(
    {"resol", "adopt", "gener", "assem", "draft", "unite", "natio", "vote", "votes"}
)
"""Stems that tell no question from another."""

DAY_SCORE = 0.4
"""What the right day adds; the share of words adds the rest up to 1."""

MONTH_SCORE = 0.2
"""What a month or a year with the day in it adds."""

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{2}/\d{1,3}(?!\d)")


def match_positions(claims: Iterable[Claim], assembly: Assembly) -> tuple[Matched, ...]:
    """Join positions to the roll calls that they fit best, by date, body and words of the question.

    A resolution's number (68/262) in the words decides by itself. Denied and hypothetical positions
    are left out, and so is whoever never voted. Where several roll calls fit equally, the first is
    given and a reason says so.
    """
    found: list[Matched] = []
    for claim in claims:
        if claim.status is Status.ACTUAL and isinstance(claim.body, PositionBody):
            found += _matches(claim, claim.body, assembly)
    return tuple(found)


def _matches(claim: Claim, body: PositionBody, assembly: Assembly) -> Iterator[Matched]:
    said = VOTED.get(body.choice)
    asked = _stems(body.question) - EVERYWHERE
    words = _stems(f"{body.question} {claim.evidence.quote}")
    numbers = set(_NUMBER.findall(f"{body.question} {claim.evidence.quote}"))
    named = body.body is not None and body.body.key in BODIES
    if said is None or not (named or numbers or (body.body is None and ASSEMBLY in words)):
        return
    rated = [(_rate(claim, (asked, words), numbers, call), call) for call in assembly.calls]
    best = max((score for (score, _), _ in rated), default=0.0)
    fitting = [(reasons, call) for (score, reasons), call in rated if score == best > 0]
    if not fitting:
        return
    reasons, call = fitting[0]
    if len(fitting) > 1:
        reasons = (*reasons, f"{len(fitting) - 1} other roll calls fit as well")
    for actor in body.actors:
        if actor.country and assembly.has(actor.country):
            yield Matched(
                claim=claim.id,
                state=actor.country,
                said=said,
                call=call,
                voted=assembly.choice(actor.country, call),
                score=round(best, 3),
                reasons=reasons,
            )


def _rate(
    claim: Claim, wording: tuple[frozenset[str], frozenset[str]], numbers: set[str], call: RollCall
) -> tuple[float, tuple[str, ...]]:
    """How well a roll call fits a position, with the reasons; 0 where it does not."""
    number = _NUMBER.search(call.resolution) if numbers else None
    if number and number[0] in numbers:
        return 1.0, (f"both name {number[0]}",)
    start, end = claim.when.start, claim.when.end or claim.when.start
    if start is None or end is None:
        return 0.0, ()
    if not start.earliest - NEAR <= call.day <= end.latest + NEAR:
        return 0.0, ()
    share, shared = _share(*wording, _stems(f"{call.title} {call.question}") - EVERYWHERE)
    if shared < LEAST_WORDS or share < LEAST_SHARE:
        return 0.0, ()
    exact = start == end and start.precision == "day"
    score = (DAY_SCORE if exact else MONTH_SCORE) + (1 - DAY_SCORE) * share
    when = f"voted on {call.day}" + ("" if exact else f", within {start}")
    return score, (when, f"{shared} words of the question in common")


def _share(asked: frozenset[str], words: frozenset[str], put: frozenset[str]) -> tuple[float, int]:
    """How much two wordings of a question share: of the article's or of the record's, what is more.

    Args:
        asked: stems of the position's question.
        words: those, and the stems of the quote.
        put: stems of the question that was put to the vote.
    """
    ratios = (len(one & two) / len(one) for one, two in ((asked, put), (put, words)) if one)
    return max(ratios, default=0.0), len(put & words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.lower()[:STEM] for w in _WORD.findall(text) if len(w) >= LETTERS)

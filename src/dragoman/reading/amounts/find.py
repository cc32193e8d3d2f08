"""Numbers with what they count: money, shares, factors, ranks, counts, and ranges of them.

A text is cut into words with a letter each (``tokens``), a pattern over the letters finds numbers
(``numbers``), and what stands behind says of what (``units``). ``quantities``, ``shares`` and
``ranks`` put them together; ``hedges`` and ``names`` look at what stands before.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.model.text import Span
from dragoman.reading.amounts.hedges import hedged
from dragoman.reading.amounts.numbers import Found, plain
from dragoman.reading.amounts.quantities import one_person, quantity
from dragoman.reading.amounts.ranks import rank
from dragoman.reading.amounts.shares import factor, fraction, one_in
from dragoman.reading.amounts.tokens import Tokens, tokenise
from dragoman.reading.amounts.words import words
from dragoman.reading.annotations import AmountMention

RULES: tuple[Callable[[Tokens, int], Found | None], ...] = (
    rank,
    fraction,
    one_in,
    factor,
    quantity,
    one_person,
)
"""In the order in which they are tried."""

_OPENING = re.compile(r"[ncmKHhvporsw]|a(?=[mKHvpo])")
"""Letters that an amount may begin with; ``w`` for 'sixfold' and 'ranked'."""


def find_amounts(text: str) -> tuple[AmountMention, ...]:
    """Find the numbers that count something, sorted and without overlaps.

    Years, days and lengths of time are times, not amounts; the numbers of resolutions, flights and
    rifles are names.

    Offsets:
        Code points of ``text``.

    Example:
        >>> [(str(a.value), a.unit) for a in find_amounts("a $1.5bn loan, up 12 per cent")]
        [('1500000000', 'USD'), ('12', 'percent')]
    """
    tokens = tokenise(text)
    found: list[AmountMention] = []
    at = 0
    for match in _OPENING.finditer(tokens.codes):
        first = match.start()
        if first < at or (match.group() == "w" and tokens.word(first) not in words().openers):
            continue
        one = _read(tokens, first)
        if one is not None:
            found.append(_mention(tokens, hedged(tokens, one, at)))
            at = one.last
    return tuple(found)


def _read(tokens: Tokens, first: int) -> Found | None:
    """The first rule that holds."""
    for rule in RULES:
        if found := rule(tokens, first):
            return found
    return None


def _mention(tokens: Tokens, one: Found) -> AmountMention:
    span = Span(start=tokens.starts[one.first], end=tokens.ends[one.last - 1])
    return AmountMention(
        span=span,
        text=tokens.text[span.start : span.end],
        value=plain(one.value),
        value_max=None if one.top is None else plain(one.top),
        unit=one.unit,
        approx=one.approx,
    )

"""Words around a number that leave it open: 'nearly', 'up to', 'or more'."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.amounts.numbers import Found
from dragoman.reading.amounts.tokens import Tokens
from dragoman.reading.amounts.words import words

LONGEST = 4
"""Words of the longest hedge in the table."""

STACKED = 2
"""Hedges that may follow each other: 'perhaps more than'."""


def before(tokens: Tokens, first: int) -> int:
    """The token before a number and its hedge."""
    return first - _length(tokens, first) - 1


def _length(tokens: Tokens, first: int) -> int:
    """How many words the hedge before a token has."""
    hedges = words().hedges
    for length in range(LONGEST, 0, -1):
        if first >= length and tokens.phrase(first - length, first) in hedges:
            return length
    return 0


def hedged(tokens: Tokens, one: Found, since: int) -> Found:
    """Take in the words before, from ``since`` on, and behind that leave a number open."""
    first, last = one.first, one.last
    for _ in range(STACKED):
        length = _length(tokens, first)
        first -= length if first - length >= since else 0
    if tokens.phrase(last, last + 2) in words().after:
        last += 2
    open_ended = first < one.first or last > one.last
    return replace(one, first=first, last=last, approx=one.approx or open_ended)

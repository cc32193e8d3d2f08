"""Numbers that count nothing: 'S-300', 'Resolution 1973', '9/11', 'March 12', 'Group of Seven'."""

from __future__ import annotations

from dragoman.reading.amounts.numbers import Number
from dragoman.reading.amounts.tokens import MARK, Tokens
from dragoman.reading.amounts.words import words

YEARS = range(1900, 2100)
"""Numbers of four digits that are years, unless what they count is plain."""

LAST_DAY = 31
"""Numbers beside a month that are no greater are days."""

GLUE = frozenset(":/+#@&_'’.,")
"""Marks that join a number to what is no amount."""

DASHES = frozenset("-–‑−")
"""Marks that join the two parts of a designation."""


def is_listed(tokens: Tokens, low: Number) -> bool:
    """'Channel 4 reporters', 'March 12 talks': a number in a list or a day."""
    day = low.value <= LAST_DAY and tokens.among("month", low.first - 1)
    return low.scale == 1 and (day or tokens.among("label", low.first - 1))


def is_name(tokens: Tokens, low: Number) -> bool:
    """'S-300', 'Resolution 1973', '9/11', '5 March', '1990s': numbers that count nothing."""
    first = low.first
    before = tokens.word(first - 1)
    digits = tokens.code(first) == "n"
    if not digits:
        return _is_titled(tokens, low)
    written = tokens.word(first)
    if written.startswith("0") and written.isdigit() and len(written) > 1:
        return True
    if tokens.glued(first) and (before in GLUE or (before in DASHES and tokens.glued(first - 1))):
        return not (tokens.code(first - 2) in "nm%" and before in DASHES)
    if tokens.glued(first + 1) and tokens.code(first + 1) == "w":
        word = tokens.word(first + 1)
        return word not in words().measures and word != "x"
    return tokens.glued(first + 1) and tokens.word(first + 1) in GLUE and tokens.glued(first + 2)


def _is_titled(tokens: Tokens, low: Number) -> bool:
    """'Group of Seven leaders', 'the Six Nations', 'multi-billion': number words inside a name."""
    if (
        tokens.word(low.first - 1) in DASHES
        and tokens.glued(low.first)
        and tokens.glued(low.first - 1)
    ):
        return True
    if tokens.phrase(low.first - 2, low.first) == ("group", "of"):
        return True
    if low.last - low.first > 1 or not tokens.raw(low.first)[0].isupper():
        return False
    starts = tokens.code(low.first - 1) == MARK
    return not starts and tokens.raw(low.last)[:1].isupper()

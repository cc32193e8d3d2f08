"""Numbers beside which no unit stands: 'a loan of fifteen billion', 'by 78 votes to one', '300 of them'.

What they count is told elsewhere, if anywhere. So they are no amounts of a text by themselves; the learned
reader asks for them, since it sees which of them are figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dragoman.model.text import Span
from dragoman.reading.amounts.hedges import hedged
from dragoman.reading.amounts.names import YEARS, is_listed, is_name
from dragoman.reading.amounts.numbers import Found, Number, number_at, plain
from dragoman.reading.amounts.tokens import tokenise
from dragoman.reading.amounts.units import PERSONS
from dragoman.reading.amounts.words import words
from dragoman.reading.annotations import AmountMention

MILLION = 1_000_000
"""From this scale on a number without a unit is money."""

MONEY = "USD"
"""The currency of a text that names none."""

VOTES = "votes"

THOUSAND = 1000
"""Up to which a number after a sum of millions is one of millions: 'from 120 million to some 260'."""

NEAR = 400
"""Characters around a number that are looked through for the bounds of its sentence."""

_OPENING = re.compile(r"[ncohvaw]")
_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|abst(?:ain|ention)\w*|in favou?r|against)\b", re.I
)
_STOP = re.compile(r"[.!?;]\s|\n")


def find_bare(
    text: str, amounts: Sequence[AmountMention], taken: Sequence[Span]
) -> tuple[AmountMention, ...]:
    """Find the numbers that no unit stands beside, sorted, each with the unit that the text suggests.

    Millions are money of the currency that was named last; other numbers count what the last amount of the
    sentence counts, or votes where it speaks of a vote, or persons. 'The largest' is a rank.

    Args:
        text: the text.
        amounts: the amounts in it, sorted.
        taken: other stretches in which no number is one: times.

    Offsets:
        Code points of ``text``.

    Example:
        >>> [(str(a.value), a.unit) for a in find_bare("They ask for a loan of fifteen billion", (), ())]
        [('15000000000', 'USD')]
    """
    return tuple(_Bare(text, amounts, taken).find())


class _Bare:
    """Looks for bare numbers in one text, from its beginning to its end.

    Args:
        text: the text.
        amounts: the amounts in it, sorted.
        taken: other stretches in which no number is one.
    """

    def __init__(self, text: str, amounts: Sequence[AmountMention], taken: Sequence[Span]) -> None:
        self.tokens = tokenise(text)
        self.amounts = amounts
        self.taken = sorted([*taken, *(amount.span for amount in amounts)])
        self.begins = [span.start for span in self.taken]
        self.passed = 0
        self.last: AmountMention | None = None
        self.scale = Decimal(1)
        self.money = MONEY

    def find(self) -> Iterator[AmountMention]:
        """The numbers, in the order of the text."""
        at = 0
        for match in _OPENING.finditer(self.tokens.codes):
            first = match.start()
            if first < at:
                continue
            self._pass(self.tokens.starts[first])
            one = self._superlative(first) or self._number(first)
            if one is None:
                continue
            one = hedged(self.tokens, one, at)
            span = Span(start=self.tokens.starts[one.first], end=self.tokens.ends[one.last - 1])
            if self._is_taken(span):
                continue
            at = one.last
            self.last = AmountMention(
                span=span,
                text=self.tokens.text[span.start : span.end],
                value=plain(one.value),
                unit=one.unit,
                approx=one.approx,
            )
            yield self.last

    def _pass(self, place: int) -> None:
        """Take note of the amounts that stand before a place."""
        while self.passed < len(self.amounts) and self.amounts[self.passed].span.start < place:
            self.last = self.amounts[self.passed]
            self.passed += 1
            if self.last.unit.isupper():
                self.money, self.scale = self.last.unit, self._scale(self.last)

    def _is_taken(self, span: Span) -> bool:
        at = bisect_left(self.begins, span.end)
        return at > 0 and self.taken[at - 1].end > span.start

    def _superlative(self, first: int) -> Found | None:
        """'The largest', 'second largest'."""
        tokens = self.tokens
        value, at = Decimal(1), first
        if tokens.code(first) == "o":
            value, at = words().values["ordinal"][tokens.word(first)], first + 1
            at += tokens.code(at) == "d"
        if not tokens.among("superlative", at):
            return None
        return Found(first, at + 1, value, "rank")

    def _number(self, first: int) -> Found | None:
        tokens = self.tokens
        low = number_at(tokens, first)
        if low is None or is_name(tokens, low) or is_listed(tokens, low) or not low.value:
            return None
        after = low.last + (tokens.code(low.last) == "d")
        if tokens.among("long", after) or tokens.code(low.last) in "%s":
            return None
        if low.scale == 1 and not self._counts(low):
            return None
        value, unit = self._told(low)
        return Found(first, low.last, value, unit, approx=low.open)

    def _counts(self, low: Number) -> bool:
        """Tell a count from a year, 'the two' and 'one of'."""
        tokens, word = self.tokens, self.tokens.word(low.first)
        if word.isdigit() and int(word) in YEARS:
            return False
        before = tokens.word(low.first - 1)
        if tokens.code(low.first) == "c" and before in {"the", "these", "those", "all", "or", "no"}:
            return False
        return word != "one" or before == "to"

    def _told(self, low: Number) -> tuple[Decimal, str]:
        """The value and the unit of a number by what is told before it."""
        if self.tokens.word(low.last) == "times":
            return low.value, "times"
        if low.scale >= MILLION:
            self.scale = low.scale
            return low.value, self.money
        begin, end = self._sentence(self.tokens.starts[low.first])
        if self.last and self.last.span.start >= begin and self.last.unit not in {"rank", "times"}:
            shared = self.last.unit.isupper() and low.scale == 1 and low.value < THOUSAND
            return low.value * (self.scale if shared else 1), self.last.unit
        return low.value, VOTES if _VOTE.search(self.tokens.text, begin, end) else PERSONS

    def _sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence of a place begins and ends, within ``NEAR`` of it."""
        text, first, last = self.tokens.text, max(0, at - NEAR), at + NEAR
        stops = [match.end() for match in _STOP.finditer(text, first, at)]
        end = _STOP.search(text, at, last)
        return stops[-1] if stops else first, end.start() if end else last

    def _scale(self, amount: AmountMention) -> Decimal:
        """What the words of a sum multiply its number by: a million in '3 million'."""
        first = bisect_left(self.tokens.starts, amount.span.start)
        last = bisect_left(self.tokens.starts, amount.span.end)
        numbers = (number_at(self.tokens, at) for at in range(first, last))
        return next((number.scale for number in numbers if number), Decimal(1))

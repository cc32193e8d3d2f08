"""Parts and multiples: 'two-thirds of', 'one in five', 'sixfold', 'twice the'."""

from __future__ import annotations

from decimal import Decimal

from dragoman.reading.amounts.names import YEARS
from dragoman.reading.amounts.numbers import HUNDRED, Found, number_at
from dragoman.reading.amounts.tokens import Tokens
from dragoman.reading.amounts.units import ends_phrase, unit_after
from dragoman.reading.amounts.words import words

BIGGEST_WHOLE = 100
"""'One in five', 'nine out of ten': the whole is no greater."""

CENT = Decimal("0.01")
"""Shares of thirds and sevenths are given to a hundredth of a per cent."""


def fraction(tokens: Tokens, first: int) -> Found | None:
    """'Half the voters', 'two-thirds of exports', 'a third of the seats'."""
    many, at = Decimal(1), first
    if tokens.code(first) == "c":
        many = words().values["cardinal"][tokens.word(first)]
        at += 1 + (tokens.code(first + 1) == "d")
    elif tokens.code(first) == "a":
        at += 1
    whole = words().values["part"].get(tokens.word(at))
    if whole is None or many >= whole or (at == first and tokens.word(at) != "half"):
        return None
    if tokens.code(first - 1) in "or" or not _is_share(tokens, first, at, many):
        return None
    return Found(first, at + 1, (HUNDRED * many / whole).quantize(CENT), "percent")


def _is_share(tokens: Tokens, first: int, at: int, many: Decimal) -> bool:
    """Tell 'half of exports', 'two-thirds' and 'by a third' from 'a third party' and 'half of 2015'."""
    following = tokens.codes[at + 1 : at + 4]
    if following.startswith(("fam", "am")):
        return False
    of = following.startswith("f")
    owned = tokens.word(at) == "half" and tokens.among("owner", at + 1)
    by = tokens.word(first - 1) == "by" and ends_phrase(tokens, at + 1)
    plural = many > 1 and tokens.word(at).endswith("s")
    inside = at + 2 + tokens.among("inside", at + 2)
    in_time = tokens.among("long", inside) or _is_year(tokens.word(inside))
    return (of or owned or plural or by) and not in_time


def _is_year(word: str) -> bool:
    return word.isdigit() and int(word) in YEARS


def one_in(tokens: Tokens, first: int) -> Found | None:
    """'One in five people', 'nine out of ten voters'."""
    out = tokens.phrase(first + 1, first + 3) == ("out", "of")
    if tokens.code(first) not in "nc" or not (out or tokens.word(first + 1) in {"in", "of"}):
        return None
    part, whole = number_at(tokens, first), number_at(tokens, first + 2 + out)
    if not part or not whole or part.last != first + 1 or not 0 < part.value < whole.value:
        return None
    if whole.value > BIGGEST_WHOLE or (tokens.word(first + 1) == "of" and not out):
        return None
    counted = unit_after(tokens, whole)
    if not counted or not counted.noun:
        return None
    share = (HUNDRED * part.value / whole.value).quantize(CENT)
    return Found(first, whole.last, share, "percent")


def factor(tokens: Tokens, first: int) -> Found | None:
    """'Sixfold', 'twice the', 'has tripled'."""
    word = tokens.word(first)
    value = words().values["fold"].get(word)
    if value is None:
        return None
    verb = word.endswith(("fold", "ed", "ing"))
    return Found(first, first + 1, value, "times") if verb or _compares(tokens, first + 1) else None


def _compares(tokens: Tokens, at: int) -> bool:
    return tokens.among("compared", at) or tokens.word(at) == "number"

"""Numbers: '1.2 trillion', 'two hundred and fifty thousand', 'half a billion', 'tens of thousands'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dragoman.reading.amounts.tokens import Tokens
from dragoman.reading.amounts.words import words

_SMALL = "(?:cd?c|c)"
_HUNDREDS = f"(?:{_SMALL}d?H(?:&?{_SMALL})?|{_SMALL})"
_SCALE = "[mKHh]"
_FORMS = (
    f"[nc]&ap{_SCALE}?",  # two and a half million
    "c?(?:pfam|pam)",  # three quarters of a million, half a billion
    f"n(?:d?{_SCALE}){{0,3}}",  # 1.2 trillion, 5-million
    f"{_HUNDREDS}d?K(?:&?{_HUNDREDS}(?![mK]))?(?:d?m){{0,2}}",  # two thousand three hundred
    f"{_HUNDREDS}(?:d?{_SCALE}){{0,3}}",  # two hundred and fifty million
    "apf?a?m",  # a quarter of a million
    f"a{_SCALE}{{1,3}}(?:&?{_SMALL}|&ap)?",  # a hundred and fifty, a million and a half
    "a?vf?[mKH]{1,2}",  # several hundred
    "h(?:fh){0,2}",  # tens of thousands
    "m(?=d)",  # million-dollar
)

NUMBER = re.compile("|".join(_FORMS))
"""Letters of ``words`` that make a number. Repeats are bounded, so that values are too."""

HUNDRED = Decimal(100)
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_SEPARATORS = re.compile(r"[^0-9.]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens, ``last`` being the token after it.

    Args:
        scale: what its last words multiply it by, which a range shares: 3 in '3 to 5 billion'.
        open: whether its words leave it open: 'several hundred', 'dozens'.
    """

    first: int
    last: int
    value: Decimal
    scale: Decimal
    open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An amount in tokens, ``last`` being the token after it."""

    first: int
    last: int
    value: Decimal
    unit: str
    top: Decimal | None = None
    approx: bool = False


def number_at(tokens: Tokens, first: int) -> Number | None:
    """The longest number that starts at a token."""
    match = NUMBER.match(tokens.codes, first)
    if not match:
        return None
    last = match.end()
    value, scale = _value(tokens, first, last)
    vague = not {"h", "v"}.isdisjoint(tokens.codes[first : min(first + 2, last)])
    return Number(first, last, value, scale, vague and tokens.code(first) != "n")


def _value(tokens: Tokens, first: int, last: int) -> tuple[Decimal, Decimal]:
    """The value of a number's words, read from left to right, and its scale.

    ``group`` is what the next 'million' multiplies, ``total`` what is multiplied already.
    """
    total, scale = Decimal(0), Decimal(1)
    group: Decimal | None = None
    for index in range(first, last):
        code = tokens.code(index)
        if code in "nc":
            group = (group or 0) + _simple(tokens, index)
        elif code == "v" or (code == "h" and index == first):
            group = _simple(tokens, index)
        elif code in "mKHh":
            step = _step(tokens, index)
            scale *= step
            if code == "H":
                group = step if group is None else group * step
            elif group is None and total:
                total *= step
            else:
                total, group = total + (1 if group is None else group) * step, None
        elif code == "p":
            part = 1 / words().values["part"][tokens.word(index)]
            if tokens.code(index - 2) != "&":
                group = (group or 1) * part
            elif group is None:
                total += part * scale
            else:
                group += part
    return total + (group or 0), scale


def _step(tokens: Tokens, index: int) -> Decimal:
    """What a word multiplies by; 'hundreds' after 'tens of' is a hundred."""
    word, values = tokens.word(index), words().values
    if word in values["short"]:
        return values["short"][word]
    return values["magnitude"].get(word, HUNDRED)


def _simple(tokens: Tokens, index: int) -> Decimal:
    """The value of one word."""
    word, code = tokens.word(index), tokens.code(index)
    if code == "n":
        plain = word.replace(",", ".") if _DECIMAL_COMMA.fullmatch(word) else word
        return Decimal(_SEPARATORS.sub("", plain))
    name = {"c": "cardinal", "v": "vague", "h": "heap"}[code]
    return words().values[name][word]


def plain(value: Decimal) -> Decimal:
    """The same number without empty places: 1.5E+9 and 1500000000.0 are 1500000000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()

"""Numbers and ranges with their unit: '$3-5 billion', 'from 40 to 45 per cent', '300 soldiers'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dragoman.reading.amounts.hedges import before
from dragoman.reading.amounts.names import YEARS, is_listed, is_name
from dragoman.reading.amounts.numbers import Found, Number, number_at
from dragoman.reading.amounts.tokens import BARE_SIGNS, Tokens
from dragoman.reading.amounts.units import PERSONS, Unit, ends_phrase, unit_after
from dragoman.reading.amounts.words import words


def quantity(tokens: Tokens, first: int) -> Found | None:
    """A number or a range with its unit."""
    sign = tokens.code(first) == "s"
    start = first + sign + (sign and tokens.word(first + 1) == "." and tokens.glued(first + 1))
    low = number_at(tokens, start)
    if low is None or (not sign and is_name(tokens, low)):
        return None
    money = _sign(tokens, first, low) if sign else None
    if sign and money is None:
        return None
    low = _loose(tokens, low)
    own = None if money else unit_after(tokens, low)
    pair = _range(tokens, first, low, money, own)
    if pair:
        return pair
    if money:
        return Found(first, low.last, low.value, money, approx=low.open)
    own = own or _from_to(tokens, first, low) or _harmed(tokens, first, low)
    if own is None or not _counts(tokens, low, own):
        return None
    below = own.name == "percent" and _is_negative(tokens, first)
    value = -low.value if below else low.value
    return Found(first - below, max(own.last, low.last), value, own.name, approx=low.open)


def _loose(tokens: Tokens, low: Number) -> Number:
    """'10,000 or so supporters': what leaves the number open may stand before its noun."""
    after = tokens.phrase(low.last, low.last + 2) in words().after
    if not after or ends_phrase(tokens, low.last + 2):
        return low
    return replace(low, last=low.last + 2, open=True)


def _is_negative(tokens: Tokens, first: int) -> bool:
    """'Minus 5 per cent', '-5%'; a dash between two words is none."""
    dash = tokens.code(first - 1) == "d" and tokens.glued(first) and not tokens.glued(first - 1)
    return tokens.word(first - 1) == "minus" or dash


def _harmed(tokens: Tokens, first: int, low: Number) -> Unit | None:
    """'Three were killed', 'killing at least 12': persons whom no noun names."""
    hurt = tokens.among("being", low.last) and tokens.among("hurt", low.last + 1)
    harmed = tokens.among("harm", before(tokens, first)) and ends_phrase(tokens, low.last)
    return Unit(PERSONS, low.last, noun=True) if hurt or harmed else None


def _sign(tokens: Tokens, first: int, low: Number) -> str | None:
    """The currency of a sign; one of a single letter counts only before millions."""
    raw = tokens.raw(first)
    if raw in BARE_SIGNS and low.scale == 1:
        return None
    return words().signs.get(raw) or words().signs.get(raw[-1])


def _range(
    tokens: Tokens, first: int, low: Number, money: str | None, own: Unit | None
) -> Found | None:
    """'$3-5 billion', '10 to 12 per cent', 'between 3 and 5 billion', 'two or three'."""
    at = own.last if own and not own.noun else low.last
    joint, glued = tokens.word(at), tokens.glued(at) == tokens.glued(at + 1)
    opening = tokens.word(before(tokens, first))
    points = bool(own) and tokens.word(at - 1) in {"point", "points"}
    joined = (
        (tokens.code(at) == "d" and joint != "—" and glued)
        or (joint == "to" and opening != "from" and not points)
        or (joint == "and" and opening == "between")
        or (joint == "or" and not own)
    )
    if not joined:
        return None
    at += 1
    second = tokens.code(at) == "s"
    high = number_at(tokens, at + second)
    if high is None or (money is None and second):
        return None
    unit = Unit(money, high.last) if money else unit_after(tokens, high)
    value = low.value
    if low.scale == 1 and high.scale > 1 and value < high.value / high.scale:
        value *= high.scale
    if unit is None or value >= high.value or not _counts(tokens, high, unit):
        return None
    if unit.noun and is_listed(tokens, low):
        return None
    if own and not own.noun and own.name != unit.name:
        return None
    approx = joint == "or" or low.open
    return Found(first, unit.last, value, unit.name, top=high.value, approx=approx)


def _from_to(tokens: Tokens, first: int, low: Number) -> Unit | None:
    """'From 3 to 5 million euros': a change; the first number has the second one's unit."""
    if tokens.word(before(tokens, first)) != "from" or tokens.word(low.last) != "to":
        return None
    high = number_at(tokens, low.last + 1)
    unit = unit_after(tokens, high) if high else None
    return replace(unit, last=low.last) if unit and not unit.noun else None


def _counts(tokens: Tokens, low: Number, unit: Unit) -> bool:
    """Tell a count from a year, from 'the two sides' and from 'one day'."""
    million = tokens.code(low.first) in "mKH"
    if not unit.noun:
        return bool(unit.name) and (not million or unit.name.isupper())
    if million or is_listed(tokens, low):
        return False
    word, before = tokens.word(low.first), tokens.word(low.first - 1)
    single = low.last - low.first == 1
    if single and word == "one":
        return False
    if single and tokens.code(low.first) == "c" and before in {"the", "these", "those"}:
        return False
    if single and word.isdigit() and int(word) in YEARS:
        plain = unit.name == PERSONS or unit.name in words().measures.values()
        return before not in words().sets["bare"] and plain
    return True


def one_person(tokens: Tokens, first: int) -> Found | None:
    """'One soldier', 'one Turkish policeman'."""
    if tokens.word(first) != "one" or tokens.word(first - 1) in {"the", "this", "that", "no"}:
        return None
    for at in (first + 1, first + 2):
        if tokens.word(at) in words().person and tokens.code(at + 1) != "d":
            return Found(first, at + 1, Decimal(1), PERSONS)
        if tokens.code(at) != "w" or tokens.among("stop", at):
            return None
    return None

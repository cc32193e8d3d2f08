"""What stands behind a number: money, per cent, a factor, a measure, or the noun that is counted."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.amounts.numbers import Number
from dragoman.reading.amounts.tokens import MARK, Tokens
from dragoman.reading.amounts.words import words

MODIFIERS = 4
"""Words that may stand between a number and its noun: 'five new French-built patrol boats'."""

SHORTEST_PLURAL = 4
"""Letters; shorter words in -s are 'gas', 'bus' and 'its'."""

PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the token after it. ``noun`` says that it is a noun that is counted."""

    name: str
    last: int
    noun: bool = False


def unit_after(tokens: Tokens, number: Number) -> Unit | None:
    """The unit of a number without a sign of money before it."""
    at = number.last
    dash = tokens.code(at) == "d" and tokens.glued(at) and tokens.glued(at + 1)
    at += dash
    if tokens.code(at) == "f" and (number.open or number.scale > 1):
        at += 1
    if dash and tokens.word(at) == "strong":
        return Unit(PERSONS, at + 1, noun=True)
    found = _share(tokens, at) or _money(tokens, at, number) or _factor(tokens, at, dash=dash)
    if found or number.last != at - dash:
        return found or (None if dash else _noun(tokens, at))
    return _measure(tokens, at) or (None if dash else _counted(tokens, at))


def _share(tokens: Tokens, at: int) -> Unit | None:
    """'%', 'per cent', 'percentage points'."""
    if tokens.word(at) == "per":
        cent = at + 1 + (tokens.code(at + 1) == "d")
        return Unit("percent", cent + 1) if tokens.word(cent) in {"cent", "cents"} else None
    if tokens.word(at) == "percentage":
        points = tokens.word(at + 1) in {"point", "points"}
        return Unit("percent", at + 2) if points else None
    return Unit("percent", at + 1) if tokens.code(at) == "%" else None


def _money(tokens: Tokens, at: int, number: Number) -> Unit | None:
    """A sign behind the number, 'euros', 'Hong Kong dollars'; pounds of something are a weight."""
    for phrase, code in words().money.get(tokens.word(at), ()):
        last = at + len(phrase)
        if tokens.phrase(at, last) != phrase:
            continue
        weight = phrase[0] in {"pound", "pounds"} and tokens.code(last) == "f"
        verb = phrase == ("won",) and number.scale == 1
        return None if weight or verb else Unit(code, last)
    if tokens.code(at) == "s" and tokens.code(at + 1) not in "nc":
        return Unit(words().signs.get(tokens.raw(at), ""), at + 1)
    return None


def _factor(tokens: Tokens, at: int, *, dash: bool) -> Unit | None:
    """'-fold', 'times more', '3x'; 'five times' alone counts occasions and is no factor."""
    if tokens.code(at) == "F" or (tokens.word(at) == "x" and tokens.glued(at) and not dash):
        return Unit("times", at + 1)
    compared = tokens.word(at) == "times" and tokens.among("compared", at + 1)
    return Unit("times", at + 1) if compared else None


def _measure(tokens: Tokens, at: int) -> Unit | None:
    """'km', 'cubic metres', 'MW'."""
    adjective = words().wholes.get(tokens.word(at))
    end = at + (adjective is not None)
    end += tokens.word(at) == "sq" and tokens.word(end) == "."
    noun = words().measures.get(tokens.word(end))
    if noun is None and adjective and tokens.word(end).endswith("s"):
        noun = tokens.word(end)
    if noun is None:
        return None
    return Unit(f"{adjective} {noun}" if adjective else noun, end + 1, noun=True)


def _counted(tokens: Tokens, at: int) -> Unit | None:
    """A noun, or a participle that stands for persons: '12 dead'."""
    if tokens.among("hurt", at) and not _is_plural(tokens, at + 1):
        return Unit(PERSONS, at + 1, noun=True)
    if tokens.code(at) == "f" and tokens.among("owner", at + 1):
        at += 2
    return _noun(tokens, at)


def _noun(tokens: Tokens, at: int) -> Unit | None:
    """The first plural behind a number, with what stands between."""
    index, model = at, False
    for _ in range(MODIFIERS + 1):
        if named := _model(tokens, index):
            index, model = named, True
            if tokens.word(index - 1).endswith("s"):
                return Unit(_raw(tokens, at, index), index, noun=True)
            continue
        if not _may_stand_between(tokens, index, at):
            return None
        if _is_people(tokens, index):
            return Unit(PERSONS, index + 1, noun=True)
        if _is_plural(tokens, index) and not _leads_on(tokens, index):
            persons = _is_persons(tokens, index) and not model
            return Unit(PERSONS if persons else tokens.word(index), index + 1, noun=True)
        index += 1
        index += tokens.code(index) == "d" and tokens.glued(index) and tokens.glued(index + 1)
    return None


def _may_stand_between(tokens: Tokens, index: int, at: int) -> bool:
    """Say whether a word may stand between a number and its noun, or be the noun."""
    if tokens.code(index) in f"{MARK}dnsrd%" or tokens.among("long", index):
        return False
    return not (tokens.among("stop", index) or (index > at and tokens.code(index) in "c&af"))


def _model(tokens: Tokens, index: int) -> int:
    """The token after a designation such as 'Su-35', 'F-16s' or 'A320s'; 0 where there is none."""
    raw = tokens.raw(index)
    if tokens.code(index) == MARK and raw[:1].isupper() and raw.isalnum():
        return index + 1
    glued = tokens.glued(index + 1) and tokens.glued(index + 2)
    if not (tokens.code(index + 1) == "d" and glued and tokens.code(index + 2) == "n"):
        return 0
    return index + 3 + (tokens.word(index + 3) == "s" and tokens.glued(index + 3))


def _raw(tokens: Tokens, first: int, last: int) -> str:
    """The last word of a stretch as it is written, 'F-16s'."""
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]].rsplit(maxsplit=1)[-1]


def _is_people(tokens: Tokens, index: int) -> bool:
    """Say whether a word is a people's name without -s that no noun follows: '1.3 billion Chinese'."""
    word = tokens.word(index)
    if word.endswith("s") and not word.endswith("ss"):
        return False
    if word not in words().peoples or not tokens.raw(index)[0].isupper():
        return False
    return ends_phrase(tokens, index + 1)


def ends_phrase(tokens: Tokens, index: int) -> bool:
    """Say whether no noun can follow: a mark, a preposition, a verb."""
    return tokens.code(index) in f"{MARK}&af" or tokens.among("stop", index)


def _is_persons(tokens: Tokens, index: int) -> bool:
    """Say whether a word is a plural that means human beings."""
    word = tokens.word(index)
    if word not in words().persons:
        return False
    return word not in words().peoples or tokens.raw(index)[0].isupper()


def _is_plural(tokens: Tokens, index: int) -> bool:
    """Say whether a word is a noun in the plural, by the table or by its ending."""
    word = tokens.word(index)
    if _is_persons(tokens, index) or tokens.among("thing", index):
        return True
    plural = word.endswith("s") and not word.endswith(("ss", "ous", "’s", "'s"))
    named = tokens.among("nosingular", index) or tokens.among("stop", index)
    named = named or tokens.among("long", index) or tokens.raw(index).isupper()
    return plural and len(word) >= SHORTEST_PLURAL and not named


def _leads_on(tokens: Tokens, index: int) -> bool:
    """'Swiss nationals', 'Gulf States officials': a plural that only belongs to the next one."""
    follows = tokens.code(index + 1) not in f"{MARK}d" and _is_plural(tokens, index + 1)
    if tokens.raw(index)[0].isupper() or not tokens.word(index).endswith("s"):
        return follows
    return follows and _is_persons(tokens, index + 1)

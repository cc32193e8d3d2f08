"""Ranks: 'third place', '136th out of 180', 'ranked 12th'."""

from __future__ import annotations

import re
from decimal import Decimal

from dragoman.reading.amounts.numbers import Found
from dragoman.reading.amounts.tokens import MARK, Tokens
from dragoman.reading.amounts.words import words


def rank(tokens: Tokens, first: int) -> Found | None:
    """'Third place', '136th out of 180', 'ranked 12th'."""
    at = first
    led = tokens.among("ranked", first)
    if led:
        at += 1
        at += tokens.word(at) in {"at", "as", "in", "only"}
        at += tokens.word(at) == "the"
        at += 2 * (tokens.word(at) in {"no", "number"} and tokens.word(at + 1) == ".")
    value = _ordinal(tokens, at)
    plain = tokens.code(at) == "n" and tokens.word(first).startswith("rank")
    if value is None and plain and tokens.word(at).isdigit():
        value = Decimal(tokens.word(at))
    if not value:
        return None
    last, ruled = _rank_end(tokens, at + 1)
    before = tokens.word(first - 1) in {"at", "came", "comes"} and tokens.code(at) == "r"
    if not (led or ruled or (before and _closed(tokens, last))):
        return None
    idiom = value == 1 and tokens.phrase(first - 2, first) == ("in", "the")
    return None if idiom else Found(first, last, value, "rank")


def _ordinal(tokens: Tokens, at: int) -> Decimal | None:
    if tokens.code(at) == "r":
        return Decimal(re.sub(r"\D", "", tokens.word(at)))
    return words().values["ordinal"].get(tokens.word(at)) if tokens.code(at) == "o" else None


def _rank_end(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Where a rank ends, and whether its end says that it is one."""
    ruled = tokens.among("rank", at)
    at += ruled
    out = tokens.phrase(at, at + 2) == ("out", "of")
    if (out or tokens.code(at) == "f") and tokens.code(at + 1 + out) in "nc":
        return at + 2 + out, True
    if tokens.word(at) == "among" and tokens.code(at + 1) in "nc":
        return at + 2, True
    world = tokens.phrase(at, at + 3) in {("in", "the", "world"), ("in", "the", "ranking")}
    return at + 3 * world, ruled or world


def _closed(tokens: Tokens, at: int) -> bool:
    """Say whether no noun follows that the ordinal could belong to."""
    return tokens.code(at) == MARK or tokens.word(at) in {"in", "on", "of", "among", "with", "and"}

"""Where claims of one happening may meet: only neighbours are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from dragoman.merging.compare import NEAR
from dragoman.merging.traits import Timing, bounds, content_words, one_sided, parties, timing
from dragoman.model.claims import Claim, EventBody
from dragoman.model.when import When

Block = tuple[str, str, str, str]
"""A type, two parties in order (the same party twice where only one is named), and a month, a day, an amount or a
piece of a sketch of the words."""

LONG = timedelta(days=3 * 366)
"""A stretch longer than this meets others only at its two ends."""

BANDS = 4
"""Pieces of the sketch of a quote's words. Two quotes with a share s of their words in common have a piece
in common with the chance 1 - (1 - s^2)^4: 0.83 at 0.6, 0.98 at 0.8, and 0.03 at 0.1."""

_WORDS = 200_000
"""Hashes of words to keep."""

_QUOTES = 50_000
"""Sketches of quotes to keep: neighbours of one claim are soon neighbours of another."""


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _near(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:  # the first and the last days of the calendar
        return day


def months(when: When) -> Iterator[str]:
    """The months that a time touches, with as many days on each side as accounts of one day may differ."""
    if when.start is None:
        return
    first = _near(when.start.earliest, -NEAR)
    last = _near((when.end or when.start).latest, NEAR)
    if last - first > LONG:
        yield from {
            _month(_near(day, by)) for day in (first, last) for by in (NEAR, -NEAR, 0 * NEAR)
        }
        return
    while (first.year, first.month) <= (last.year, last.month):
        yield _month(first)
        if (first.year, first.month) == (9999, 12):
            return
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)


def days(when: When) -> Iterator[str]:
    """The days of a time that is close enough to be counted in days."""
    found = bounds(when)
    if found:
        first, last = found
        yield from ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


@lru_cache(_WORDS)
def _hashes(word: str) -> tuple[int, ...]:
    drawn = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8 * BANDS).digest()
    return tuple(int.from_bytes(drawn[at : at + 4], "big") for at in range(0, len(drawn), 4))


@lru_cache(_QUOTES)
def sketch(text: str) -> tuple[str, ...]:
    """Pieces that texts of the same words have in common, and others hardly ever (MinHash)."""
    least = [min(column) for column in zip(*map(_hashes, content_words(text)), strict=True)]
    return tuple(f"{at // 2}{least[at]:08x}{least[at + 1]:08x}" for at in range(0, len(least), 2))


def blocks(claim: Claim) -> frozenset[Block]:
    """The neighbourhoods in which a claim may meet others of its happening.

    Claims with a date meet by their parties and month, and every claim meets those of the same parties with
    the same words or the same amount, since one whose date is unknown can be told by these alone. Words
    without parties would let more and more strangers meet as a record grows. A claim that gives a month and
    no day, or a day and no counterpart, has one neighbourhood: what is meant is decided there.
    """
    body, when = claim.body, claim.when
    if not isinstance(body, EventBody):
        return frozenset()
    names = sorted(parties(claim))
    if not names:
        return frozenset()
    pairs = [(a, b) for a, b in combinations(names, 2)] or [(name, name) for name in names]
    kind = timing(when)
    if kind is Timing.MONTH and when.start:
        return frozenset({(body.type, *pairs[0], _month(when.start.earliest))})
    if kind is Timing.DAY and when.start and one_sided(claim):
        return frozenset({(body.type, names[0], names[0], when.start.earliest.isoformat())})
    places = [(a, b, month) for a, b in pairs for month in months(when)]
    if kind is Timing.DAY:
        places += [(name, name, day) for name in names for day in days(when)]
    places += [(a, b, piece) for a, b in pairs for piece in sketch(claim.evidence.quote)]
    if body.amount is not None:
        sum_ = f"{body.amount.value.normalize():f} {body.amount.unit}"
        places += [(a, b, sum_) for a, b in pairs]
    return frozenset((body.type, *place) for place in places)

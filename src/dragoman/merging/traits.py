"""What tells one happening from another beside its day: posts of those who act, rounds, words, direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, lru_cache

from dragoman.codebook.names import fold
from dragoman.codebook.roles import Phrases, role_modifiers, titles
from dragoman.codebook.tables import read
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, EventBody
from dragoman.model.when import When

CONTENT_LENGTH = 4
"""Letters of a content word at least."""

SPELL = timedelta(days=3)
"""From the first day to the last of a visit or of talks; a longer stretch dates an act loosely."""

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Acts in which either side may be told of as the one who acts."""

_KEPT = 50_000
"""Texts whose traits are kept."""

_WORD = re.compile(r"[^\W\d_]+")

_COUNTED = frozenset(
    {"round", "meeting", "session", "summit", "visit", "trip", "call", "talk", "shipment", "ship"}
    | {"tranche", "instalment", "delivery", "batch", "group", "convoy", "stage", "phase", "attempt"}
    | {"march", "test", "accord", "agreement", "list"}
)
"""What is counted off, so that 'second round' and 'third round' are two."""

_MINISTER = frozenset({"minister", "ministry", "secretary"})
_OF = frozenset({"of", "for", "the"})


class Timing(Enum):
    """How closely a time says when.

    ``DAY`` is a day or a few in a row, ``MONTH`` a longer stretch inside one month, ``LOOSE`` anything
    wider, and no time at all.
    """

    DAY = "day"
    MONTH = "month"
    LOOSE = "loose"


def bounds(when: When) -> tuple[date, date] | None:
    """First and last day that a time can mean; None where it has no start."""
    if when.start is None:
        return None
    return when.start.earliest, (when.end or when.start).latest


def timing(when: When) -> Timing:
    """Say how closely a time says when."""
    days = bounds(when)
    if days is None:
        return Timing.LOOSE
    first, last = days
    if last - first <= SPELL:
        return Timing.DAY
    within = (first.year, first.month) == (last.year, last.month)
    return Timing.MONTH if within else Timing.LOOSE


@lru_cache(_KEPT)
def content_words(text: str) -> frozenset[str]:
    """The longer words of a quote, lower case."""
    return frozenset(w.lower() for w in _WORD.findall(text) if len(w) >= CONTENT_LENGTH)


def parties(claim: Claim) -> frozenset[str]:
    """Countries (or names) of all who take part."""
    return frozenset(actor.key for actor in claim.parties)


def one_sided(claim: Claim) -> bool:
    """Say whether only one who takes part is named: the other side is unknown, or there is none."""
    return len(claim.parties) < 2


@cache
def _posts() -> Phrases[frozenset[str]]:
    return Phrases(
        (words, frozenset(office for row in rows for office in row.offices))
        for words, rows in titles().items()
    )


@cache
def _ordinals() -> dict[str, int]:
    words = next(row["words"] for row in read("times") if row["id"] == "ordinal")
    return {word: int(value) for word, _, value in (w.partition("=") for w in words.split())}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > CONTENT_LENGTH and word.endswith("s") else word


def _portfolio(words: list[str], at: int) -> str:
    """Of 'energy minister' or 'minister of energy' the field, or nothing."""
    before = words[at - 1] if at else ""
    after = next((word for word in words[at + 1 : at + 4] if word not in _OF), "")
    for word in (before, after):
        modifier = role_modifiers().at([word], 0)
        if word and modifier and modifier[1].sort == "portfolio":
            return word
    return ""


def _scan(words: list[str]) -> Iterator[frozenset[str]]:
    at = 0
    while at < len(words):
        found = _posts().at(words, at)
        length, posts = found or (1, frozenset[str]())
        if not found and words[at] in _MINISTER and (field := _portfolio(words, at)):
            posts = frozenset({f"minister of {field}"})
        if posts:
            deputy = at > 0 and words[at - 1] in {"deputy", "vice"}
            yield frozenset(f"deputy {post}" for post in posts) if deputy else posts
        at += length


@lru_cache(_KEPT)
def posts(text: str) -> tuple[frozenset[str], ...]:
    """The offices that a text names, each as all that its title can mean.

    Example:
        >>> [sorted(p) for p in posts("the energy ministers of Norway and Poland")]
        [['minister of energy']]
    """
    return tuple(_scan([_singular(word) for word in fold(text)]))


@lru_cache(_KEPT)
def rounds(text: str) -> frozenset[int]:
    """Which of several a text tells of: 2 for 'a second round of talks'.

    Example:
        >>> rounds("A second round of talks began."), rounds("for the first time in a year")
        (frozenset({2}), frozenset())
    """
    words, found = [_singular(word) for word in fold(text)], set()
    for at, word in enumerate(words):
        if word in _ordinals() and _COUNTED & set(words[at + 1 : at + 4]):
            found.add(_ordinals()[word])
    return frozenset(found)


@cache
def _states() -> frozenset[str]:
    return frozenset(row["name"] for row in read("states"))


def named(actor: Actor) -> str:
    """An actor's name, where it says more than its state; else nothing."""
    return "" if actor.name in _states() else actor.name


def turned(left: EventBody, right: EventBody) -> bool:
    """Say whether one act goes the other way: who acts in the one is acted on in the other."""
    if left.type in MUTUAL:
        return False
    acting = ({a.key for a in left.actors}, {a.key for a in right.actors})
    acted = ({a.key for a in left.recipients}, {a.key for a in right.recipients})
    if not (acted[0] and acted[1]) or acting[0] & acting[1]:
        return False
    return bool(acting[0] & acted[1] and acting[1] & acted[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A claim of an event with all that it is compared by, found once.

    Args:
        days: first and last day that its time can mean; None where it has no start.
        posts: offices by party, from the actors' names.
        names: names of actors that say more than their state.
        quoted: offices that the quote names.
    """

    claim: Claim
    body: EventBody
    parties: frozenset[str]
    days: tuple[date, date] | None
    timing: Timing
    words: frozenset[str]
    posts: Mapping[str, tuple[frozenset[str], ...]]
    names: frozenset[str]
    quoted: tuple[frozenset[str], ...]
    rounds: frozenset[int]
    one_sided: bool


def traits(claim: Claim, body: EventBody) -> Traits:
    """Find what a claim is compared by."""
    offices: dict[str, tuple[frozenset[str], ...]] = {}
    for actor in claim.parties:
        if found := posts(named(actor)):
            offices[actor.key] = offices.get(actor.key, ()) + found
    quote = claim.evidence.quote
    return Traits(
        claim=claim,
        body=body,
        parties=parties(claim),
        days=bounds(claim.when),
        timing=timing(claim.when),
        words=content_words(quote),
        posts=offices,
        names=frozenset(named(actor) for actor in claim.parties) - {""},
        quoted=posts(quote),
        rounds=rounds(quote),
        one_sided=one_sided(claim),
    )

"""Words that carry claims: which verb or noun tells of which act, and where its parties stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import read

NEEDS = frozenset(
    {"obj", "prep", "prt", "of", "word", "party", "parties", "plural", "comp", "comp_obj", "nopriv"}
)
"""Tests that a row of the frames table may ask for."""

PREPOSITIONS = frozenset(
    [
        "with",
        "to",
        "against",
        "from",
        "for",
        "in",
        "at",
        "on",
        "by",
        "of",
        "into",
        "between",
        "over",
        "towards",
        "upon",
        "about",
        "around",
        "near",
        "along",
        "that",
        "after",
        "under",
        "through",
        "across",
    ]
)
PATHS = PREPOSITIONS | {"subj", "obj", "iobj", "agent", "poss", "light", "light_host"}
"""Where the frames table may say that a party stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A condition on a trigger's surroundings.

    Args:
        test: ``obj``, ``prep``, ``prt``, ``of``, ``word``, ``party``, ``parties``, ``plural``, ``comp``,
            ``comp_obj`` or ``nopriv``.
        word: the preposition or particle asked for; empty for any.
        words: lemmas that the object must have; empty for any. ``party`` among them asks for an actor.
    """

    test: str
    word: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a trigger tells, if one of its needs is met.

    Args:
        actor: paths to those who act, e.g. ``subj``, ``poss``, ``by``.
        recipient: paths to those acted on, e.g. ``obj``, ``with``, ``to``.
    """

    type: str
    mode: str
    needs: tuple[Need, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Classes of words by name."""
    return MappingProxyType({row["id"]: frozenset(row["words"].split()) for row in read("classes")})


@cache
def standing() -> Mapping[str, frozenset[str]]:
    """Words that say whether something happened, by what they say."""
    return MappingProxyType(
        {row["id"]: frozenset(row["words"].split()) for row in read("standing")}
    )


@cache
def stops() -> Mapping[str, frozenset[str]]:
    """Words that decide whether a full stop ends a sentence, by what they decide."""
    return MappingProxyType(
        {row["id"]: frozenset(row["words"].split()) for row in read("sentences")}
    )


def _words(text: str) -> frozenset[str]:
    if text.startswith("@"):
        return classes()[text[1:]]
    return frozenset({text}) if text else frozenset()


def parse_need(text: str) -> Need:
    """Read one need of the table.

    Example:
        >>> parse_need("prep:to:party")
        Need(test='prep', word='to', words=frozenset({'party'}))
    """
    test, *rest = text.split(":")
    if test == "prep":
        return Need(
            test=test, word=rest[0], words=_words(rest[1]) if len(rest) > 1 else frozenset()
        )
    if test == "prt":
        return Need(test=test, word=rest[0])
    return Need(test=test, words=_words(rest[0]) if rest else frozenset())


@cache
def frames() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """Frames by part of speech (``verb`` or ``noun``) and lemma, in the order of the table."""
    found: dict[tuple[str, str], list[Frame]] = {}
    for row in read("frames"):
        needs = tuple(parse_need(need) for need in row["needs"].split("|") if need)
        frame = Frame(
            type=row["type"],
            mode=row["mode"],
            needs=needs,
            actor=tuple(row["actor"].split()),
            recipient=tuple(row["recipient"].split()),
        )
        for lemma in row["lemmas"].split():
            found.setdefault((row["pos"], lemma), []).append(frame)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})

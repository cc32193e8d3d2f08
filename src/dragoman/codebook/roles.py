"""Words about actors: role nouns, titles, given names, and nouns that make organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeVar

from dragoman.codebook.names import fold
from dragoman.codebook.tables import Row, read

T = TypeVar("T")

USUAL_SOURCE = "factbook"
"""The source whose adjectives are the usual ones; the others list spellings beside it."""

COMMA = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that makes a person, a body or a people.

    Args:
        sort: ``office``, ``person``, ``head``, ``body``, ``state``, ``people`` or ``counterpart``.
    """

    words: tuple[str, ...]
    sector: str
    sort: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word before a role noun: ``former``, ``degree``, ``portfolio`` or ``loose``."""

    sort: str
    sector: str


@dataclass(frozen=True, slots=True)
class OrganisationNoun:
    """A noun of an organisation's name: it closes the name, opens 'X of Y', or either."""

    sector: str
    closes: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Epithet:
    """A word that points back at a state; no members means that any state will do."""

    is_noun: bool
    members: frozenset[str]


class Phrases(Generic[T]):
    """Phrases found in a row of folded words, longest first.

    Example:
        >>> Phrases([(("prime", "minister"), 1), (("prime",), 2)]).at(["prime", "minister"], 0)
        (2, 1)
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in entries:
            self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    @property
    def starts(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._by_first)

    def at(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest phrase that starts at a place: how many words it takes, and its value."""
        if at >= len(words):
            return None
        for phrase, value in self._by_first.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), value
        return None


def _words(row: Row) -> list[str]:
    return [word for word in COMMA.split(row["words"]) if word]


def _phrases(row: Row) -> list[tuple[str, ...]]:
    return [folded for word in _words(row) if (folded := fold(word))]


@cache
def roles() -> Phrases[Role]:
    """Role nouns by their words."""
    return Phrases(
        (words, Role(words, row["sector"], row["sort"]))
        for row in read("roles")
        for words in _phrases(row)
    )


@cache
def role_modifiers() -> Phrases[Modifier]:
    """Words that stand before role nouns; the first row that has a word decides."""
    found: dict[tuple[str, ...], Modifier] = {}
    for row in read("role_modifiers"):
        for words in _phrases(row):
            known = found.get(words)
            if known is None or (known.sort != "former" and row["sector"] and not known.sector):
                sort = known.sort if known else row["sort"]
                found[words] = Modifier(sort, row["sector"])
    return Phrases(found.items())


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices that a title can mean, the likeliest first, in some states or in all."""

    offices: tuple[str, ...]
    states: frozenset[str]


@cache
def titles() -> Mapping[tuple[str, ...], tuple[Offices, ...]]:
    """Titles as printed to what they can mean; rows for some states stand first."""
    found: dict[tuple[str, ...], list[Offices]] = {}
    for row in read("titles"):
        meant = Offices(tuple(COMMA.split(row["offices"])), frozenset(row.get("states").split()))
        for words in _phrases(row):
            found.setdefault(words, []).append(meant)
    return MappingProxyType(
        {words: tuple(sorted(rows, key=lambda m: not m.states)) for words, rows in found.items()}
    )


@cache
def title_states() -> Mapping[tuple[str, ...], str]:
    """Titles that one state alone has, to the state."""
    return MappingProxyType(
        {
            words: row["state"]
            for row in read("titles")
            if row.get("state")
            for words in _phrases(row)
        }
    )


@cache
def organisation_nouns() -> Phrases[tuple[OrganisationNoun, ...]]:
    """Nouns of organisations' names; one that closes and opens has both."""
    found: dict[tuple[str, ...], list[OrganisationNoun]] = {}
    for row in read("organisation_nouns"):
        place = row["place"]
        noun = OrganisationNoun(row["sector"], place != "first", place != "last")
        for words in _phrases(row):
            found.setdefault(words, []).append(noun)
    return Phrases((words, tuple(nouns)) for words, nouns in found.items())


@cache
def epithets() -> Phrases[Epithet]:
    """Words that point back at a state."""
    return Phrases(
        (words, Epithet(row["sort"] == "noun", frozenset(row["members"].split())))
        for row in read("epithets")
        for words in _phrases(row)
    )


@cache
def given_names() -> Mapping[str, str]:
    """Given names to their gender: ``f``, ``m``, or ``x`` for both."""
    return MappingProxyType(
        {word: row["id"] for row in read("given_names") for word in _words(row)}
    )


@cache
def name_words() -> Mapping[str, frozenset[str]]:
    """Words that help to see where a name begins and ends, by what they do."""
    return MappingProxyType({row["id"]: frozenset(_words(row)) for row in read("name_words")})


@cache
def state_prefixes() -> Mapping[str, str]:
    """First halves of pairs ('Sino') to the state meant."""
    return MappingProxyType(
        {word: row["id"] for row in read("state_prefixes") for word in _words(row)}
    )


Readings = Mapping[tuple[str, ...], tuple[tuple[str, frozenset[str]], ...]]
"""Forms to what they can mean: an id, and the words of a text that speak for it."""


@cache
def regions() -> Mapping[str, tuple[str, str, str]]:
    """Adjectives and peoples of regions, folded, to the state, the kind of name and its number."""
    return MappingProxyType(
        {fold(row["form"])[0]: (row["id"], row["kind"], row["number"]) for row in read("regions")}
    )


@cache
def deciders() -> Readings:
    """What decides between the readings of an ambiguous name."""
    return _readings("deciders")


@cache
def short_forms() -> Readings:
    """What a word with a capital after 'the' is short for."""
    return _readings("short_forms")


def _readings(table: str) -> Readings:
    found: dict[tuple[str, ...], list[tuple[str, frozenset[str]]]] = {}
    for row in read(table):
        words = frozenset(folded for word in COMMA.split(row["near"]) for folded in fold(word))
        found.setdefault(fold(row["form"]), []).append((row["id"], words))
    return MappingProxyType({form: tuple(rows) for form, rows in found.items()})


@cache
def adjectives() -> Mapping[str, str]:
    """The usual adjective of each state; one that no other state shares, if there is one."""
    rows = [row for row in read("state_names") if row["kind"] == "adjective" and not row["to"]]
    states: dict[str, set[str]] = {}
    for row in rows:
        states.setdefault(row["form"], set()).add(row["id"])
    rows.sort(
        key=lambda row: (len(states[row["form"]]) > 1, not row["source"].startswith(USUAL_SOURCE))
    )
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["id"], row["form"])
    return MappingProxyType(found)

"""The tables that amounts are read by, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from dragoman.codebook.tables import read

Phrase = tuple[str, ...]

CODES: Mapping[str, str] = {
    "cardinal": "c", "magnitude": "m", "heap": "h", "vague": "v", "part": "p", "ordinal": "o"
}  # fmt: skip
"""One letter a class of number words; a word in several classes takes the last."""

PLAIN: Mapping[str, str] = {
    "a": "a", "an": "a", "and": "&", "of": "f", "hundred": "H", "thousand": "K", "fold": "F",
    "percent": "%", "pct": "%", "%": "%", "-": "d", "–": "d", "—": "d", "‑": "d", "−": "d",
}  # fmt: skip
"""Letters of single words and marks that the grammar of numbers speaks of."""

NAMED = frozenset({"measure", "whole"})
"""Classes whose words stand for other words, and not for numbers."""

OTHER = "w"
"""The letter of every other word."""


@dataclass(frozen=True, slots=True)
class Words:
    """Classes of words.

    Args:
        letters: word to its letter in the grammar of numbers.
        values: word to its number, class by class.
        sets: class to its words.
        signs: sign of money, as it is written, to currency.
        money: words for money in lower case to currency, by their first word, longest first.
        hedges: phrases before a number that leave it open.
        persons: plurals that mean human beings.
        peoples: those among them that count only with a capital letter.
        person: the same in the singular.
        measures: sign of a measure to its noun.
        wholes: adjective of a measure to how it is written out.
        openers: plain words that an amount may begin with.
    """

    letters: Mapping[str, str]
    values: Mapping[str, Mapping[str, Decimal]]
    sets: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]
    money: Mapping[str, tuple[tuple[Phrase, str], ...]]
    hedges: frozenset[Phrase]
    after: frozenset[Phrase]
    persons: frozenset[str]
    peoples: frozenset[str]
    person: frozenset[str]
    measures: Mapping[str, str]
    wholes: Mapping[str, str]
    openers: frozenset[str]


def _money() -> Iterator[tuple[Phrase, str]]:
    """Every phrase for money: 'euros', 'swiss francs', 'west african cfa francs'."""
    for row in read("currencies"):
        for word in row["words"].split():
            yield (word,), row["code"]
        for before in filter(None, row["before"].lower().split("|")):
            for word in {*row["words"].split(), *row["after"].split()}:
                yield (*before.split(), word), row["code"]


def _by_first(pairs: Iterator[tuple[Phrase, str]]) -> Mapping[str, tuple[tuple[Phrase, str], ...]]:
    found: dict[str, dict[Phrase, str]] = {}
    for phrase, code in pairs:
        found.setdefault(phrase[0], {}).setdefault(phrase, code)
    return {
        first: tuple(sorted(entries.items(), key=lambda item: -len(item[0])))
        for first, entries in found.items()
    }


def _peoples() -> frozenset[str]:
    rows = (row for row in read("state_names") if row["kind"] == "demonym")
    return frozenset(row["form"].lower() for row in rows if row["number"] in {"plural", "both"})


@cache
def words() -> Words:
    """Read the tables once."""
    sets: dict[str, frozenset[str]] = {}
    values: dict[str, dict[str, Decimal]] = {}
    named: dict[str, dict[str, str]] = {}
    for row in read("amounts"):
        entries = [entry.partition("=")[::2] for entry in row["words"].split()]
        sets[row["id"]] = frozenset(word for word, _ in entries)
        if row["id"] in NAMED:
            named[row["id"]] = {word: (name or word).replace("_", " ") for word, name in entries}
        else:
            values[row["id"]] = {word: Decimal(value) for word, value in entries if value}
    letters = {word: letter for name, letter in CODES.items() for word in values[name]}
    peoples = _peoples()
    persons = sets["persons"] | peoples
    singular = {word.removesuffix("s") for word in sets["persons"] if word.endswith("s")}
    return Words(
        letters={**letters, **PLAIN},
        values=values,
        sets=sets,
        signs={sign: row["code"] for row in read("currencies") for sign in row["symbols"].split()},
        money=_by_first(_money()),
        hedges=frozenset(tuple(entry.split("_")) for entry in sets["hedge"]),
        after=frozenset(tuple(entry.split("_")) for entry in sets["after"]),
        persons=persons,
        peoples=peoples,
        person=frozenset(singular | sets["person"]),
        measures=named["measure"],
        wholes=named["whole"],
        openers=sets["ranked"] | sets["fold"],
    )

"""What two passages have in common beside the names in them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.codebook.gazetteer import Group, gazetteer
from dragoman.codebook.names import words
from dragoman.codebook.tables import read

_WORD = re.compile(r"[^\W\d_]{4,}")

_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "ies",
    "ed",
    "es",
    "er",
    "s",
    "y",
)
"""Endings that a stem leaves out, the longest first."""

STEM = 4
"""Letters that a stem keeps at least."""


@cache
def _common() -> frozenset[str]:
    """Words that say nothing of what a passage is about: those of expecting, of time and of speech."""
    return frozenset(read_words("content.common"))


def read_words(entry: str) -> tuple[str, ...]:
    """A list of words of the table of wordings."""
    row = next(row for row in read("wordings") if row["id"] == entry)
    return tuple(str(row["words"]).split())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def named(text: str) -> frozenset[str]:
    """Keys of the states, organisations and persons' countries that a text names."""
    found: set[str] = set()
    for hit in gazetteer().find(tuple(words(text))):
        targets = [name.target for name in hit.names]
        if any(isinstance(target, Group) for target in targets):
            continue
        keys = {getattr(target, "country", "") or getattr(target, "id", "") for target in targets}
        if len(keys) == 1:
            found |= keys
    return frozenset(key for key in found if key)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that tell what a text is about; names of parties are left out.

    Example:
        >>> sorted(stems("Kenya is expected to open an embassy in Lima before the end of the year."))
        ['embass']
    """
    row = tuple(words(text))
    taken: set[str] = set()
    for hit in gazetteer().find(row):
        taken.update(word.folded for word in row[hit.first : hit.last])
    found = {word.group().lower() for word in _WORD.finditer(text)} - _common() - taken
    return frozenset(_stem(word) for word in found)

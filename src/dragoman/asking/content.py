"""What two passages have in common beside the names in them."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.names import words
from dragoman.wording.support import word_list

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


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


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
    found = (
        {word.group().lower() for word in _WORD.finditer(text)}
        - word_list("content.common")
        - taken
    )
    return frozenset(_stem(word) for word in found)

"""Names as they are compared: folded words, so that spellings which differ only in marks meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
"""A word for the matching of names: letters and digits in a run, or initials with their stops."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands.

    Offsets:
        Code points of the text, half-open.
    """

    start: int
    end: int
    text: str
    folded: str


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold one word: no case, no diacritics, no stops.

    Example:
        >>> fold_word("Łukašenka"), fold_word("U.S.")
        ('lukasenka', 'us')
    """
    plain = word if word.isascii() else anyascii(word)
    return plain.replace(".", "").replace("'", "").casefold()


def words(text: str) -> Iterator[Word]:
    """Cut a text into words for the matching of names.

    Example:
        >>> [word.folded for word in words("Kim Jong-un's U.S. visit")]
        ['kim', 'jong', 'un', 's', 'us', 'visit']
    """
    for match in WORD.finditer(text):
        found = match.group()
        yield Word(match.start(), match.end(), found, fold_word(found))


def fold(form: str) -> tuple[str, ...]:
    """Fold a name into the words by which it is found.

    Example:
        >>> fold("Côte d’Ivoire") == fold("Cote d'Ivoire")
        True
    """
    return tuple(word.folded for word in words(form))

"""How a name sounds, so that spellings of one name in Latin letters meet."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.codebook.names import fold
from dragoman.codebook.tables import read

SHORTEST = 4
"""Letters of a surname below which two sounds that agree prove nothing."""

SPELLINGS = (
    ("sch", "x"), ("sh", "x"), ("ch", "x"), ("zh", "j"), ("kh", "k"), ("gh", "k"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("tz", "c"), ("ts", "c"), ("ou", "u"), ("oo", "u"),
    ("ei", "e"), ("ai", "e"), ("ay", "e"), ("ey", "e"), ("ee", "i"), ("yi", "i"), ("iy", "i"),
    ("ii", "i"), ("q", "k"), ("g", "k"), ("w", "v"), ("j", "y"), ("y", "i"), ("o", "u"),
)  # fmt: skip
"""Spellings of one sound across the ways of writing Arabic, Russian and Persian in Latin letters."""

DOUBLE = re.compile(r"(.)\1+")
ARTICLE = frozenset({"al", "el"})


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """The sound of a folded word: its consonants, its first vowel, and whether it ends in a vowel.

    Example:
        >>> sound("lukashenko") == sound("lukashenka"), sound("gaddafi") == sound("qadhafi")
        (True, True)
        >>> sound("hussein") == sound("husayn"), sound("hussein") == sound("hassan")
        (True, False)
    """
    plain = word
    for spelling, one in SPELLINGS:
        plain = plain.replace(spelling, one)
    plain = DOUBLE.sub(r"\1", plain)
    first = next((letter for letter in plain if letter in "aeiu"), "")
    ends = "+" if plain[-1:] in {"a", "e", "i", "u"} else ""
    bare = re.sub("[aeiu]", "", plain)
    return DOUBLE.sub(r"\1", bare) + first.replace("i", "e") + ends


def ends_of(name: tuple[str, ...]) -> tuple[str, str] | None:
    """The sounds of the first and the last word of a full name; none where it is too short."""
    words = [word for word in name if word not in ARTICLE]
    if len(words) < 2 or len(words[-1]) < SHORTEST or len(words[0]) < SHORTEST:
        return None
    return sound(words[0]), sound(words[-1])


@cache
def heard() -> dict[tuple[str, str], tuple[str, str]]:
    """Holders of office by the sound of their names; a sound that two share is left out."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in read("persons"):
        if row["kind"] == "self" and (key := ends_of(fold(row["person"]))):
            found.setdefault(key, set()).add((row["country"], row["person"]))
    return {key: next(iter(persons)) for key, persons in found.items() if len(persons) == 1}

"""Which language a text is in."""

from __future__ import annotations

READABLE = frozenset({"en"})
"""Languages that the readers know."""

SAMPLE = 4000
"""Characters from which the language is told."""

ENOUGH = 60
"""Characters under which a text is too short to tell, and is taken as English."""

ENGLISH = "en"

DOUBT = 40.0
"""Natural log of the odds against English up to which a text still counts as English.

Measured on 2026-11-26: English news cut to 70 letters falls behind by 26 at most, where it is full of
foreign names; one sentence of German, French, Dutch, Spanish or Italian is ahead by 100 or more.
"""


def language_of(text: str) -> str:
    """Tell the language of a text as ISO 639-1."""
    sample = text[:SAMPLE]
    letters = [ch for ch in sample if ch.isalpha()]
    if len(letters) < ENOUGH:
        return ENGLISH
    from py3langid import langid

    ranked = langid.rank(sample)
    best, score = ranked[0]
    english = next(odds for name, odds in ranked if name == ENGLISH)
    return ENGLISH if score - english <= DOUBT else str(best)

"""Which language a text is in."""

from __future__ import annotations

READABLE = frozenset({"en"})
"""Languages that the readers know."""

SAMPLE = 4000
"""Characters from which the language is told."""

ENOUGH = 60
"""Characters under which a text is too short to tell, and is taken as English."""


def language_of(text: str) -> str:
    """Tell the language of a text as ISO 639-1."""
    sample = text[:SAMPLE]
    letters = [ch for ch in sample if ch.isalpha()]
    if len(letters) < ENOUGH:
        return "en"
    from py3langid import langid

    found, _ = langid.classify(sample)
    return str(found)

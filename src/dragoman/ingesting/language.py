"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READABLE = frozenset({"en"})
"""Languages that the readers know."""

SAMPLE = 4000
"""Characters from which the language is told."""

ENOUGH = 60
"""Characters under which a text is too short to tell, and is taken as English."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)


def language_of(text: str) -> str:
    """Tell the language of a text as ISO 639-1."""
    sample = text[:SAMPLE]
    letters = [ch for ch in sample if ch.isalpha()]
    if len(letters) < ENOUGH:
        return "en"
    found, _ = _identifier().classify(sample)
    return str(found)

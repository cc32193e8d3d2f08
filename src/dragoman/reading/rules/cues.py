"""Cue phrases of the ontology, found in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.ontology import table


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that shows an entry of a table.

    Offsets:
        Code points of the text searched.
    """

    entry: str
    start: int
    end: int
    text: str


@cache
def _pattern(name: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    owners: dict[str, str] = {}
    for entry in table(name).values():
        for cue in entry.cues:
            owners.setdefault(cue.lower(), entry.id)
    if not owners:
        return None, owners
    longest_first = sorted(owners, key=lambda cue: (-len(cue), cue))
    union = "|".join(re.escape(cue) for cue in longest_first)
    return re.compile(rf"(?<!\w)(?:{union})(?!\w)"), owners


def find(name: str, text: str) -> list[Cue]:
    """Find the cue phrases of a table, longest first at each place.

    Example:
        >>> [cue.entry for cue in find("contexts", "the two armies fought over the border")][:1] != []
        True
    """
    pattern, owners = _pattern(name)
    if pattern is None:
        return []
    return [
        Cue(owners[match.group()], match.start(), match.end(), match.group())
        for match in pattern.finditer(text.lower() if len(text.lower()) == len(text) else text)
    ]

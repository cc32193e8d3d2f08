"""Names in no list, where the words beside them say that they are places."""

from __future__ import annotations

import re

from dragoman.codebook.places import places
from dragoman.reading.places.candidate import Candidate
from dragoman.reading.places.scene import Scene, cues

SURE = frozenset({"near", "outside", "in", "around"})
"""Prepositions after which a name in no list may be a place."""
SHORTEST, LONGEST = 4, 3
"""Letters that such a name has at least, and words at most."""
ADJECTIVE = re.compile("(?:ian|ean|ish|ese|ic)$")
"""How adjectives of peoples and their languages end, in most cases."""
AFTER = frozenset({"river", "county", "township", "creek", "lake", "island"})
AFTER_SMALL = frozenset({"river", "district", "province", "county", "village"})
BEFORE = frozenset({"lake", "mount"})
"""Nouns that make a place of the name before or after them; those of ``AFTER_SMALL`` without a capital."""


def unlisted(scene: Scene, at: int) -> Candidate | None:
    """Find a place in no list that begins at a word."""
    folded = scene.folded(at)
    opens = scene.opens(at) and folded in cues()["opener"] | cues()["direction"]
    if opens or folded in cues()["never"] or scene.loud(at):
        return None
    return _featured(scene, at) or _after_preposition(scene, at) or _before_state(scene, at)


def _featured(scene: Scene, at: int) -> Candidate | None:
    """'Cedar Creek', 'Lake Wobegon', 'the Isfara river'."""
    folded, after = scene.folded(at), scene.folded(at + 1)
    if not scene.beside(at):
        return None
    if after in AFTER and scene.capital(at + 1):
        last = at + 2
    elif after in AFTER_SMALL and not scene.capital(at + 1) and not scene.opens(at):
        last = _named(scene, at)
        if last != at + 1 or (scene.capital(at - 1) and scene.beside(at - 1)):
            return None
    elif folded in BEFORE and scene.capital(at + 1):
        last = at + 2
    else:
        return None
    return Candidate(at, last, f"{folded} {after}", "", (), feature=True)


def _named(scene: Scene, at: int) -> int:
    """The word after a row of capitals that can be a name; where it is none, the row's first."""
    word = scene.words[at]
    if word.text.isupper() or len(word.text) < SHORTEST or ADJECTIVE.search(word.folded):
        return at
    last = at + 1
    while scene.capital(last) and scene.joined(last - 1) and last - at < LONGEST:
        last += 1
    more = scene.capital(last) and scene.joined(last - 1)
    if (
        more
        or (scene.beside(last - 1) and scene.folded(last).isdigit())
        or any(ch.isdigit() for ch in word.text)
    ):
        return at
    other = cues()["body"] | cues()["event"] | cues()["road"]
    return at if any(scene.folded(step) in other for step in range(at, last)) else last


def _candidate(scene: Scene, at: int, last: int) -> Candidate | None:
    key = " ".join(scene.folded(step) for step in range(at, last))
    return Candidate(at, last, key, "", (), unlisted=True) if last > at else None


def _after_preposition(scene: Scene, at: int) -> Candidate | None:
    """'near Gobbledok'."""
    if scene.folded(at - 1) not in SURE or not scene.beside(at - 1):
        return None
    return _candidate(scene, at, _named(scene, at))


def _before_state(scene: Scene, at: int) -> Candidate | None:
    """'Gobbledok, Ohio,'."""
    last = _named(scene, at)
    if (
        last == at
        or scene.gap(last - 1) != ", "
        or (scene.capital(at - 1) and scene.beside(at - 1))
    ):
        return None
    for count, entry in places().starting([word.folded for word in scene.words[last : last + 3]]):
        division = entry.sites[0].kind in {"state", "region"} and scene.capital(last)
        if division and scene.gap(last + count - 1)[:1] in {",", ".", "\n"}:
            return _candidate(scene, at, last)
    return None

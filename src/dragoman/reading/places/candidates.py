"""Stretches of text that could name a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.codebook.places import Entry, Site, places
from dragoman.reading.places.scene import Scene, cues

LONGEST_NAME = 7
"""Words of a name at most."""
SMALL_WORD = 5
"""Letters up to which a word inside a name may lack its capital: 'of', 'upon', 'state'."""
SURE = frozenset({"near", "outside", "in", "around"})
"""Prepositions after which a name in no list may be a place."""
ADJECTIVE = re.compile("(?:ian|ean|ish|ese|ic)$")
"""How adjectives of peoples and their languages end, in most cases."""
UNLISTED, LONGEST_UNLISTED = 4, 3
"""Letters that such a name has at least, and words at most."""
SMALL_KINDS = frozenset({"region", "district", "area"})


@dataclass(slots=True, eq=False)
class Candidate:
    """Words that could name a place.

    Args:
        last: the word after its last.
        key: by what it is one with other mentions of the document.
        holder: the candidate that a comma says it lies in; ``holds``: it is one.
        score: how strongly the words around it say that it is a place.
        spoken_for: it is part of a person's or an organisation's name.
        feature: a noun such as 'river' is part of it; ``division``: a noun such as 'province' goes with it.
    """

    first: int
    last: int
    key: str
    flags: str
    sites: tuple[Site, ...]
    holder: Candidate | None = None
    holds: bool = False
    score: float = 0.0
    located: bool = False
    spoken_for: str = ""
    feature: bool = False
    division: bool = False
    unlisted: bool = False
    reasons: list[str] = field(default_factory=list)


def _written(scene: Scene, first: int, last: int, entry: Entry) -> bool:
    """Say whether the words are written as the name of a place is."""
    for at in range(first, last - 1):
        gap_fits = scene.joined(at) or (scene.gap(at) == ", " and scene.folded(at + 1) == "dc")
        if not gap_fits:
            return False
    for at in range(first + 1, last):
        word = scene.words[at].text
        if not word[0].isupper() and len(word) > SMALL_WORD and scene.gap(at - 1) == " ":
            return entry.sites[0].kind in SMALL_KINDS
    if "A" in entry.flags:
        bare = scene.text[scene.words[first].start : scene.words[last - 1].end].replace(".", "")
        return bare.isupper() and not (scene.loud(first) and bare == "US")
    return True


def _short_form(scene: Scene, first: int, last: int) -> bool:
    """Say whether a state's short form stands where it can: after a comma, in capitals where it has two."""
    word = scene.words[first].text
    if scene.gap(first - 1) != ", " or not scene.capital(first - 1):
        return False
    return last - first > 1 or len(word) > 2 or word.isupper() or scene.gap(first)[:1] == "."


def _match(scene: Scene, at: int) -> Candidate | None:
    window = [word.folded for word in scene.words[at : at + LONGEST_NAME]]
    for count, entry in places().starting(window):
        last = at + count
        if not _written(scene, at, last, entry):
            continue
        if "P" in entry.flags and not _short_form(scene, at, last):
            continue
        return Candidate(at, last, entry.key, entry.flags, entry.sites)
    return None


def _extend(scene: Scene, found: Candidate) -> None:
    """Take a noun with a capital into the name: 'Borno State', 'York Township'."""
    last = found.last
    found.feature = last - found.first > 1 and scene.folded(last - 1) in cues()["ending"]
    found.division = scene.folded(last) in cues()["division"] and scene.beside(last - 1)
    if (
        scene.folded(last) in cues()["airfield"]
        and scene.folded(last + 1) == "airport"
        and scene.beside(last - 1)
    ):
        found.last = last = last + 1
    if scene.folded(last) in cues()["ending"] and scene.capital(last) and scene.beside(last - 1):
        found.last += 1
        found.feature = True


def _unlisted(scene: Scene, at: int) -> Candidate | None:
    """A name in no list that a noun makes a place: 'Cedar Creek', 'Lake Wobegon', 'the Isfara river'."""
    folded = scene.folded(at)
    after = scene.folded(at + 1)
    if scene.opens(at) and folded in cues()["opener"] | cues()["direction"]:
        return None
    if folded in cues()["never"] or scene.loud(at):
        return None
    if after in {"river", "county", "township", "creek", "lake", "island"} and scene.beside(at):
        last = at + 2 if scene.capital(at + 1) else at + 1
        if last == at + 1 and after != "river":
            return None
        return Candidate(at, last, f"{folded} {after}", "", (), feature=True)
    if folded in {"lake", "mount"} and scene.capital(at + 1) and scene.beside(at):
        return Candidate(at, at + 2, f"{folded} {after}", "", (), feature=True)
    return _after_preposition(scene, at)


def _after_preposition(scene: Scene, at: int) -> Candidate | None:
    """A name in no list after a preposition that only a place follows: 'near Gobbledok'."""
    word = scene.words[at]
    before = scene.folded(at - 1)
    if (
        before not in SURE
        or not scene.beside(at - 1)
        or word.text.isupper()
        or len(word.text) < UNLISTED
    ):
        return None
    last = at + 1
    while scene.capital(last) and scene.joined(last - 1) and last - at < LONGEST_UNLISTED:
        last += 1
    if (scene.capital(last) and scene.joined(last - 1)) or scene.folded(last).isdigit():
        return None
    if ADJECTIVE.search(word.folded) or any(ch.isdigit() for ch in word.text):
        return None
    if any(scene.folded(step) in cues()["body"] | cues()["event"] for step in range(at, last)):
        return None
    key = " ".join(scene.folded(step) for step in range(at, last))
    return Candidate(at, last, key, "", (), unlisted=True)


def find(scene: Scene) -> Iterator[Candidate]:
    """Find candidates, the longest at each place, none inside another."""
    at, count = 0, len(scene.words)
    while at < count:
        word = scene.words[at]
        starts = word.text[0].isupper() or (
            word.folded in cues()["article"] and scene.gap(at) == "-"
        )
        found = (_match(scene, at) or _unlisted(scene, at)) if starts else None
        if found is None:
            at += 1
            continue
        if found.sites:
            _extend(scene, found)
        yield found
        at = found.last


def hold(scene: Scene, found: list[Candidate]) -> None:
    """Say which candidates lie in the one after their comma: 'Springfield, Illinois'."""
    for inner, outer in pairwise(found):
        if inner.last != outer.first or scene.gap(inner.last - 1) not in {", ", ",\n"}:
            continue
        regions = {
            site.region for site in outer.sites if site.kind in {"region", "state", "capital"}
        }
        if any(_inside(site, regions) for site in inner.sites):
            inner.holder = outer
            outer.holds = True


def _inside(site: Site, regions: set[str]) -> bool:
    return site.kind != "state" and (site.region in regions or site.country in regions)

"""Names that the index holds, where they are written as names."""

from __future__ import annotations

from dragoman.codebook.places import Entry, places
from dragoman.reading.places.candidate import Candidate
from dragoman.reading.places.scene import Scene, cues

LONGEST_NAME = 7
"""Words of a name at most."""
SMALL_WORD = 5
"""Letters up to which a word inside a name may lack its capital: 'of', 'upon', 'state'."""
SMALL_KINDS = frozenset({"region", "district", "area"})
"""Kinds whose names may end in a small letter: 'Krasnodar region', 'Baltic states'."""


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
    """Say whether a state's short form stands where it can: after a comma or a party, 'R-Ky.'."""
    word = scene.words[first].text
    party = scene.gap(first - 1) == "-" and scene.folded(first - 1) in {"d", "r", "i"}
    if not party and (scene.gap(first - 1) != ", " or not scene.capital(first - 1)):
        return False
    return last - first > 1 or len(word) > 2 or word.isupper() or scene.gap(first)[:1] == "."


def listed(scene: Scene, at: int) -> Candidate | None:
    """Find the longest name of the index that begins at a word."""
    window = [word.folded for word in scene.words[at : at + LONGEST_NAME]]
    for count, entry in places().starting(window):
        last = at + count
        if not _written(scene, at, last, entry):
            continue
        if "P" in entry.flags and not _short_form(scene, at, last):
            continue
        if _goes_on(scene, last):
            key = f"{entry.key} {scene.folded(last)} {scene.folded(last + 1)}"
            return Candidate(at, last + 2, key, "", (), unlisted=True)
        found = Candidate(at, last, entry.key, entry.flags, entry.sites)
        _extend(scene, found)
        return found
    return None


def _goes_on(scene: Scene, last: int) -> bool:
    """Say whether an Arabic article carries a name further than the index has it: 'Hammam al-Alil'."""
    article = scene.folded(last) in cues()["article"] and not scene.capital(last)
    return (
        article
        and scene.gap(last) == "-"
        and scene.gap(last - 1) in {" ", "-"}
        and scene.capital(last + 1)
    )


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

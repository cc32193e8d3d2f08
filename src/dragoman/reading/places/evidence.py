"""How strongly the words around a name say that it is a place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.codebook.places import places
from dragoman.reading.annotations import ActorMention, MentionKind
from dragoman.reading.places.candidate import Candidate
from dragoman.reading.places.scene import Scene, cues

ACCEPTED = 2.0
"""Evidence from which a candidate is a place; the unit of all weights below is a half of it."""

KIND_WEIGHTS = {
    "state": 4.0,
    "capital": 3.0,
    "region": 2.5,
    "water": 2.5,
    "land": 2.5,
    "area": 2.5,
    "site": 2.2,
    "district": 0.0,
}
"""What a thing on the map weighs before its surroundings speak; cities weigh by their size."""

TOWN = 3.2
"""Size from which a town weighs anything."""
SMALL_REGION = 1.5
LARGE_REGION = 5.7
"""Size, half a million inhabitants, under which a division is named in the news as rarely as a town."""

WEIGHTS = {
    "w": -1.5,
    "g": -0.7,
    "s": -0.7,
    "within": 2.0,
    "motion": 1.2,
    "loose": 0.0,
    "locality": 2.0,
    "holder": 3.0,
    "holds": 2.0,
    "listed": 1.5,
    "dateline": 3.0,
    "feature": 2.5,
    "based": 2.0,
    "possessive": 0.3,
    "saying": -1.0,
    "speaker": -2.5,
    "civic": 1.5,
    "title": -5.0,
    "given": -5.0,
    "name before": -3.0,
    "opener": -2.5,
    "name after": -3.0,
    "person after": -5.0,
    "body": -6.0,
    "road": -6.0,
    "event": -6.0,
    "never": -8.0,
    "opens": -1.5,
    "person": -6.0,
    "namesake": -2.5,
    "organisation": -8.0,
    "adjective": -8.0,
    "seat": -4.0,
    "acronym": -6.0,
    "money": -8.0,
}
"""What a cue adds; set by hand on the tuned half of the development set."""

TWIN = 4.5
"""Size, thirty thousand inhabitants, from which a hyphen joins two places: 'Dallas-Fort Worth'."""
ACRONYM = 5
"""Letters up to which a word in capitals is taken for an acronym."""
LISTING = 1.0
"""Evidence from which a name speaks for the next of its list."""
WITHIN = frozenset({"within", "dateline", "holder"})
WAIVED = frozenset({"organisation", "seat"})
"""What the actors layer says that counts for nothing after 'in': 'the authorities in Stepanakert'."""
FAMOUS = frozenset(kind for kind, weight in KIND_WEIGHTS.items() if weight >= KIND_WEIGHTS["area"])
METROPOLIS = 6.3
"""Size, two million inhabitants, from which a city's name is rarely meant otherwise."""
DOUBTS = frozenset({"w", "g", "s", "opens", "namesake", "speaker"})
"""Doubts that the name itself raises; they do not touch what is named too often to be meant otherwise."""
PERSONS = frozenset({MentionKind.PERSON})
ORGANISATIONS = frozenset({MentionKind.ORGANISATION, MentionKind.COMPANY, MentionKind.MOVEMENT})
ADJECTIVES = frozenset({MentionKind.ADJECTIVE, MentionKind.DEMONYM})
PEOPLES = ADJECTIVES | PERSONS | {MentionKind.MOVEMENT, MentionKind.GROUP}


def base(candidate: Candidate) -> float:
    """What the most prominent thing of a name weighs."""
    best = 0.5 if candidate.feature and not candidate.sites else 0.0
    for site in candidate.sites:
        weight = KIND_WEIGHTS.get(site.kind)
        if site.kind == "region" and site.size < LARGE_REGION:
            weight = SMALL_REGION
        if weight is None:
            weight = max(0.0, (site.size - TOWN) * 0.9)
        best = max(best, weight)
    return best


class Judge:
    """Weighs the candidates of one text."""

    def __init__(self, scene: Scene, actors: Sequence[ActorMention]) -> None:
        self._scene = scene
        self._cues = cues()
        self._given = places().given
        self._actors = list(actors)
        self._next = 0

    def weigh(self, candidate: Candidate) -> None:
        """Give a candidate its score and reasons."""
        score = base(candidate)
        clues = [*self._own(candidate), *self._before(candidate), *self._after(candidate)]
        clues += self._named(candidate)
        strong = any(site.kind in FAMOUS or site.size >= METROPOLIS for site in candidate.sites)
        for clue in clues:
            weight = WEIGHTS[clue]
            if (strong and clue in DOUBTS) or (clue in WAIVED and WITHIN & set(clues)):
                continue
            score += weight
            if weight <= WEIGHTS["name after"]:
                candidate.spoken_for = clue
        candidate.score = score
        candidate.reasons = clues
        candidate.located = bool({"within", "dateline"} & set(clues))

    def _own(self, candidate: Candidate) -> list[str]:
        scene = self._scene
        clues = [flag for flag in "wgs" if flag in candidate.flags][:1]
        alone = candidate.last - candidate.first == 1 and not candidate.holds
        if alone and candidate.key in self._cues["never"]:
            clues.append("never")
        if self._acronym(candidate):
            clues.append("acronym")
        if "w" in candidate.flags and scene.opens(candidate.first):
            clues.append("opens")
        features = self._cues["feature"]
        ends = candidate.last - candidate.first > 1 and scene.folded(candidate.last - 1) in features
        if candidate.feature or ends or scene.folded(candidate.last) in features - {"state"}:
            clues.append("feature")
        if candidate.holder is not None:
            clues.append("holder")
        if candidate.holds:
            clues.append("holds")
        if scene.dated(candidate.first):
            clues.append("dateline")
        return clues

    def _acronym(self, candidate: Candidate) -> bool:
        """Say whether a name in capitals is rather an acronym: 'NATO' is a town, too."""
        scene, word = self._scene, self._scene.words[candidate.first].text
        alone = candidate.last - candidate.first == 1 and word.isupper() and len(word) <= ACRONYM
        quiet = not scene.loud(candidate.first) and not scene.dated(candidate.first)
        return alone and quiet and not {"A", "P"} & set(candidate.flags)

    def _before(self, candidate: Candidate) -> list[str]:
        scene, at = self._scene, candidate.first - 1
        if at >= 0 and scene.folded(at) in self._cues["determiner"] and scene.beside(at):
            at -= 1
        word = scene.folded(at)
        touching = at >= 0 and (scene.beside(at) or scene.gap(at) in {"\n", "-"})
        if not touching:
            return []
        if scene.capital(at) and scene.gap(at) != "\n" and not scene.loud(candidate.first):
            clue = self._capital_before(at, candidate)
            if clue:
                return [clue]
        if word == "of":
            return self._before_of(at)
        return [c for c in ("within", "motion", "loose") if word in self._cues[c]][:1]

    def _before_of(self, at: int) -> list[str]:
        scene = self._scene
        head = scene.folded(at - 1)
        if scene.capital(at - 1) and not scene.opens(at - 1) and head in self._cues["membership"]:
            return ["body"]
        return ["locality" if head in self._cues["locality"] else "motion"]

    def _capital_before(self, at: int, candidate: Candidate) -> str:
        """A word with a capital before a name: a title, a given name, or more of some other name."""
        scene, word = self._scene, self._scene.folded(at)
        if scene.gap(at) == "-" or at + 1 != candidate.first:
            return ""
        if word in self._cues["title"]:
            return "title"
        if scene.opens(at) and word in self._cues["opener"]:
            return ""
        if word in self._cues["direction"] or word in self._cues["opener"]:
            return ""
        if self._is_adjective(at):
            return ""
        if word in self._given or len(word) == 1:
            return "given"
        return "opener" if scene.opens(at) else "name before"

    def _after(self, candidate: Candidate) -> list[str]:
        scene, last = self._scene, candidate.last
        gap, word = scene.gap(last - 1), scene.folded(last)
        if gap[:1] in {"$", "€", "£"}:
            return ["money"]
        if gap == "-" and word in self._cues["seated"]:
            return ["based"]
        if gap in {"'", "’"} and word == "s":
            return ["possessive"]
        if gap == "-" and scene.capital(last) and not self._place_at(last, at_least=TWIN):
            return ["name after"]
        if not scene.beside(last - 1):
            return []
        if not scene.capital(last):
            if word in self._cues["ailment"]:
                return ["event"]
            if word in self._cues["saying"]:
                return ["speaker" if {"g", "s"} & set(candidate.flags) else "saying"]
            return ["civic"] if word in self._cues["civic"] else []
        return self._capital_after(candidate)

    def _capital_after(self, candidate: Candidate) -> list[str]:
        scene, last = self._scene, candidate.last
        word = scene.folded(last)
        for clue in ("body", "road", "event"):
            if word in self._cues[clue]:
                return [clue]
        if scene.loud(candidate.first) or candidate.feature:
            return []
        if word in self._cues["office"] | self._cues["day"] or self._place_at(last):
            return []
        if self._is_adjective(last):
            return []
        if self._body_follows(last):
            return ["body"]
        if "g" in candidate.flags:
            return ["person after"]
        return ["name after"]

    def _body_follows(self, at: int) -> bool:
        """Say whether a row of capitals ends in an organisation: 'Sydney Morning Herald'."""
        scene = self._scene
        for step in range(at, at + 4):
            if not scene.capital(step):
                return False
            if scene.folded(step) in self._cues["body"]:
                return True
            if not scene.joined(step):
                return False
        return False

    def _place_at(self, at: int, *, at_least: float = math.inf) -> bool:
        """Say whether a state, a capital or a place of some size begins at a word."""
        window = [self._scene.folded(step) for step in range(at, at + 3)]
        return any(
            site.kind in {"state", "capital"} or site.size >= at_least
            for _, entry in places().starting(window)
            for site in entry.sites[:1]
        )

    def _is_adjective(self, at: int) -> bool:
        """Say whether a word is an adjective of a state, or the name of its people."""
        end = self._scene.words[at].end
        return any(
            m.kind in ADJECTIVES and m.span.end == end
            for m in self._actors[max(0, self._next - 4) : self._next + 4]
        )

    def _named(self, candidate: Candidate) -> list[str]:
        """What the actors layer says of the same words."""
        scene = self._scene
        start, end = scene.words[candidate.first].start, scene.words[candidate.last - 1].end
        while self._next < len(self._actors) and self._actors[self._next].span.end <= start:
            self._next += 1
        if self._next == len(self._actors):
            return []
        mention = self._actors[self._next]
        if mention.span.start >= end:
            return []
        if candidate.unlisted and mention.kind is not MentionKind.UNKNOWN:
            return ["adjective"]
        if not candidate.sites and mention.kind in PEOPLES:
            return ["adjective"]
        longer = mention.span.start < start or mention.span.end > end
        if mention.kind in PERSONS:
            if not longer:
                return ["namesake"]
            inner = mention.span.start < start and mention.span.end == end
            return ["person"] if inner and scene.capital(candidate.first - 1) else []
        if mention.kind in ORGANISATIONS and longer:
            return ["organisation"]
        whole = mention.span.start <= start and mention.span.end >= end
        if mention.kind in ADJECTIVES and whole and not longer and "A" not in candidate.flags:
            free = base(candidate) >= KIND_WEIGHTS["area"] and not scene.beside(candidate.last - 1)
            return [] if free else ["adjective"]
        if mention.kind is MentionKind.SEAT:
            return ["seat"]
        return []


def _listed(scene: Scene, before: Candidate, candidate: Candidate) -> bool:
    """Say whether two names stand side by side in a list: 'Macon and Savannah'."""
    between = candidate.first - before.last
    if between == 0:
        return scene.gap(before.last - 1) in {", ", "-", "–", "/"}
    return between == 1 and scene.folded(before.last) in {"and", "or"}


def settle(scene: Scene, candidates: Sequence[Candidate]) -> None:
    """Carry evidence between the mentions of one name, and along lists and commas."""
    strongest: dict[str, float] = {}
    persons: set[str] = set()
    for candidate in candidates:
        strongest[candidate.key] = max(strongest.get(candidate.key, -9.0), candidate.score)
        surname = candidate.spoken_for == "name before" and base(candidate) < SMALL_REGION
        if surname or candidate.spoken_for in {"given", "title", "person after", "person"}:
            persons.add(candidate.key)
    for before, candidate in zip([None, *candidates], candidates, strict=False):
        if candidate.spoken_for:
            continue
        if before is not None and before.score >= LISTING and _listed(scene, before, candidate):
            candidate.score += WEIGHTS["listed"]
        if candidate.key in persons and base(candidate) < KIND_WEIGHTS["state"]:
            if not WITHIN & set(candidate.reasons):
                candidate.score -= 3.0
        elif strongest[candidate.key] >= ACCEPTED + 1.0:
            candidate.score += 1.5

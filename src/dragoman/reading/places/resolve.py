"""Which of all places that bear a name a document means: the ones that lie together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.codebook.places import Site
from dragoman.reading.places.candidate import Candidate

PRIOR = {"state": 2.0, "capital": 0.5, "district": -1.0}
"""What a kind adds to the size, in powers of ten of inhabitants: 'Mexico' is the state first."""
SHARPNESS = 1.6
"""How much of a name's vote its likeliest place gets."""
OVERHEARD = 0.25
"""Voice of a name that is doubtful or part of an organisation's, beside 1 for a place."""
SCALE = 1.2
"""What a power of ten of inhabitants counts."""
FAME, FAMED = 0.5, 5.3
"""What it counts besides over 200,000: great cities are named without more far from where they lie."""
ROUNDS = 3
COUNTRY, REGION, NEAR = 1.8, 1.2, 1.6
"""What the votes of a country, a first-level division and a neighbourhood add, each by its logarithm."""
HELD = 8.0
"""What an explicit container adds: more than any prior."""
CELL = 1.5
"""Degrees of a cell of the map; a neighbourhood is nine cells."""
NATURAL = frozenset({"water", "land", "area"})
"""Kinds after which divisions are called: 'Red Sea' is the sea, 'Red Sea State' the division."""
UNSAID = 4.0
"""What a county of the United States loses without the word: 'Dallas' is none of the Dallas Counties."""
BROAD = frozenset({"state", "area"})
"""Kinds so wide that a point says little about where they lie."""
DIVISIONS = frozenset({"region", "district"})
DIVISION = 1.5
"""What 'province' and the like add to a division; a town of its name and in it is likelier without."""
ALIAS = 1.5
"""What a name that is not the usual one loses."""

Mark = str | int
"""To what a place gives its vote: the code of a state or a division, or the number of a cell."""
ROW = 1000
"""What the number of a cell grows by from row to row; more than a row has cells."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place with the marks that it votes for; ``around`` are the cells of its neighbourhood."""

    site: Site
    marks: tuple[Mark, ...]
    around: tuple[int, ...]


@dataclass(slots=True)
class _Sense:
    """One name of a document, with the places that it can be."""

    key: str
    places: tuple[_Place, ...]
    weight: float = 0.0
    holders: list[Candidate] = field(default_factory=list)
    priors: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    division: bool = False

    def cast(self) -> dict[Mark, float]:
        """The votes of the name, shared among its places."""
        votes: dict[Mark, float] = defaultdict(float)
        for place, share in zip(self.places, self.shares, strict=True):
            for mark in place.marks:
                votes[mark] += share * self.weight
        return votes

    @property
    def best(self) -> Site:
        """The likeliest place."""
        return self.places[max(range(len(self.shares)), key=self.shares.__getitem__)].site


def _cell(site: Site) -> int:
    return math.floor(site.lat / CELL) * ROW + math.floor(site.lon / CELL)


def _around(cell: int) -> tuple[int, ...]:
    return tuple(cell + row * ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1))


@lru_cache(maxsize=16_384)
def _placed(site: Site) -> _Place:
    marks: list[Mark] = [mark for mark in dict.fromkeys((site.country, site.region)) if mark]
    if site.kind in BROAD:
        return _Place(site, tuple(marks), ())
    cell = _cell(site)
    return _Place(site, (*marks, cell), _around(cell))


def _share(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(SHARPNESS * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _prior(sense: _Sense, site: Site) -> float:
    sites = [place.site for place in sense.places]
    score = SCALE * site.size + PRIOR.get(site.kind, 0.0)
    if site.kind in {"city", "capital"}:
        score += FAME * max(0.0, site.size - FAMED)
    if site.alias:
        score -= ALIAS
    if site.kind in DIVISIONS:
        if sense.division:
            score += DIVISION
        elif site.kind == "district" and site.country == "USA" and "county" not in sense.key:
            score -= UNSAID
        elif any(other.kind in NATURAL for other in sites):
            score -= 2 * DIVISION
        elif any(other.region == site.region and other.kind not in DIVISIONS for other in sites):
            score -= DIVISION
    for holder in sense.holders:
        if any(h.region == site.region or h.region == site.country for h in holder.sites):
            score += HELD
            break
    return score


def _support(place: _Place, votes: Mapping[Mark, float]) -> float:
    """What the other names of the document say for a place."""
    site = place.site
    country = votes.get(site.country, 0.0) if site.country else 0.0
    region = votes.get(site.region, 0.0) if site.region != site.country else 0.0
    near = sum([votes.get(cell, 0.0) for cell in place.around])
    return (
        COUNTRY * math.log1p(max(0.0, country))
        + REGION * math.log1p(max(0.0, region))
        + NEAR * math.log1p(max(0.0, near))
    )


def _senses(candidates: Iterable[Candidate]) -> list[_Sense]:
    senses: dict[str, _Sense] = {}
    for candidate in candidates:
        if not candidate.sites:
            continue
        sense = senses.get(candidate.key)
        if sense is None:
            sense = _Sense(candidate.key, tuple(_placed(site) for site in candidate.sites))
            senses[candidate.key] = sense
        sense.weight = max(sense.weight, _voice(candidate))
        if candidate.holder is not None:
            sense.holders.append(candidate.holder)
        sense.division = sense.division or candidate.division
    for sense in senses.values():
        sense.priors = [_prior(sense, place.site) for place in sense.places]
        sense.shares = _share(sense.priors)
    return list(senses.values())


def resolve(
    candidates: Iterable[Candidate], leanings: Mapping[str, float]
) -> dict[str, Site | None]:
    """Choose one place for each name of a document.

    Args:
        leanings: votes for states from what else the document names, by their code.
    """
    senses = _senses(candidates)
    for _ in range(ROUNDS):
        casts = [sense.cast() for sense in senses]
        votes: dict[Mark, float] = defaultdict(float)
        votes.update(leanings)
        for cast in casts:
            for mark, weight in cast.items():
                votes[mark] += weight
        for sense, cast in zip(senses, casts, strict=True):
            if len(sense.places) == 1:
                continue
            for mark, weight in cast.items():
                votes[mark] -= weight
            scores = [
                prior + _support(place, votes)
                for prior, place in zip(sense.priors, sense.places, strict=True)
            ]
            for mark, weight in cast.items():
                votes[mark] += weight
            sense.shares = _share(scores)
    return {sense.key: sense.best for sense in senses}


DOMINANT = 0.6
"""Share of the accepted mentions from which a state is the one that a report is about."""


def dominant(sites: Iterable[Site]) -> str:
    """The state in which most places of a document lie; empty where none does."""
    counts = Counter(site.country for site in sites if site.country)
    if not counts:
        return ""
    country, most = counts.most_common(1)[0]
    return country if most >= DOMINANT * counts.total() else ""


def _voice(candidate: Candidate) -> float:
    """How much a candidate has to say about where the document plays."""
    if candidate.spoken_for in {"body", "organisation", "name after", "road", "event"}:
        return OVERHEARD
    if candidate.spoken_for:
        return 0.0
    return 1.0 if candidate.score >= 1.0 else OVERHEARD


SAME_STATE, NEARBY = 0.6, 1.1
"""What it adds to a doubtful name that it lies in a state, or near a place, that is surely named."""


class Anchors:
    """The places that a document surely names, by what lies near them."""

    def __init__(self, sites: Iterable[Site]) -> None:
        kept = set(sites)
        self._states = {site.country for site in kept if site.country}
        self._cells = {cell for site in kept for cell in _placed(site).around}

    def near(self, site: Site) -> float:
        """How well a place lies with them: one step for its state, one for its neighbourhood."""
        neighbourhood = site.kind not in BROAD and _cell(site) in self._cells
        return SAME_STATE * (site.country in self._states) + NEARBY * neighbourhood

"""Which of all places that bear a name a document means: the ones that lie together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
UNSAID = 4.0
"""What a county of the United States loses without the word: 'Dallas' is none of the Dallas Counties."""
BROAD = frozenset({"state", "area"})
"""Kinds so wide that a point says little about where they lie."""
DIVISIONS = frozenset({"region", "district"})
DIVISION = 1.5
"""What 'province' and the like add to a division; a town of its name and in it is likelier without."""
ALIAS = 1.5
"""What a name that is not the usual one loses."""

Votes = Mapping[str, float]


@dataclass(slots=True)
class _Sense:
    """One name of a document, with the places that it can be."""

    key: str
    sites: tuple[Site, ...]
    weight: float
    holders: list[Candidate] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    division: bool = False


def _cell(site: Site) -> tuple[int, int]:
    return math.floor(site.lat / CELL), math.floor(site.lon / CELL)


def _marks(site: Site) -> list[tuple[str, object]]:
    """To whom a place gives its vote."""
    marks: list[tuple[str, object]] = []
    if site.country:
        marks.append(("country", site.country))
    if site.region != site.country and site.region:
        marks.append(("region", site.region))
    if site.kind not in BROAD:
        marks.append(("cell", _cell(site)))
    return marks


def _share(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(SHARPNESS * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _prior(sense: _Sense, site: Site) -> float:
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
        elif any(
            other.region == site.region and other.kind not in DIVISIONS for other in sense.sites
        ):
            score -= DIVISION
    for holder in sense.holders:
        if any(h.region == site.region or h.region == site.country for h in holder.sites):
            score += HELD
            break
    return score


def _support(
    site: Site, votes: Mapping[tuple[str, object], float], own: Mapping[tuple[str, object], float]
) -> float:
    def told(mark: tuple[str, object]) -> float:
        return max(0.0, votes.get(mark, 0.0) - own.get(mark, 0.0))

    score = 0.0
    for kind, what in _marks(site):
        if kind == "country":
            score += COUNTRY * math.log1p(told((kind, what)))
        elif kind == "region":
            score += REGION * math.log1p(told((kind, what)))
    if site.kind not in BROAD:
        row, column = _cell(site)
        near = sum(told(("cell", (row + i, column + j))) for i in (-1, 0, 1) for j in (-1, 0, 1))
        score += NEAR * math.log1p(near)
    return score


def _cast(sense: _Sense) -> dict[tuple[str, object], float]:
    votes: dict[tuple[str, object], float] = defaultdict(float)
    for site, share in zip(sense.sites, sense.shares, strict=True):
        for mark in _marks(site):
            votes[mark] += share * sense.weight
    return votes


def resolve(candidates: Iterable[Candidate], leanings: Votes) -> dict[str, Site | None]:
    """Choose one place for each name of a document.

    Args:
        leanings: votes for states from what else the document names, by their code.
    """
    senses: dict[str, _Sense] = {}
    for candidate in candidates:
        if not candidate.sites:
            continue
        sense = senses.setdefault(candidate.key, _Sense(candidate.key, candidate.sites, 0.0))
        sense.weight = max(sense.weight, _voice(candidate))
        if candidate.holder is not None:
            sense.holders.append(candidate.holder)
        sense.division = sense.division or candidate.division
    priors = {key: [_prior(sense, site) for site in sense.sites] for key, sense in senses.items()}
    for key, sense in senses.items():
        sense.shares = _share(priors[key])
    chosen: dict[str, Site | None] = {}
    for _ in range(ROUNDS):
        casts = {key: _cast(sense) for key, sense in senses.items()}
        votes: dict[tuple[str, object], float] = defaultdict(float)
        for code, weight in leanings.items():
            votes["country", code] += weight
        for cast in casts.values():
            for mark, weight in cast.items():
                votes[mark] += weight
        for key, sense in senses.items():
            scores = [
                prior + _support(site, votes, casts[key])
                for prior, site in zip(priors[key], sense.sites, strict=True)
            ]
            sense.shares = _share(scores)
            chosen[key] = sense.sites[max(range(len(scores)), key=scores.__getitem__)]
    return chosen


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
        self._cells = {
            (row + i, column + j)
            for row, column in (_cell(site) for site in kept if site.kind not in BROAD)
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
        }

    def near(self, site: Site) -> float:
        """How well a place lies with them: one step for its state, one for its neighbourhood."""
        neighbourhood = site.kind not in BROAD and _cell(site) in self._cells
        return SAME_STATE * (site.country in self._states) + NEARBY * neighbourhood

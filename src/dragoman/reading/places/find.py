"""Names of places on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.codebook.places import Site
from dragoman.model.text import Document, Span
from dragoman.reading.annotations import ActorMention, MentionKind, PlaceMention
from dragoman.reading.places.candidate import Candidate
from dragoman.reading.places.candidates import find, hold
from dragoman.reading.places.evidence import ACCEPTED, ADJECTIVES, Judge, settle
from dragoman.reading.places.resolve import Anchors, dominant, resolve
from dragoman.reading.places.scene import Scene

TELLING = ADJECTIVES | {MentionKind.BODY}
"""Mentions of actors that name a state without naming a place."""
VILLAGE = 4.5
"""Size, thirty thousand inhabitants, under which a lone place is rather a namesake in no list."""
LEANING = 0.5
"""What an adjective such as 'Lebanese' says for its state, beside 1 for a place named there."""


def _leanings(actors: Sequence[ActorMention]) -> Counter[str]:
    told: Counter[str] = Counter()
    for mention in actors:
        if mention.kind in TELLING:
            for actor in mention.actors:
                if actor.country:
                    told[actor.country] += 1
    return told


def _accepted(found: list[Candidate], chosen: dict[str, Site | None]) -> list[Candidate]:
    """Those that are places: by their own evidence, or because they lie with those that are."""
    sure = [c for c in found if c.score >= ACCEPTED]
    anchors = Anchors(site for c in sure if (site := chosen.get(c.key)))
    kept = []
    for c in found:
        score = c.score
        site = chosen.get(c.key)
        if score < ACCEPTED and not c.spoken_for and site is not None:
            score += anchors.near(site)
        if score >= ACCEPTED:
            kept.append(c)
    return kept


def find_places(document: Document, actors: Sequence[ActorMention]) -> tuple[PlaceMention, ...]:
    """Find every name of a place, and which place it is.

    A small place that lies alone in its state is taken for a namesake in the state that the document
    is about: the index has not every village.
    """
    scene = Scene(document.text)
    found = list(find(scene))
    hold(scene, found)
    judge = Judge(scene, actors)
    for each in found:
        judge.weigh(each)
    settle(scene, found)
    leanings = {code: LEANING * count for code, count in _leanings(actors).items()}
    chosen = resolve(found, leanings)
    kept = _accepted(found, chosen)
    sites = {c.key: site for c in kept if (site := chosen.get(c.key))}
    known = Counter(site.country for site in sites.values()) + Counter(leanings)
    held = {c.key for c in kept if c.holder}
    alone = {
        key
        for key, site in sites.items()
        if site.kind == "city" and site.size < VILLAGE and known[site.country] <= 1
    }
    home = dominant(site for key, site in sites.items() if key not in alone)
    for key in alone - held if home else ():
        del sites[key]
    return tuple(_mention(scene, c, _country(c, chosen, home), sites.get(c.key)) for c in kept)


def _country(found: Candidate, chosen: dict[str, Site | None], home: str) -> str:
    """Where a place in no list lies: where its comma says, or where most of the document plays."""
    holder = chosen.get(found.holder.key) if found.holder else None
    return holder.country if holder else home


def _mention(scene: Scene, found: Candidate, country: str, site: Site | None) -> PlaceMention:
    span = Span(start=scene.words[found.first].start, end=scene.words[found.last - 1].end)
    text = scene.text[span.start : span.end]
    if site is None:
        return PlaceMention(
            span=span, text=text, name=text, country=country or None, located=found.located
        )
    return PlaceMention(
        span=span,
        text=text,
        name=site.name or text,
        country=site.country or None,
        lat=round(site.lat, 2),
        lon=round(site.lon, 2),
        kind=site.kind,
        located=found.located,
    )

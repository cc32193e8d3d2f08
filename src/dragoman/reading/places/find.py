"""Names of places on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.codebook.places import Site
from dragoman.model.text import Document, Span
from dragoman.reading.annotations import ActorMention, MentionKind, PlaceMention
from dragoman.reading.places import candidates as candidate
from dragoman.reading.places.candidates import Candidate
from dragoman.reading.places.evidence import ACCEPTED, ADJECTIVES, Judge, settle
from dragoman.reading.places.resolve import Anchors, dominant, resolve
from dragoman.reading.places.scene import Scene

TELLING = ADJECTIVES | {MentionKind.BODY}
"""Mentions of actors that name a state without naming a place."""
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
    """Find every name of a place, and which place it is."""
    scene = Scene(document.text)
    found = list(candidate.find(scene))
    candidate.hold(scene, found)
    judge = Judge(scene, actors)
    for each in found:
        judge.weigh(each)
    settle(scene, found)
    leanings = {code: LEANING * count for code, count in _leanings(actors).items()}
    chosen = resolve(found, leanings)
    kept = _accepted(found, chosen)
    home = dominant(site for c in kept if (site := chosen.get(c.key)))
    return tuple(_mention(scene, c, chosen.get(c.key), home) for c in kept)


def _mention(scene: Scene, found: Candidate, site: Site | None, home: str) -> PlaceMention:
    span = Span(start=scene.words[found.first].start, end=scene.words[found.last - 1].end)
    text = scene.text[span.start : span.end]
    if site is None:
        return PlaceMention(
            span=span, text=text, name=text, country=home or None, located=found.located
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

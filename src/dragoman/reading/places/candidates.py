"""Stretches of text that could name a place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.codebook.places import Site
from dragoman.reading.places.candidate import Candidate
from dragoman.reading.places.listed import listed
from dragoman.reading.places.scene import Scene, cues
from dragoman.reading.places.unlisted import unlisted

SMALL = 5.0
"""Size, a hundred thousand inhabitants, under which the index is not sure to hold every namesake."""


def find(scene: Scene) -> Iterator[Candidate]:
    """Find candidates, the longest at each place, none inside another."""
    at, count = 0, len(scene.words)
    while at < count:
        word = scene.words[at]
        article = word.folded in cues()["article"] and scene.gap(at) == "-"
        found = None
        if word.text[0].isupper() or article:
            found = listed(scene, at) or unlisted(scene, at)
        if found is None:
            at += 1
            continue
        yield found
        at = found.last


def hold(scene: Scene, found: list[Candidate]) -> None:
    """Say which candidates lie in the one after their comma: 'Springfield, Illinois'.

    A small place that is said to lie where none of its name is listed is another: it loses its sites.
    """
    strange: dict[str, Candidate] = {}
    for inner, outer in pairwise(found):
        if inner.last != outer.first or scene.gap(inner.last - 1) not in {", ", ",\n"}:
            continue
        regions = {
            site.region for site in outer.sites if site.kind in {"region", "state", "capital"}
        }
        if any(_inside(site, regions) for site in inner.sites):
            inner.holder = outer
            outer.holds = True
        elif regions and _unknown(scene, inner, outer):
            strange[inner.key] = outer
            outer.holds = True
    for candidate in found:
        if candidate.key in strange:
            candidate.sites, candidate.holder = (), strange[candidate.key]


def _inside(site: Site, regions: set[str]) -> bool:
    return site.kind != "state" and (site.region in regions or site.country in regions)


def _unknown(scene: Scene, inner: Candidate, outer: Candidate) -> bool:
    """Say whether a comma joins a place in no list to the state or division that it lies in."""
    small = all(site.kind == "city" and site.size < SMALL for site in inner.sites)
    heads = scene.gap(inner.first - 1) != ", "
    ends = scene.gap(outer.last - 1)[:1] in {",", ".", ")", "\n"}
    return small and heads and ends and outer.sites[0].kind in {"state", "region"}

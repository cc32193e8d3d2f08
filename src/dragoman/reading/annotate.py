"""All layers of what a text names, or those that are asked for."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.model.text import Document
from dragoman.reading.actors import find_actors
from dragoman.reading.amounts import find_amounts
from dragoman.reading.annotations import LAYERS, Annotations
from dragoman.reading.places import find_places
from dragoman.reading.times import find_times


def annotate(
    document: Document, *, layers: Collection[str] = LAYERS, book: Gazetteer | None = None
) -> Annotations:
    """Find actors, places, times and amounts in a document's text.

    Args:
        layers: which of ``LAYERS`` to find; the others stay empty. Places rest on actors, so that
            asking for places costs both.
        book: the actors that are known; the shipped ones where None.

    Offsets:
        Code points of ``document.text``.
    """
    named = "actors" in layers or "places" in layers
    actors = find_actors(document, book=book) if named else ()
    return Annotations(
        actors=actors if "actors" in layers else (),
        places=find_places(document, actors) if "places" in layers else (),
        times=find_times(document.text, published=document.published) if "times" in layers else (),
        amounts=find_amounts(document.text) if "amounts" in layers else (),
    )

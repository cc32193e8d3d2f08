"""All layers of what a text names."""

from __future__ import annotations

from dragoman.model.text import Document
from dragoman.reading.actors import find_actors
from dragoman.reading.amounts import find_amounts
from dragoman.reading.annotations import Annotations
from dragoman.reading.places import find_places
from dragoman.reading.times import find_times


def annotate(document: Document) -> Annotations:
    """Find actors, places, times and amounts in a document's text.

    Offsets:
        Code points of ``document.text``.
    """
    actors = find_actors(document)
    return Annotations(
        actors=actors,
        places=find_places(document, actors),
        times=find_times(document.text, published=document.published),
        amounts=find_amounts(document.text),
    )

"""Names of places on the map."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model.text import Document
from dragoman.reading.annotations import ActorMention, MentionKind, PlaceMention


def find_places(document: Document, actors: Sequence[ActorMention]) -> tuple[PlaceMention, ...]:
    """Find where a document says that things happen: capitals that are meant as places."""
    return tuple(
        PlaceMention(
            span=mention.span,
            text=mention.text,
            name=mention.text,
            country=mention.actors[0].country,
        )
        for mention in actors
        if mention.kind is MentionKind.PLACE and mention.actors
    )

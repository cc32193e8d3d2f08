"""A document to the actors that it names, and to the names that stayed unknown."""

from __future__ import annotations

from dragoman.codebook.gazetteer import Gazetteer, gazetteer
from dragoman.codebook.names import fold
from dragoman.codebook.roles import given_names, name_words
from dragoman.model.issues import Issue, Severity
from dragoman.model.text import Document
from dragoman.reading.actors.finder import Finder
from dragoman.reading.annotations import ActorMention, Annotations, MentionKind


def find_actors(document: Document, book: Gazetteer | None = None) -> tuple[ActorMention, ...]:
    """Find who is named in a document, and who that is on its date.

    Args:
        book: the names to know; those that Dragoman ships where None.

    Returns:
        Mentions in the order of the text; none overlaps another. One whose ``actors`` is empty is a
        name that no table and no word beside it explains.

    Offsets:
        Code points of ``document.text``.
    """
    return tuple(Finder(document, book or gazetteer()).find())


def unknown_names(document: Document, named: Annotations) -> tuple[Issue, ...]:
    """Say which names that act like actors stayed unknown, each once.

    A name counts where it is a person's by its given name, or the next word is a verb of saying: other
    unknown names are mostly products, and places that have a layer of their own.
    """
    places = {place.span.start for place in named.places}
    found: dict[tuple[str, ...], Issue] = {}
    saying = name_words()["saying"]
    for mention in named.actors:
        if mention.actors or mention.kind is not MentionKind.UNKNOWN:
            continue
        if mention.span.start in places:
            continue
        name = fold(mention.text)
        following = fold(document.text[mention.span.end : mention.span.end + FOLLOWING])[:1]
        human = name[:1] and name[0] in given_names()
        if name in found or not (human or (following and following[0] in saying)):
            continue
        found[name] = Issue(
            stage="reading",
            code="unknown_actor",
            severity=Severity.NOTE,
            where=document.name,
            message=f"nobody in the tables is called {mention.text!r}",
            hint="'dragoman annotate' takes actors of your own in a file (--actors).",
            span=mention.span,
        )
    return tuple(found.values())


FOLLOWING = 24
"""Characters after a name in which the verb that it is the subject of is looked for."""

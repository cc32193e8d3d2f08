"""What an id on the command line names, and the nearest ids where it names nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dragoman.errors import NotFound

if TYPE_CHECKING:
    from dragoman.chronicle import Chronicle
    from dragoman.model.claims import Claim
    from dragoman.model.events import Event
    from dragoman.model.text import Document

MOST_NAMES = 100_000
"""Claims, events and documents of a record in which a wrong id is still compared with every right one.

It took 0.03 ms a name (27 November 2026), so some three seconds at most.
"""

LIKE = 0.8
"""How like an id must be to be offered: of 90,000 pairs of random ids none came above 0.61."""


def explained(opened: Chronicle, name: str) -> Claim | Event | Document:
    """Find what an id or the name of a document names.

    Raises:
        NotFound: nothing in the record; the nearest ids and names are offered, but in large records.
    """
    try:
        return opened.explain(name)
    except NotFound as error:
        counts = opened.counts()
        if sum(counts[sort] for sort in ("documents", "claims", "events")) > MOST_NAMES:
            raise
        near = get_close_matches(name, sorted(set(_names(opened))), n=3, cutoff=LIKE)
        if not near:
            raise
        raise NotFound(error.message, hint=f"Did you mean {' or '.join(near)}?") from None


def _names(opened: Chronicle) -> Iterator[str]:
    for document in opened.documents():
        yield document.id
        yield document.name
    for event in opened.events():
        yield event.id
    for claim in opened.claims():
        yield claim.id

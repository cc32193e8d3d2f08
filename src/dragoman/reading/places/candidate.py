"""One stretch of text that could name a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.codebook.places import Site


@dataclass(slots=True, eq=False)
class Candidate:
    """Words that could name a place.

    Args:
        last: the word after its last.
        key: by what it is one with other mentions of the document.
        holder: the candidate that a comma says it lies in; ``holds``: it is one.
        score: how strongly the words around it say that it is a place.
        spoken_for: it is part of a person's or an organisation's name.
        feature: a noun such as 'river' is part of it; ``division``: a noun such as 'province' goes with it.
    """

    first: int
    last: int
    key: str
    flags: str
    sites: tuple[Site, ...]
    holder: Candidate | None = None
    holds: bool = False
    score: float = 0.0
    located: bool = False
    spoken_for: str = ""
    feature: bool = False
    division: bool = False
    unlisted: bool = False
    reasons: list[str] = field(default_factory=list)

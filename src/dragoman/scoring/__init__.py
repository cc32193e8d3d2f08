"""How near claims come to gold claims, and events to gold happenings."""

from dragoman.scoring.clusters import Gathering, b_cubed
from dragoman.scoring.happenings import (
    EndToEnd,
    Group,
    Mention,
    load_groups,
    score_claims,
    score_documents,
)
from dragoman.scoring.measures import Report, load_claims, score
from dragoman.scoring.passages import document_of

__all__ = [
    "EndToEnd",
    "Gathering",
    "Group",
    "Mention",
    "Report",
    "b_cubed",
    "document_of",
    "load_claims",
    "load_groups",
    "score",
    "score_claims",
    "score_documents",
]

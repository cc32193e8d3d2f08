"""What a text names, as the encoder sees it: word pieces, their tags, and the candidates for a part in a claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.reading.annotations import (
    ActorMention,
    AmountMention,
    MentionKind,
    PlaceMention,
    TimeMention,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Mention = ActorMention | TimeMention | AmountMention | PlaceMention

TAGS = (
    "none",
    "state",
    "adjective",
    "capital",
    "body",
    "person",
    "organisation",
    "group",
    "description",
    "pronoun",
    "unknown",
    "time",
    "money",
    "number",
    "place",
    "tells of now",
    "tells of lately",
    "tells of both",
    "tells of the past",
)
"""What a word piece is part of: the encoder sees this beside the piece itself.

The last four stand at the mark that begins a window, and say of what time its document tells.
"""

_TAG_OF_KIND = {
    MentionKind.STATE: "state",
    MentionKind.ADJECTIVE: "adjective",
    MentionKind.DEMONYM: "adjective",
    MentionKind.CAPITAL: "capital",
    MentionKind.SEAT: "capital",
    MentionKind.PLACE: "capital",
    MentionKind.BODY: "body",
    MentionKind.PERSON: "person",
    MentionKind.ORGANISATION: "organisation",
    MentionKind.COMPANY: "organisation",
    MentionKind.MOVEMENT: "organisation",
    MentionKind.GROUP: "group",
    MentionKind.DESCRIPTION: "description",
    MentionKind.PRONOUN: "pronoun",
}

TAG_ID = {tag: number for number, tag in enumerate(TAGS)}


def tag(mention: Mention) -> str:
    """Which of the tags a mention has."""
    match mention:
        case ActorMention(kind=kind, actors=actors):
            return _TAG_OF_KIND.get(kind, "unknown") if actors else "unknown"
        case TimeMention():
            return "time"
        case AmountMention(unit=unit):
            return "money" if len(unit) == 3 and unit.isupper() else "number"
        case PlaceMention():
            return "place"


def parties_named(mention: Mention) -> tuple[Actor, ...]:
    """Who a mention is: for a place that is no actor's name, the state that it lies in."""
    match mention:
        case ActorMention(actors=actors):
            return actors
        case PlaceMention(country=str(country)):
            return (Actor(name=gazetteer().name_of(country), country=country, sector="GOV"),)
        case _:
            return ()


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A mention in a window.

    Offsets:
        ``first`` and ``last`` are word pieces of the window, half-open.
    """

    mention: Mention
    tag: str
    first: int
    last: int


@cache
def tokenizer() -> Tokenizer:
    """Load the word-piece tokenizer once."""
    from tokenizers import Tokenizer

    path = files("dragoman.reading.learned") / "model" / "tokenizer.json"
    loaded: Tokenizer = Tokenizer.from_str(path.read_text("utf-8"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


@cache
def marks() -> tuple[int, int]:
    """Numbers of the marks that begin and end a window."""
    numbers = tokenizer().get_vocab()
    return numbers["[CLS]"], numbers["[SEP]"]

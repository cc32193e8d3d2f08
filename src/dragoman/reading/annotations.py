"""What a text names: actors, places, times and amounts, each with the stretch that names it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dragoman.model.actors import Actor
from dragoman.model.text import Span
from dragoman.model.when import When


class MentionKind(StrEnum):
    """By what sort of word an actor is named."""

    STATE = "state"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    BODY = "body"
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    MOVEMENT = "movement"
    GROUP = "group"
    PLACE = "place"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name one actor or, for 'both sides' and 'they', several.

    ``actors`` is empty where the name is unknown. ``reason`` says in words how it was resolved.
    """

    span: Span
    text: str
    kind: MentionKind
    actors: tuple[Actor, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a place on the map."""

    span: Span
    text: str
    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words that give a time: TIMEX3 ``type`` and ``value``, and the stretch of days meant."""

    span: Span
    text: str
    type: str
    value: str
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention:
    """Words that give a number.

    Units:
        ISO 4217 for money, else ``percent``, ``times``, ``rank``, ``persons`` or a plural noun.
    """

    span: Span
    text: str
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that one text names, each layer sorted by where it stands."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()

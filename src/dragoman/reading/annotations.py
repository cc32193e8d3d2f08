"""What a text names: actors, places, times and amounts, each with the stretch that names it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dragoman.model.actors import Actor
from dragoman.model.codec import Json, number
from dragoman.model.text import Span
from dragoman.model.when import When

LAYERS = ("times", "actors", "places", "amounts")
"""The layers of an annotation, in the order in which they are printed."""


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
    UNKNOWN = "unknown"


class Named(StrEnum):
    """Reasons why a description means whom it does, where it names a state or person itself."""

    HOLDER = "the holder on the day"
    OFFICE = "an office of the state or organisation named with it"
    BODY = "a body of the state or organisation named with it"
    ORGANISATION = "the last organisation told of in the state named with it"
    PERSON = "the person named beside the title"


class Supposed(StrEnum):
    """Reasons why a name belongs to the state in question, where no words say whose it is."""

    PERSON = "a person with a title, of the state in question"
    BODY = "a body of the state in question"


SUPPOSED = frozenset(Supposed)
"""These reasons, to ask whether one is among them: most reasons are plain words."""


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
    """Words that name a place on the map.

    Args:
        country: ISO 3166-1 alpha-3; None where it lies in several states, in none, or is not known.
        kind: what it is, as the index of places says it; empty where it is in no list.
        located: it stands where a text says that something happens: 'in Kabul', 'KABUL (Reuters) -'.
    """

    span: Span
    text: str
    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    kind: str = ""
    located: bool = False


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


def to_json(named: Annotations, *, layers: Collection[str] = LAYERS) -> Json:
    """Write the layers asked for as plain JSON.

    Words that name several actors give one object for each, with the same stretch.

    Offsets:
        Code points of the text that was annotated.

    Example:
        >>> to_json(Annotations(), layers=["amounts"])
        {'amounts': []}
    """
    written = {
        "times": [_time(mention) for mention in named.times],
        "actors": [_actor(mention, who) for mention in named.actors for who in mention.actors or (None,)],
        "places": [_place(mention) for mention in named.places],
        "amounts": [_amount(mention) for mention in named.amounts],
    }  # fmt: skip
    return {layer: written[layer] for layer in LAYERS if layer in layers}


def _words(mention: ActorMention | PlaceMention | TimeMention | AmountMention) -> Json:
    return {"start": mention.span.start, "end": mention.span.end, "text": mention.text}


def _time(mention: TimeMention) -> Json:
    start, end = mention.when.start, mention.when.end
    return {
        **_words(mention),
        "type": mention.type,
        "value": mention.value,
        "from": str(start) if start else None,
        "to": str(end) if end else None,
    }


def _actor(mention: ActorMention, who: Actor | None) -> Json:
    return {
        **_words(mention),
        "name": who.name if who else None,
        "country": who.country if who else None,
        "sector": who.sector if who else None,
        "kind": mention.kind.value,
    }


def _place(mention: PlaceMention) -> Json:
    place = {"country": mention.country, "lat": mention.lat, "lon": mention.lon}
    return {**_words(mention), **place}


def _amount(mention: AmountMention) -> Json:
    top = mention.value_max
    return {
        **_words(mention),
        "value": number(mention.value),
        "value_max": None if top is None else number(top),
        "unit": mention.unit,
        "approx": mention.approx,
    }

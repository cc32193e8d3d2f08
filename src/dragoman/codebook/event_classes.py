"""Classes of events that a forecast can be asked for, and which an event belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.ontology import plover_of_cameo
from dragoman.codebook.tables import read
from dragoman.errors import UnknownName

_WORD = re.compile(r"[a-z]+")
_UNSPECIFIED = "not specified below"
"""What CAMEO adds to the name of a code that stands for the rest of its root."""


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events.

    Args:
        id: a quad class, a class of the table, a PLOVER type, or a type and a mode (``CONSULT.visit``).
        label: what one of them is called.
        cameo: codes that stand for it in CAMEO data; longer codes that start with one belong to it. None
            where a class goes by its PLOVER type.
    """

    id: str
    label: str
    types: tuple[str, ...]
    cameo: tuple[str, ...] = ()


@cache
def quad_classes() -> tuple[str, ...]:
    """The four quad classes, in the order of the table."""
    return tuple(row["id"] for row in read("quads"))


@cache
def event_types() -> tuple[str, ...]:
    """PLOVER's sixteen types, in the order of the table."""
    return tuple(row["id"] for row in read("event_types"))


@cache
def event_classes() -> Mapping[str, EventClass]:
    """All classes by id: quad classes, those of the table, the types, and types with a mode."""
    found: dict[str, EventClass] = {}
    for table in ("quads", "event_classes"):
        for row in read(table):
            label = f"an act of {row['label']}" if table == "quads" else row["label"]
            found[row["id"]] = EventClass(
                row["id"], label, tuple(row["types"]), tuple(row["cameo"])
            )
    for row in read("event_types"):
        found[row["id"]] = EventClass(row["id"], row["label"], (row["id"],))
    for row in read("modes"):
        found[row["id"]] = EventClass(row["id"], row["label"], (row["id"],))
    return MappingProxyType(found)


def event_class(name: str) -> EventClass:
    """Look up a class, however it is capitalised.

    Raises:
        UnknownName: there is no such class; the nearest are offered.

    Example:
        >>> event_class("consult").label
        'a meeting'
    """
    classes = event_classes()
    folded = {known.casefold(): known for known in classes}
    key = folded.get(name.strip().casefold())
    if key is None:
        raise UnknownName("class of events", name, known=classes)
    return classes[key]


@cache
def classes_of(type_: str, mode: str = "") -> frozenset[str]:
    """The ids of all classes that an event belongs to by its PLOVER type and mode.

    Example:
        >>> sorted(classes_of("CONSULT", "visit"))
        ['CONSULT', 'CONSULT.visit', 'verbal_cooperation', 'visit']
    """
    names = {type_, f"{type_}.{mode}"} if mode else {type_}
    return frozenset(
        found.id for found in event_classes().values() if not names.isdisjoint(found.types)
    )


@cache
def classes_of_cameo(code: str) -> frozenset[str]:
    """The ids of all classes that an event belongs to by its CAMEO code.

    Quad classes go by CAMEO's roots, as users of such data know them, and not by the PLOVER type: CAMEO
    has appeals (02) under cooperation.

    Example:
        >>> sorted(classes_of_cameo("042"))
        ['CONSULT', 'CONSULT.visit', 'verbal_cooperation', 'visit']
        >>> sorted(classes_of_cameo("012"))
        ['verbal_cooperation']
    """
    by_code = {
        found.id
        for found in event_classes().values()
        if found.cameo and code.startswith(found.cameo)
    }
    type_, mode = plover_of_cameo().get(code, ("", ""))
    by_type = {name for name in classes_of(type_, mode) if not event_classes()[name].cameo}
    return frozenset(by_code | by_type)


@cache
def _cameo_names() -> Mapping[str, str]:
    return MappingProxyType({_key(row["name"]): row["code"] for row in read("cameo_names")})


def _key(name: str) -> str:
    plain = name.casefold().replace("_", " ").replace(_UNSPECIFIED, "")
    return " ".join(_WORD.findall(plain))


def cameo_named(name: str) -> str:
    """The code of an event by the name that CAMEO data give it; underscores may stand for spaces.

    Raises:
        UnknownName: no code has this name.

    Example:
        >>> cameo_named("Arrest,_detain,_or_charge_with_legal_action")
        '173'
    """
    names = _cameo_names()
    if _key(name) not in names:
        raise UnknownName("CAMEO event", name, known=[row["name"] for row in read("cameo_names")])
    return names[_key(name)]

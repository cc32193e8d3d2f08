"""Lookups in what is known of claims before reading: types, modes, contexts, sectors, scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import Row, read
from dragoman.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of an entry: what it shows, or why it does not belong there."""

    text: str
    why: str = ""
    type: str = ""
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ontology with its definition.

    Args:
        cues: words that show it, lower case.
        extra: the fields that only this table has.
    """

    id: str
    label: str
    definition: str
    cues: tuple[str, ...]
    examples: tuple[Example, ...]
    examples_bad: tuple[Example, ...]
    extra: Mapping[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class Weight:
    """Points of a type and mode on the conflict-cooperation scale."""

    type: str
    mode: str
    points: float


CUE_FIELDS = ("cues", "verbs", "nouns")


def _example(data: Mapping[str, object] | str) -> Example:
    if isinstance(data, str):
        return Example(data)
    actors, recipients = data.get("actors") or (), data.get("recipients") or ()
    return Example(
        text=str(data["text"]),
        why=str(data.get("why") or ""),
        type=str(data.get("type") or ""),
        actors=tuple(actors) if isinstance(actors, list) else (),
        recipients=tuple(recipients) if isinstance(recipients, list) else (),
        status=str(data.get("status") or ""),
    )


def _examples(row: Row, *names: str) -> tuple[Example, ...]:
    found: list[Example] = []
    for name in names:
        value = row.get(name, None)
        if value:
            found += [_example(item) for item in (value if isinstance(value, list) else [value])]
    return tuple(found)


def _entry(row: Row) -> Entry:
    cues = [cue for name in CUE_FIELDS for cue in row.get(name, None) or ()]
    return Entry(
        id=row["id"],
        label=row.get("label"),
        definition=row.get("definition"),
        cues=tuple(cues),
        examples=_examples(row, "examples", "example"),
        examples_bad=_examples(row, "examples_bad", "example_bad", "counter_example"),
        extra=MappingProxyType({k: v for k, v in row.values.items() if isinstance(v, str)}),
        where=row.where,
    )


@cache
def table(name: str) -> Mapping[str, Entry]:
    """All entries of one table of the ontology, by id and in the order of the file."""
    return MappingProxyType({row["id"]: _entry(row) for row in read(name)})


def find(name: str, entry: str) -> Entry:
    """Look up one entry.

    Raises:
        UnknownName: the table has no such id; the nearest are offered.
    """
    entries = table(name)
    if entry not in entries:
        raise UnknownName(name.replace("_", " ").rstrip("s"), entry, known=entries)
    return entries[entry]


@cache
def plover_of_cameo() -> Mapping[str, tuple[str, str]]:
    """CAMEO code to PLOVER type and mode."""
    return MappingProxyType(
        {row["code"]: (row["plover"], row["mode"]) for row in read("cameo") if row["plover"]}
    )


@cache
def weights() -> Mapping[tuple[str, str], Weight]:
    """The conflict-cooperation scale by type and mode; the empty mode is the type's own weight."""
    rows = read("conflict_cooperation")
    found = (Weight(row["type"], row["mode"], float(row["weight"])) for row in rows)
    return MappingProxyType({(weight.type, weight.mode): weight for weight in found})


def weigh(type_: str, mode: str = "") -> float:
    """Weigh an act between conflict and cooperation.

    Units:
        Points from -10 (war) to 10 (union).

    Source:
        ``scales/README.md``.
    """
    scale = weights()
    if (type_, mode) in scale:
        return scale[type_, mode].points
    if (type_, "") not in scale:
        raise UnknownName("event type", type_, known={name for name, _ in scale})
    return scale[type_, ""].points

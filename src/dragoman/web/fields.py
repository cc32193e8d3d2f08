"""The fields of a claim as parts of a form: what stands in each, and what the codebook offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from dragoman.chronicle import fields_of
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.model import applying
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import Claim, Kind
from dragoman.model.judgements import Judgement
from dragoman.model.when import PartialDate, When

LABELS: Mapping[str, tuple[str, str]] = {
    "type": ("Type", ""),
    "mode": ("Mode", "The type says more closely."),
    "status": ("Status", ""),
    "actors": ("Actor", "A code, a state’s name, or Name (CODE, SECTOR)."),
    "recipients": ("Recipient", "As the actor; empty for none."),
    "about": ("About", "As an actor."),
    "date": ("Date", "2015, 2015-11 or 2015-11-03 to 2015-11-05; empty for unknown."),
    "place": ("Place", "A state, or Name (CODE)."),
    "context": ("About what", ""),
    "amount": ("Amount", "A number and a unit: 300 USD."),
    "attribution": ("Who says so", "Whom the text cites; empty where it speaks for itself."),
    "note": ("Note", ""),
    "indicator": ("Indicator", ""),
    "value": ("Value", "1500000 or 1,500,000."),
    "value_max": ("Up to", "Where a range is given."),
    "unit": ("Unit", ""),
    "of": ("Of what", ""),
    "choice": ("Choice", ""),
    "question": ("Question", ""),
    "body": ("Before which body", ""),
    "polarity": ("Stance", ""),
    "symmetric": ("Both ways", ""),
    "proposition": ("What is expected", ""),
    "likelihood": ("How likely", ""),
    "condition": ("On condition", ""),
    "horizon": ("Until", "A date: 2030 or 2030-06."),
}
"""What a field is called, and how it is written."""

_TABLES = {
    "type": "event_types",
    "status": "statuses",
    "indicator": "indicators",
    "choice": "choices",
    "polarity": "polarities",
    "likelihood": "likelihoods",
}

_PARTIES = frozenset({"actors", "recipients", "about", "attribution", "body", "place"})
_SEVERAL = frozenset({"actors", "recipients", "about"})

FIRST = ("type", "mode", "indicator", "choice", "polarity", "actors", "recipients", "about")
"""Fields that stand first, since they are wrong most often."""

LAST = ("place", "amount", "context", "note")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Args:
        values: what stands in it now; several for several parties.
        options: what can be chosen, where the codebook says so.
        several: more than one can be chosen or given.
        parties: the names of states and organisations help to fill it in.
        table: of the codebook, where its words are explained.
    """

    name: str
    label: str
    hint: str
    values: tuple[str, ...]
    options: tuple[Option, ...] = ()
    several: bool = False
    parties: bool = False
    table: str = ""

    @property
    def text(self) -> str:
        """What stands in it, as one text."""
        return joined(self.name, self.values)


def joined(name: str, values: Iterable[str]) -> str:
    """Several values of a field as one text, as :func:`~dragoman.codebook.fields.read_field` reads it."""
    separator = ", " if name == "context" else "; "
    return separator.join(value.strip() for value in values if value.strip())


@cache
def party_names() -> tuple[str, ...]:
    """States and organisations as they are offered: with their codes."""
    book = gazetteer()
    codes = [*book.states, *book.organisations]
    return tuple(sorted(f"{book.name_of(code)} ({code})" for code in codes))


def _actor(actor: Actor | None) -> str:
    if actor is None:
        return ""
    inside = ", ".join(part for part in (actor.country, actor.sector) if part)
    return f"{actor.name} ({inside})" if actor.country else actor.name


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    return f"{place.name} ({place.country})" if place.country else place.name


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _when(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def _written(value: Any) -> tuple[str, ...]:
    match value:
        case tuple():
            return tuple(part for item in value for part in _written(item))
        case Actor():
            return (_actor(value),)
        case Place():
            return (_place(value),)
        case Amount():
            return (f"{_number(value.value)} {value.unit}",)
        case Decimal():
            return (_number(value),)
        case bool():
            return ("true" if value else "false",)
        case PartialDate() | int() | str():
            return (str(value),) if str(value) else ()
    return ()


def values_of(claim: Claim, name: str) -> tuple[str, ...]:
    """What stands in a field of a claim, as a person writes it."""
    match name:
        case "status":
            return (claim.status.value,)
        case "attribution":
            return _written(claim.said_by)
        case "date":
            return tuple(part for part in (_when(claim.when),) if part)
        case "note":
            return _written(claim.note)
    return _written(getattr(claim.body, name))


def field_label(name: str) -> str:
    """What a field is called within a sentence."""
    return LABELS[name][0].lower() if name in LABELS else name


def corrected_to(judgement: Judgement) -> str:
    """What a correction puts into its field, as a person writes it."""
    claim = applying.corrected(judgement.subjects[0].claim, applying.fields_of(judgement))
    return "; ".join(values_of(claim, judgement.field)) or "nothing"


def _options(name: str) -> tuple[Option, ...]:
    if name == "symmetric":
        return (Option("false", "one way"), Option("true", "both ways"))
    if name == "mode":
        types = table("event_types")
        return tuple(
            Option(key.partition(".")[2], entry.label, types[key.partition(".")[0]].label)
            for key, entry in table("modes").items()
        )
    if name == "context":
        return tuple(Option(key, entry.label) for key, entry in table("contexts").items())
    return tuple(Option(key, entry.label) for key, entry in table(_TABLES[name]).items())


def form_of(kind: Kind, claim: Claim | None = None) -> tuple[Field, ...]:
    """The fields of a form to correct a claim, or to add one of a kind."""
    names = sorted(fields_of(kind), key=lambda name: (name not in FIRST, _last(name)))
    return tuple(_field(name, values_of(claim, name) if claim else ()) for name in names)


def _last(name: str) -> int:
    return LAST.index(name) + 1 if name in LAST else 0


def _field(name: str, values: Sequence[str]) -> Field:
    label, hint = LABELS[name]
    chosen = name in _TABLES or name in {"symmetric", "mode", "context"}
    tables = {**_TABLES, "mode": "modes", "context": "contexts"}
    return Field(
        name=name,
        label=label,
        hint=hint,
        values=tuple(values),
        options=_options(name) if chosen else (),
        several=name in _SEVERAL or name == "context",
        parties=name in _PARTIES,
        table=tables.get(name, ""),
    )

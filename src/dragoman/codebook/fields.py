"""The fields of a claim as a person writes them: read, checked against the tables, made JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.codebook.parties import Organisation, State
from dragoman.errors import InputError, UnknownName
from dragoman.model.claims import Kind
from dragoman.model.codec import number
from dragoman.model.when import PartialDate

_PARTY = re.compile(
    r"(?P<name>[^()]+?)\s*(?:\((?P<country>[\w-]*)\s*(?:,\s*(?P<sector>\w+)\s*)?\))?"
)
_AMOUNT = re.compile(r"(?P<value>[-+]?[\d.,]*\d)\s*(?P<unit>\S.*)?")
_STRETCH = re.compile(r"\s+to\s+|\s*/\s*")

_NONE = frozenset({"", "none", "null", "unknown", "-"})
"""Words for nothing."""


def _word(name: str) -> Callable[[str], Any]:
    def read(text: str) -> str:
        if text not in table(name):
            raise UnknownName(name.replace("_", " ").removesuffix("s"), text, known=table(name))
        return text

    return read


def _type(text: str) -> str:
    return str(_word("event_types")(text.upper()))


def _mode(text: str) -> str:
    if text in _NONE:
        return ""
    known = {mode.partition(".")[2] for mode in table("modes")}
    if text not in known:
        raise UnknownName("mode", text, known=known)
    return text


def _contexts(text: str) -> list[str]:
    read = _word("contexts")
    return [read(part.strip()) for part in text.split(",") if part.strip() not in _NONE]


def _code(text: str) -> str | None:
    book = gazetteer()
    if text in book.states or text in book.organisations:
        return text
    targets = (name.target for name in book.named(text) if name.kind == "name")
    return next((t.id for t in targets if isinstance(t, State | Organisation)), None)


def _sector(code: str | None) -> str:
    return "IGO" if code in gazetteer().organisations else "GOV"


def actor(text: str) -> dict[str, Any]:
    """Read one party: a code, a state's name, or ``Name (CODE, SECTOR)``.

    Raises:
        InputError: it cannot be read.
        UnknownName: no state or organisation has the code, or there is no such sector.

    Example:
        >>> actor("PER")
        {'name': 'Peru', 'country': 'PER', 'sector': 'GOV'}
        >>> actor("Maria Lopez (PER, OPP)")
        {'name': 'Maria Lopez', 'country': 'PER', 'sector': 'OPP'}
    """
    match = _PARTY.fullmatch(text.strip())
    if not match:
        raise InputError(f"not a party: {text!r}", hint="Write PER, Peru or 'Name (PER, GOV)'.")
    name, country, sector = match["name"], match["country"], match["sector"]
    book = gazetteer()
    if country:
        if country not in book.states and country not in book.organisations:
            known = [*book.states, *book.organisations]
            raise UnknownName("state or organisation", country, known=known)
        return {
            "name": name,
            "country": country,
            "sector": _word("sectors")(sector or _sector(country)),
        }
    code = _code(name)
    if code is None and name.isupper() and len(name) == 3:
        raise UnknownName("state or organisation", name, known=book.states)
    full = book.name_of(code) if code and name == code else name
    return {"name": full, "country": code, "sector": _sector(code) if code else ""}


def _one_actor(text: str) -> dict[str, Any] | None:
    return None if text in _NONE else actor(text)


def _actors(text: str) -> list[dict[str, Any]]:
    if text in _NONE:
        return []
    parts = text.split(";") if ";" in text else re.split(r",(?![^(]*\))", text)
    return [actor(part) for part in parts]


def _place(text: str) -> dict[str, Any] | None:
    if text in _NONE:
        return None
    found = actor(text)
    return {"name": found["name"], "country": found["country"]}


def _decimal(text: str) -> int | float:
    try:
        return number(Decimal(text.replace(",", "")))
    except InvalidOperation as error:
        raise InputError(f"not a number: {text!r}", hint="Write 1500000 or 1,500,000.") from error


def _amount(text: str) -> dict[str, Any] | None:
    if text in _NONE:
        return None
    match = _AMOUNT.fullmatch(text.strip())
    if not match or not match["unit"]:
        raise InputError(f"not an amount: {text!r}", hint="Write a number and a unit: 300000 USD.")
    return {"value": _decimal(match["value"]), "unit": match["unit"]}


def _date(text: str) -> dict[str, Any]:
    if text in _NONE:
        return {"start": None, "end": None, "basis": "unknown"}
    days = [str(PartialDate.parse(day)) for day in _STRETCH.split(text)]
    if len(days) > 2 or PartialDate.parse(days[-1]).latest < PartialDate.parse(days[0]).earliest:
        raise InputError(f"not a time: {text!r}", hint="Write 2015-11 or 2015-11-03 to 2015-11-05.")
    return {"start": days[0], "end": days[-1], "basis": "text"}


def _horizon(text: str) -> str:
    return "" if text in _NONE else str(PartialDate.parse(text))


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise InputError(f"neither true nor false: {text!r}")
    return text == "true"


def _text(text: str) -> str:
    return text


_EVERY = {"status": _word("statuses"), "attribution": _one_actor, "date": _date, "note": _text}
_SIDES = {"actors": _actors, "recipients": _actors}

FIELDS: Mapping[Kind, Mapping[str, Callable[[str], Any]]] = MappingProxyType(
    {
        Kind.EVENT: {
            **_EVERY,
            "type": _type,
            "mode": _mode,
            "context": _contexts,
            **_SIDES,
            "place": _place,
            "amount": _amount,
        },
        Kind.FIGURE: {
            **_EVERY,
            "indicator": _word("indicators"),
            "about": _actors,
            "value": _decimal,
            "value_max": lambda text: None if text in _NONE else _decimal(text),
            "unit": _text,
            "of": _text,
        },
        Kind.POSITION: {
            **_EVERY,
            "actors": _actors,
            "choice": _word("choices"),
            "question": _text,
            "body": _one_actor,
        },
        Kind.STANCE: {
            **_EVERY,
            **_SIDES,
            "polarity": lambda text: int(_word("polarities")(text)),
            "symmetric": _truth,
        },
        Kind.OUTLOOK: {
            **_EVERY,
            "actors": _actors,
            "proposition": _text,
            "likelihood": lambda text: "" if text in _NONE else _word("likelihoods")(text),
            "condition": _text,
            "horizon": _horizon,
        },
    }
)
"""For each kind, how each of its fields is read."""


def read_field(kind: Kind, field: str, text: str) -> Any:
    """Read what a person writes for a field of a claim, as a claim's JSON has it.

    ``date`` gives both ends of the time and what they rest on.

    Raises:
        UnknownName: the kind has no such field, or no table has the word.
        InputError: the value cannot be read.

    Example:
        >>> read_field(Kind.EVENT, "amount", "2,500 EUR")
        {'value': 2500, 'unit': 'EUR'}
    """
    known = FIELDS[kind]
    if field not in known:
        raise UnknownName(f"field of a claim of kind {kind.value}", field, known=known)
    return known[field](text.strip())


def read_fields(kind: Kind, given: Mapping[str, str]) -> dict[str, Any]:
    """Read the fields of a new claim.

    Raises:
        InputError: a field is missing, unknown or wrong.
    """
    found: dict[str, Any] = {}
    for field, text in given.items():
        value = read_field(kind, field, text)
        found |= value if field == "date" else {field: value}
    missing = [name for name in _NEEDED[kind] if name not in found]
    if missing:
        raise InputError(
            f"a claim of kind {kind.value} needs: {', '.join(missing)}",
            hint="Give each as FIELD=VALUE, e.g. type=CONSULT actors=PER recipients=CHL.",
        )
    return found


_NEEDED: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.EVENT: ("type", "actors"),
        Kind.FIGURE: ("indicator", "about", "value"),
        Kind.POSITION: ("actors", "choice", "question"),
        Kind.STANCE: ("actors", "recipients", "polarity"),
        Kind.OUTLOOK: ("actors", "proposition"),
    }
)

"""Actors of the user's own: a CSV file with one actor a row."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from dragoman.codebook.names import fold
from dragoman.codebook.parties import Holding, Interval, Name, Organisation, Person, is_cased
from dragoman.codebook.tables import read
from dragoman.errors import InputError

REQUIRED = ("name", "country", "sector", "kind")
OPTIONAL = ("variants", "from", "to")
PERSON = "person"
"""The kind of a row that is a person; with any other it is an organisation of that kind."""

HINT = (
    "Columns: name, country, sector, kind, and if wanted variants (with '|' between), from, to. "
    "kind is 'person', or what the organisation is: company, party, movement, media, ngo, ..."
)


@dataclass(slots=True)
class Additions:
    """What a file adds to the gazetteer."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)


def _open(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", hint=HINT) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8", hint="Save the file as UTF-8.") from error


def _header(path: Path, header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in (*REQUIRED, *OPTIONAL)]
    if missing:
        raise InputError(f"{path}:1: no column is called {', '.join(missing)}", hint=HINT)
    if unknown:
        raise InputError(f"{path}:1: unknown column {', '.join(map(repr, unknown))}", hint=HINT)


def _forms(values: Mapping[str, str]) -> tuple[str, ...]:
    forms = (values["name"], *values.get("variants", "").split("|"))
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))


def _row_faults(
    values: Mapping[str, str], countries: Collection[str], sectors: Collection[str]
) -> Iterator[str]:
    if not fold(values["name"]):
        yield f"name: {values['name']!r} is no name"
    if values["country"] and values["country"] not in countries:
        yield f"country: no state or organisation is called {values['country']!r}"
    if values["sector"] not in sectors:
        yield f"sector: {values['sector']!r} is none of {', '.join(sorted(sectors))}"
    if not values["kind"].replace("_", "").isalpha():
        yield f"kind: {values['kind']!r} is no kind of actor"
    yield from (f"variants: {form!r} is no name" for form in _forms(values)[1:] if not fold(form))
    try:
        term = Interval.parse(values.get("from", ""), values.get("to", ""))
    except InputError as error:
        yield error.message
        return
    if term.start and term.end and term.end.latest < term.start.earliest:
        yield f"to: ends ({values['to']}) before it starts ({values['from']})"


def _add_person(added: Additions, values: Mapping[str, str], term: Interval) -> None:
    person = Person(name=values["name"], country=values["country"], gender="")
    forms = _forms(values)
    for form in forms:
        added.names.append(Name(form=form, kind=PERSON, target=person, term=term))
    for last in dict.fromkeys(form.split()[-1] for form in forms if " " in form):
        if last not in forms:
            added.names.append(Name(form=last, kind="surname", target=person, term=term))
    held = Holding(
        person=person,
        country=values["country"],
        office="",
        title="",
        sector=values["sector"],
        term=term,
    )
    added.holdings.append(held)


def _add_organisation(added: Additions, values: Mapping[str, str], term: Interval) -> None:
    name = values["name"]
    organisation = Organisation(
        id=name,
        name=name,
        kind=values["kind"],
        country=values["country"],
        parent="",
        sector=values["sector"],
    )
    added.organisations[name] = organisation
    for form in _forms(values):
        cased = is_cased(form, "")
        added.names.append(
            Name(form=form, kind="name", target=organisation, term=term, cased=cased)
        )


def read_additions(path: Path, *, countries: Collection[str]) -> Additions:
    """Read a file of actors.

    Args:
        countries: the codes that the column of this name may hold.

    Raises:
        InputError: with every fault of the file, each with its line.
    """
    reader = csv.reader(_open(path))
    header = [cell.strip() for cell in next(reader, [])]
    _header(path, header)
    sectors = frozenset(row["id"] for row in read("sectors"))
    added, faults = Additions(), list[str]()
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        line = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            faults.append(f"{path}:{line}: {len(cells)} fields, but the header has {len(header)}")
            continue
        values = {k: v.strip() for k, v in zip_longest(header, cells, fillvalue="")}
        wrong = list(_row_faults(values, countries, sectors))
        for form in _forms(values):
            before = seen.setdefault(fold(form), line)
            if before != line:
                wrong.append(f"{form!r} stands already in line {before}")
        faults += [f"{path}:{line}: {fault}" for fault in wrong]
        if not wrong:
            add = _add_person if values["kind"] == PERSON else _add_organisation
            add(added, values, Interval.parse(values.get("from", ""), values.get("to", "")))
    if faults:
        raise InputError("\n".join(faults), hint=HINT)
    return added

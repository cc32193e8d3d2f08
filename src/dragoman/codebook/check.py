"""Check the tables: shape by JSON Schema, then sense. All faults at once, with file and line."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from dragoman.codebook.lexicon import NEEDS, PATHS, parse_need
from dragoman.codebook.names import fold
from dragoman.codebook.tables import DATA, TABLES, Row, read
from dragoman.errors import CodebookError, InputError
from dragoman.model.when import PartialDate

Tables = Mapping[str, tuple[Row, ...]]

PLAIN_ID = frozenset(
    [
        "modes",
        "contexts",
        "quads",
        "sectors",
        "indicators",
        "statuses",
        "choices",
        "polarities",
        "likelihoods",
        "states",
        "organisations",
        "classes",
        "standing",
        "roles",
        "event_types",
        "event_classes",
    ]
)
"""Tables whose entries are found by ``id``, which must then be unique."""

OWN_NAMES = frozenset({"name", "official", "acronym", "abbreviation"})
"""Kinds of name that must belong to one holder only."""


REFERENCES = (
    ("state_names", "id", ("states",), "state"),
    ("organisation_names", "id", ("organisations",), "organisation"),
    ("organisations", "parent", ("organisations",), "organisation"),
    ("organisations", "country", ("states", "organisations"), "state or organisation"),
    ("organisations", "sector", ("sectors",), "sector"),
    ("memberships", "organisation", ("organisations",), "organisation"),
    ("memberships", "state", ("states",), "state"),
    ("groups", "members", ("states",), "state"),
    ("offices", "country", ("states", "organisations"), "state or organisation"),
    ("offices", "sector", ("sectors",), "sector"),
    ("persons", "country", ("states", "organisations"), "state or organisation"),
    ("seats", "state", ("states",), "state"),
    ("seats", "seat", ("states",), "state"),
    ("short_forms", "id", ("states", "organisations"), "state or organisation"),
    ("frames", "type", ("event_types",), "event type"),
    ("cameo", "plover", ("event_types",), "event type"),
    ("acled", "plover", ("event_types",), "event type"),
    ("foreign_codes", "id", ("states", "organisations"), "state or organisation"),
    ("foreign_sectors", "sector", ("sectors",), "sector"),
    ("conflict_cooperation", "type", ("event_types",), "event type"),
)
"""Table, field, the tables whose ids it may hold, and what those are; ids with spaces between are many."""

READINGS = frozenset({"person", "place", "word", "organisation"})
"""Readings of an ambiguous form that are no entry of a table."""

NO_PARTY = "-"
"""What a decider gives where the form means no party at all."""

DATED = ("state_names", "organisation_names", "memberships", "offices", "states", "seats")
"""Tables with ``from`` and ``to``."""

KEYS = (
    ("state_names", ("id", "form", "kind", "from")),
    ("organisation_names", ("id", "form", "from")),
    ("memberships", ("organisation", "state", "status", "from")),
    ("groups", ("form",)),
    ("seats", ("given", "from")),
    ("ambiguous", ("form",)),
    ("offices", ("country", "office", "person", "from")),
    ("persons", ("country", "person", "variant", "kind")),
    ("cameo", ("code",)),
    ("cameo_names", ("name",)),
    ("plover_cameo", ("plover", "mode", "cameo_root")),
    ("acled", ("event", "sub_event")),
    ("foreign_codes", ("scheme", "code")),
    ("foreign_sectors", ("scheme", "code")),
    ("goldstein", ("code",)),
)
"""Tables and the fields that no two of their rows share."""


def shape(name: str, rows: Sequence[Row]) -> Iterator[str]:
    """Every row against the schema of its table."""
    from jsonschema import Draft202012Validator

    place = DATA / "schemas" / f"{name}.json"
    if not place.is_file():
        return
    schema: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    shared = {key: schema[key] for key in ("$defs", "definitions") if key in schema}
    validator = Draft202012Validator({**schema.get("items", {}), **shared})
    for row in rows:
        if None in row.values or None in row.values.values():
            yield f"{row.where}: as many fields as the header has, no more and no fewer"
            continue
        for error in validator.iter_errors(dict(row.values)):
            field = ".".join(str(part) for part in error.absolute_path)
            yield f"{row.where}: {field + ': ' if field else ''}{error.message[:160]}"


def _unique(rows: Iterable[Row], *fields: str) -> Iterator[str]:
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(str(row.get(field)) for field in fields)
        if key in first:
            yield f"{row.where}: {' '.join(key)!r} stands already in line {first[key].line}"
        first.setdefault(key, row)


def _refers(rows: Iterable[Row], field: str, known: Iterable[str], what: str) -> Iterator[str]:
    names = frozenset(known)
    for row in rows:
        for value in str(row.get(field)).split():
            if value not in names:
                yield f"{row.where}: {field}: no {what} is called {value!r}"


def _interval(row: Row) -> Iterator[str]:
    start, end = row.get("from"), row.get("to")
    try:
        first = PartialDate.parse(start) if start else None
        last = PartialDate.parse(end) if end else None
    except InputError as error:
        yield f"{row.where}: {error.message}"
        return
    if first and last and last.latest < first.earliest:
        yield f"{row.where}: ends ({end}) before it starts ({start})"


def _ids(tables: Tables, name: str, field: str = "id") -> frozenset[str]:
    return frozenset(str(row[field]) for row in tables[name])


def _references(tables: Tables) -> Iterator[str]:
    for name, field, targets, what in REFERENCES:
        known = frozenset().union(*(_ids(tables, target) for target in targets))
        yield from _refers(tables[name], field, known, what)
    persons = {row["person"] for row in tables["persons"] if row["kind"] == "self"}
    for row in tables["offices"]:
        if row["person"] not in persons:
            yield f"{row.where}: {row['person']!r} has no 'self' row in persons"
    readings = READINGS | _ids(tables, "states") | _ids(tables, "organisations")
    yield from _refers(tables["ambiguous"], "ids", readings, "state, organisation or reading")
    yield from _refers(tables["deciders"], "id", readings | {NO_PARTY}, "state or organisation")
    for row in tables["ambiguous"]:
        if row["default"] and row["default"] not in row["ids"].split():
            yield f"{row.where}: default: {row['default']!r} is none of {row['ids']!r}"
    for name in DATED:
        for row in tables[name]:
            yield from _interval(row)


def _completeness(tables: Tables) -> Iterator[str]:
    weighed = {row["type"] for row in tables["conflict_cooperation"] if not row["mode"]}
    for row in tables["event_types"]:
        if row["id"] not in weighed:
            yield f"{row.where}: {row['id']} has no weight in {TABLES['conflict_cooperation']}"
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in tables["state_names"]:
        kinds[row["id"]].add(row["kind"])
    for row in tables["states"]:
        if row["kind"] != "un_member":
            continue
        for kind in ("name", "adjective", "demonym", "capital"):
            if kind not in kinds[row["id"]]:
                yield f"{row.where}: {row['id']} has no {kind} in {TABLES['state_names']}"


def _ambiguity(tables: Tables) -> Iterator[str]:
    """A form that names two things must be listed as ambiguous."""
    listed = {fold(row["form"]) for row in tables["ambiguous"]}
    owners: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for name in ("state_names", "organisation_names"):
        for row in tables[name]:
            own = name == "organisation_names" or row["kind"] in OWN_NAMES
            if own and not row.get("to"):
                owners[fold(row["form"])].setdefault(row["id"], row)
    for form, rows in owners.items():
        if len(rows) > 1 and form not in listed:
            first, *others = rows.values()
            names = " and ".join(sorted(rows))
            yield f"{others[0].where}: {first['form']!r} names {names}, but is not listed as ambiguous"


def _namesakes(tables: Tables) -> Iterator[str]:
    """A surname that is a name of a state must be listed as ambiguous."""
    listed = {fold(row["form"]) for row in tables["ambiguous"]}
    states = {fold(row["form"]): row["id"] for row in tables["state_names"]}
    for row in tables["persons"]:
        form = fold(row["variant"])
        if row["kind"] == "surname" and form in states and form not in listed:
            yield f"{row.where}: {row['variant']!r} is {states[form]} too, but is not listed as ambiguous"


def _named(tables: Tables) -> Iterator[str]:
    """An organisation without a name is never found."""
    named = _ids(tables, "organisation_names")
    for row in tables["organisations"]:
        if row["id"] not in named:
            yield f"{row.where}: {row['id']} has no name in {TABLES['organisation_names']}"


def _crosswalk(tables: Tables) -> Iterator[str]:
    """What CAMEO's roots become in PLOVER, PLOVER's types become again, and no mode is left out."""
    there = {(row["plover"], row["code"][:2]): row for row in tables["cameo"] if row["plover"]}
    back = {(row["plover"], row["cameo_root"]): row for row in tables["plover_cameo"]}
    modes = {(row["plover"], row["mode"]) for row in tables["plover_cameo"]}
    roots = {(row["plover"], row["code"]) for row in tables["cameo"] if len(row["code"]) == 2}
    for (type_, root), row in there.items():
        if (type_, root) in roots and (type_, root) not in back:
            yield f"{row.where}: {type_} has no root {root} in {TABLES['plover_cameo']}"
    for (type_, root), row in back.items():
        if (type_, root) not in there:
            yield f"{row.where}: no code under {root} is {type_} in {TABLES['cameo']}"
    for row in tables["event_types"]:
        for mode in ("", *(row.get("modes") or ())):
            if (row["id"], mode) not in modes:
                yield f"{row.where}: {row['id']} {mode or 'itself'} has no root in {TABLES['plover_cameo']}"


def _lexicon(tables: Tables) -> Iterator[str]:
    classes = _ids(tables, "classes")
    for row in tables["frames"]:
        for need in filter(None, row["needs"].split("|")):
            for part in need.split(":"):
                if part.startswith("@") and part[1:] not in classes:
                    yield f"{row.where}: needs: no class of words is called {part!r}"
                    break
            else:
                if parse_need(need).test not in NEEDS:
                    yield f"{row.where}: needs: no test is called {need.split(':')[0]!r}"
        for path in (*row["actor"].split(), *row["recipient"].split()):
            if path not in PATHS:
                yield f"{row.where}: no path is called {path!r}"


def _cues(tables: Tables) -> Iterator[str]:
    """A cue belongs to one entry of its table, and is written in lower case."""
    for name, field in (("contexts", "cues"), ("polarities", "cues"), ("likelihoods", "cues")):
        count: Counter[str] = Counter()
        for row in tables[name]:
            for cue in row.get(field, None) or ():
                count[cue] += 1
                if cue != cue.lower():
                    yield f"{row.where}: {cue!r} is not in lower case"
                if count[cue] > 1:
                    yield f"{row.where}: {cue!r} is a cue of another entry already"


SENSE = (
    _references,
    _completeness,
    _named,
    _ambiguity,
    _namesakes,
    _crosswalk,
    _lexicon,
    _cues,
)
"""What is examined once every row has its shape."""


def sense(tables: Tables) -> Iterator[str]:
    """Find the faults of tables whose shape is in order: what one says of another."""
    for name in sorted(PLAIN_ID):
        yield from _unique(tables[name], "id")
    for name, fields in KEYS:
        yield from _unique(tables[name], *fields)
    for examine in SENSE:
        yield from examine(tables)


def faults() -> tuple[list[str], int]:
    """Find every fault of every table.

    Returns:
        The faults, each as ``file:line: what``, and how many rows were looked at.
    """
    found: list[str] = []
    tables: dict[str, tuple[Row, ...]] = {}
    for name, place in TABLES.items():
        try:
            tables[name] = read(name)
        except (OSError, yaml.YAMLError, ValueError) as error:
            found.append(f"{place}:1: cannot be read: {error}")
    rows = sum(len(table) for table in tables.values())
    for name, table in tables.items():
        found += shape(name, table)
    if not found:
        found += sense(tables)
    return found, rows


def check() -> int:
    """Check the tables that Dragoman ships.

    Returns:
        How many rows are in order.

    Raises:
        CodebookError: with every fault found.
    """
    found, rows = faults()
    if found:
        raise CodebookError(found)
    return rows

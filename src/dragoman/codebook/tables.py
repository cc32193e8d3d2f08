"""Files to tables: every value a string, every row with the line it stands on."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

DATA = files("dragoman.codebook") / "data"

TABLES: Mapping[str, str] = {
    "event_types": "ontology/event_types.yml",
    "modes": "ontology/modes.yml",
    "contexts": "ontology/contexts.yml",
    "quads": "ontology/quads.yml",
    "sectors": "ontology/sectors.yml",
    "indicators": "ontology/indicators.yml",
    "statuses": "ontology/statuses.yml",
    "choices": "ontology/choices.yml",
    "polarities": "ontology/polarities.yml",
    "likelihoods": "ontology/likelihoods.yml",
    "cameo": "ontology/cameo.csv",
    "cameo_names": "ontology/cameo_names.csv",
    "event_classes": "ontology/event_classes.yml",
    "plover_cameo": "ontology/plover_cameo.csv",
    "acled": "ontology/acled.csv",
    "conflict_cooperation": "scales/conflict_cooperation.csv",
    "discounts": "scales/discounts.csv",
    "goldstein": "scales/goldstein.csv",
    "frames": "lexicon/frames.csv",
    "amounts": "lexicon/amounts.yml",
    "classes": "lexicon/classes.yml",
    "currencies": "lexicon/currencies.csv",
    "phrases": "lexicon/phrases.yml",
    "roles": "lexicon/roles.yml",
    "deciders": "lexicon/deciders.csv",
    "epithets": "lexicon/epithets.yml",
    "given_names": "lexicon/given_names.yml",
    "name_words": "lexicon/name_words.yml",
    "organisation_nouns": "lexicon/organisation_nouns.yml",
    "regions": "lexicon/regions.csv",
    "short_forms": "lexicon/short_forms.csv",
    "role_modifiers": "lexicon/role_modifiers.yml",
    "state_prefixes": "lexicon/state_prefixes.yml",
    "titles": "lexicon/titles.yml",
    "sentences": "lexicon/sentences.yml",
    "standing": "lexicon/standing.yml",
    "times": "lexicon/times.yml",
    "wordings": "lexicon/wordings.yml",
    "states": "gazetteer/states.csv",
    "state_names": "gazetteer/state_names.csv",
    "ambiguous": "gazetteer/ambiguous.csv",
    "organisations": "gazetteer/organisations.csv",
    "organisation_names": "gazetteer/organisation_names.csv",
    "memberships": "gazetteer/memberships.csv",
    "groups": "gazetteer/groups.csv",
    "offices": "gazetteer/offices",
    "persons": "gazetteer/persons",
    "foreign_codes": "gazetteer/foreign_codes.csv",
    "foreign_sectors": "gazetteer/foreign_sectors.csv",
    "place_cues": "places/cues.yml",
    "seats": "votes/seats.csv",
}
"""Every table by name: a file, or a folder whose CSV files are read as one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table.

    Args:
        file: the path under the data folder.
        line: where the entry starts, from 1.
    """

    file: str
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = "") -> Any:
        """The value under a name, or the default where the entry has none."""
        return self.values.get(name, default)

    @property
    def where(self) -> str:
        """``file:line``, as editors open it."""
        return f"{self.file}:{self.line}"


def _parts(name: str) -> Iterator[tuple[str, Traversable]]:
    relative = TABLES[name]
    place = DATA / relative
    if not place.is_dir():
        yield relative, place
        return
    for part in sorted(place.iterdir(), key=lambda part: part.name):
        if part.name.endswith(".csv"):
            yield f"{relative}/{part.name}", part


def _csv_rows(file: str, text: str) -> Iterator[Row]:
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    for cells in reader:
        yield Row(file, reader.line_num, dict(zip_longest(header, cells)))


def _yaml_rows(file: str, text: str) -> Iterator[Row]:
    """Entries with their lines, parsed once, and by libyaml where PyYAML has it: ten times faster."""
    fast = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loader = fast(text)
    try:
        node = loader.get_single_node()
        entries = loader.construct_document(node) if node else []
    finally:
        loader.dispose()
    lines = [item.start_mark.line + 1 for item in node.value] if node else []
    for line, values in zip(lines, entries, strict=True):
        yield Row(file, line, values)


def read(name: str) -> tuple[Row, ...]:
    """Read one table whole.

    Raises:
        FileNotFoundError: the table's file is missing.
        yaml.YAMLError: the file is no YAML.
    """
    rows: list[Row] = []
    for file, part in _parts(name):
        text = part.read_text(encoding="utf-8")
        rows += _yaml_rows(file, text) if file.endswith(".yml") else _csv_rows(file, text)
    return tuple(rows)


def schema(name: str) -> dict[str, Any]:
    """Read the JSON Schema of a table."""
    found: dict[str, Any] = json.loads((DATA / "schemas" / f"{name}.json").read_text("utf-8"))
    return found


def stamp() -> str:
    """Hash all tables, so that a run can say by which it read."""
    total = hashlib.sha256()
    for name in sorted(TABLES):
        for file, part in _parts(name):
            total.update(file.encode())
            total.update(part.read_bytes())
    return total.hexdigest()


def path(name: str) -> Path:
    """Where a table lies on disk, for messages."""
    return Path(str(DATA / TABLES[name]))

"""Plain CSV by a mapping file: which column is what, in a few lines of YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook.foreign import modes
from dragoman.codebook.ontology import table
from dragoman.errors import InputError, UnknownName
from dragoman.exchanging.incoming.heads import Head, header_of, plain, typed
from dragoman.exchanging.incoming.layouts import EVENT_COLUMNS, Layout, lookup

COUNTRY_TABLES = {
    "iso3": "state",
    "organisation": "organisation",
    "cameo": "cameo_country",
    "fips": "fips",
    "name": "country_name",
}
"""Schemes of codes of countries and the tables that know them."""

TOP = frozenset({"source", "delimiter", "columns"})
ASKED = ("id", "day", "actor", "recipient", "type")
"""Columns that a mapping must give."""

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";"}
_PARTIES = {"actor": "a", "recipient": "r", "place_country": "p"}
_KEYS = {"column", "scheme", "values", "format"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping file, read.

    Args:
        source: the name under which its events stand.
        columns: ours to the file's column and what is said of it.
    """

    where: str
    source: str
    delimiter: str
    columns: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Mapped:
        """Read a mapping file.

        Raises:
            InputError: it is not there, is no YAML, or lacks something; says what.
            UnknownName: it names a column or scheme that is none.
        """
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        except OSError as error:
            raise InputError(f"there is no mapping file {path}") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: no YAML: {error}") from error
        if not isinstance(data, dict) or not isinstance(data.get("columns"), dict):
            raise InputError(f"{path}: a mapping has 'source' and 'columns'")
        for key in data:
            if key not in TOP:
                raise UnknownName(f"key of a mapping in {path}", key, known=TOP)
        given = data["columns"]
        for name in given:
            if name not in EVENT_COLUMNS:
                raise UnknownName(f"column of an event in {path}", name, known=EVENT_COLUMNS)
        if missing := [name for name in ASKED if name not in given]:
            raise InputError(f"{path}: 'columns' lacks {', '.join(missing)}")
        columns = {name: _said(path, name, value) for name, value in given.items()}
        delimiter = data.get("delimiter") or "comma"
        if delimiter not in DELIMITERS:
            raise UnknownName(f"delimiter in {path}", delimiter, known=DELIMITERS)
        return cls(str(path), str(data.get("source") or ""), DELIMITERS[delimiter], columns)

    def layout(self, head: Head) -> Layout:
        """The layout of a file that this mapping is for.

        Raises:
            ExtractError: its header lacks a column that the mapping names.
        """
        needed = [plain(said["column"]) for said in self.columns.values()]
        _, names = header_of(
            head, delimiters=(self.delimiter,), quote='"', needed=needed, whose=self.where
        )
        made, types = {"precision": "'day'"}, dict[str, str]()
        joins, tables = "", dict[str, Mapping[str, str]]()
        for ours, said in self.columns.items():
            column = f'f."{plain(said["column"])}"'
            kind = EVENT_COLUMNS[ours]
            made[ours] = column
            if ours == "day":
                types[plain(said["column"])] = "date"
            elif kind not in ("varchar", "utinyint", "date"):
                types[plain(said["column"])] = kind
            if ours in _PARTIES and "values" not in said:
                alias = _PARTIES[ours]
                lower = "lower" if said["scheme"] == "name" else "upper"
                joins += lookup(alias, COUNTRY_TABLES[said["scheme"]], f"{lower}({column})")
                made[ours] = f"{alias}.id"
                if ours != "place_country":
                    made.setdefault(f"{ours}_code", column)
            elif "values" in said and ours != "type":
                tables[f"values_{ours}"] = dict(said["values"])
                joins += lookup(f"v_{ours}", f"values_{ours}", column)
                made[ours] = f"v_{ours}.id"
        joins += self._type(made, tables)
        return Layout(
            columns=typed(names, types),
            needed=tuple(plain(self.columns[n]["column"]) for n in ("id", "day", "type")),
            made=made,
            delimiter=self.delimiter,
            quote='"',
            skip=1,
            dates=self.columns["day"].get("format") or "%Y-%m-%d",
            joins=joins,
            tables=tables,
            unknown=(
                ("code", "type", "type"),
                ("actor_code", "actor", "code of a country"),
                ("recipient_code", "recipient", "code of a country"),
            ),
        )

    def _type(self, made: dict[str, str], tables: dict[str, Mapping[str, str]]) -> str:
        """Make type, mode and quad; returns the joins."""
        said = self.columns["type"]
        column = f'f."{plain(said["column"])}"'
        made["code"] = column
        if said.get("scheme") == "cameo":
            made.update(type="c.type", quad="c.quad")
            made.setdefault("mode", "c.mode")
            return lookup("c", "cameo", column)
        if "values" in said:
            tables["values_type"] = dict(said["values"])
            made["type"] = "q.code"
            made.setdefault("mode", "nullif(split_part(v_type.id, '.', 2), '')")
            made["quad"] = "q.quad"
            return lookup("v_type", "values_type", column) + lookup(
                "q", "plover", "split_part(v_type.id, '.', 1)"
            )
        made.update(type="q.code", quad="q.quad")
        return lookup("q", "plover", f"upper({column})")


def _said(path: Path, name: str, value: Any) -> Mapping[str, Any]:
    """What a mapping says of one of our columns, checked."""
    said = {"column": value} if isinstance(value, str) else value
    if not isinstance(said, dict) or not said.get("column"):
        raise InputError(f"{path}: {name}: name the file's column, or give 'column' and more")
    for key in said:
        if key not in _KEYS:
            raise UnknownName(f"key of {name} in {path}", key, known=_KEYS)
    if name in _PARTIES and "values" not in said:
        said = {"scheme": "iso3", **said}
        if said["scheme"] not in COUNTRY_TABLES:
            raise UnknownName(
                f"scheme of countries in {path}", said["scheme"], known=COUNTRY_TABLES
            )
    if name == "type":
        _check_types(path, said)
    return said


def _check_types(path: Path, said: Mapping[str, Any]) -> None:
    if said.get("scheme", "plover") not in {"plover", "cameo"}:
        raise UnknownName(f"scheme of types in {path}", said["scheme"], known=("plover", "cameo"))
    for given in said.get("values", {}).values():
        type_, _, mode = given.partition(".")
        if type_ not in table("event_types"):
            raise UnknownName(f"event type in {path}", type_, known=table("event_types"))
        if mode and (type_, mode) not in modes():
            known = [m for t, m in modes() if t == type_]
            raise UnknownName(f"mode of {type_} in {path}", mode, known=known)

"""Codes of other people's event data: what they mean in ours, and ours in theirs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from anyascii import anyascii

from dragoman.codebook.ontology import plover_of_cameo, table
from dragoman.codebook.tables import read

NAME_KINDS = frozenset({"name", "official", "variant", "abbreviation"})
"""Kinds of a state's names by which data sets call it."""

COOPERATIVE = frozenset({"verbal_cooperation", "material_cooperation"})
"""Quads whose acts are AGREE in PLOVER's own convention as long as they are to come."""


@cache
def codes(scheme: str) -> Mapping[str, str]:
    """Codes of a scheme to ids of states and organisations; empty where no single one is meant.

    Args:
        scheme: ``fips``, ``cameo`` (countries), ``group`` (CAMEO's known groups) or ``name``.

    Source:
        ``foreign_codes.csv``; names also ``state_names.csv``.

    Example:
        >>> codes("fips")["AJ"], codes("cameo")["ROM"], codes("name")["dr congo"]
        ('AZE', 'ROU', 'COD')
    """
    listed = {row["code"]: row["id"] for row in read("foreign_codes") if row["scheme"] == scheme}
    if scheme == "name":
        listed = {**_state_names(), **listed}
        listed.update({anyascii(name).lower(): id_ for name, id_ in listed.items()})
    return MappingProxyType(listed)


def _state_names() -> dict[str, str]:
    """Names that only one state has, in small letters; a present name outranks a former one."""
    found: dict[str, str] = {}
    rows = [row for row in read("state_names") if row["kind"] in NAME_KINDS]
    for row in sorted(rows, key=lambda row: (bool(row["to"]), row["kind"] != "name")):
        found.setdefault(row["form"].lower(), row["id"])
    return found


@cache
def sectors(scheme: str) -> Mapping[str, str]:
    """Words of a scheme to sectors, those that win first."""
    rows = [row for row in read("foreign_sectors") if row["scheme"] == scheme]
    return MappingProxyType({row["code"]: row["sector"] for row in rows})


@cache
def acled_types() -> Mapping[tuple[str, str], tuple[str, str]]:
    """ACLED's event type and sub-type to PLOVER type and mode, both empty where there is none."""
    return MappingProxyType(
        {(row["event"], row["sub_event"]): (row["plover"], row["mode"]) for row in read("acled")}
    )


@cache
def modes() -> Mapping[tuple[str, str], str]:
    """A type and a word for its mode, as data sets write it, to our mode."""
    rows = read("modes")
    found = {(row["type"], row["mode"]): row["mode"] for row in rows}
    for row in rows:
        for word in row.get("variants", None) or ():
            found.setdefault((row["type"], word), row["mode"])
    return MappingProxyType(found)


@cache
def quads() -> Mapping[str, int]:
    """Event types to the number of their quad class.

    Units:
        1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """
    numbers = {row["id"]: int(row["penta"]) for row in read("quads")}
    return MappingProxyType({row["id"]: numbers[row["quad"]] for row in read("event_types")})


@cache
def goldstein() -> Mapping[str, float]:
    """Points of CAMEO codes on Goldstein's scale.

    Units:
        From -10 (conflict) to +10 (cooperation).

    Source:
        ``scales/README.md``.
    """
    return MappingProxyType({row["code"]: float(row["weight"]) for row in read("goldstein")})


@cache
def cameo_of_plover() -> Mapping[tuple[str, str], str]:
    """PLOVER type and mode to one CAMEO code that reads back as the type.

    A mode that no CAMEO code has takes the code of its type, written with three digits as data sets do.

    Example:
        >>> cameo_of_plover()["CONSULT", "visit"], cameo_of_plover()["RETREAT", "withdraw"]
        ('042', '0872')
    """
    found: dict[tuple[str, str], str] = {}
    for code, meaning in sorted(plover_of_cameo().items()):
        found.setdefault(meaning, code)
    preferred = {row["plover"]: row["cameo_root"] for row in reversed(read("plover_cameo"))}
    for type_, root in preferred.items():
        for code in (root, root + "0"):
            if plover_of_cameo().get(code, ("", ""))[0] == type_:
                found[type_, ""] = code
    for row in read("plover_cameo"):
        key = (row["plover"], row["mode"])
        if key not in found:
            found[key] = found.get((row["plover"], "")) or _first(found, row["plover"])
    return MappingProxyType(found)


def _first(found: Mapping[tuple[str, str], str], type_: str) -> str:
    return min(code for (known, _), code in found.items() if known == type_)


@cache
def code_of(scheme: str) -> Mapping[str, str]:
    """Ids of states and organisations to their code in a scheme; the plainest where it has several."""
    found: dict[str, str] = {}
    for row in read("foreign_codes"):
        if row["scheme"] == scheme and row["id"]:
            known = found.get(row["id"])
            better = known is None or (bool(row["note"]), row["code"] != row["id"]) < (
                bool(_note(scheme, known)),
                known != row["id"],
            )
            if better:
                found[row["id"]] = row["code"]
    return MappingProxyType(found)


@cache
def _notes() -> Mapping[tuple[str, str], str]:
    return {(row["scheme"], row["code"]): row["note"] for row in read("foreign_codes")}


def _note(scheme: str, code: str) -> str:
    return _notes()[scheme, code]


def in_plover_terms(type_: str, mode: str, status: str) -> tuple[str, str]:
    """Type and mode by PLOVER's own convention, in which what is to come has a type of its own.

    A planned act of cooperation is AGREE, one of conflict THREATEN. Our codebook keeps type and
    status apart.

    Example:
        >>> in_plover_terms("AID", "", "planned"), in_plover_terms("AID", "", "actual")
        (('AGREE', ''), ('AID', ''))
    """
    if status != "planned" or type_ in {"AGREE", "THREATEN", "REQUEST"}:
        return type_, mode
    quad = table("event_types")[type_].extra["quad"]
    return ("AGREE", "") if quad in COOPERATIVE else ("THREATEN", "")

"""Check states.csv, state_names.csv and ambiguous.csv beyond what the package's own check asks.

python tools/gazetteer/check.py
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.codebook.names import fold

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "src" / "dragoman" / "codebook" / "data" / "gazetteer"
MEMBERS = 193
NEEDED = {
    ("name", ""),
    ("official", ""),
    ("adjective", ""),
    ("capital", ""),
    ("demonym", "singular"),
    ("demonym", "plural"),
}
KINDS = frozenset(
    [
        "name",
        "official",
        "variant",
        "abbreviation",
        "adjective",
        "demonym",
        "capital",
        "seat",
        "seat_leg",
        "seat_mil",
        "seat_jud",
        "body_mil",
        "body_gov",
    ]
)
SOURCES = frozenset(["factbook-2015", "factbook-2025", "cldr", "public-record"])
READINGS = frozenset(["person", "place", "word", "organisation"])
"""Readings of an ambiguous form that are no entry of a table."""


def table(name: str, faults: list[str]) -> list[dict[str, str]]:
    """Read a table and check how it is written."""
    raw = (DATA / name).read_bytes()
    if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf") or not raw.endswith(b"\n"):
        faults.append(f"{name}:1: not plain UTF-8 with LF")
    return list(csv.DictReader(raw.decode("utf-8").splitlines()))


def check_names(
    names: list[dict[str, str]], listed: set[tuple[str, ...]], faults: list[str]
) -> None:
    """Order, doubles, kinds, and forms of two owners."""
    keys = [(row["id"], row["kind"], row["form"], row["from"]) for row in names]
    if keys != sorted(keys):
        faults.append("state_names.csv:1: not sorted by id, kind, form, from")
    for key, count in Counter(keys).items():
        if count > 1:
            faults.append(f"state_names.csv: {key} stands {count} times")
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line, row in enumerate(names, 2):
        if row["kind"] not in KINDS or row["source"] not in SOURCES:
            faults.append(f"state_names.csv:{line}: kind {row['kind']!r}, source {row['source']!r}")
        if row["kind"] == "demonym" and row["number"] not in {"singular", "plural", "both"}:
            faults.append(f"state_names.csv:{line}: a demonym of number {row['number']!r}")
        if not fold(row["form"]):
            faults.append(f"state_names.csv:{line}: {row['form']!r} folds to nothing")
        owners[fold(row["form"])].add(row["id"])
    for form, ids in sorted(owners.items()):
        if len(ids) > 1 and form not in listed:
            faults.append(
                f"state_names.csv: {' '.join(form)!r} means {' and '.join(sorted(ids))}: list it as ambiguous"
            )


def check_states(
    states: list[dict[str, str]], names: list[dict[str, str]], faults: list[str]
) -> None:
    """Ids, parents, places, and what every member of the United Nations has."""
    ids = [row["id"] for row in states]
    if ids != sorted(set(ids)):
        faults.append("states.csv:1: ids not unique or not sorted")
    have: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in names:
        numbers = ("singular", "plural") if row["number"] == "both" else (row["number"],)
        have[row["id"]] |= {(row["kind"], number) for number in numbers}
    for row in names:
        if row["id"] not in ids:
            faults.append(f"state_names.csv: {row['id']} is no state")
    for line, row in enumerate(states, 2):
        where = f"states.csv:{line}: {row['id']}"
        if row["parent"] and row["parent"] not in ids:
            faults.append(f"{where}: no parent is called {row['parent']!r}")
        if not row["lat"] or not row["lon"]:
            faults.append(f"{where}: no place")
        if row["kind"] == "territory" and not row["parent"] and row["id"] != "ATA":
            faults.append(f"{where}: a territory of nobody")
        if row["kind"] == "un_member" and (lacks := NEEDED - have[row["id"]]):
            faults.append(f"{where}: lacks {sorted(lacks)}")
    for code in ("iso2", "numeric"):
        count = Counter(row[code] for row in states if row[code] and row["kind"] != "former")
        faults += [
            f"states.csv: {code} {value} stands twice"
            for value, times in count.items()
            if times > 1
        ]
    members = sum(row["kind"] == "un_member" for row in states)
    if members != MEMBERS:
        faults.append(f"states.csv:1: {members} members of the United Nations")


def main() -> int:
    """Check and report."""
    faults: list[str] = []
    states, names, ambiguous = (
        table(f"{name}.csv", faults) for name in ("states", "state_names", "ambiguous")
    )
    listed = {fold(row["form"]) for row in ambiguous}
    check_names(names, listed, faults)
    check_states(states, names, faults)
    ids = {row["id"] for row in states}
    ids |= {row["id"] for row in table("organisations.csv", faults)}
    known = {fold(row["form"]) for row in (*names, *table("organisation_names.csv", faults))}
    for line, row in enumerate(ambiguous, 2):
        readings = row["ids"].split()
        unknown = set(readings) - ids - READINGS
        if len(readings) < 2 or (row["default"] and row["default"] not in readings):
            faults.append(
                f"ambiguous.csv:{line}: {row['form']!r} is read {row['ids']!r}, else {row['default']!r}"
            )
        if unknown:
            faults.append(
                f"ambiguous.csv:{line}: {row['form']!r}: no entry is called {sorted(unknown)}"
            )
        if fold(row["form"]) not in known:
            faults.append(
                f"ambiguous.csv:{line}: {row['form']!r} is no name of a state or organisation"
            )
    if len(listed) != len(ambiguous):
        faults.append("ambiguous.csv:1: a form stands twice")
    if [row["form"] for row in ambiguous] != sorted(row["form"] for row in ambiguous):
        faults.append("ambiguous.csv:1: not sorted")
    print(
        "\n".join(faults)
        or f"{len(states)} states, {len(names)} names, {len(ambiguous)} ambiguous: in order"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""The two editions of the World Factbook, read from the folders of their packages."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
EDITIONS = {"2015": "2015-11", "2025": "2026-01"}
"""Name of an edition to the month of its youngest entry: 1.0.0 of the one package calls itself
2015 and knows of 4 November 2015; 0.1.2 of the other knows of 17 January 2026."""

NONE = {"none", "na", "n/a", ""}


def codes() -> dict[str, str]:
    """The factbook's own two-letter codes (GEC) to ISO 3166-1 alpha-3."""
    with (HERE / "factbook_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["gec"]: row["iso"] for row in csv.DictReader(file)}


def plain(value: Any) -> str:
    """The text of a field without markup."""
    if isinstance(value, dict):
        value = value.get("text") or ""
    text = re.sub(r"<[^>]+>", " ", html.unescape(str(value or "")))
    return re.sub(r"\s+", " ", text).strip()


def field(profile: dict[str, Any], *path: str) -> str:
    """One field of a profile by its headings; empty where it is not there."""
    here: Any = profile
    for step in path:
        if not isinstance(here, dict):
            return ""
        here = here.get(step)
    text = plain(here)
    return "" if text.casefold() in NONE else text


def profiles(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every profile of an edition with its ISO code, in the order of the codes."""
    known = codes()
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*/??.json")):
        iso = known.get(path.stem)
        if iso:
            found[iso] = json.loads(path.read_text(encoding="utf-8"))
    if not found:
        raise SystemExit(f"no profiles (*/xx.json) in {folder}")
    yield from sorted(found.items())


def position(text: str) -> tuple[float, float] | None:
    """Degrees north and east of '6 49 N, 5 16 W', to hundredths."""
    match = re.search(r"(\d+)(?: (\d+))?(?: \d+)? ([NS]), ?(\d+)(?: (\d+))?(?: \d+)? ([EW])", text)
    if not match:
        return None
    lat = int(match[1]) + int(match[2] or 0) / 60
    lon = int(match[4]) + int(match[5] or 0) / 60
    return round(-lat if match[3] == "S" else lat, 2), round(-lon if match[6] == "W" else lon, 2)

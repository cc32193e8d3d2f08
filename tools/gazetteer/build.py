"""Build states.csv and state_names.csv from the overlays, CLDR and two editions of the factbook.

python tools/gazetteer/build.py --edition-2015 FOLDER --edition-2025 FOLDER
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

from babel import Locale
from babel.core import get_global
from factbook import HERE, field, position, profiles

DATA = HERE.parents[1] / "src" / "dragoman" / "codebook" / "data" / "gazetteer"
KINDS = {
    "off": "official",
    "var": "variant",
    "abb": "abbreviation",
    "adj": "adjective",
    "cap": "capital",
    "seat": "seat",
    "smil": "seat_mil",
    "leg": "seat_leg",
    "jud": "seat_jud",
    "bmil": "body_mil",
    "bgov": "body_gov",
    "reg": "body_gov",
}
OWN_KEYS = {"dem", "note", "pos", "iso"}
INVARIANT = re.compile(r"(ese|ois|ais|ss|tch|ish|ench|é|è|x|z)$")
HEAD = re.compile(r"^([A-Z]{3}) ([^|]+?) *\|([^|]*)(?:\| *([a-z_]+) *([A-Z]{3})?)? *$")
STATE_FIELDS = [
    "id",
    "iso2",
    "numeric",
    "name",
    "kind",
    "from",
    "to",
    "parent",
    "lat",
    "lon",
    "note",
    "source",
]
NAME_FIELDS = ["id", "form", "kind", "number", "from", "to", "source"]


@dataclass
class Block:
    """What an overlay says of one state."""

    id: str
    name: str
    start: str
    end: str
    kind: str
    parent: str
    lines: dict[str, str] = dataclass_field(default_factory=dict)


METROPOLITAN = "249"
"""Of Metropolitan France, withdrawn: CLDR gives it for France beside 250."""


def blocks() -> Iterator[Block]:
    """Read all overlays."""
    for path in sorted((HERE / "overlay").glob("*.txt")):
        block: Block | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith(" "):
                key, _, value = line.strip().partition(": ")
                if block is None or (key not in KINDS and key not in OWN_KEYS):
                    raise SystemExit(f"{path.name}:{number}: no key is called {key!r}")
                if key in block.lines:
                    raise SystemExit(f"{path.name}:{number}: {key!r} stands twice")
                block.lines[key] = value
                continue
            if block:
                yield block
            match = HEAD.match(line)
            if not match:
                raise SystemExit(f"{path.name}:{number}: cannot be read: {line}")
            start, _, end = match[3].strip().partition("..")
            block = Block(match[1], match[2], start, end, match[4] or "un_member", match[5] or "")
        if block:
            yield block


def forms(text: str) -> Iterator[tuple[str, str, str]]:
    """Forms of a line with the days they hold: 'Astana @1998..2019; Almaty'."""
    for part in text.split("; ") if text else ():
        form, _, days = part.partition(" @")
        start, _, end = days.partition("..")
        yield form.strip(), start.strip(), end.strip()


def plural(word: str) -> str:
    """The plural of a demonym by rule; exceptions stand in the overlay."""
    return word if INVARIANT.search(word) else word + "s"


def spread(block: Block) -> Iterator[tuple[str, str, str, str, str]]:
    """All forms of a block as form, kind, number, from, to."""
    yield block.name, "name", "", "", ""
    for key, kind in KINDS.items():
        for form, start, end in forms(block.lines.get(key, "")):
            yield form, kind, "", start, end
    for form, start, end in forms(block.lines.get("dem", block.lines.get("adj", ""))):
        one, _, many = form.partition("/")
        many = many or plural(one)
        if one == many:
            yield one, "demonym", "both", start, end
        else:
            yield one, "demonym", "singular", start, end
            yield many, "demonym", "plural", start, end


def printed(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[float, float]]]:
    """What an edition prints of every state: its names, its official name, its capital's place."""
    said: dict[str, str] = {}
    official: dict[str, str] = {}
    places: dict[str, tuple[float, float]] = {}
    for iso, profile in profiles(folder):
        names = ("Government", "Country name")
        people = ("People and Society", "Nationality")
        capital = ("Government", "Capital")
        official[iso] = field(profile, *names, "conventional long form").removeprefix("The ")
        said[iso] = " ; ".join(
            (
                official[iso],
                field(profile, *names, "conventional short form"),
                field(profile, *people, "noun").replace("(s)", ""),
                field(profile, *people, "adjective"),
                field(profile, *capital, "name"),
            )
        )
        place = position(field(profile, *capital, "geographic coordinates"))
        place = place or position(field(profile, "Geography", "Geographic coordinates"))
        if place:
            places[iso] = place
    return said, official, places


def stands(form: str, text: str) -> bool:
    """Whether a form is printed in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def territory_codes() -> dict[str, tuple[str, str]]:
    """ISO alpha-3 to alpha-2 and numeric, from CLDR."""
    aliases = get_global("territory_aliases")
    numeric = {
        v[0]: k for k, v in aliases.items() if k.isdigit() and k != METROPOLITAN and len(v) == 1
    }
    return {
        k: (v[0], numeric.get(v[0], ""))
        for k, v in aliases.items()
        if len(k) == 3 and k.isalpha() and len(v) == 1
    }


def cldr_forms(name: str) -> list[str]:
    """A CLDR territory name as it could stand in a text."""
    if not name or " - " in name or "SAR" in name or "(" in name:
        return []
    return [name, name.replace(" & ", " and ")] if " & " in name else [name]


def build(old_folder: Path, new_folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Make the rows of both tables."""
    old, old_official, old_places = printed(old_folder)
    new, new_official, new_places = printed(new_folder)
    english = Locale("en").territories
    iso = territory_codes()
    states: list[dict[str, str]] = []
    names: list[dict[str, str]] = []
    for block in blocks():
        alpha2, numeric = iso.get(block.id, ("", ""))
        if "iso" in block.lines:
            alpha2, _, numeric = block.lines["iso"].partition(" ")
        cldr = cldr_forms(english.get(alpha2, "")) if block.kind != "former" else []
        lat, lon = ("", "")
        if "pos" in block.lines:
            lat, lon = block.lines["pos"].split()
        elif place := new_places.get(block.id) or old_places.get(block.id):
            lat, lon = (f"{degree:.2f}" for degree in place)
        states.append(
            dict(
                zip(
                    STATE_FIELDS,
                    (
                        block.id,
                        alpha2,
                        numeric,
                        block.name,
                        block.kind,
                        block.start,
                        block.end,
                        block.parent,
                        lat,
                        lon,
                        block.lines.get("note", ""),
                        "cldr" if block.name in cldr else "public-record",
                    ),
                    strict=True,
                )
            )
        )
        rows = list(spread(block))
        if not any(kind == "official" for _, kind, *_ in rows):
            long = new_official.get(block.id) or old_official.get(block.id) or block.name
            rows.append((long, "official", "", "", ""))
        have = {form for form, *_ in rows}
        rows += [(form, "variant", "", "", "") for form in cldr if form not in have]
        seen: set[tuple[str, str, str]] = set()
        for form, kind, number, start, end in rows:
            if (form, kind, start) in seen:
                continue
            seen.add((form, kind, start))
            plain = form[:-1] if number == "plural" and form.endswith("s") else form
            said = ("name", "official", "variant", "adjective", "demonym", "capital")
            if kind in said and form in cldr:
                source = "cldr"
            elif kind in said and stands(plain, new.get(block.id, "")):
                source = "factbook-2025"
            elif kind in said and stands(plain, old.get(block.id, "")):
                source = "factbook-2015"
            else:
                source = "public-record"
            names.append(
                dict(
                    zip(
                        NAME_FIELDS, (block.id, form, kind, number, start, end, source), strict=True
                    )
                )
            )
    states.sort(key=lambda row: row["id"])
    names.sort(key=lambda row: (row["id"], row["kind"], row["form"], row["from"]))
    return states, names


def write(path: Path, fields: list[str], rows: list[dict[str, str]]) -> None:
    """Write a table: UTF-8, LF, header first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows")


def main() -> int:
    """Build and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition-2015", type=Path, required=True)
    parser.add_argument("--edition-2025", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=DATA)
    given = parser.parse_args()
    states, names = build(given.edition_2015, given.edition_2025)
    write(given.to / "states.csv", STATE_FIELDS, states)
    write(given.to / "state_names.csv", NAME_FIELDS, names)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the index of places that Dragoman ships; see README.md beside the index.

    python tools/places/build.py

It writes ``names.tsv.gz``, ``regions.tsv`` and ``given.txt`` under ``src/dragoman/codebook/data/places/``.
"""

import gzip
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import sources
from sources import City, Division, Feature

from dragoman.codebook import tables
from dragoman.codebook.names import fold
from dragoman.codebook.places import pack

OUT = Path(__file__).parents[2] / "src/dragoman/codebook/data/places"

FLOOR = 1_000
FLOORS = {"US": 500, "CA": 500, "GB": 500, "AU": 500, "NZ": 500, "IE": 500}
"""Inhabitants from which a place is listed: lower where English-language local news is written."""

ALIASED = 15_000
"""Inhabitants from which a city's other names are taken from GeoNames."""
RIVAL = 20
"""An alias that is some city's own name counts unless that city is this many times as large."""
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ɏʻ‘'][A-Za-zÀ-ɏḀ-ỿ'’ʻ‘ .-]+")
ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar", "at", "az", "ad"})
GENERIC = frozenset(
    [
        "region",
        "province",
        "oblast",
        "state",
        "governorate",
        "department",
        "district",
        "county",
        "prefecture",
        "municipality",
        "canton",
        "parish",
        "raion",
        "rayon",
        "krai",
        "of",
        "autonomous",
        "the",
        "city",
        "metropolitan",
        "division",
        "zone",
        "community",
        "free",
        "territory",
        "land",
        "wilayat",
        "wilaya",
        "muhafazat",
        "muḩāfaz̧at",
        "departamento",
        "provincia",
        "estado",
        "département",
        "arrondissement",
        "voivodeship",
        "okres",
        "powiat",
        "kabupaten",
        "kota",
        "sheng",
        "shi",
        "tỉnh",
        "de",
        "del",
        "do",
        "da",
        "la",
        "el",
        "respublika",
    ]
)
SIZES = {"state": 5e7, "water": 3e6, "land": 2e6, "area": 3e6, "site": 1e5, "city": 2e5}
"""Inhabitants that weigh as much as a thing that has none: how often news names such a thing."""
OVERLAYS = {
    "seas": "water",
    "rivers": "water",
    "lands": "land",
    "regions": "area",
    "sites": "site",
    "towns": "city",
}
STATE_NAMES = frozenset({"name", "official", "variant", "abbreviation"})

Entry = tuple[str, str, float, float, float, str, str]
"""Kind, region code, latitude, longitude, inhabitants, canonical name where it differs, flags."""


class Index:
    """The names gathered so far."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[tuple[str, str, int, int], Entry]] = defaultdict(dict)
        self.regions: dict[str, str] = {"": ""}
        states = tables.read("states")
        self.alpha3 = {row["iso2"]: row["id"] for row in states if row["iso2"]}
        self.alpha3 |= {"XK": "XKX"}
        self.states = {row["id"]: row for row in states}

    def region(self, country: str, admin1: str = "", name: str = "") -> str:
        code = f"{country}.{admin1}" if admin1 else country
        if name or code not in self.regions:
            self.regions[code] = name or self.regions.get(code, "")
        return code

    def add(self, form: str, kind: str, region: str, place: tuple[float, float], size: float,
            *, name: str = "", flags: str = "") -> None:  # fmt: skip
        lat, lon = place
        for key in variants(form):
            canonical = "" if fold(name) == fold(form) else name
            entry = (kind, region, lat, lon, size, canonical, flags)
            rows = self.entries[key]
            mark = (kind[:1], region, round(lat * 2), round(lon * 2))
            if mark not in rows or rows[mark][4] < size:
                rows[mark] = entry


def variants(form: str) -> Iterator[str]:
    """The folded form, and the same with 'Saint', 'Mount' and 'Fort' in full or short."""
    words = [word for word in fold(form) if word]
    if words and words[0] == "the":
        words = words[1:]
    if not words:
        return
    yield " ".join(words)
    for long, short in (("saint", "st"), ("mount", "mt"), ("fort", "ft"), ("sainte", "ste")):
        if words[0] in {long, short} and len(words) > 1:
            yield " ".join([short if words[0] == long else long, *words[1:]])
    if len(words) > 1 and words[0] in ARTICLES and len(words[1]) > 4:
        yield " ".join(words[1:])
    if "and" not in words and "&" in form:
        yield " ".join(fold(form.replace("&", "and")))


def bare(form: str) -> str:
    """A division's name without the word for what it is."""
    kept = [word for word in form.split() if word.casefold() not in GENERIC]
    return " ".join(kept)


def add_states(index: Index) -> None:
    for row in tables.read("state_names"):
        state = index.states[row["id"]]
        if row["kind"] not in STATE_NAMES or state["kind"] == "former" or row["form"] == "PNA":
            continue
        place = (float(state["lat"] or 0), float(state["lon"] or 0))
        flags = "A" if row["form"].replace(".", "").isupper() else ""
        region = index.region(row["id"])
        index.add(row["form"], "state", region, place, SIZES["state"], name=state["name"], flags=flags)  # fmt: skip


def own_names(known: Iterable[City]) -> dict[str, int]:
    """The largest city of each name."""
    largest: dict[str, int] = defaultdict(int)
    for city in known:
        for key in variants(city.name):
            largest[key] = max(largest[key], city.population)
    return largest


def aliases(city: City, largest: dict[str, int], ordinary: set[str]) -> Iterator[str]:
    """Those of a city's other names that English news may use."""
    seen = set(variants(city.name))
    for other in city.others:
        if len(other) < 5 or not LATIN.fullmatch(other):
            continue
        key = next(variants(other), "")
        if not key or key in seen or len(key.split()) > 4 or ordinary.issuperset(key.split()):
            continue
        seen.add(key)
        if largest.get(key, 0) <= RIVAL * city.population:
            yield other


def add_cities(index: Index, known: list[City], ordinary: set[str]) -> None:
    capitals = {
        (row["id"], " ".join(fold(row["form"])))
        for row in tables.read("state_names")
        if row["kind"] == "capital"
    }
    largest = own_names(known)
    rows = list(sources.overlay("names"))
    extra = {
        (row.states[0], key): row for row in rows for form in row.names for key in variants(form)
    }
    used: set[int] = set()
    for city in sorted(known, key=lambda city: -city.population):
        country = index.alpha3[city.country]
        place = (city.lat, city.lon)
        row = extra.get((country, next(variants(city.name))))
        others = row.names if row and id(row) not in used else []
        used |= {id(row)}
        forms = {(country, key) for form in [city.name, *others] for key in variants(form)}
        capital = bool(forms & capitals)
        capitals -= forms
        kind = "capital" if capital else "city"
        region = index.region(country, city.admin1)
        index.add(city.name, kind, region, place, city.population)
        for other in others:
            index.add(other, kind, region, place, city.population, name=city.name)
        if city.population >= ALIASED:
            for other in aliases(city, largest, ordinary):
                index.add(other, kind, region, place, city.population, name=city.name, flags="x")
    for row in rows:
        if id(row) not in used:
            print("no city", row)


def centre(division: Division) -> tuple[tuple[float, float], int] | None:
    """Where a division's people live, and how many."""
    weight = sum(city.population + 1 for city in division.cities)
    if not weight:
        return None
    lat = sum(city.lat * (city.population + 1) for city in division.cities) / weight
    lon = sum(city.lon * (city.population + 1) for city in division.cities) / weight
    return (lat, lon), weight


def add_divisions(index: Index, found: list[Division]) -> None:
    features: dict[tuple[str, str], Feature] = {
        (state, next(variants(form))): feature
        for feature in sources.overlay("regions")
        if len(feature.states) == 1
        for state in feature.states
        for form in feature.names
    }
    for division in found:
        parts = division.code.split(".")
        country = index.alpha3.get(parts[0])
        placed = centre(division)
        if country is None or placed is None:
            continue
        place, size = placed
        first = len(parts) == 2
        forms = [division.name, *(o for o in division.others if LATIN.fullmatch(o))]
        if not first:
            forms = forms[:1]
        keys = {key: form for form in forms for key in variants(form)}
        keys |= {key: bare(form) for form in forms if bare(form) for key in variants(bare(form))}
        own = features.get((country, next((k for k in keys if (country, k) in features), "")))
        name = own.names[0] if own else bare(division.name) or division.name
        shown = own.names[0] if own else ""
        region = index.region(country, parts[1], name if first else "")
        for key, form in keys.items():
            if len(key) < 4 or (
                not first and any(e[1] == region for e in index.entries[key].values())
            ):
                continue
            index.add(form, "region" if first else "district", region, place, size, name=shown)


def add_features(index: Index) -> None:
    by_name = {
        (code[:3], " ".join(fold(name))): code for code, name in index.regions.items() if name
    }
    for table, kind in OVERLAYS.items():
        for feature in sources.overlay(table):
            country = feature.states[0] if len(feature.states) == 1 else ""
            known = by_name.get((country, " ".join(fold(feature.names[0]))))
            region = known or index.region(country)
            what = "region" if known else kind
            for form in feature.names:
                flags = "A" if form.replace(".", "").isupper() else ""
                place = (feature.lat, feature.lon)
                index.add(form, what, region, place, SIZES[kind], name=feature.names[0], flags=flags)  # fmt: skip


def add_abbreviations(index: Index) -> None:
    for feature in sources.overlay("abbreviations"):
        name, country = feature.names[0], feature.states[0]
        rows = index.entries[next(variants(name))].values()
        kind, region, lat, lon, size, *_ = max(
            (row for row in rows if row[0] == "region" and row[1].startswith(country)),
            key=lambda row: row[4],
        )
        for form in feature.names[1:]:
            index.add(form, kind, region, (lat, lon), size, name=name, flags="P")


def tighten(index: Index) -> None:
    """Keep of two records for one thing the larger: a city and the district around it."""
    for key, rows in index.entries.items():
        kept: list[Entry] = []
        for entry in sorted(rows.values(), key=lambda e: (e[0] == "district", -e[4])):
            same = entry[0] == "district" and any(
                e[1] == entry[1] and math.dist((e[2], e[3]), (entry[2], entry[3])) < 1 for e in kept
            )
            if not same:
                kept.append(entry)
        index.entries[key] = {(e[0], e[1], n, 0): e for n, e in enumerate(kept)}


def write(index: Index) -> None:
    words, given, family = sources.common_words(), sources.given_names(), sources.surnames()
    codes = {code: number for number, code in enumerate(sorted(index.regions))}
    lines = []
    for key, rows in sorted(index.entries.items()):
        marks = {flag for entry in rows.values() for flag in entry[6]} - {"x"}
        marks |= {
            mark for mark, listed in (("w", words), ("g", given), ("s", family)) if key in listed
        }
        records = (
            pack(kind, codes[region], lat, lon, size, alias="x" in flags) + name
            for kind, region, lat, lon, size, name, flags in rows.values()
        )
        lines.append("\t".join([key, "".join(sorted(marks)), *records]))
    OUT.mkdir(parents=True, exist_ok=True)
    lines.sort(key=lambda line: line.encode())
    text = "\n".join(lines) + "\n"
    (OUT / "names.tsv.gz").write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    regions = (f"{code}\t{index.regions[code]}" for code in sorted(index.regions))
    (OUT / "regions.tsv").write_text("\n".join(regions) + "\n", encoding="utf-8")
    (OUT / "given.txt").write_text("\n".join(sorted(given)) + "\n", encoding="ascii")
    print(len(lines), "names", sum(len(r) for r in index.entries.values()), "records", len(codes), "regions")  # fmt: skip


def main() -> None:
    known = sources.cities(FLOOR, FLOORS)
    ordinary = sources.common_words() | sources.given_names() | sources.surnames()
    index = Index()
    add_states(index)
    add_cities(index, known, ordinary)
    add_divisions(index, sources.divisions(known))
    add_features(index)
    add_abbreviations(index)
    tighten(index)
    write(index)


if __name__ == "__main__":
    main()

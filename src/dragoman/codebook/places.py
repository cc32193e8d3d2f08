"""The index of places: names to everything on the map that bears them."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from dragoman.codebook.tables import DATA

FOLDER = DATA / "places"

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
KINDS = {
    "S": "state",
    "K": "capital",
    "C": "city",
    "R": "region",
    "D": "district",
    "W": "water",
    "L": "land",
    "A": "area",
    "T": "site",
}
"""What a record can be, by its letter in the index."""
LETTERS = {kind: letter for letter, kind in KINDS.items()}
SIZE_STEPS = 4.5
"""Steps of size for a factor of ten in inhabitants: 35 steps reach 60 million."""
LOOKED_UP = 16_384
"""Names whose lookup is kept: most of a newsroom's words, in about 8 MB."""
RECORD = 11
"""Characters of a packed record: kind, region (3), latitude (3), longitude (3), size."""


def _digits(number: int, width: int) -> str:
    out = ""
    for _ in range(width):
        number, rest = divmod(number, 36)
        out = DIGITS[rest] + out
    return out


def pack(
    kind: str, region: int, lat: float, lon: float, inhabitants: float, *, alias: bool = False
) -> str:
    """Write one record of the index; the letter of an alias is small.

    Units:
        Degrees, kept to a hundredth; inhabitants, kept as a logarithm.

    Example:
        >>> pack("city", 12, 48.85, 2.35, 2_000_000)
        'C00cappe2js'
    """
    size = min(35, round(SIZE_STEPS * math.log10(inhabitants + 1)))
    place = _digits(round((lat + 90) * 100), 3) + _digits(round((lon + 180) * 100), 3)
    letter = LETTERS[kind].lower() if alias else LETTERS[kind]
    return letter + _digits(region, 3) + place + DIGITS[size]


@dataclass(frozen=True, slots=True)
class Site:
    """Something on the map.

    Args:
        kind: one of ``KINDS``.
        country: ISO 3166-1 alpha-3, empty where it lies in several or in none.
        region: code of the first-level division, or of the state where that is not known.
        name: the usual name, where the index is asked for another.
        size: logarithm of its inhabitants to the base of ten, or what weighs as much.
        alias: the index is asked for a name of it that is rare in English.
    """

    kind: str
    country: str
    region: str
    name: str
    lat: float
    lon: float
    size: float
    alias: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with all that bear it.

    Args:
        flags: ``w`` a common word, ``g`` a given name, ``s`` a surname, ``A`` found only in capitals,
            ``P`` found only after a comma.
    """

    key: str
    flags: str
    sites: tuple[Site, ...]


class Places:
    """The index, searched as it lies: sorted lines, found by halving."""

    def __init__(self, lines: bytes, regions: Sequence[str], given: frozenset[str]) -> None:
        self._lines = lines
        self._regions = tuple(line.partition("\t")[0] for line in regions)
        self._region_names = regions
        self._entries: dict[str, Entry | None] = {}
        self.given = given

    @cached_property
    def regions(self) -> dict[str, str]:
        """Names of first-level divisions by their code."""
        pairs = (line.partition("\t") for line in self._region_names)
        return {code: name for code, _, name in pairs if name}

    def _at(self, key: bytes) -> int:
        """Where the first line stands that does not sort before a key."""
        lines, low, high = self._lines, 0, len(self._lines)
        while low < high:
            middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
            if middle < low:
                middle = low
            end = lines.find(b"\n", middle)
            if lines[middle:end] < key:
                low = end + 1
            else:
                high = middle
        return low

    def starting(self, words: Sequence[str]) -> list[tuple[int, Entry]]:
        """Find the names that a row of folded words begins with, the longest first.

        Returns:
            How many words each takes, and the name.
        """
        found, key = [], ""
        for count, word in enumerate(words, 1):
            key = f"{key} {word}" if key else word
            entry, more = self._look(key)
            if entry is not None:
                found.append((count, entry))
            if not more:
                break
        return found[::-1]

    def get(self, key: str) -> Entry | None:
        """Find a name, folded and joined by spaces."""
        return self._look(key)[0]

    @lru_cache(maxsize=LOOKED_UP)  # noqa: B019 - one index, and it lives as long as the programme
    def _look(self, key: str) -> tuple[Entry | None, bool]:
        """Find a name, and say whether longer ones begin with it."""
        sought = key.encode()
        at = self._at(sought + b"\t")
        line = self._lines[at : self._lines.find(b"\n", at)]
        entry = None
        if line.startswith(sought + b"\t"):
            entry = self._entry(line.decode())
            at += len(line) + 1
        return entry, self._lines.startswith(sought + b" ", at)

    def _entry(self, line: str) -> Entry:
        key, flags, *records = line.split("\t")
        return Entry(key, flags, tuple(self._site(record) for record in records))

    def _site(self, record: str) -> Site:
        region = self._regions[int(record[1:4], 36)]
        return Site(
            kind=KINDS[record[0].upper()],
            country=region[:3],
            region=region,
            name=record[RECORD:],
            lat=int(record[4:7], 36) / 100 - 90,
            lon=int(record[7:10], 36) / 100 - 180,
            size=int(record[10], 36) / SIZE_STEPS,
            alias=record[0].islower(),
        )


@cache
def places() -> Places:
    """The index that Dragoman ships, read once."""
    lines = gzip.decompress((FOLDER / "names.tsv.gz").read_bytes())
    regions = (FOLDER / "regions.tsv").read_text(encoding="utf-8").splitlines()
    given = frozenset((FOLDER / "given.txt").read_text(encoding="ascii").split())
    return Places(lines, regions, given)

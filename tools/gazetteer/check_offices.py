"""Compare the tables of offices with the factbook's extracts, and print each disagreement.

    python tools/gazetteer/check_offices.py [--since] [--missing]

Exit code 1 where there is a disagreement that known_differences.csv does not explain.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from anyascii import anyascii

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GAZETTEER = ROOT / "src" / "dragoman" / "codebook" / "data" / "gazetteer"
EXTRACTS = ROOT / "tests" / "data" / "factbook"
KNOWN = HERE / "known_differences.csv"
LAG = timedelta(days=62)
"""An entry of the factbook may be this much older than the edition it stands in."""
SLACK = timedelta(days=31)
"""First days of a term that lie this near to each other are one."""
CLOSE = 0.78
"""Likeness from which two spellings of a surname are one (looked at by hand on both editions)."""
SHORTEST = 4
TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "king",
        "queen",
        "emperor",
        "sultan",
        "amir",
        "prince",
        "grand",
        "duke",
        "general",
        "gen",
        "col",
        "lt",
        "capt",
        "brig",
        "maj",
        "sir",
        "dame",
        "dr",
        "interim",
        "acting",
        "transition",
        "transitional",
        "chancellor",
        "premier",
        "chairman",
        "chairperson",
        "of",
        "the",
        "and",
        "co",
        "captain",
        "captains",
        "regent",
        "supreme",
        "leader",
        "taliban",
        "republic",
        "council",
        "state",
        "head",
        "government",
        "vice",
        "pope",
        "archbishop",
        "federal",
        "swiss",
        "confederation",
        "executive",
        "ret",
        "sr",
        "jr",
        "aka",
        "also",
        "spelled",
        "caretaker",
        "cabinet",
        "ministers",
        "presidency",
        "gnu",
    ]
)
COMMON = frozenset(
    [
        "muhammad",
        "mohammed",
        "mohamed",
        "ahmad",
        "ahmed",
        "abdullah",
        "abdallah",
        "hassan",
        "charles",
        "elizabeth",
    ]
)
"""Words too common to identify a person alone."""
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ould",
        "de",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "di",
        "van",
        "der",
        "von",
        "del",
        "ii",
        "iii",
        "iv",
        "vi",
        "x",
        "xvi",
        "abd",
    ]
)


@dataclass(frozen=True)
class Term:
    """A row of the tables of offices."""

    where: str
    person: str
    start: str
    end: str

    def overlaps(self, first: date, last: date) -> bool:
        """Whether the term touches a stretch of days."""
        return (not self.start or earliest(self.start) <= last) and (
            not self.end or latest(self.end) >= first
        )


def earliest(text: str) -> date:
    """The first day of an ISO prefix."""
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest(text: str) -> date:
    """The last day of an ISO prefix."""
    parts = [int(part) for part in text.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(
        parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    )


def tokens(text: str) -> list[str]:
    """The words of a name."""
    return re.findall(r"[^\W\d_]+", re.sub(r"['’ʻ`]", "", text))


@cache
def folded(word: str) -> str:
    """A word without marks and case."""
    return re.sub(r"[^a-z]", "", anyascii(word).casefold())


def surnames(printed: str) -> set[str]:
    """What identifies a person: the words in capitals, else all that is no title."""
    words = tokens(printed)
    capital = {folded(word) for word in words if len(word) > 1 and word.isupper()}
    capital -= PARTICLES | TITLES
    if capital:
        return capital
    return {folded(word) for word in words} - PARTICLES - TITLES


def skeleton(word: str) -> str:
    """A word as transliterations of it have in common: consonants, doubled ones once."""
    for old, new in (
        ("kh", "h"),
        ("ph", "f"),
        ("sh", "s"),
        ("zh", "s"),
        ("dj", "j"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
    ):
        word = word.replace(old, new)
    return re.sub(r"[aeiouyh]", "", re.sub(r"(.)\1+", r"\1", word))


@cache
def same(one: str, other: str) -> bool:
    """Whether two folded words spell one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST:
        return False
    if len(skeleton(one)) >= SHORTEST - 1 and skeleton(one) == skeleton(other):
        return True
    return SequenceMatcher(None, one, other).ratio() >= CLOSE


def means(printed: str, names: Iterable[str]) -> bool:
    """Whether a printed name is that of somebody known by these names."""
    wanted = surnames(printed)
    others = {folded(word) for word in tokens(printed)} - PARTICLES - TITLES - wanted
    for name in names:
        have = {folded(word) for word in tokens(name)} - PARTICLES
        hits = {one for one in wanted if any(same(one, other) for other in have)}
        if any(len(one) > SHORTEST and one not in COMMON for one in hits):
            return True
        more = {one for one in others if any(same(one, other) for other in have)}
        if hits and (len(hits | more) > 1 or len(wanted | others) == 1 or len(have) == 1):
            return True
        joined = "".join(folded(word) for word in tokens(name))
        if any(len(one) > SHORTEST and one not in COMMON and one in joined for one in wanted):
            return True
    return False


def rows_of(place: Path) -> Iterable[tuple[str, dict[str, str]]]:
    """Rows of all CSV files of a folder, each with where it stands."""
    for path in sorted(place.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                yield f"{path.relative_to(ROOT).as_posix()}:{reader.line_num}", row


def holders() -> dict[tuple[str, str], list[Term]]:
    """The terms of every office."""
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for where, row in rows_of(GAZETTEER / "offices"):
        if not row.get("country") or not row.get("person"):
            print(f"{where}: cannot be read")
            continue
        found[row["country"], row.get("office") or ""].append(
            Term(where, row["person"], row.get("from") or "", row.get("to") or "")
        )
    return found


def other_names() -> dict[str, set[str]]:
    """Every spelling of a person."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, row in rows_of(GAZETTEER / "persons"):
        if row.get("person") and row.get("variant"):
            found[row["person"]].add(row["variant"])
    return found


class Comparison:
    """The tables against one edition after the other."""

    def __init__(self, *, with_since: bool) -> None:
        self.terms, self.spellings, self.with_since = holders(), other_names(), with_since
        self.known: dict[tuple[str, str, str], str] = {}
        with KNOWN.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.known[row["country"], row["office"], row["edition"]] = row["reason"]
        self.used: set[tuple[str, str, str]] = set()
        self.agreed = 0
        self.missing: list[str] = []
        self.faults: list[str] = []

    def matching(self, printed: str, terms: Iterable[Term]) -> list[Term]:
        """The terms of whoever is printed."""
        return [
            term
            for term in terms
            if means(printed, {term.person, *self.spellings.get(term.person, ())})
        ]

    def edition(self, path: Path) -> None:
        """Compare one extract."""
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [
                (f"{path.relative_to(ROOT).as_posix()}:{reader.line_num}", row) for row in reader
            ]
        heads = {
            row["country"]: row["printed"] for _, row in rows if row["office"] == "head_of_state"
        }
        for where, row in rows:
            self.row(where, row, heads.get(row["country"], ""))

    def row(self, where: str, row: dict[str, str], head: str) -> None:
        """Compare one leader."""
        country, office, printed = row["country"], row["office"], row["printed"]
        terms = self.terms.get((country, office), [])
        if office == "head_of_government" and surnames(printed) & surnames(head):
            terms = terms + self.terms.get((country, "head_of_state"), [])
        key = (country, office, row["edition"])
        if not terms:
            self.missing.append(f"{country} {office} {row['edition']}")
            return
        start, end = earliest(row["edition"]) - LAG, latest(row["edition"])
        serving = [term for term in terms if term.overlaps(start, end)]
        found = self.matching(printed, serving)
        if found:
            self.agreed += 1
            self.since(where, row, found)
            return
        if key in self.known:
            self.used.add(key)
            return
        shown = (
            ", ".join(f"{term.person} ({term.start}..{term.end}, {term.where})" for term in serving)
            or "nobody"
        )
        ever = self.matching(printed, terms)
        hint = (
            f"; but {ever[-1].person} {ever[-1].start}..{ever[-1].end}, {ever[-1].where}"
            if ever
            else ""
        )
        self.faults.append(
            f"{where}: {country} {office} {row['edition']}: printed {printed!r} since {row['since'] or '?'};"
            f" the tables have {shown}{hint}"
        )

    def since(self, where: str, row: dict[str, str], found: list[Term]) -> None:
        """Say where the first days differ; a second term is no disagreement."""
        said = row["since"]
        if not self.with_since or not said:
            return
        first, last = earliest(said) - SLACK, latest(said) + SLACK
        if not any(
            not term.start or (first <= latest(term.start) and earliest(term.start) <= last)
            for term in found
        ):
            term = found[0]
            print(
                f"{where}: {row['country']} {row['office']}: {row['printed']} since {said}; {term.start} in {term.where}"
            )


def main() -> int:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--since", action="store_true", help="also say where first days differ by over a month"
    )
    parser.add_argument("--missing", action="store_true", help="list the offices without rows")
    given = parser.parse_args()
    comparison = Comparison(with_since=given.since)
    for path in sorted(EXTRACTS.glob("leaders_*.csv")):
        comparison.edition(path)
    for fault in comparison.faults:
        print(fault)
    if given.missing:
        print("no rows:", "; ".join(comparison.missing))
    for key in sorted(set(comparison.known) - comparison.used):
        if " ".join(key) not in comparison.missing:
            print(f"{KNOWN.name}: {' '.join(key)} is no difference (any more)")
    print(
        f"{comparison.agreed} agree, {len(comparison.used)} known differences, {len(comparison.missing)} without rows,"
        f" {len(comparison.faults)} disagree"
    )
    return 1 if comparison.faults else 0


if __name__ == "__main__":
    sys.exit(main())

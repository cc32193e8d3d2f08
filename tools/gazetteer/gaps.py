"""List the states for which an office has no holder over a stretch of days.

    python tools/gazetteer/gaps.py

Exit code 1 where there is a gap that known_gaps.csv does not explain.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from check_offices import GAZETTEER, HERE, Term, earliest, holders, latest

FIRST, LAST = date(2000, 1, 1), date(2025, 12, 31)
"""Days between which an office must have a holder; the tables were written in 2026."""
SLACK = {
    "head_of_state": timedelta(days=31),
    "head_of_government": timedelta(days=31),
    "foreign_minister": timedelta(days=92),
}
"""How long an office may be empty: a cabinet takes a month to form, and a minister is found later."""
EXPECTED = HERE / "foreign_ministers_expected.csv"
"""G20, Europe, the former Soviet Union, the Middle East, the Horn of Africa and its neighbours."""
KNOWN = HERE / "known_gaps.csv"


@dataclass(frozen=True, order=True)
class Gap:
    """Days on which nobody is known to have held an office."""

    country: str
    office: str
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.country} {self.office}: nobody from {self.first} to {self.last}"


def empty_stretches(
    terms: Iterable[Term], first: date, last: date, slack: timedelta
) -> Iterator[tuple[date, date]]:
    """The stretches longer than the slack in which no term runs."""
    spans = sorted(
        (
            earliest(term.start) if term.start else date.min,
            latest(term.end) if term.end else date.max,
        )
        for term in terms
    )
    covered = first
    for start, end in spans:
        if covered >= last:
            return
        if min(start, last) - covered > slack:
            yield covered, min(start, last)
        covered = max(covered, end)
    if covered < last:
        yield covered, last


def members() -> dict[str, date]:
    """The members of the United Nations, each with the first day it is asked about."""
    with (GAZETTEER / "states.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: max(FIRST, earliest(row["from"])) if row["from"] else FIRST
            for row in csv.DictReader(file)
            if row["kind"] == "un_member"
        }


def with_foreign_minister() -> frozenset[str]:
    """The states whose foreign ministers must be known."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return frozenset(code for row in csv.DictReader(file) for code in row["states"].split())


def gaps() -> list[Gap]:
    """Every gap of every office that is asked about."""
    terms, expected = holders(), with_foreign_minister()
    return sorted(
        Gap(country, office, *stretch)
        for country, first in members().items()
        for office, slack in SLACK.items()
        if office != "foreign_minister" or country in expected
        for stretch in empty_stretches(terms.get((country, office), ()), first, LAST, slack)
    )


def known() -> dict[tuple[str, str, str], str]:
    """Gaps that were looked at, with the reason, by country, office and first day."""
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return {
            (row["country"], row["office"], row["first"]): row["reason"]
            for row in csv.DictReader(file)
        }


def report() -> tuple[list[Gap], list[str]]:
    """The gaps that nothing explains, and the explanations that explain nothing."""
    explained, found = known(), gaps()
    keys = {(gap.country, gap.office, str(gap.first)) for gap in found}
    return (
        [gap for gap in found if (gap.country, gap.office, str(gap.first)) not in explained],
        [f"{KNOWN.name}: {' '.join(key)} is no gap" for key in explained if key not in keys],
    )


def main() -> int:
    """List and report."""
    unexplained, idle = report()
    for line in (*unexplained, *idle):
        print(line)
    print(f"{len(unexplained)} gaps, {len(known())} known")
    return 1 if unexplained or idle else 0


if __name__ == "__main__":
    sys.exit(main())

"""Which claims hold what is asked, counted; and the words and meanings of quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.model.claims import Claim
from dragoman.model.codec import claim_from_row
from dragoman.model.ids import EventId
from dragoman.model.judgements import Standing
from dragoman.model.queries import Bar, Clause, Count, Facet, Query, Test
from dragoman.model.when import PartialDate
from dragoman.store.columns import Columns
from dragoman.store.database import Database
from dragoman.store.entries import KINDS, ROLES, STANDINGS, STATUSES, UNSURE, fold

if TYPE_CHECKING:
    from dragoman.store.columns import Array, Mask, Rows

RANKED = 20_000
"""Claims with the words that are sought above which their rank is not asked of each: it takes 2 µs each."""

LISTED = 12
"""Values of a facet that are listed."""

YEARS = 4
"""Years up to which claims are counted by month, and beyond which by year."""

TITLE_WEIGHT = 0.3
"""What a word in the title counts against one in the quote."""

NONE = 2**32 - 1
"""The number of a word that no entry has."""

_PARTIES = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "party": ("actor", "recipient", "about", "body"),
    "said_by": ("said_by",),
}
_CODED = {"kind": KINDS, "status": STATUSES, "is": STANDINGS}
_COLUMN = {"is": "standing", "doc": "document"}
_TERM = {"type": "type", "mode": "mode", "publisher": "publisher"}

FACETS = ("kind", "type", "status", "party", "publisher", "year")
"""Fields whose values are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What holds, as places among the entries.

    Args:
        rows: claims that hold all.
        loose: claims that hold all but the words that are sought.
        phrases: the words that are sought, each clause as a phrase; none where there are no words.
        matched: claims that have the words, whatever else holds.
    """

    rows: Rows
    loose: Mask
    phrases: tuple[str, ...]
    matched: int


class Finder:
    """Answers queries over the columns of a record.

    Args:
        db: the record.
        columns: its entries.
    """

    def __init__(self, db: Database, columns: Columns) -> None:
        self._db = db
        self._columns = columns

    def find(self, query: Query) -> Found:
        """Find the claims that hold all clauses; rejected ones only where they are asked for."""
        import numpy as np

        mask = self._all()
        words = tuple(c.tests[0].value for c in query.clauses if _sought(c))
        for clause in query.clauses:
            if not _sought(clause):
                mask &= self._any(clause)
        if not any(test.field == "is" for clause in query.clauses for test in clause.tests):
            mask &= self._columns.entry["standing"] != STANDINGS.index(Standing.REJECTED)
        if not words:
            return Found(np.flatnonzero(mask), mask, (), 0)
        rows = self._columns.rows_of(self._db.words.match(words))
        return Found(rows[mask[rows]], mask, words, len(rows))

    def _all(self) -> Mask:
        import numpy as np

        return np.ones(len(self._columns), dtype=bool)

    def _any(self, clause: Clause) -> Mask:
        mask = ~self._all()
        for test in clause.tests:
            holds = self._holds(test)
            mask |= ~holds if test.negated else holds
        return mask

    def _holds(self, test: Test) -> Mask:
        entry = self._columns.entry
        mask: Mask
        match test.field:
            case "":
                mask = ~self._all()
                mask[self._columns.rows_of(self._db.words.match((test.value,)))] = True
            case "kind" | "status" | "is":
                code = _CODED[test.field].index(test.value)
                mask = entry[_COLUMN.get(test.field, test.field)] == code
            case "actor" | "recipient" | "party" | "said_by":
                mask = self._party(test)
            case "after" | "before" | "on":
                mask = self._time(test)
            case "amount":
                mask = self._amount(test)
            case "confidence":
                sure = entry["confidence"]
                mask = (sure != UNSURE) & _compare(sure, test.op, round(float(test.value) * 100))
            case "place":
                mask = entry["place"] == self._term("place", fold(test.value))
                mask |= entry["country"] == self._term("country", test.value.upper())
            case "doc":
                mask = self._document(test.value)
            case _:
                name = _TERM[test.field]
                mask = entry[name] == self._term(name, test.value)
        return mask

    def _term(self, sort: str, value: str) -> int:
        """The number of a word; one that no entry has where the record does not know it."""
        query = "select id from terms where sort = ? and value = ?"
        row = self._db.execute(query, (sort, value)).fetchone()
        return int(row[0]) if row else NONE

    def _party(self, test: Test) -> Mask:
        import numpy as np

        party = self._columns.party
        key, name = self._term("party", test.value), self._term("name", fold(test.value))
        known = party["party"] == key
        if name != NONE:
            known |= party["name"] == name
        at = np.flatnonzero(known)
        roles = [ROLES.index(role) for role in _PARTIES[test.field]]
        mask = ~self._all()
        mask[party["row"][at[np.isin(party["role"][at], roles)]]] = True
        return mask

    def _time(self, test: Test) -> Mask:
        """What may lie there: a month that is only partly after a day counts as after it."""
        first, last = self._columns.entry["first_day"], self._columns.entry["last_day"]
        day = PartialDate.parse(test.value)
        begins, ends = day.earliest.toordinal(), day.latest.toordinal()
        mask: Mask
        match test.field:
            case "after":
                mask = last >= begins
            case "before":
                mask = (first < begins) & (last > 0)
            case _:
                mask = (first <= ends) & (last >= begins)
        return mask

    def _amount(self, test: Test) -> Mask:
        mask = _compare(self._columns.entry["amount"], test.op, float(test.value))
        if test.unit:
            mask &= self._columns.entry["unit"] == self._term("unit", test.unit.upper())
        return mask

    def _document(self, name: str) -> Mask:
        rows = self._db.execute("select id from documents where id = ? or name = ?", (name, name))
        mask = ~self._all()
        for row in rows.fetchall():
            mask |= self._columns.entry["document"] == self._term("document", row["id"])
        return mask

    def rank(self, found: Found, first: int) -> tuple[Array, str]:
        """Sort what was found by how well its words match; by time where there are no words.

        Args:
            first: how many of them are asked for.

        Returns:
            Places among the entries, the best first; and what they are sorted by, in words.
        """
        import numpy as np

        if not found.phrases:
            return self.by_time(found.rows, first), "when it happened, the newest first"
        if found.matched > RANKED:
            by = "when it happened, the newest first: the words are too common to rank"
            return self.by_time(found.rows, first), by
        scored = self._db.words.ranks(found.phrases, TITLE_WEIGHT)
        table = np.fromiter(chain.from_iterable(scored), dtype=float).reshape(-1, 2)
        numbers = self._columns.entry["number"][found.rows]
        own = table[np.searchsorted(table[:, 0], numbers), 1] if len(table) else numbers
        order = np.lexsort((numbers, own))
        ranked: Array = found.rows[order]
        return ranked, "how well the words match"

    def by_time(self, rows: Rows, first: int, *, oldest: bool = False) -> Array:
        """The first few of some entries by when they happened; those without a time last."""
        import numpy as np

        days = self._columns.entry["first_day"][rows].astype(np.int64)
        keys = np.where(days > 0, days, 1 << 30) if oldest else -days
        keys = keys << 32 | self._columns.entry["number"][rows]
        if len(rows) > first:
            best = np.argpartition(keys, first)[:first]
            rows, keys = rows[best], keys[best]
        found: Array = rows[np.argsort(keys)]
        return found

    def facets(self, rows: Rows) -> tuple[Facet, ...]:
        """Count the values of each facet among some entries."""
        return tuple(self._facet(name, rows) for name in FACETS)

    def _facet(self, name: str, rows: Rows) -> Facet:
        import numpy as np

        entry = self._columns.entry
        if name in _CODED:
            counts = np.bincount(entry[name][rows], minlength=len(_CODED[name]))
            held = [(value, int(n)) for value, n in zip(_CODED[name], counts, strict=True) if n]
            return _listed(name, held)
        if name == "year":
            counts = np.bincount(self._columns.months[rows] // 12)
            counts[:1] = 0
            held = [(str(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1]]
            return _listed(name, held, sort=False)
        if name == "party":
            chosen = self._all()
            chosen[:] = False
            chosen[rows] = True
            party = self._columns.party
            once = party["once"].view(bool)
            codes = party["party"][chosen[party["row"]] & once]
        else:
            codes = entry[name][rows]
        counts = np.bincount(codes)
        counts[:1] = 0
        kinds = np.flatnonzero(counts)
        best = kinds[np.argsort(-counts[kinds], kind="stable")[: LISTED + 1]]
        held = [(self._word(int(code)), int(counts[code])) for code in best]
        return _listed(name, held, kinds=len(kinds))

    def _word(self, term: int) -> str:
        row = self._db.execute("select value from terms where id = ?", (term,)).fetchone()
        return str(row[0]) if row else ""

    def bars(self, rows: Rows) -> tuple[tuple[Bar, ...], int]:
        """Count entries by the month or year in which their time begins; and those without a time."""
        import numpy as np

        first, last = self._columns.months[rows], self._columns.last_months[rows]
        dated = first > 0
        first, last = first[dated], last[dated]
        undated = int(len(rows) - len(first))
        if not len(first):
            return (), undated
        monthly = int(first.max()) // 12 - int(first.min()) // 12 < YEARS
        keys, ends = (first, last) if monthly else (first // 12, last // 12)
        low = int(keys.min())
        counts = np.bincount(keys - low)
        partly = np.bincount(keys[keys != ends] - low, minlength=len(counts))
        return tuple(
            Bar(period=_period(low + n, monthly=monthly), claims=int(count), coarse=int(partly[n]))
            for n, count in enumerate(counts)
            if count
        ), undated


def _sought(clause: Clause) -> bool:
    """Say whether a clause is one word or phrase that must be there."""
    return len(clause.tests) == 1 and not clause.tests[0].field and not clause.tests[0].negated


def _compare(values: Array, op: str, bound: float) -> Mask:
    mask: Mask = {
        ">": values.__gt__,
        ">=": values.__ge__,
        "<": values.__lt__,
        "<=": values.__le__,
    }[op](bound)
    return mask


def _period(key: int, *, monthly: bool) -> str:
    return f"{key // 12:04d}-{key % 12 + 1:02d}" if monthly else f"{key:04d}"


def _listed(
    name: str, held: list[tuple[str, int]], *, kinds: int | None = None, sort: bool = True
) -> Facet:
    ordered = sorted(held, key=lambda item: (-item[1], item[0])) if sort else held
    counts = tuple(
        Count(value=value, claims=n, term=term_for(name, value)) for value, n in ordered[:LISTED]
    )
    total = len(held) if kinds is None else kinds
    return Facet(field=name, counts=counts, more=max(0, total - len(counts)))


def term_for(name: str, value: str) -> str:
    """What narrows a search to one value of a facet, as it would be typed.

    Example:
        >>> term_for("publisher", "Andes Post"), term_for("year", "2015")
        ('publisher:"Andes Post"', 'on:2015')
    """
    field = "on" if name == "year" else name
    plain = value and all(letter.isalnum() or letter in "-_." for letter in value)
    return f"{field}:{value}" if plain else f'{field}:"{value.replace(chr(34), "")}"'


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as it is listed."""

    claim: Claim
    event: EventId | None
    standing: Standing
    publisher: str
    published: str


def shown(db: Database, numbers: Sequence[int]) -> Iterator[Shown]:
    """The claims of some entries, in the order of these."""
    for number in numbers:
        row = db.execute(
            "select c.data, x.event, n.standing, d.publisher, d.published from entries n"
            " join claims c on c.id = n.claim join documents d indexed by documents_told"
            " on d.id = c.document left join event_claims x on x.claim = c.id where n.number = ?",
            (number,),
        ).fetchone()
        if row is not None:
            yield Shown(
                claim_from_row(json.loads(row["data"])),
                EventId(row["event"]) if row["event"] else None,
                Standing(STANDINGS[row["standing"]]),
                row["publisher"],
                row["published"] or "",
            )

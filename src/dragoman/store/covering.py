"""Documents with something on a party: a bit for each document of a month, so that two are held together quickly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dragoman.model.relations import Covering
from dragoman.model.when import PartialDate
from dragoman.store.database import Database

MONTH = len("2015-11")


def parties_of(db: Database, document: str) -> frozenset[str]:
    """On whom a document has something."""
    rows = db.execute("select party from mentions where document = ?", (document,))
    return frozenset(row[0] for row in rows)


def cover(db: Database, document: str, was: frozenset[str], now: frozenset[str]) -> None:
    """Keep on whom a document has something.

    Args:
        was: on whom it had something until now.
    """
    if was == now:
        return
    (published,) = db.execute(
        "select coalesce(published, '') from documents where id = ?", (document,)
    ).fetchone()
    month = published[:MONTH]
    bit = 1 << _number(db, document, month)
    for party in sorted(was ^ now):
        bits = _bits(db, party, month)
        _keep(db, party, month, bits | bit if party in now else bits & ~bit)


def _number(db: Database, document: str, month: str) -> int:
    """The number of a document within its month, from 0; the next one where it has none."""
    query = "select number from numbered where document = ?"
    row = db.execute(query, (document,)).fetchone()
    if row is not None:
        return int(row[0])
    query = "select coalesce(max(number), -1) + 1 from numbered where month = ?"
    (number,) = db.execute(query, (month,)).fetchone()
    db.execute("insert into numbered values (?, ?, ?)", (month, number, document))
    return int(number)


def _bits(db: Database, party: str, month: str) -> int:
    query = "select documents from covered where party = ? and month = ?"
    row = db.execute(query, (party, month)).fetchone()
    return int.from_bytes(row[0], "little") if row else 0


def _keep(db: Database, party: str, month: str, bits: int) -> None:
    packed = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    db.execute(
        "insert into covered values (?, ?, ?)"
        " on conflict (party, month) do update set documents = excluded.documents",
        (party, month, packed),
    )


def read_covering(db: Database, first: str, second: str) -> tuple[Covering, ...]:
    """Documents with something on one of two parties, by the month (or year) of publication."""
    one, two = (dict(_months(db, party)) for party in (first, second))
    found = []
    for month in sorted(one.keys() | two.keys()):
        left, right = one.get(month, 0), two.get(month, 0)
        if left | right:
            published = PartialDate.parse(month) if month else None
            either, both = (left | right).bit_count(), (left & right).bit_count()
            found.append(Covering(published=published, documents=either, both=both))
    return tuple(found)


def _months(db: Database, party: str) -> Iterator[tuple[str, int]]:
    rows = db.execute("select month, documents from covered where party = ?", (party,))
    for month, documents in rows:
        yield month, int.from_bytes(documents, "little")


def fill_covered(db: Database) -> None:
    """Keep on whom each document has something, where an older version did not, month by month."""
    rows = db.execute(
        "select substr(m.published, 1, 7) as month, m.document, m.party from mentions m order by 1, 2"
    ).fetchall()
    for month, told in groupby(rows, key=lambda row: row[0]):
        bits: dict[str, int] = {}
        for document, of in groupby(told, key=lambda row: row[1]):
            bit = 1 << _number(db, document, month)
            for row in of:
                bits[row[2]] = bits.get(row[2], 0) | bit
        for party, kept in sorted(bits.items()):
            _keep(db, party, month, kept)

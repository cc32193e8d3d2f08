"""Entries as columns of numbers: packed by stretches, unpacked once, asked in milliseconds."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any
from zlib import crc32

from dragoman.store.database import Busy, Database
from dragoman.store.entries import SAID_BY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Mask = NDArray[np.bool_]
    Rows = NDArray[np.intp]

SEGMENT = 1 << 14
"""Numbers in a stretch: one that changed is packed anew in some 30 ms."""

ENTRY = (
    ("number", "<i4"),
    ("kind", "u1"),
    ("type", "<u4"),
    ("mode", "<u4"),
    ("status", "u1"),
    ("standing", "u1"),
    ("first_day", "<i4"),
    ("last_day", "<i4"),
    ("published", "<i4"),
    ("publisher", "<u4"),
    ("document", "<u4"),
    ("start", "<u4"),
    ("length", "<u4"),
    ("place", "<u4"),
    ("country", "<u4"),
    ("confidence", "u1"),
    ("amount", "<f8"),
    ("unit", "<u4"),
)
"""Columns of an entry and how each is packed."""

PARTY = (("row", "<u4"), ("role", "u1"), ("party", "<u4"), ("name", "<u4"), ("once", "u1"))
"""Columns of a party of an entry; ``row`` is the entry's place in its stretch; ``once`` marks one row for
each party that takes part, however often it is named."""

_HEAD = 12
_STAMP = crc32(repr((ENTRY, PARTY)).encode())
_MARK = _STAMP.to_bytes(4, "little")
"""Tells how a stretch was packed, so that another version of Dragoman packs it anew."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All entries, one array a column.

    Shapes:
        ``entry`` maps each column to (entries,), sorted by number; ``party`` to (parties,), where ``row``
        is a place among the entries; ``months`` (entries,) and ``last_months`` (entries,).

    Units:
        Months since the year 0 in which an entry's time begins and ends; 0 where it is unknown.
    """

    entry: dict[str, Array]
    party: dict[str, Array]
    months: Array
    last_months: Array

    def __len__(self) -> int:
        return len(self.entry["number"])

    def rows_of(self, numbers: Array) -> Rows:
        """Places of some numbers among the entries; those without an entry are left out."""
        import numpy as np

        known = self.entry["number"]
        if not len(known):
            return np.zeros(0, dtype=np.intp)
        at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
        found: Rows = at[known[at] == numbers]
        return found


def _pack(db: Database, segment: int) -> bytes:
    import numpy as np

    bounds = (segment * SEGMENT, (segment + 1) * SEGMENT)
    names = ", ".join(name for name, _ in ENTRY)
    query = f"select {names} from entries where number >= ? and number < ? order by number"
    rows = [tuple(row) for row in db.execute(query, bounds)]
    columns = list(zip(*rows, strict=True)) or [()] * len(ENTRY)
    arrays = [
        np.array(
            [np.nan if v is None else v for v in column] if kind == "<f8" else column, dtype=kind
        )
        for column, (_, kind) in zip(columns, ENTRY, strict=True)
    ]
    query = (
        "select number, role, party, name from entry_parties where number >= ? and number < ?"
        " order by number, role, party, name"
    )
    seen: set[tuple[int, int]] = set()
    parts = []
    for number, role, who, name in db.execute(query, bounds):
        once = role != SAID_BY and (number, who) not in seen
        if once:
            seen.add((number, who))
        parts.append((number, role, who, name, once))
    told = list(zip(*parts, strict=True)) or [()] * len(PARTY)
    party = [np.array(column, dtype=kind) for column, (_, kind) in zip(told, PARTY, strict=True)]
    party[0] = np.searchsorted(arrays[0], party[0]).astype("<u4")
    head = np.array([_STAMP, len(rows), len(parts)], dtype="<u4").tobytes()
    return head + b"".join(array.tobytes() for array in (*arrays, *party))


def _unpack(packed: bytes) -> tuple[dict[str, Array], dict[str, Array]]:
    import numpy as np

    _, entries, parties = (int(n) for n in np.frombuffer(packed, dtype="<u4", count=3))
    at, found = _HEAD, ({}, {})  # type: tuple[int, tuple[dict[str, Array], dict[str, Array]]]
    for into, columns, count in ((found[0], ENTRY, entries), (found[1], PARTY, parties)):
        for name, kind in columns:
            into[name] = np.frombuffer(packed, dtype=kind, count=count, offset=at)
            at += count * np.dtype(kind).itemsize
    return found


_Part = tuple[int, dict[str, "Array"], dict[str, "Array"]]


class _Cache:
    """The columns of the records that were searched last, kept until they change."""

    KEPT = 2
    """Records to keep: a million claims take 80 MB."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: OrderedDict[str, dict[int, _Part]] = OrderedDict()
        self._whole: dict[str, tuple[tuple[tuple[int, int], ...], Columns]] = {}

    def of(self, db: Database) -> Columns:
        key = db.key
        if not key:  # in memory, where the next record may stand at the same address
            return _joined({s: (v, *_unpack(_segment(db, s))) for s, v in _versions(db)})
        with self._lock:
            # Who waited here asks only now what there is, and so finds what was made meanwhile.
            versions = _versions(db)
            if key in self._whole and self._whole[key][0] == versions:
                self._parts.move_to_end(key)
                return self._whole[key][1]
            old = self._parts.get(key, {})
            parts = {
                segment: old[segment]
                if segment in old and old[segment][0] == version
                else (version, *_unpack(_segment(db, segment)))
                for segment, version in versions
            }
            columns = _joined(parts)
            self._parts[key] = parts
            self._parts.move_to_end(key)
            self._whole[key] = (versions, columns)
            while len(self._parts) > self.KEPT:
                gone, _ = self._parts.popitem(last=False)
                del self._whole[gone]
            return columns


def _versions(db: Database) -> tuple[tuple[int, int], ...]:
    rows = db.execute("select segment, version from segments order by segment")
    return tuple((row[0], row[1]) for row in rows)


def _segment(db: Database, segment: int) -> bytes:
    query = "select packed from segments where segment = ?"
    (packed,) = db.execute(query, (segment,)).fetchone()
    if packed is None or packed[:4] != _MARK:
        return _pack(db, segment)
    return bytes(packed)


def _joined(parts: dict[int, _Part]) -> Columns:
    import numpy as np

    empty = np.zeros(0)
    held = [parts[segment] for segment in sorted(parts)]
    entry = {
        name: np.concatenate([empty.astype(kind), *(part[1][name] for part in held)])
        for name, kind in ENTRY
    }
    sizes = [len(part[1]["number"]) for part in held]
    starts = np.cumsum([0, *sizes])[: len(sizes)]
    party = {
        name: np.concatenate([empty.astype(kind), *(part[2][name] for part in held)])
        for name, kind in PARTY
        if name != "row"
    }
    rows = [part[2]["row"] + np.uint32(start) for part, start in zip(held, starts, strict=True)]
    party["row"] = np.concatenate([empty.astype("<u4"), *rows])
    return Columns(entry, party, *(_months(entry[name]) for name in ("first_day", "last_day")))


def _months(days: Array) -> Array:
    """Months since the year 0, of ordinals of days."""
    import numpy as np

    epoch = date(1970, 1, 1).toordinal()
    since = (days.astype(np.int64) - epoch).astype("datetime64[D]").astype("datetime64[M]")
    months: Array = (since.astype(np.int32) + 1970 * 12) * (days > 0)
    return months


_CACHE = _Cache()


def columns_of(db: Database) -> Columns:
    """The columns of a record as it is now; ask within a :func:`~dragoman.store.database.snapshot`."""
    return _CACHE.of(db)


_LOOKED_AT: set[str] = set()
"""Records of which this process knows that no other version packed their stretches."""


def pack(db: Database) -> None:
    """Pack the stretches that changed, so that those who only ask need not."""
    query = "select segment, version from segments where packed is null"
    if db.key in _LOOKED_AT:
        changed = db.execute(query).fetchall()
    else:
        changed = db.execute(f"{query} or substr(packed, 1, 4) <> ?", (_MARK,)).fetchall()
        _LOOKED_AT.add(db.key)
    update = "update segments set packed = ? where segment = ? and version = ?"
    for segment, version in changed:
        with suppress(Busy):  # what another writer holds for too long is packed next time
            db.execute(update, (_pack(db, segment), segment, version))

"""Entries as columns of numbers: packed by stretches, unpacked once, asked in milliseconds."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
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

NUMBERS = 1 << 31
"""More than the number of any entry."""

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

UNKNOWN = -1e300
"""Stands for a sum that is not known while entries are read."""

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

    def begins_with(self, other: Columns) -> bool:
        """Say whether these are the entries of another, and those that were added behind them."""
        mine, known = self.entry["number"], other.entry["number"]
        same = mine is known or (mine.base is not None and mine.base is known.base)
        return same and len(mine) >= len(known)

    def rows_of(self, numbers: Array) -> Rows:
        """Places of some numbers among the entries; those without an entry are left out."""
        import numpy as np

        known = self.entry["number"]
        if not len(known) or not len(numbers):
            return np.zeros(0, dtype=np.intp)
        last = len(known) - 1
        at = np.clip(np.asarray(numbers, dtype=np.intp) - int(known[0]), 0, last)
        if not np.array_equal(known[at], numbers):  # some between them were taken out
            at = np.minimum(np.searchsorted(known, numbers), last)
        found: Rows = at[known[at] == numbers]
        return found


def _asked(db: Database, query: str, bounds: tuple[int, int], width: int) -> Array:
    """Rows of numbers; float holds all of them exactly, as none but sums is over 32 bits."""
    import numpy as np

    found = chain.from_iterable(db.execute(query, bounds))
    return np.fromiter(found, dtype=np.float64).reshape(-1, width)


def _pack(db: Database, segment: int) -> bytes:
    return _pack_between(db, (segment * SEGMENT, (segment + 1) * SEGMENT))


def _pack_between(db: Database, bounds: tuple[int, int]) -> bytes:
    """Pack the entries from one number to before another."""
    import numpy as np

    names = ", ".join(
        f"coalesce({name}, {UNKNOWN})" if name == "amount" else name for name, _ in ENTRY
    )
    query = f"select {names} from entries where number >= ? and number < ? order by number"
    rows = _asked(db, query, bounds, len(ENTRY))
    rows[rows == UNKNOWN] = np.nan
    arrays = [rows[:, at].astype(kind) for at, (_, kind) in enumerate(ENTRY)]
    query = (
        "select number, role, party, name from entry_parties where number >= ? and number < ?"
        " order by number, role, party, name"
    )
    parts = _asked(db, query, bounds, len(PARTY) - 1)
    once = np.zeros(len(parts), dtype="u1")
    taking = np.flatnonzero(parts[:, 1] != SAID_BY)
    keys = parts[taking, 0].astype(np.int64) << 32 | parts[taking, 2].astype(np.int64)
    once[taking[np.unique(keys, return_index=True)[1]]] = 1
    parts[:, 0] = np.searchsorted(arrays[0], parts[:, 0])
    party = [parts[:, at].astype(kind) for at, (_, kind) in enumerate(PARTY[:-1])]
    head = np.array([_STAMP, len(rows), len(parts)], dtype="<u4").tobytes()
    return head + b"".join(array.tobytes() for array in (*arrays, *party, once))


def _unpack(packed: bytes) -> tuple[dict[str, Array], dict[str, Array]]:
    import numpy as np

    _, entries, parties = (int(n) for n in np.frombuffer(packed, dtype="<u4", count=3))
    at, found = _HEAD, ({}, {})  # type: tuple[int, tuple[dict[str, Array], dict[str, Array]]]
    for into, columns, count in ((found[0], ENTRY, entries), (found[1], PARTY, parties)):
        for name, kind in columns:
            into[name] = np.frombuffer(packed, dtype=kind, count=count, offset=at)
            at += count * np.dtype(kind).itemsize
    return found


class _Part(NamedTuple):
    """A stretch, unpacked; with the months in which times begin and end."""

    version: int
    entry: dict[str, Array]
    party: dict[str, Array]
    months: tuple[Array, Array]

    @classmethod
    def of(cls, packed: bytes, version: int) -> _Part:
        entry, party = _unpack(packed)
        return cls(version, entry, party, (_months(entry["first_day"]), _months(entry["last_day"])))


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
            return _joined({s: _Part.of(_segment(db, s), version) for s, version in _versions(db)})
        with self._lock:
            # Who waited here asks only now what there is, and so finds what was made meanwhile.
            versions = _versions(db)
            if key in self._whole and self._whole[key][0] == versions:
                self._parts.move_to_end(key)
                return self._whole[key][1]
            if key in self._whole:
                had, columns = self._whole[key]
                if added := _added(db, columns, dict(had), dict(versions)):
                    columns = _grown(columns, added)
                    self._whole[key] = (versions, columns)
                    self._parts.move_to_end(key)
                    return columns
            old = self._parts.get(key, {})
            parts = {
                segment: old[segment]
                if segment in old and old[segment].version == version
                else _Part.of(_segment(db, segment), version)
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
        name: np.concatenate([empty.astype(kind), *(part.entry[name] for part in held)])
        for name, kind in ENTRY
    }
    sizes = [len(part.entry["number"]) for part in held]
    starts = np.cumsum([0, *sizes])[: len(sizes)]
    party = {
        name: np.concatenate([empty.astype(kind), *(part.party[name] for part in held)])
        for name, kind in PARTY
        if name != "row"
    }
    rows = [part.party["row"] + np.uint32(start) for part, start in zip(held, starts, strict=True)]
    party["row"] = np.concatenate([empty.astype("<u4"), *rows])
    months = [
        np.concatenate([empty.astype(np.int32), *(part.months[end] for part in held)])
        for end in (0, 1)
    ]
    return Columns(entry, party, *months)


def _added(
    db: Database, columns: Columns, had: dict[int, int], has: dict[int, int]
) -> _Part | None:
    """Entries that were added behind the last one; None where anything else changed, or very much.

    Each entry that is added or taken out raises the version of its stretch by one. So where there are as many
    new entries behind the last one as versions rose, nothing else was done.
    """
    if not len(columns) or not had.keys() <= has.keys():
        return None
    last = int(columns.entry["number"][-1])
    rose = {segment: has[segment] - had.get(segment, 0) for segment in has}
    steps = sum(rose.values())
    if steps > SEGMENT or any(rose[segment] for segment in had if segment < last // SEGMENT):
        return None
    part = _Part.of(_pack_between(db, (last + 1, NUMBERS)), 0)
    return part if len(part.entry["number"]) == steps else None


def _grown(columns: Columns, added: _Part) -> Columns:
    """Columns with entries added to the end."""
    import numpy as np

    party = {**added.party, "row": added.party["row"] + np.uint32(len(columns))}
    return Columns(
        {name: longer(columns.entry[name], added.entry[name]) for name, _ in ENTRY},
        {name: longer(columns.party[name], party[name]) for name, _ in PARTY},
        longer(columns.months, added.months[0]),
        longer(columns.last_months, added.months[1]),
    )


def longer(held: Array, added: Array) -> Array:
    """Add to the end of an array: where there is room behind it, so that not all is copied each time.

    Whoever still holds the shorter one sees nothing of what stands behind it; only the longest is ever added to.
    """
    import numpy as np

    length = len(held) + len(added)
    room = held.base
    if not isinstance(room, np.ndarray) or len(room) < length:
        room = np.empty(length + SEGMENT, dtype=held.dtype)
        room[: len(held)] = held
    room[len(held) : length] = added
    found: Array = room[:length]
    return found


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

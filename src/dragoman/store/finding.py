"""Searching a record: what holds, what is near in meaning, counted, sorted and cut into pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.errors import VersionError
from dragoman.model.claims import Claim
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.queries import Hit, NearClaim, Order, Query, SearchResult
from dragoman.model.text import Span
from dragoman.store import similar
from dragoman.store.columns import Columns, columns_of, pack
from dragoman.store.database import snapshot, transaction
from dragoman.store.entries import fold
from dragoman.store.judging import Judging
from dragoman.store.meanings import (
    Meanings,
    keep_meanings,
    pack_meanings,
    place_of,
    vector_at,
    without_meaning,
)
from dragoman.store.searching import Finder, Found, Shown, shown

NEAR = 20
"""Claims near in meaning that a search gives beside those that have the words."""

FUSED = 60
"""What is added to a rank before it is turned over: the usual constant of reciprocal rank fusion, which
keeps the first place of one list from outweighing good places in both."""

TOP = 1_000
"""Claims with the words whose order the meaning can change."""

BATCH = 256
"""Quotes whose meanings are kept at a time."""

_WORD = re.compile(r"\w+")

Vector = Callable[[str], bytes]


class Finding(Judging):
    """Searches."""

    def search(
        self, query: Query, *, limit: int, offset: int, order: Order, vector: Vector | None
    ) -> SearchResult:
        """Find claims.

        Args:
            vector: gives the meaning of words; None to go by words alone.
        """
        self._prepare()
        with snapshot(self._db):
            return self._search(query, limit, offset, order, vector)

    def count(self, query: Query) -> int:
        """How many claims hold all that is asked."""
        self._prepare()
        with snapshot(self._db):
            return len(Finder(self._db, columns_of(self._db)).find(query).rows)

    def _search(
        self, query: Query, limit: int, offset: int, order: Order, vector: Vector | None
    ) -> SearchResult:
        columns = columns_of(self._db)
        finder = Finder(self._db, columns)
        found = finder.find(query)
        near, covered = self._near(found, query, columns, vector)
        rows, ranked_by = _sorted(finder, found, order, offset + limit)
        beside = {row: cosine for row, cosine in near if not _holds(found, row)}
        if order is Order.RELEVANCE and near:
            rows, ranked_by = _fused(rows, near), f"{ranked_by}, and how near they are in meaning"
        page = rows[offset : offset + limit]
        numbers = [int(columns.entry["number"][row]) for row in page]
        bars, undated = finder.bars(found.rows)
        hits = [
            _hit(item, query, beside.get(row))
            for row, item in zip(page, shown(self._db, numbers), strict=True)
        ]
        return SearchResult(
            query=query,
            hits=tuple(hits),
            total=len(found.rows),
            near=len(beside) if order is Order.RELEVANCE else 0,
            facets=finder.facets(found.rows),
            bars=bars,
            undated=undated,
            offset=offset,
            ranked_by=ranked_by,
            meaning=covered,
        )

    def _ready(self) -> None:
        """See to it that every claim has an entry, and that what passed between parties is packed.

        Raises:
            VersionError: an older version made none, and the record is open only for asking.
        """
        query = (
            "select exists (select 1 from claims) and not exists (select 1 from entries)"
            " or exists (select 1 from mentions) and not exists (select 1 from covered)"
        )
        if not self._db.execute(query).fetchone()[0]:
            return
        if not self._writes:
            raise VersionError(
                "the record is of an older version", hint="Run 'dragoman index' once to prepare it."
            )
        with transaction(self._db):
            self.fill_entries()
            self.fill_passed()

    def _near(
        self, found: Found, query: Query, columns: Columns, vector: Vector | None
    ) -> tuple[list[tuple[int, float]], float]:
        words = query.words
        if vector is None or not words:
            return [], 0.0
        meanings = Meanings(self._db, columns)
        if not meanings.any():
            return [], 0.0
        return meanings.near(vector(words), found.loose, limit=NEAR), meanings.covered()

    def pack(self) -> None:
        """Make ready for searches what changed: whoever opens the record only for asking cannot."""
        self._ready()
        pack(self._db)
        pack_meanings(self._db)

    def _prepare(self) -> None:
        if self._writes:
            self.pack()
        else:
            self._ready()

    def stamp(self) -> tuple[str, int, int, int] | None:
        """What stays the same as long as the record says the same; None for one in memory."""
        key = self._db.key
        if not key:
            return None
        (versions,) = self._db.execute("select coalesce(sum(version), 0) from segments").fetchone()
        (said,) = self._db.execute("select count(*) from judgements").fetchone()
        (undone,) = self._db.execute("select count(*) from judgements_undone").fetchone()
        return key, int(versions), said, undone

    def near_claims(self, claim: Claim, *, limit: int) -> tuple[NearClaim, ...]:
        """Claims whose quotes mean nearly the same as that of one, the nearest first; not itself."""
        self._prepare()
        with snapshot(self._db):
            return self._near_claims(claim, limit)

    def _near_claims(self, claim: Claim, limit: int) -> tuple[NearClaim, ...]:
        import numpy as np

        row = self._db.execute(
            "select document, start, length from entries where claim = ?", (claim.id,)
        ).fetchone()
        own = vector_at(self._db, place_of(*row)) if row else None
        if own is None:
            return ()
        columns = columns_of(self._db)
        meanings = Meanings(self._db, columns)
        every = np.ones(len(columns), dtype=bool)
        query = "select claim from entries where number = ?"
        found = []
        for at, cosine in meanings.near(own, every, limit=limit + 1):
            number = int(columns.entry["number"][at])
            (name,) = self._db.execute(query, (number,)).fetchone()
            if name != claim.id:
                found.append(NearClaim(claim=ClaimId(name), cosine=cosine))
        return tuple(found[:limit])

    def near_events(self, event: Event) -> set[EventId]:
        """Events of the same type between the same parties, those nearest in time."""
        parties = sorted({actor.key for actor in event.actors + event.recipients})
        month = str(event.when.start)[:7] if event.when.start else ""
        found: set[EventId] = set()
        for pair in list(combinations(parties, 2)) or [(party, party) for party in parties]:
            found |= similar.events_near(self._db, event.type, pair, month)
        return found - {event.id}

    def homes(self, claims: Iterable[ClaimId]) -> dict[ClaimId, EventId]:
        """The events of some claims."""
        return similar.events_with(self._db, claims)

    def beside(
        self, document: DocumentId
    ) -> dict[DocumentId, tuple[int, tuple[tuple[str, str], ...]]]:
        """Documents that may be like one: how many events both tell, and on which pairs both have something."""
        told = similar.telling_too(self._db, document)
        pairs = similar.on_the_same(self._db, document)
        names = sorted({*told, *pairs}, key=lambda n: (-told[n], -len(pairs.get(n, ())), n))
        return {
            name: (told[name], tuple(sorted(pairs.get(name, ()))))
            for name in names[: similar.LOOKED_AT]
        }

    def fill_meanings(
        self, vectors: Callable[[Iterable[str]], Iterator[bytes]], watch: Callable[[str], None]
    ) -> int:
        """Find the meanings of quotes that have none yet; what is done is kept if it stops.

        Returns:
            How many were found.
        """
        self._ready()
        missing = list(without_meaning(self._db))
        for at in range(0, len(missing), BATCH):
            batch = missing[at : at + BATCH]
            found = vectors(quote for _, quote in batch)
            rows = [(place, vector) for (place, _), vector in zip(batch, found, strict=True)]
            with transaction(self._db):
                keep_meanings(self._db, rows)
            for _, quote in batch:
                watch(quote)
        return len(missing)


def _sorted(finder: Finder, found: Found, order: Order, first: int) -> tuple[list[int], str]:
    """The first of what was found, at least so many where there are, and what they are sorted by."""
    if order is Order.RELEVANCE:
        rows, by = finder.rank(found, max(first, TOP))
        return rows.tolist(), by
    rows = finder.by_time(found.rows, first, oldest=order is Order.OLDEST)
    return rows.tolist(), f"when it happened, the {order.value} first"


def _holds(found: Found, row: int) -> bool:
    """Say whether an entry is among those that hold all; they are sorted."""
    import numpy as np

    at = int(np.searchsorted(found.rows, row))
    return at < len(found.rows) and int(found.rows[at]) == row


def _fused(rows: Sequence[int], near: Sequence[tuple[int, float]]) -> list[int]:
    """Fuse two orders by the reciprocals of their ranks."""
    scores: dict[int, float] = {}
    for ranked in (rows[:TOP], [row for row, _ in near]):
        for place, row in enumerate(ranked):
            scores[row] = scores.get(row, 0.0) + 1 / (FUSED + place)
    first = sorted(scores, key=lambda row: (-scores[row], row))
    return [*first, *(row for row in rows[TOP:] if row not in scores)]


def _hit(item: Shown, query: Query, cosine: float | None) -> Hit:
    marks, held = _marks(item.claim.evidence.quote, query) if cosine is None else ((), ())
    if cosine is not None:
        why: tuple[str, ...] = (f"near in meaning ({cosine:.2f})",)
    elif held:
        why = (f"has {', '.join(held)}",)
    else:
        why = ("its document's title has the words",) if query.words else ()
    return Hit(
        claim=item.claim,
        event=item.event,
        standing=item.standing,
        publisher=item.publisher,
        published=item.published,
        marks=marks,
        why=why,
        by_words=cosine is None,
    )


def _marks(quote: str, query: Query) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Where the words that are sought stand in a quote, and which do."""
    tokens = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(quote)]
    spans: set[Span] = set()
    held: list[str] = []
    sought = [t.value for c in query.clauses for t in c.tests if not t.field and not t.negated]
    for words in sought:
        row = [fold(m.group()) for m in _WORD.finditer(words)]
        for at in range(len(tokens) - len(row) + 1):
            if row and [token[0] for token in tokens[at : at + len(row)]] == row:
                spans.add(Span(start=tokens[at][1], end=tokens[at + len(row) - 1][2]))
                held.append(words)
    return tuple(sorted(spans)), tuple(dict.fromkeys(held))

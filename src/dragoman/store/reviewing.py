"""What is to be reviewed: claims by doubt, claims for a second opinion, and what people made of claims."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model.ids import ClaimId, EventId
from dragoman.model.judgements import Standing
from dragoman.model.reviewing import Doubtful
from dragoman.store.database import Database, Row
from dragoman.store.entries import STANDINGS, UNSURE

_SHOWN = (
    "select n.claim, n.confidence, x.event,"
    " coalesce(json_array_length(e.data, '$.disputes'), 0) as disputes"
)

_FROM = " left join event_claims x on x.claim = n.claim left join events e on e.id = x.event"

assert STANDINGS[0] == Standing.READ.value  # noqa: S101 - the index of 0010_review.sql rests on it


def _doubtful(row: Row) -> Doubtful:
    sure = row["confidence"]
    return Doubtful(
        claim=ClaimId(row["claim"]),
        confidence=None if sure == UNSURE else sure / 100,
        event=EventId(row["event"]) if row["event"] else None,
        disputed=row["disputes"] > 0,
    )


def doubtful(db: Database, limit: int) -> tuple[Doubtful, ...]:
    """Claims that nobody has judged, those with the most doubt first."""
    unsure = (
        f"{_SHOWN} from (select number, claim, confidence from entries where standing = 0"
        f" order by confidence, number limit ?) n{_FROM}"
    )
    disputed = (
        f"{_SHOWN} from events e join event_claims x on x.event = e.id"
        " join entries n on n.claim = x.claim"
        " where json_array_length(e.data, '$.disputes') > 0 and n.standing = 0"
        " order by n.confidence, n.number limit ?"
    )
    found = {
        row["claim"]: _doubtful(row)
        for query in (unsure, disputed)
        for row in db.execute(query, (limit,))
    }
    ordered = sorted(found.values(), key=lambda item: (-item.doubt, item.claim))
    return tuple(ordered[:limit])


def second_opinions(db: Database, who: str, limit: int) -> tuple[Doubtful, ...]:
    """Claims that others judged and this person did not, the latest first; no corrected ones."""
    query = (
        f"{_SHOWN} from (select s.claim, max(j.number) as last from judgement_subjects s"
        " join judgements j on j.id = s.judgement"
        " left join judgements_undone u on u.judgement = j.id"
        " where u.judgement is null and s.claim is not null and j.verdict in ('accept', 'reject')"
        " group by s.claim having sum(case when j.who = ? then 1 else 0 end) = 0) f"
        f" join entries n on n.claim = f.claim{_FROM}"
        " where not exists (select 1 from judgement_subjects s2 join judgements j2"
        " on j2.id = s2.judgement where s2.claim = f.claim and"
        " (j2.who = ? or j2.verdict in ('correct', 'add')))"
        " order by f.last desc limit ?"
    )
    return tuple(_doubtful(row) for row in db.execute(query, (who, who, limit)))


def count_unjudged(db: Database) -> int:
    """How many claims nobody has judged."""
    query = "select (select count(*) from claims) - (select count(*) from judged_claims)"
    return int(db.execute(query).fetchone()[0])


def standings(db: Database, claims: Sequence[str]) -> dict[ClaimId, Standing]:
    """What people made of some claims; those of which nobody said anything are left out."""
    query = "select claim, standing from judged_claims where claim = ?"
    rows = (db.execute(query, (claim,)).fetchone() for claim in claims)
    return {ClaimId(row["claim"]): Standing(row["standing"]) for row in rows if row}

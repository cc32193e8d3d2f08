"""Lists in parts and counts: what pages ask, at a cost that does not grow with the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.errors import InputError
from dragoman.model.browsing import SEPARATOR, Count, Publishers, Slice
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, EventId
from dragoman.model.runs import Run
from dragoman.model.when import PartialDate
from dragoman.store.codec import event_from_row
from dragoman.store.database import Database, Row
from dragoman.store.passing import ids_between

_OF_PARTY = (
    "e.id in (select ec.event from parties p join event_claims ec on ec.claim = p.claim"
    " where p.party = ? and p.role in ('actor', 'recipient'))"
)


def _tests(asked: Slice) -> tuple[list[str], list[str]]:
    tests, values = ([_OF_PARTY], [asked.about]) if asked.about is not None else ([], [])
    tests.append("e.start is null" if asked.undated else "e.start is not null")
    if asked.status is not None:
        tests.append("e.status = ?")
        values.append(asked.status.value)
    if asked.period is not None:
        # A date is an ISO prefix, so all that lies in a period starts with its letters.
        tests.append("e.start >= ? and e.start < ?")
        values += [str(asked.period), f"{asked.period}~"]
    return tests, values


def slice_events(db: Database, asked: Slice) -> tuple[list[EventId], int, str]:
    """Ids of one part of the events, the newest first; how many the whole has; where it goes on.

    Raises:
        InputError: the place to go on from is none.
    """
    start, last = asked.place()
    tests, values = _tests(asked)
    where = " and ".join(tests)
    (total,) = db.execute(f"select count(*) from events e where {where}", values).fetchone()
    if asked.after:
        where += " and e.id < ?" if asked.undated else " and (e.start, e.id) < (?, ?)"
        values += [last] if asked.undated else [start, last]
    rows = db.execute(
        f"select e.id, e.start from events e where {where}"
        " order by e.start desc, e.id desc limit ?",
        (*values, asked.limit + 1),
    ).fetchall()
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    after = f"{rows[-1]['start'] or ''}{SEPARATOR}{rows[-1]['id']}" if more else ""
    return [EventId(row["id"]) for row in rows], total, after


def count_by_month(db: Database, about: str | None) -> tuple[Count, ...]:
    """Events by month, by year where only that is known, and under no key the undated ones."""
    test, values = (f" where {_OF_PARTY}", [about]) if about is not None else ("", [])
    rows = db.execute(
        "select substr(coalesce(e.start, ''), 1, 7) as month, count(*) as n from events e"
        f"{test} group by 1 order by 1",
        values,
    )
    return tuple(Count(key=row["month"], events=row["n"]) for row in rows)


def count_by_party(db: Database) -> tuple[Count, ...]:
    """Events by party, the most first."""
    rows = db.execute(
        "select p.party, count(distinct ec.event) as n from parties p"
        " join event_claims ec on ec.claim = p.claim where p.role in ('actor', 'recipient')"
        " group by p.party order by n desc, p.party"
    )
    return tuple(Count(key=row["party"], events=row["n"]) for row in rows)


def knows_party(db: Database, party: str) -> bool:
    """Say whether a party takes part in any event."""
    query = (
        "select exists (select 1 from parties p join event_claims ec on ec.claim = p.claim"
        " where p.party = ? and p.role in ('actor', 'recipient'))"
    )
    return bool(db.execute(query, (party,)).fetchone()[0])


def events_of(db: Database, claims: Iterable[ClaimId]) -> dict[ClaimId, EventId]:
    """The event of each claim that is part of one."""
    query = "select event from event_claims where claim = ?"
    found = ((claim, db.execute(query, (claim,)).fetchone()) for claim in claims)
    return {claim: EventId(row["event"]) for claim, row in found if row}


def outlines(
    db: Database, type_: str, parties: Sequence[str], first: date, last: date
) -> tuple[Event, ...]:
    """Events of one type that start in a time, by id and without their claims.

    Args:
        parties: events in which two of them have a part; or the one, where it is one.
    """
    start, end = f"{first:%Y-%m-%d}"[: len("2015")], f"{last:%Y-%m-%d}"
    if len(parties) > 1:
        ids = sorted(ids_between(db, type_, parties, start, end))
        asked = "select data from events where id = ?"
        rows = [db.execute(asked, (name,)).fetchone() for name in ids]
    else:
        rows = db.execute(
            "select e.data from events e where e.type = ? and e.start >= ? and e.start <= ?"
            " and exists (select 1 from event_claims ec join parties p on p.claim = ec.claim"
            " where ec.event = e.id and p.party = ? and p.role in ('actor', 'recipient'))"
            " order by e.id",
            (type_, start, end, *parties),
        ).fetchall()
    return tuple(event_from_row(json.loads(row["data"]), ()) for row in rows)


def slice_documents(
    db: Database, *, limit: int, after: str
) -> tuple[list[tuple[str, int]], int, str]:
    """Ids of one part of the documents with how many claims each has, the newest first."""
    (total,) = db.execute("select count(*) from documents").fetchone()
    values: list[str | int] = []
    test = ""
    if after:
        published, mark, last = after.partition(SEPARATOR)
        if not mark:
            raise InputError(f"no list goes on after {after!r}")
        test, values = "where (coalesce(d.published, ''), d.id) < (?, ?)", [published, last]
    rows = db.execute(
        "select d.id, coalesce(d.published, '') as published,"
        " (select count(*) from claims c where c.document = d.id) as claims"
        f" from documents d {test} order by 2 desc, d.id desc limit ?",
        (*values, limit + 1),
    ).fetchall()
    more, rows = len(rows) > limit, rows[:limit]
    goes_on = f"{rows[-1]['published']}{SEPARATOR}{rows[-1]['id']}" if more else ""
    return [(row["id"], row["claims"]) for row in rows], total, goes_on


def read_publishers(db: Database) -> Publishers:
    """Who published the documents, and from when to when."""
    rows = db.execute(
        "select publisher, count(*) as n from documents group by 1 order by 2 desc, 1"
    ).fetchall()
    first, last = db.execute("select min(published), max(published) from documents").fetchone()
    return Publishers(
        documents=tuple((row["publisher"], row["n"]) for row in rows),
        first=PartialDate.parse(first) if first else None,
        last=PartialDate.parse(last) if last else None,
    )


def read_runs(db: Database) -> tuple[Run, ...]:
    """Every run that read a document which is in the record."""
    rows: Sequence[Row] = db.execute("select * from runs order by id").fetchall()
    return tuple(Run.of(**{key: row[key] for key in row.keys() if key != "id"}) for row in rows)  # noqa: SIM118


def count_by_kind(db: Database) -> dict[str, int]:
    """Claims by kind."""
    return dict(db.execute("select kind, count(*) from claims group by 1 order by 1").fetchall())


def issue_counts(db: Database) -> dict[str, int]:
    """What was left out, by its code."""
    found: dict[str, int] = {}
    for row in db.execute("select data from issues"):
        code = json.loads(row["data"])["code"]
        found[code] = found.get(code, 0) + 1
    return dict(sorted(found.items()))

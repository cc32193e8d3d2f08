"""Roll calls in the record: a row each, with the votes as bytes in the order of the voters."""

from __future__ import annotations

import json
from datetime import date

from dragoman.model.votes import RollCall, RollCalls
from dragoman.store.database import Database, Row, transaction


def keep_votes(db: Database, rolls: RollCalls) -> None:
    """Keep these roll calls in place of those which are there, all of them or none."""
    width = len(rolls.states)
    rows = (
        (
            call.id,
            call.day.isoformat(),
            call.session,
            call.resolution,
            int(call.important),
            call.title,
            call.question,
            json.dumps(call.issues, ensure_ascii=False),
            rolls.choices[place * width : (place + 1) * width],
        )
        for place, call in enumerate(rolls.calls)
    )
    with transaction(db):
        db.execute("delete from roll_calls")
        db.execute("delete from voters")
        db.executemany("insert into voters values (?, ?)", enumerate(rolls.states))
        db.executemany("insert into roll_calls values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read_votes(db: Database) -> RollCalls:
    """All roll calls in the record, by number."""
    rows = db.execute("select * from roll_calls order by id").fetchall()
    states = db.execute("select state from voters order by position").fetchall()
    return RollCalls(
        calls=tuple(_call(row) for row in rows),
        states=tuple(row["state"] for row in states),
        choices=b"".join(row["choices"] for row in rows),
    )


def _call(row: Row) -> RollCall:
    return RollCall(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        session=row["session"],
        resolution=row["resolution"],
        important=bool(row["important"]),
        title=row["title"],
        question=row["question"],
        issues=tuple(json.loads(row["issues"])),
    )

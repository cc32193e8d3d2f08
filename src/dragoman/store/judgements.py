"""Judgements in the record: added, taken back, read; and the history of events."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from dragoman.errors import NotFound
from dragoman.model.applying import Applied, settle
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.histories import Before, Change, Group, Turn
from dragoman.model.ids import ClaimId, EventId, JudgementId
from dragoman.model.judgements import (
    PAIRED,
    Judged,
    Judgement,
    Ruling,
    Signature,
    Standing,
    Subject,
    Verdict,
    judgement_id,
)
from dragoman.store.database import Database, Row
from dragoman.store.opened import dump

_READ = (
    "select j.*, s.position, s.side, s.read, s.claim,"
    " u.who as undone_who, u.at as undone_at, u.why as undone_why"
    " from judgements j join judgement_subjects s on s.judgement = j.id"
    " left join judgements_undone u on u.judgement = j.id"
)


def _select(db: Database, where: str = "", values: Sequence[str] = ()) -> list[Judgement]:
    query = f"{_READ} {where} order by j.number, s.position"
    found: dict[str, list[Row]] = {}
    for row in db.execute(query, values):
        found.setdefault(row["id"], []).append(row)
    return [_judgement(rows) for rows in found.values()]


def _judgement(rows: Sequence[Row]) -> Judgement:
    row = rows[0]
    undone = None
    if row["undone_who"] is not None:
        undone = _signature(row["undone_who"], row["undone_at"], row["undone_why"])
    return Judgement(
        id=JudgementId(row["id"]),
        verdict=Verdict(row["verdict"]),
        subjects=tuple(
            Subject(
                claim=claim_from_row(json.loads(item["read"])),
                side=item["side"],
                now=ClaimId(item["claim"]) if item["claim"] else None,
            )
            for item in rows
        ),
        signed=_signature(row["who"], row["at"], row["why"]),
        field=row["field"],
        value=json.loads(row["value"]),
        undone=undone,
    )


def _signature(who: str, at: str, why: str) -> Signature:
    return Signature(who=who, at=datetime.fromisoformat(at), why=why)


def read_judgements(db: Database) -> tuple[Judgement, ...]:
    """All judgements in the order given, each with whether it counts."""
    return settle(_select(db))


def judgements_in(db: Database, documents: Collection[str]) -> tuple[Judgement, ...]:
    """Judgements on claims of some documents, in the order given, each with whether it counts.

    Among them are others that those are held against: on documents that one of them names as well.
    """
    those = "select judgement from judgement_subjects where document in"
    beside = f"select document from judgement_subjects where judgement in ({those} ({_marks(documents)}))"
    return settle(_select(db, f"where j.id in ({those} ({beside}))", tuple(documents)))


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def judgements_on(db: Database, document: str) -> list[Judgement]:
    """Judgements on claims of one document that are not undone, in the order given."""
    query = "select 1 from judgement_subjects where document = ? limit 1"
    if db.execute(query, (document,)).fetchone() is None:
        return []
    where = (
        "where u.judgement is null and j.id in"
        " (select judgement from judgement_subjects where document = ?)"
    )
    found = _select(db, where, (document,))
    return [_within(judgement, document) for judgement in found]


def _within(judgement: Judgement, document: str) -> Judgement:
    """Name only the subjects of one document; a pair keeps both, to be found by their places."""
    if judgement.verdict in PAIRED:
        return judgement
    own = tuple(s for s in judgement.subjects if s.claim.evidence.doc == document)
    return replace(judgement, subjects=own)


def insert(
    db: Database,
    verdict: Verdict,
    subjects: tuple[Subject, ...],
    signed: Signature,
    *,
    field: str = "",
    value: Any = None,
) -> JudgementId:
    """Add a judgement; it gets its id here."""
    said = field + dump(value)
    name = judgement_id(verdict, subjects, said, signed, 0)
    nth = 0
    while db.execute("select 1 from judgements where id = ?", (name,)).fetchone():
        nth += 1
        name = judgement_id(verdict, subjects, said, signed, nth)
    db.execute(
        "insert into judgements (id, verdict, field, value, who, at, why) values (?, ?, ?, ?, ?, ?, ?)",
        (name, verdict.value, field, dump(value), signed.who, signed.stamp, signed.why),
    )
    db.executemany(
        "insert into judgement_subjects values (?, ?, ?, ?, ?, ?)",
        [
            (name, n, s.side, s.claim.evidence.doc, dump(claim_to_row(s.claim)), s.now)
            for n, s in enumerate(subjects)
        ],
    )
    return name


def take_back(db: Database, judgement: JudgementId, signed: Signature) -> None:
    """Mark a judgement as undone."""
    values = (judgement, signed.who, signed.stamp, signed.why)
    db.execute("insert into judgements_undone values (?, ?, ?, ?)", values)


def find_judgement(db: Database, name: str) -> Judgement:
    """One judgement by its id, whether it counts not yet said.

    Raises:
        NotFound: the record has none of this id.
    """
    found = _select(db, "where j.id = ?", (name,))
    if not found:
        raise NotFound(
            f"no judgement has the id {name!r}", hint="Ids are printed by 'dragoman judgements'."
        )
    return found[0]


def point(db: Database, document: str, applied: Applied) -> None:
    """Keep which claims the judged words of a document are now."""
    positions = db.execute(
        "select judgement, position from judgement_subjects where document = ?", (document,)
    ).fetchall()
    db.executemany(
        "update judgement_subjects set claim = ? where judgement = ? and position = ?",
        [
            (
                applied.now.get((row["judgement"], row["position"])),
                row["judgement"],
                row["position"],
            )
            for row in positions
        ],
    )


def keep_judged(db: Database, judged: Judged) -> None:
    """Keep what people made of a claim; nothing where nobody said anything."""
    if judged.standing is Standing.READ and judged.read == judged.claim:
        return
    read = dump(claim_to_row(judged.read)) if judged.read else None
    values = (judged.claim.id, judged.standing.value, read)
    db.execute("insert into judged_claims values (?, ?, ?)", values)


def judged_in(db: Database, document: str) -> dict[ClaimId, tuple[Standing, Claim | None]]:
    """Claims of a document on which people said something: their standing, and how they were read."""
    rows = db.execute(
        "select j.* from claims c join judged_claims j on j.claim = c.id where c.document = ?",
        (document,),
    )
    return {ClaimId(row["claim"]): _standing(row) for row in rows}


def _standing(row: Row) -> tuple[Standing, Claim | None]:
    read = claim_from_row(json.loads(row["read"])) if row["read"] else None
    return Standing(row["standing"]), read


def standing_of(db: Database, claim: Claim) -> Judged:
    """A claim, how its reader has it, and the judgements that count for it."""
    row = db.execute("select * from judged_claims where claim = ?", (claim.id,)).fetchone()
    standing, read = _standing(row) if row else (Standing.READ, claim)
    where = (
        "where u.judgement is null and j.id in"
        " (select judgement from judgement_subjects where claim = ?)"
    )
    by = tuple(judgement.id for judgement in _select(db, where, (claim.id,)))
    return Judged(claim=claim, read=read, standing=standing, judgements=by)


def rulings_on(db: Database, claims: Iterable[ClaimId]) -> tuple[Ruling, ...]:
    """What people say of pairs of which one is among these claims: the last word on each pair."""
    if (
        db.execute("select 1 from judgements where verdict in ('same', 'different')").fetchone()
        is None
    ):
        return ()
    query = (
        "select j.number, j.id, j.verdict, j.who, a.claim as one, b.claim as two"
        " from judgement_subjects a join judgements j on j.id = a.judgement"
        " join judgement_subjects b on b.judgement = a.judgement and b.side <> a.side"
        " left join judgements_undone u on u.judgement = j.id"
        " where a.claim = ? and b.claim is not null and u.judgement is null"
        " and j.verdict in ('same', 'different')"
    )
    rows = {
        (row["number"], *sorted((row["one"], row["two"]))): row
        for claim in sorted(claims)
        for row in db.execute(query, (claim,))
    }
    last: dict[tuple[str, str], Ruling] = {}
    for (_, left, right), row in sorted(rows.items(), key=lambda item: item[0]):
        last[left, right] = Ruling(
            left=ClaimId(left),
            right=ClaimId(right),
            same=row["verdict"] == Verdict.SAME,
            judgement=JudgementId(row["id"]),
            who=row["who"],
        )
    return tuple(sorted(last.values()))


def before(db: Database, held: Mapping[EventId, Group], claims: Group) -> Before:
    """What is known of ids before these claims are grouped anew."""
    retired: dict[EventId, set[ClaimId]] = {}
    for claim in sorted(claims):
        for (event,) in db.execute("select event from past_claims where claim = ?", (claim,)):
            retired.setdefault(EventId(event), set()).add(claim)
    born: dict[EventId, int] = {}
    for event in (*held, *retired):
        query = "select min(number) from event_history where other = ? and change = 'split'"
        (number,) = db.execute(query, (event,)).fetchone()
        if number is not None:
            born[event] = number

    def taken(event: EventId) -> bool:
        query = (
            "select exists (select 1 from events where id = ?)"
            " or exists (select 1 from past_claims where event = ?)"
        )
        return bool(db.execute(query, (event, event)).fetchone()[0])

    return Before(
        held=held,
        retired={event: frozenset(had) for event, had in retired.items()},
        born=born,
        taken=taken,
    )


def keep_turns(db: Database, turns: Iterable[Turn]) -> None:
    """Add rows of history, and keep which claims an event of the past had."""
    for turn in turns:
        db.execute(
            "insert into event_history (event, change, other, claims, cause) values (?, ?, ?, ?, ?)",
            (turn.event, turn.change.value, turn.other, dump(turn.claims), turn.cause),
        )
        if turn.change is Change.BACK:
            db.execute("delete from past_claims where event = ?", (turn.event,))
        elif turn.change in {Change.MERGED, Change.GONE}:
            db.executemany(
                "insert into past_claims values (?, ?) on conflict do nothing",
                [(claim, turn.event) for claim in turn.claims],
            )


def follow(db: Database, became: Mapping[ClaimId, ClaimId]) -> None:
    """Let the claims of past events go on under the ids that a new reading gives them."""
    for was, now in became.items():
        if was != now:
            db.execute(
                "update past_claims set claim = ? where claim = ? and event not in"
                " (select event from past_claims where claim = ?)",
                (now, was, now),
            )


def history_of(db: Database, event: str) -> tuple[Turn, ...]:
    """The rows of history in which an event is named, in their order."""
    rows = db.execute(
        "select * from event_history where event = ? or other = ? order by number", (event, event)
    )
    return tuple(
        Turn(
            event=EventId(row["event"]),
            change=Change(row["change"]),
            other=row["other"],
            claims=tuple(json.loads(row["claims"])),
            cause=row["cause"],
            number=row["number"],
        )
        for row in rows
    )


def heirs(db: Database, event: str) -> tuple[EventId, ...]:
    """Where the claims of an event are now, that with most of them first; itself where it is still there."""
    if db.execute("select 1 from events where id = ?", (event,)).fetchone():
        return (EventId(event),)
    rows = db.execute(
        "select x.event, count(*) as shared from past_claims p join event_claims x on x.claim = p.claim"
        " where p.event = ? group by x.event order by shared desc, x.event",
        (event,),
    ).fetchall()
    if rows:
        return tuple(EventId(row["event"]) for row in rows)
    query = (
        "select other from event_history where event = ? and change = 'merged'"
        " order by number desc limit 1"
    )
    row = db.execute(query, (event,)).fetchone()
    return heirs(db, row["other"]) if row else ()


def snapshot(db: Database, claim: ClaimId) -> Claim | None:
    """The claim that earlier words on this one hang on, so that later ones count in their place."""
    row = db.execute(
        "select s.read from judgement_subjects s join judgements j on j.id = s.judgement"
        " where s.claim = ? and j.verdict not in ('same', 'different') order by j.number limit 1",
        (claim,),
    ).fetchone()
    return claim_from_row(json.loads(row["read"])) if row else None

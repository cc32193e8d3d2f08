"""The ledger of forecasts, and the events of the record as forecasts see them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from dragoman.errors import NotFound
from dragoman.model.actors import Dyad
from dragoman.model.claims import Status
from dragoman.model.forecasts import (
    Change,
    Entry,
    Forecast,
    ForecastId,
    Happening,
    Question,
    Reason,
    Reference,
    Settlement,
)
from dragoman.model.ids import ClaimId, EventId
from dragoman.model.when import PartialDate
from dragoman.store.database import Row, transaction
from dragoman.store.opened import Opened, dump

Classes = Callable[[str, str], frozenset[str]]
"""The classes of an event by its type and mode."""

_TOLD = (
    "select e.id, e.data, d.published from events e join event_claims ec on ec.event = e.id"
    " join claims c on c.id = ec.claim join documents d indexed by documents_told"
    " on d.id = c.document where e.status = ? and c.status = ? order by e.id"
)


class Forecasts(Opened):
    """Forecasts, entered once; settlements, added and never changed."""

    def happenings(self, classes: Classes, parties: Callable[[str], bool]) -> Iterator[Happening]:
        """Events that happened, once for each party that acts and each that is acted on.

        Parties that act together on nobody else act on each other. Events whose day is not known to the
        month are left out. An event is known from the day on which a document first told of it as a fact.

        Args:
            classes: of an event by its type and mode.
            parties: says whether a key is one that forecasts are about.
        """
        actual = Status.ACTUAL.value
        rows = self._db.execute(_TOLD, (actual, actual)).fetchall()
        for _, told in groupby(rows, key=lambda row: row["id"]):
            group = list(told)
            yield from _happenings(group, classes, parties)

    def enter(self, forecasts: Iterable[Forecast]) -> int:
        """Enter forecasts into the ledger; those that stand there already change nothing.

        Returns:
            How many are new.
        """
        fresh = 0
        with transaction(self._db):
            for found in forecasts:
                query = "select 1 from forecasts where id = ?"
                if self._db.execute(query, (found.id,)).fetchone():
                    continue
                asked = found.question
                self._db.execute(
                    "insert into forecasts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        found.id,
                        found.as_of.isoformat(),
                        asked.end.isoformat() if asked.end else None,
                        found.method,
                        found.author,
                        asked.event_class,
                        asked.dyad.actor if asked.dyad else "",
                        asked.dyad.recipient if asked.dyad else "",
                        found.probability,
                        dump(_to_row(found)),
                    ),
                )
                fresh += 1
        return fresh

    def entries(self) -> Iterator[Entry]:
        """All forecasts with what came of them, by the day they were made, then by id."""
        settled: dict[str, list[Settlement]] = {}
        for row in self._db.execute("select * from settlements order by forecast, position"):
            settled.setdefault(row["forecast"], []).append(_settlement(row))
        rows = self._db.execute("select * from forecasts order by as_of, id").fetchall()
        for row in rows:
            yield Entry(forecast=_forecast(row), settlements=tuple(settled.get(row["id"], ())))

    def entry(self, name: str) -> Entry:
        """Find one forecast in the ledger.

        Raises:
            NotFound: the ledger has none with this id.
        """
        row = self._db.execute("select * from forecasts where id = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f"no forecast has the id {name!r}")
        query = "select * from settlements where forecast = ? order by position"
        found = self._db.execute(query, (name,)).fetchall()
        return Entry(forecast=_forecast(row), settlements=tuple(map(_settlement, found)))

    def keep_settlements(self, settlements: Iterable[Settlement]) -> None:
        """Add settlements, each after those that its forecast has."""
        with transaction(self._db):
            for item in settlements:
                query = "select count(*) from settlements where forecast = ?"
                (position,) = self._db.execute(query, (item.forecast,)).fetchone()
                self._db.execute(
                    "insert into settlements values (?, ?, ?, ?, ?, ?, ?)",
                    (
                        item.forecast,
                        position,
                        int(item.came),
                        item.by,
                        item.on.isoformat(),
                        item.why,
                        dump(list(item.events)),
                    ),
                )


def _happenings(
    told: list[Row], classes: Classes, parties: Callable[[str], bool]
) -> Iterator[Happening]:
    data: dict[str, Any] = json.loads(told[0]["data"])
    if data["start"] is None:
        return
    start = PartialDate.parse(data["start"])
    if start.month is None:
        return
    actors = _keys(data["actors"], parties)
    recipients = _keys(data["recipients"], parties)
    if not data["recipients"]:
        pairs = [(a, b) for a in actors for b in actors if a != b]
    else:
        pairs = [(a, b) for a in actors for b in recipients if a != b]
    day = start.latest
    published = [PartialDate.parse(row["published"]).latest for row in told if row["published"]]
    for actor, recipient in pairs:
        yield Happening(
            event=EventId(data["id"]),
            actor=actor,
            recipient=recipient,
            classes=classes(data["type"], data["mode"]),
            day=day,
            known=max(day, min(published, default=day)),
        )


def _keys(actors: list[dict[str, str]], parties: Callable[[str], bool]) -> list[str]:
    found = dict.fromkeys(actor["country"] or actor["name"] for actor in actors)
    return [key for key in found if parties(key)]


def _to_row(found: Forecast) -> dict[str, Any]:
    asked = found.question
    return {
        "text": asked.text,
        "start": asked.start.isoformat() if asked.start else None,
        "references": [[r.name, r.probability, r.basis] for r in found.references],
        "cases": found.cases,
        "hits": found.hits,
        "stamp": found.data,
        "reasons": [[r.words, r.effect] for r in found.reasons],
        "changes": [[c.words, c.probability] for c in found.changes],
        "events": list(found.events),
        "claim": found.claim,
        "note": found.note,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _forecast(row: Row) -> Forecast:
    data: dict[str, Any] = json.loads(row["data"])
    return Forecast(
        id=ForecastId(row["id"]),
        question=Question(
            text=data["text"],
            dyad=Dyad(row["actor"], row["recipient"]) if row["actor"] else None,
            event_class=row["event_class"],
            start=_day(data["start"]),
            end=_day(row["due"]),
        ),
        as_of=date.fromisoformat(row["as_of"]),
        method=row["method"],
        probability=row["probability"],
        author=row["author"],
        references=tuple(
            Reference(name=name, probability=number, basis=basis)
            for name, number, basis in data["references"]
        ),
        cases=data["cases"],
        hits=data["hits"],
        data=data["stamp"],
        reasons=tuple(Reason(words=words, effect=effect) for words, effect in data["reasons"]),
        changes=tuple(Change(words=words, probability=p) for words, p in data["changes"]),
        events=tuple(map(EventId, data["events"])),
        claim=ClaimId(data["claim"]) if data["claim"] else None,
        note=data["note"],
    )


def _settlement(row: Row) -> Settlement:
    return Settlement(
        forecast=ForecastId(row["forecast"]),
        came=bool(row["came"]),
        by=row["settled_by"],
        on=date.fromisoformat(row["settled_on"]),
        why=row["why"],
        events=tuple(map(EventId, json.loads(row["events"]))),
    )

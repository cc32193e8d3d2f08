"""Typed results as tables, for those who go on in polars or pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from dragoman.chronicle.asking import Questions
from dragoman.chronicle.frames import COLUMNS, Row, Table
from dragoman.errors import InputError, UnknownName
from dragoman.model.actors import Actor
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
)
from dragoman.model.events import Event
from dragoman.model.outlooks import Expectation
from dragoman.model.periods import Step
from dragoman.model.relations import Relation
from dragoman.model.text import Document
from dragoman.model.when import PartialDate, When


def _keys(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(actor.key for actor in actors))


def _words(when: When) -> str | None:
    if when.start == when.end or when.end is None:
        return str(when.start) if when.start else None
    return f"{when.start or ''}/{when.end}"


def _time(when: When) -> dict[str, Any]:
    first, last = when.start or when.end, when.end or when.start
    return {
        "start": first.earliest if first else None,
        "end": last.latest if last else None,
        "when": _words(when),
        "basis": when.basis.value,
    }


def _day(day: PartialDate | None) -> date | None:
    return day.earliest if day else None


def _full(name: str, row: dict[str, Any]) -> Row:
    return {column: row.get(column) for column in COLUMNS[name]}


def document_row(document: Document) -> Row:
    """One document."""
    return _full(
        "documents",
        {
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "publisher": document.publisher,
            "published": _day(document.published),
            "language": document.language,
            "url": document.url,
            "characters": len(document.text),
        },
    )


def _body(claim: Claim) -> dict[str, Any]:
    match claim.body:
        case EventBody() as body:
            amount = body.amount
            return {
                "type": body.type,
                "mode": body.mode,
                "actors": _keys(body.actors),
                "recipients": _keys(body.recipients),
                "value": float(amount.value) if amount else None,
                "unit": amount.unit if amount else None,
                "place": body.place.name if body.place else None,
            }
        case FigureBody() as body:
            top = body.value_max
            return {
                "type": body.indicator,
                "actors": _keys(body.about),
                "value": float(body.value),
                "value_max": float(top) if top is not None else None,
                "unit": body.unit,
                "of": body.of,
            }
        case PositionBody() as body:
            recipients = _keys([body.body]) if body.body else []
            return {
                "type": body.choice,
                "actors": _keys(body.actors),
                "recipients": recipients,
                "text": body.question,
            }
        case StanceBody() as body:
            return {
                "actors": _keys(body.actors),
                "recipients": _keys(body.recipients),
                "polarity": body.polarity,
            }
        case OutlookBody() as body:
            return {
                "type": body.likelihood,
                "actors": _keys(body.actors),
                "text": body.proposition,
            }


def claim_row(claim: Claim) -> Row:
    """One claim of any kind: what its kind lacks is None."""
    span = claim.evidence.span
    return _full(
        "claims",
        {
            "id": claim.id,
            "kind": claim.kind.value,
            "status": claim.status.value,
            **_time(claim.when),
            **_body(claim),
            "said_by": claim.said_by.name if claim.said_by else None,
            "confidence": claim.confidence,
            "doc": claim.doc,
            "document": claim.evidence.doc,
            "span_start": span.start,
            "span_end": span.end,
            "quote": claim.evidence.quote,
        },
    )


def event_row(event: Event) -> Row:
    """One happening."""
    place = event.place
    return _full(
        "events",
        {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "status": event.status.value,
            "actors": _keys(event.actors),
            "recipients": _keys(event.recipients),
            "context": list(event.context),
            "place": place.name if place else None,
            "place_country": place.country if place else None,
            **_time(event.when),
            "claims": [claim.id for claim in event.claims],
            "documents": list(event.documents),
            "disputed": [dispute.field for dispute in event.disputes],
        },
    )


def point_rows(relation: Relation) -> Iterator[Row]:
    """The periods of one relation."""
    shifted = {shift.point.period: str(shift) for shift in relation.shifts}
    for point in relation.points:
        yield _full(
            "points",
            {
                "actor": relation.dyad.actor,
                "recipient": relation.dyad.recipient,
                "scale": relation.scale,
                "period": str(point.period),
                "start": point.period.first,
                "end": point.period.last,
                "value": point.value,
                "events": point.events,
                "documents": point.documents,
                "publishers": point.publishers,
                "band": point.band.value,
                "covering": point.covering,
                "silence": point.silence,
                "shift": shifted.get(point.period),
                "drivers": [driver.event for driver in point.drivers],
            },
        )


def outlook_row(found: Expectation) -> Row:
    """One outlook with its verdict."""
    due = found.due
    return _full(
        "outlooks",
        {
            "id": found.id,
            "holder": found.holder.name if found.holder else None,
            "about": _keys(found.about),
            "proposition": found.proposition,
            "likelihood": found.likelihood,
            "condition": found.condition,
            "expects": found.expects,
            "made": _day(found.made),
            "due_start": _day(due.start),
            "due_end": due.end.latest if due.end else None,
            "verdict": found.verdict.value,
            "why": found.why,
            "evidence": [bearing.claim.id for bearing in found.bearings],
            "doc": found.claim.doc,
            "quote": found.claim.evidence.quote,
        },
    )


class Tables(Questions):
    """What the record holds, as tables."""

    def table(
        self,
        name: str,
        *,
        about: str | None = None,
        of: tuple[str, str] | None = None,
        by: Step = Step.MONTH,
    ) -> Table:
        """Make a table of claims, events, documents, outlooks, or the points of a relation.

        Args:
            name: ``claims``, ``events``, ``documents``, ``outlooks`` or ``points``.
            about: a party; only what it has a part in. Documents are always all.
            of: for ``points``, who acts and who is acted on.
            by: for ``points``, how long a period is.

        Raises:
            UnknownName: there is no such table.
            InputError: ``points`` without two parties.
        """
        makers: dict[str, Callable[[], Iterable[Row]]] = {
            "claims": lambda: map(claim_row, self._record.claims(about=about)),
            "events": lambda: map(event_row, self._record.events(about=about)),
            "documents": lambda: map(document_row, self._record.documents()),
            "outlooks": lambda: map(outlook_row, self.outlooks(about)),
            "points": lambda: point_rows(self.relate(*_pair(of), by=by)),
        }
        if name not in makers:
            raise UnknownName("table", name, known=makers)
        return Table(name=name, rows=tuple(makers[name]()))


def _pair(of: tuple[str, str] | None) -> tuple[str, str]:
    if of is None:
        raise InputError(
            "points are of two parties", hint='Say table("points", of=("AZE", "BLR")).'
        )
    return of

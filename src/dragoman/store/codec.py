"""Events to rows and back; their claims are joined by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dragoman.model.actors import Place
from dragoman.model.claims import Claim, Status
from dragoman.model.codec import actor_from_json, actor_to_json
from dragoman.model.events import Account, Dispute, Event, Link
from dragoman.model.ids import EventId
from dragoman.model.when import Basis, PartialDate, When


def event_to_row(event: Event) -> dict[str, Any]:
    """Write an event; its claims as ids."""
    when = event.when
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "actors": [actor_to_json(actor) for actor in event.actors],
        "recipients": [actor_to_json(actor) for actor in event.recipients],
        "context": list(event.context),
        "place": asdict(event.place) if event.place else None,
        "start": str(when.start) if when.start else None,
        "end": str(when.end) if when.end else None,
        "basis": when.basis.value,
        "claims": [claim.id for claim in event.claims],
        "links": [
            {"left": x.left, "right": x.right, "score": x.score, "reasons": list(x.reasons)}
            for x in event.links
        ],
        "disputes": [asdict(dispute) for dispute in event.disputes],
    }


def event_from_row(data: dict[str, Any], claims: Sequence[Claim]) -> Event:
    """Read an event back, with its claims."""
    place, start, end = data["place"], data["start"], data["end"]
    return Event(
        id=EventId(data["id"]),
        type=data["type"],
        mode=data["mode"],
        status=Status(data["status"]),
        actors=tuple(actor_from_json(item) for item in data["actors"]),
        recipients=tuple(actor_from_json(item) for item in data["recipients"]),
        context=tuple(data["context"]),
        place=Place(**place) if place else None,
        when=When(
            start=PartialDate.parse(start) if start else None,
            end=PartialDate.parse(end) if end else None,
            basis=Basis(data["basis"]),
        ),
        claims=tuple(claims),
        links=tuple(Link(**{**link, "reasons": tuple(link["reasons"])}) for link in data["links"]),
        disputes=tuple(
            Dispute(
                field=item["field"],
                accounts=tuple(
                    Account(value=a["value"], claims=tuple(a["claims"])) for a in item["accounts"]
                ),
            )
            for item in data["disputes"]
        ),
    )

"""Values as plain JSON and as rows of a table: what the twins of pages hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.model.browsing import Leaf, Tie
from dragoman.model.claims import Claim
from dragoman.model.codec import actor_to_json, claim_to_row, number
from dragoman.model.events import Event, Sequel, Tellers
from dragoman.model.ids import EventId
from dragoman.model.relations import Partner, Point, Relation, Triad
from dragoman.model.text import Document
from dragoman.model.when import When

Json = dict[str, Any]


def _ends(when: When) -> Json:
    return {
        "start": str(when.start) if when.start else None,
        "end": str(when.end) if when.end else None,
    }


def event_to_json(event: Event, sentence: str) -> Json:
    """An event without its claims: an item of a list."""
    place = event.place
    return {
        "id": event.id,
        "sentence": sentence,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        **_ends(event.when),
        "date_from": event.when.basis.value,
        "actors": [actor_to_json(actor) for actor in event.actors],
        "recipients": [actor_to_json(actor) for actor in event.recipients],
        "context": list(event.context),
        "place": {"name": place.name, "country": place.country} if place else None,
        "disputed": [dispute.field for dispute in event.disputes],
        "documents": list(event.documents),
    }


def event_to_row(event: Event, sentence: str) -> Mapping[str, str | int | None]:
    """An event as a row."""
    return {
        "id": event.id,
        "sentence": sentence,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "start": str(event.when.start or ""),
        "end": str(event.when.end or ""),
        "actors": "; ".join(dict.fromkeys(actor.key for actor in event.actors)),
        "recipients": "; ".join(dict.fromkeys(actor.key for actor in event.recipients)),
        "place": event.place.name if event.place else "",
        "claims": len(event.claims),
        "documents": len(event.documents),
    }


def whole_event_to_json(
    event: Event, sentence: str, tellers: Tellers, sequels: Sequence[Sequel]
) -> Json:
    """An event with all that its page shows."""
    return {
        **event_to_json(event, sentence),
        "reports": tellers.reports,
        "publishers": tellers.publishers,
        "copies": tellers.copies,
        "claims": [claim_to_row(claim) for claim in event.claims],
        "links": [
            {"left": x.left, "right": x.right, "score": x.score, "reasons": list(x.reasons)}
            for x in event.links
        ],
        "disputes": [
            {
                "field": dispute.field,
                "accounts": [
                    {"value": account.value, "claims": list(account.claims)}
                    for account in dispute.accounts
                ],
            }
            for dispute in event.disputes
        ],
        "sequels": [
            {
                "plan": sequel.plan,
                "later": sequel.later,
                "outcome": sequel.outcome.value,
                "reasons": list(sequel.reasons),
            }
            for sequel in sequels
        ],
    }


def document_to_json(document: Document) -> Json:
    """What is known of a document, without its text."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "published": str(document.published) if document.published else None,
        "published_from": document.published_basis.value,
        "language": document.language,
        "url": document.url,
    }


def whole_document_to_json(
    document: Document, claims: Sequence[Claim], events: Mapping[Any, EventId]
) -> Json:
    """A document with its text and claims; spans count code points of the text."""
    return {
        **document_to_json(document),
        "text": document.text,
        "claims": [{**claim_to_row(claim), "event": events.get(claim.id)} for claim in claims],
    }


def leaf_to_json(leaf: Leaf[Any], items: Sequence[Json]) -> Json:
    """One part of a list."""
    return {
        "items": list(items),
        "total": leaf.total,
        "total_exact": True,
        "next": leaf.next or None,
    }


def partner_to_json(partner: Partner) -> Json:
    """What passed between a party and another."""
    return {
        "party": partner.party,
        "value": round(partner.value, 4),
        "mean": round(partner.mean, 4),
        "events": partner.events,
        "given": partner.given,
        "received": partner.received,
        "joint": partner.joint,
        "documents": partner.documents,
    }


def point_to_json(point: Point) -> Json:
    """One period of a relation with its drivers."""
    return {
        "period": str(point.period),
        "value": round(point.value, 4) if point.value is not None else None,
        "events": point.events,
        "documents": point.documents,
        "publishers": point.publishers,
        "covering": point.covering,
        "band": point.band.value,
        "drivers": [
            {"event": d.event, "points": round(d.points, 4), "counts": d.counts}
            for d in point.drivers
        ],
    }


def relation_to_json(relation: Relation) -> Json:
    """One party towards another, whole."""
    plans = relation.plans
    return {
        "actor": relation.dyad.actor,
        "recipient": relation.dyad.recipient,
        "scale": relation.scale,
        "step": relation.step.value,
        "points": [point_to_json(point) for point in relation.points],
        "shifts": [
            {"period": str(shift.point.period), "size": round(shift.size, 4), "words": str(shift)}
            for shift in relation.shifts
        ],
        "unplaced": list(relation.unplaced),
        "composition": [
            {"context": s.context, "events": s.events, "points": round(s.points, 4)}
            for s in relation.composition
        ],
        "plans": {
            "announced": plans.announced,
            "held": plans.held,
            "called_off": plans.called_off,
            "denied": plans.denied,
            "overdue": plans.overdue,
            "ahead": plans.ahead,
        },
        "figures": [
            {
                "indicator": series.indicator,
                "giver": series.giver,
                "taker": series.taker,
                "unit": series.unit,
                "values": [
                    {
                        **_ends(told.when),
                        "value": number(told.value),
                        "value_max": number(told.value_max) if told.value_max else None,
                        "status": told.status.value,
                        "claim": told.claim,
                        "of": told.of,
                    }
                    for told in series.values
                ],
            }
            for series in relation.figures
        ],
        "stances": [
            {
                "holder": stance.holder,
                "towards": stance.towards,
                "polarity": stance.polarity,
                "mutual": stance.mutual,
                **_ends(stance.when),
                "status": stance.status.value,
                "said_by": stance.said_by,
                "claim": stance.claim,
            }
            for stance in relation.stances
        ],
    }


def triad_to_json(triad: Triad) -> Json:
    """Three parties in one period."""
    return {
        "period": str(triad.period),
        "balance": triad.balance.value,
        "words": triad.words,
        "edges": [
            {
                "first": edge.first,
                "second": edge.second,
                "value": round(edge.value, 4) if edge.value is not None else None,
                "events": edge.events,
                "sign": edge.sign.value,
            }
            for edge in triad.edges
        ],
    }


def tie_to_row(tie: Tie) -> Mapping[str, str | int | float]:
    """What two parties have to do with each other, as a row."""
    return {
        "first": tie.first,
        "second": tie.second,
        "events": tie.events,
        "value": round(tie.value, 4),
        "mean": round(tie.mean, 4),
    }

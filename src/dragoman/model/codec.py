"""Values to plain JSON and back: a claim's JSON has exactly the codebook's fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, assert_never

from dragoman.errors import InputError
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import (
    Body,
    Claim,
    EventBody,
    FigureBody,
    Kind,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.ids import ClaimId, DocumentId, RunId
from dragoman.model.text import Evidence, Span
from dragoman.model.when import Basis, PartialDate, When

Json = dict[str, Any]


def number(value: Decimal) -> int | float:
    """Write a Decimal as the JSON number that reads back equal where floats allow it."""
    return int(value) if value == value.to_integral_value() else float(value)


def actor_to_json(actor: Actor) -> Json:
    """Write an actor object of the codebook."""
    return {"name": actor.name, "country": actor.country, "sector": actor.sector}


def actor_from_json(data: Json) -> Actor:
    """Read an actor object of the codebook."""
    return Actor(name=data["name"], country=data.get("country"), sector=data.get("sector") or "")


def _actors_to_json(actors: tuple[Actor, ...]) -> list[Json]:
    return [actor_to_json(actor) for actor in actors]


def _actors_from_json(data: list[Json] | None) -> tuple[Actor, ...]:
    return tuple(actor_from_json(item) for item in data or ())


def _decimal(value: float | str) -> Decimal:
    return Decimal(str(value))


def body_to_json(body: Body) -> Json:
    """Write the fields of a claim's kind."""
    match body:
        case EventBody():
            place, amount = body.place, body.amount
            return {
                "type": body.type,
                "mode": body.mode,
                "context": list(body.context),
                "actors": _actors_to_json(body.actors),
                "recipients": _actors_to_json(body.recipients),
                "place": {"name": place.name, "country": place.country} if place else None,
                "amount": {"value": number(amount.value), "unit": amount.unit} if amount else None,
            }
        case FigureBody():
            data: Json = {
                "indicator": body.indicator,
                "about": _actors_to_json(body.about),
                "value": number(body.value),
                "unit": body.unit,
                "of": body.of,
            }
            if body.value_max is not None:
                data["value_max"] = number(body.value_max)
            return data
        case PositionBody():
            return {
                "actors": _actors_to_json(body.actors),
                "choice": body.choice,
                "question": body.question,
                "body": actor_to_json(body.body) if body.body else None,
            }
        case StanceBody():
            return {
                "actors": _actors_to_json(body.actors),
                "recipients": _actors_to_json(body.recipients),
                "polarity": body.polarity,
                "symmetric": body.symmetric,
            }
        case OutlookBody():
            return {
                "actors": _actors_to_json(body.actors),
                "proposition": body.proposition,
                "likelihood": body.likelihood,
                "condition": body.condition,
                "horizon": str(body.horizon) if body.horizon else "",
            }
        case _:
            assert_never(body)


def body_from_json(kind: Kind, data: Json) -> Body:
    """Read the fields of one kind of claim."""
    match kind:
        case Kind.EVENT:
            place, amount = data.get("place"), data.get("amount")
            return EventBody(
                type=data["type"],
                mode=data.get("mode") or "",
                context=tuple(data.get("context") or ()),
                actors=_actors_from_json(data.get("actors")),
                recipients=_actors_from_json(data.get("recipients")),
                place=Place(name=place["name"], country=place.get("country")) if place else None,
                amount=Amount(value=_decimal(amount["value"]), unit=amount.get("unit") or "")
                if amount
                else None,
            )
        case Kind.FIGURE:
            top = data.get("value_max")
            return FigureBody(
                indicator=data["indicator"],
                about=_actors_from_json(data.get("about")),
                value=_decimal(data["value"]),
                unit=data.get("unit") or "",
                of=data.get("of") or "",
                value_max=_decimal(top) if top is not None else None,
            )
        case Kind.POSITION:
            body = data.get("body")
            return PositionBody(
                actors=_actors_from_json(data.get("actors")),
                choice=data["choice"],
                question=data.get("question") or "",
                body=actor_from_json(body) if body else None,
            )
        case Kind.STANCE:
            return StanceBody(
                actors=_actors_from_json(data.get("actors")),
                recipients=_actors_from_json(data.get("recipients")),
                polarity=int(data["polarity"]),
                symmetric=bool(data.get("symmetric")),
            )
        case Kind.OUTLOOK:
            horizon = data.get("horizon")
            return OutlookBody(
                actors=_actors_from_json(data.get("actors")),
                proposition=data.get("proposition") or "",
                likelihood=data.get("likelihood") or "",
                condition=data.get("condition") or "",
                horizon=PartialDate.parse(horizon) if horizon else None,
            )
        case _:
            assert_never(kind)


def claim_to_json(claim: Claim) -> Json:
    """Write a claim in the fields of the codebook, and in no others."""
    start, end = claim.when.start, claim.when.end
    return {
        "id": claim.id,
        "doc": claim.doc,
        "kind": claim.kind.value,
        "quote": claim.evidence.quote,
        "status": claim.status.value,
        "attribution": actor_to_json(claim.said_by) if claim.said_by else None,
        "start": str(start) if start else None,
        "end": str(end) if end else None,
        "note": claim.note,
        **body_to_json(claim.body),
    }


def claim_to_row(claim: Claim) -> Json:
    """Write a claim whole: the codebook's fields, and what the record keeps beside them."""
    span = claim.evidence.span
    return {
        **claim_to_json(claim),
        "document": claim.evidence.doc,
        "span": [span.start, span.end],
        "basis": claim.when.basis.value,
        "confidence": claim.confidence,
        "run": claim.run,
    }


def claim_from_row(data: Json) -> Claim:
    """Read back what :func:`claim_to_row` wrote.

    Raises:
        InputError: a field is missing or has a value that the codebook does not know.
    """
    try:
        start, end = data["start"], data["end"]
        left, right = data["span"]
        said_by = data["attribution"]
        return Claim(
            id=ClaimId(data["id"]),
            doc=data["doc"],
            evidence=Evidence(
                doc=DocumentId(data["document"]),
                span=Span(start=left, end=right),
                quote=data["quote"],
            ),
            status=Status(data["status"]),
            body=body_from_json(Kind(data["kind"]), data),
            said_by=actor_from_json(said_by) if said_by else None,
            when=When(
                start=PartialDate.parse(start) if start else None,
                end=PartialDate.parse(end) if end else None,
                basis=Basis(data["basis"]),
            ),
            confidence=data["confidence"],
            run=RunId(data["run"]) if data["run"] else None,
            note=data["note"],
        )
    except (KeyError, ValueError) as error:
        raise InputError(f"not a claim: {error!r} in {str(data)[:120]}") from error

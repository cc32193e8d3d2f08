"""Figures, votes, stances and outlooks to tellings."""

from __future__ import annotations

from dragoman.codebook.tables import Row
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.digests import LineKind
from dragoman.model.when import When
from dragoman.wording.prose import (
    called,
    join,
    names,
    number,
    ordinal,
    quantity,
    quoted,
    time_label,
    time_phrase,
    unique,
    wordings,
)
from dragoman.wording.telling import Telling, attributed, standing_note
from dragoman.wording.weigh import Documents, claim_weight


def _filled(row: Row, claim: Claim, slots: dict[str, str], *, pair: bool) -> str:
    form = "pair" if pair and row.get("pair") else "single"
    if claim.status is Status.PLANNED and row.get(f"{form}_planned"):
        form += "_planned"
    return str(row[form]).format_map(slots)


def _count(body: FigureBody) -> str:
    of = body.of or body.unit
    size = number(body.value)
    if body.value_max is not None and body.value_max != body.value:
        size += f" to {number(body.value_max)}"
    return f"{size} {of}".strip()


def _figure(claim: Claim, body: FigureBody) -> tuple[str, bool]:
    row = wordings().get(f"figure.{body.indicator}", wordings()["figure.other"])
    parties = unique(called(actor) for actor in body.about)
    value = quantity(body.value, body.unit, body.value_max)
    rise = "rose by" if body.value >= 0 else "fell by"
    size = quantity(abs(body.value), body.unit)
    slots = {
        "first": parties[0] if parties else "an unnamed party",
        "second": join(parties[1:]),
        "value": value,
        "change": f"{rise} {size}" if body.unit == "percent" else f"changed to {size}",
        "place": ordinal(body.value),
        "of_in": f" in the {body.of}" if body.of and body.of != "rank" else "",
        "count": _count(body),
        "time": time_phrase(claim.when),
    }
    return _filled(row, claim, slots, pair=len(parties) > 1), bool(row.get("vague"))


def _position(claim: Claim, body: PositionBody) -> tuple[str, bool]:
    row = wordings().get(f"position.{body.choice}")
    if row is None or not body.question or not body.actors:
        return "", True
    named = body.body is not None and body.body.name.casefold() in body.question.casefold()
    slots = {
        "actors": names(body.actors),
        "question": body.question,
        "body": f" in {called(body.body)}" if body.body and not named else "",
        "time": time_phrase(claim.when),
    }
    return _filled(row, claim, slots, pair=False), False


def _stance(claim: Claim, body: StanceBody) -> tuple[str, bool]:
    row = wordings().get(f"stance.{body.polarity}")
    if row is None or not body.actors or not body.recipients:
        return "", True
    slots = {
        "actors": names(body.actors),
        "recipients": names(body.recipients),
        "time": time_phrase(claim.when),
    }
    return _filled(row, claim, slots, pair=body.symmetric), True


def _outlook(claim: Claim, body: OutlookBody) -> tuple[str, bool]:
    row = wordings().get(f"outlook.{body.likelihood or 'goal'}", wordings()["outlook.goal"])
    said = body.proposition.strip().rstrip(".")
    if not said:
        return "", True
    theirs = said.lower() in " ".join(claim.evidence.quote.lower().split())
    horizon = f", looking to {time_label(When.at(body.horizon))}" if body.horizon else ""
    condition = f", if {body.condition.removeprefix('if ')}" if body.condition else ""
    head = f"{row['single']}{time_phrase(claim.when)}{horizon}"
    return f"{head}: {quoted(said) if theirs else said}{'' if theirs else condition}", False


def _words(claim: Claim) -> tuple[LineKind, str, bool]:
    """Kind, clause and whether the quote must stand beside it, for what is no event."""
    match claim.body:
        case FigureBody() as body:
            return LineKind.FIGURE, *_figure(claim, body)
        case PositionBody() as body:
            return LineKind.POSITION, *_position(claim, body)
        case StanceBody() as body:
            return LineKind.STANCE, *_stance(claim, body)
        case OutlookBody() as body:
            return LineKind.OUTLOOK, *_outlook(claim, body)
        case EventBody():
            return LineKind.HAPPENED, "", True


def _marked(lead: str, claim: Claim) -> str:
    """Put who says so, and how it stands, before a clause."""
    match claim.status:
        case Status.DENIED:
            return f"it was denied that {lead}"
        case Status.ALLEGED:
            lead = f"it was reported without confirmation that {lead}"
        case Status.CALLED_OFF:
            lead = f"it was called off that {lead}"
        case Status.HYPOTHETICAL if not isinstance(claim.body, OutlookBody):
            lead = f"under a condition, {lead}"
        case _:
            pass
    cited = (claim.said_by,) if claim.said_by else ()
    return attributed(lead, cited, claim.parties, verbal=True)


def tell_claim(claim: Claim, documents: Documents) -> Telling:
    """Tell a figure, a vote, a stance or an outlook."""
    kind, lead, vague = _words(claim)
    tail = ""
    if lead:
        lead = _marked(lead, claim)
        tail = f": {quoted(claim.evidence.quote)}" if vague else ""
    else:
        tail = quoted(claim.evidence.quote) + standing_note(claim.status)
    return Telling(
        kind=kind,
        status=claim.status,
        lead=lead,
        times=((claim.when, ""),),
        tail=tail,
        claims=(claim,),
        actors=claim.parties,
        weight=claim_weight(claim, kind, documents),
    )

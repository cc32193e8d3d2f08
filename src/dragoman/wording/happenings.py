"""Happenings to tellings: who did what to whom, when, and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, Status
from dragoman.model.digests import LineKind
from dragoman.model.events import Event
from dragoman.model.when import Basis
from dragoman.wording.contradictions import amount_of, amount_sides, date_sides, status_sides
from dragoman.wording.phrases import Clause, clause, phrase_for
from dragoman.wording.prose import names, quantity, quoted, sentence, time_phrase
from dragoman.wording.telling import Telling, attributed, by_length, speakers, standing_note
from dragoman.wording.weigh import Documents, event_weight

KIND_OF_STATUS = {
    Status.ACTUAL: LineKind.HAPPENED,
    Status.PLANNED: LineKind.PLANNED,
    Status.CALLED_OFF: LineKind.PLANNED,
    Status.DENIED: LineKind.DOUBTED,
    Status.ALLEGED: LineKind.DOUBTED,
    Status.HYPOTHETICAL: LineKind.DOUBTED,
}


def _denial(told: Clause, cited: Sequence[Actor], actors: Sequence[Actor]) -> str:
    """Who denies is the one who acts, if cited; else it may as well be who alleged it."""
    own = {actor.key for actor in actors}
    if cited and all(actor.key in own for actor in cited):
        return f"{names(cited)} denied that {told.past}"
    return f"it was denied that {told.past}"


def _lead(told: Clause, status: Status) -> str:
    """The clause with its standing in words; what was called off has its verb after the time."""
    match status:
        case Status.PLANNED:
            return f"{told.subject} planned to {told.base}"
        case Status.CALLED_OFF:
            return told.noun or f"a plan of {told.subject} to {told.base}"
        case Status.ALLEGED:
            return f"{told.subject} reportedly{told.past.removeprefix(told.subject)}"
        case Status.HYPOTHETICAL:
            return f"{told.subject} would {told.base}"
        case _:
            return told.past


def _is_state(actor: Actor) -> bool:
    return bool(actor.country) and actor.name == gazetteer().name_of(actor.country or "")


def _place(event: Event) -> str:
    """Where it happened, as it follows the clause; nothing if the clause names it already."""
    place = event.place
    parties = event.actors + event.recipients
    if place is None or not place.name:
        return ""
    if any(actor.name == place.name for actor in parties):
        return ""
    host = any(_is_state(actor) and actor.country == place.country for actor in event.recipients)
    went = event.mode == "visit" and host and event.status is not Status.CALLED_OFF
    return f" ({place.name})" if went else f" in {place.name}"


def _circumstance(event: Event) -> str:
    """Place and time as they follow the clause; an unknown date and a borrowed one are marked."""
    time = time_phrase(event.when) or " (undated)"
    if event.when.basis is Basis.PUBLISHED:
        time += " (dated by publication)"
    if event.status is Status.CALLED_OFF and event.when.known:
        return f", planned{time.replace(' on ', ' for ', 1)}{_place(event)},"
    return _place(event) + time


def _sum(event: Event, *, disputed: bool) -> str:
    amounts = [a for c in event.claims if c.status is event.status and (a := amount_of(c))]
    if disputed or not amounts:
        return ""
    counts = Counter(quantity(a.value, a.unit, a.value_max) for a in amounts)
    return f" ({min(counts, key=lambda text: (-counts[text], text))})"


def _verbal(type_: str) -> bool:
    entry = table("event_types").get(type_)
    return entry is not None and entry.extra.get("quad", "").startswith("verbal")


def _contradictions(
    event: Event, told: Clause, base: Telling, documents: Documents
) -> Iterator[Telling]:
    """A line for each thing on which accounts of one happening differ, with both versions."""
    status = status_sides(event, documents)
    dates = date_sides(event, documents)
    amounts = amount_sides(event, documents)
    time = base.times[0][1]
    for question, sides in (
        (f"whether {told.past}{time}", status),
        (f"when {told.past}{_place(event)}", dates),
        (f"the sum, where it is told that {told.past}{time}", amounts),
    ):
        if sides:
            yield replace(
                base,
                kind=LineKind.DISPUTE,
                lead=f"accounts differ on {question}",
                times=((event.when, ""),),
                tail="",
                claims=tuple(claim for side in sides for claim in side.claims),
                repeats=False,
                sides=sides,
            )


def _firm(event: Event) -> tuple[Claim, ...]:
    """The claims that tell an event with its standing."""
    return tuple(claim for claim in event.claims if claim.status is event.status) or event.claims


def _clause(event: Event, firm: Sequence[Claim]) -> Clause | None:
    """The event in words; None where no phrase fits or nobody is named."""
    phrase = phrase_for(event.type, event.mode, (claim.evidence.quote for claim in firm))
    if phrase is None or not (event.actors or event.recipients):
        return None
    quote = by_length(firm)[0].evidence.quote
    return clause(phrase, event.actors, event.recipients, quote=quote)


def _attributed_lead(event: Event, told: Clause, firm: Sequence[Claim]) -> str:
    cited = speakers(firm)
    if event.status is Status.DENIED:
        return _denial(told, cited, event.actors)
    return attributed(_lead(told, event.status), cited, event.actors, verbal=_verbal(event.type))


def event_sentence(event: Event) -> str:
    """An event in one sentence, as the head of its page has it; its own words where none fits."""
    firm = _firm(event)
    told = _clause(event, firm)
    if told is None:
        return quoted(by_length(firm)[0].evidence.quote)
    tail = " was called off" if event.status is Status.CALLED_OFF else ""
    return sentence(_attributed_lead(event, told, firm) + _circumstance(event) + tail)


def _bare_quote(event: Event, documents: Documents) -> Telling:
    """Exact words alone, where no sentence of ours would tell anything."""
    first = by_length(event.claims)[0]
    return Telling(
        kind=KIND_OF_STATUS[event.status],
        status=event.status,
        lead="",
        times=((event.when, ""),),
        tail=quoted(first.evidence.quote) + standing_note(event.status),
        claims=event.claims,
        actors=event.actors + event.recipients,
        weight=event_weight(event, documents, disputed=False, vague=True),
    )


def tell_event(event: Event, documents: Documents) -> Iterator[Telling]:
    """Tell a happening, and each contradiction about it in a telling of its own."""
    firm = _firm(event)
    best = by_length(firm)[0]
    told = _clause(event, firm)
    if told is None:
        yield _bare_quote(event, documents)
        return
    lead = _attributed_lead(event, told, firm)
    amounts = amount_sides(event, documents)
    status = status_sides(event, documents)
    disputed = bool(status or amounts or date_sides(event, documents))
    tail = " was called off" if event.status is Status.CALLED_OFF else ""
    tail += _sum(event, disputed=bool(amounts)) + ("; disputed" if status else "")
    if told.vague:
        tail += f": {quoted(best.evidence.quote)}"
    weight = event_weight(event, documents, disputed=disputed, vague=told.vague)
    base = Telling(
        kind=KIND_OF_STATUS[event.status],
        status=event.status,
        lead=lead,
        times=((event.when, _circumstance(event)),),
        tail=tail,
        claims=firm,
        actors=event.actors + event.recipients,
        weight=weight,
        repeats=not told.vague and not disputed,
    )
    yield base
    yield from _contradictions(event, told, base, documents)

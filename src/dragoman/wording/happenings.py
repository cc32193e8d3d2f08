"""Happenings to tellings: in a sentence of ours where the words bear it out, else in the source's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.ontology import table
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, Status
from dragoman.model.digests import LineKind
from dragoman.model.events import Event
from dragoman.model.when import PartialDate, When
from dragoman.wording.contradictions import amount_of, amount_sides, date_sides, status_sides
from dragoman.wording.phrases import clause, phrase_for
from dragoman.wording.prose import (
    date_words,
    is_itself,
    quantity,
    quoted,
    sentence,
    time_label,
    time_phrase,
)
from dragoman.wording.support import borne_out, goes_with, standing_told, time_is_told
from dragoman.wording.telling import Side, Telling, attributed, by_sureness, speakers
from dragoman.wording.themes import theme_of
from dragoman.wording.weigh import Documents, event_weight, legible

KIND_OF_STATUS = {
    Status.ACTUAL: LineKind.HAPPENED,
    Status.PLANNED: LineKind.PLANNED,
    Status.CALLED_OFF: LineKind.PLANNED,
    Status.DENIED: LineKind.DOUBTED,
    Status.ALLEGED: LineKind.DOUBTED,
    Status.HYPOTHETICAL: LineKind.DOUBTED,
}


def time_words(when: When, claims: Sequence[Claim], documents: Documents) -> str:
    """The time at which a line is set; where only its publication is known, that it was reported then."""
    if time_is_told(when, claims):
        return time_label(when)
    first = first_published(claims, documents)
    return f"reported {date_words(first.to_month())}" if first else "undated"


def told_time(
    when: When, quote: str, claims: Sequence[Claim], documents: Documents
) -> tuple[When, str]:
    """A time and the words for it, before a sentence of ours or before a passage.

    Args:
        quote: the passage, whose own date a time may not contradict; empty for a sentence of ours.
    """
    fitting = when if goes_with(when, quote) else When()
    return fitting, time_words(fitting, claims, documents)


def first_published(claims: Sequence[Claim], documents: Documents) -> PartialDate | None:
    """When the first of the documents that tell it came out."""
    days = [d for c in claims if (d := documents[c.evidence.doc].published)]
    return min(days, key=lambda day: (day.earliest, day.latest), default=None)


def _place(event: Event, quote: str) -> str:
    """Where it happened, as it follows the clause, if the quote has it and the clause does not."""
    place = event.place
    if place is None or place.name not in quote:
        return ""
    if any(actor.name == place.name for actor in event.actors + event.recipients):
        return ""
    return f" in {place.name}"


def _sum(event: Event) -> str:
    amounts = [a for c in event.claims if c.status is event.status and (a := amount_of(c))]
    counts = Counter(quantity(a.value, a.unit, a.value_max) for a in amounts)
    return f" ({min(counts, key=lambda text: (-counts[text], text))})" if counts else ""


def _verbal(type_: str) -> bool:
    entry = table("event_types").get(type_)
    return entry is not None and entry.extra.get("quad", "").startswith("verbal")


def firm_claims(event: Event) -> tuple[Claim, ...]:
    """The claims that tell an event with its standing, the surest first."""
    firm = [claim for claim in event.claims if claim.status is event.status] or list(event.claims)
    return tuple(by_sureness(firm))


def _several(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Actors without the states that stand beside persons of theirs."""
    states = {a for a in actors if a.country and is_itself(a)}
    served = {a.country for a in actors if a not in states}
    return tuple(a for a in actors if a not in states or a.country not in served)


def _own(event: Event, firm: Sequence[Claim]) -> tuple[str, Claim] | None:
    """A clause of ours and the claim that bears it out; None where none does."""
    actors, recipients = _several(event.actors), _several(event.recipients)
    phrase = phrase_for(event.type, event.mode, (claim.evidence.quote for claim in firm))
    if phrase is None:
        return None
    best = next((c for c in firm if borne_out(phrase, actors, recipients, c)), None)
    if best is None:
        return None
    quote = best.evidence.quote
    told = clause(phrase, actors, recipients, quote=quote)
    lead = attributed(told.past, speakers(firm), event.actors, verbal=_verbal(event.type))
    return lead + ("" if phrase.mode == "visit" else _place(event, quote)), best


def event_sentence(event: Event) -> str:
    """An event in one sentence, as the head of its page has it; its own words where none is borne out."""
    firm = firm_claims(event)
    own = _own(event, firm)
    if own is None:
        return quoted(firm[0].evidence.quote)
    return sentence(own[0] + time_phrase(event.when))


def _contradictions(
    event: Event, base: Telling, documents: Documents
) -> Iterator[tuple[str, tuple[Side, ...]]]:
    what = base.lead
    for question, sides in (
        (f"whether {what or 'this took place'}", status_sides(event, documents)),
        (f"when {what or 'this was'}", date_sides(event, documents)),
        (
            "the sum" + (f", where it is told that {what}" if what else ""),
            amount_sides(event, documents),
        ),
    ):
        yield question, sides if what else tuple(_spoken(side) for side in sides)


def _spoken(side: Side) -> Side:
    """A version with its own words, where no clause of ours says what it is about."""
    quote = max(side.claims, key=lambda claim: (legible(claim), claim.id)).evidence.quote
    return replace(side, text=f"{side.text}: {quoted(quote)}")


def _beside(claim: Claim, best: Claim) -> bool:
    """Say whether a claim may be cited for the passage of another: one of another document, or the same words.

    A second passage of the same document says something else, or the first goes without it.
    """
    here, there = claim.evidence, best.evidence
    return here.doc != there.doc or here.span.overlaps(there.span)


def tell_event(event: Event, documents: Documents) -> Iterator[Telling]:
    """Tell a happening, and each contradiction about it in a telling of its own."""
    firm = firm_claims(event)
    sides = [
        *status_sides(event, documents),
        *amount_sides(event, documents),
        *date_sides(event, documents),
    ]
    own = _own(event, firm)
    best = own[1] if own else max(firm, key=lambda claim: (legible(claim), claim.id))
    claims = (
        best,
        *(claim for claim in firm if claim.id != best.id and (own or _beside(claim, best))),
    )
    when = event.when if own or not best.when.known else best.when
    quote = "" if own else best.evidence.quote
    amounts = "" if amount_sides(event, documents) else _sum(event)
    status = event.status if own else standing_told(best)
    base = Telling(
        kind=KIND_OF_STATUS[status],
        status=status,
        theme=theme_of(event.type, best.evidence.quote, event.context),
        times=(told_time(when, quote, claims, documents),),
        lead=own[0] + amounts if own else "",
        quote=quote,
        claims=claims,
        actors=event.actors + event.recipients,
        weight=event_weight(event, documents, disputed=bool(sides), vague=not own),
        repeats=bool(own) and not sides,
        reported=first_published(claims, documents),
    )
    yield base
    for question, versions in _contradictions(event, base, documents):
        if versions:
            yield replace(
                base,
                kind=LineKind.DISPUTE,
                lead=f"accounts differ on {question}",
                quote="",
                claims=tuple(claim for side in versions for claim in side.claims),
                repeats=False,
                sides=versions,
            )

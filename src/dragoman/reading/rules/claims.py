"""The reader by rules: tables and grammar, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.model.actors import Amount, Place
from dragoman.model.claims import EventBody, Kind, Status
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document, Span
from dragoman.reading.actors import unknown_names
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import Annotations, PlaceMention
from dragoman.reading.dates import published_month
from dragoman.reading.found import QUOTE_LENGTH, Found, cut, once
from dragoman.reading.rules import figures, frames, outlooks, positions, stances
from dragoman.reading.rules.cues import find as find_cues
from dragoman.reading.rules.parse import Sentence, parse
from dragoman.reading.rules.standing import carrier, said_by, status
from dragoman.reading.rules.timing import Clock

if TYPE_CHECKING:
    from spacy.tokens import Token

MONEY_TYPES = frozenset({"AID", "COOPERATE", "AGREE"})


def quote_span(sentence: Sentence, token: Token) -> Span:
    """The stretch to quote: the sentence, or where that is long the clause around a word."""
    span = sentence.span
    if span.end - span.start <= QUOTE_LENGTH:
        return span
    verb = carrier(token)
    clause = sentence.stretch([verb.left_edge, verb.right_edge])
    if clause.end - clause.start <= QUOTE_LENGTH:
        return clause
    start = max(clause.start, min(sentence.place(token) - QUOTE_LENGTH // 2, clause.end))
    words = [t for t in sentence.tokens if start <= sentence.place(t) < start + QUOTE_LENGTH - 30]
    return sentence.stretch(words or [token])


def _place(sentence: Sentence, places: Sequence[PlaceMention]) -> Place | None:
    span = sentence.span
    inside = [p for p in places if p.located and span.start <= p.span.start < span.end]
    return Place(name=inside[0].name, country=inside[0].country) if inside else None


def _amount(sentence: Sentence, type_: str, token: Token) -> Amount | None:
    if type_ not in MONEY_TYPES:
        return None
    money = [a for a in sentence.amounts if figures.is_money(a.unit)]
    if not money:
        return None
    at = sentence.place(token)
    best = min(money, key=lambda a: abs(a.span.start - at))
    return Amount(value=best.value, unit=best.unit)


def _contexts(sentence: Sentence) -> tuple[str, ...]:
    return tuple(sorted({cue.entry for cue in find_cues("contexts", sentence.text)}))


def _events(
    sentence: Sentence, clock: Clock, places: Sequence[PlaceMention]
) -> Iterator[tuple[Token, Found]]:
    contexts = None
    for trigger in frames.find(sentence):
        contexts = _contexts(sentence) if contexts is None else contexts
        standing = status(trigger.token)
        frame = trigger.frame
        body = EventBody(
            type=frame.type,
            mode=frame.mode,
            context=contexts,
            actors=trigger.actors,
            recipients=trigger.recipients,
            place=_place(sentence, places),
            amount=_amount(sentence, frame.type, trigger.token),
        )
        yield (
            trigger.token,
            Found(
                Kind.EVENT,
                quote_span(sentence, trigger.token),
                standing,
                body,
                clock.read(sentence, trigger.token, standing),
                said_by(sentence, trigger.token),
            ),
        )


def _sentence(
    sentence: Sentence, clock: Clock, document: Document, places: Sequence[PlaceMention]
) -> Iterator[Found]:
    told = list(_events(sentence, clock, places))
    yield from (found for _, found in told)
    carried = {carrier(token).i for token, _ in told}
    now = published_month(document)
    for figure in figures.find(sentence):
        token = next(
            t for t in sentence.tokens if sentence.place(t) + len(t.text) > figure.amount.span.start
        )
        standing = status(token)
        when = clock.read(sentence, token, standing)
        span = quote_span(sentence, token)
        yield Found(Kind.FIGURE, span, standing, figure.body, when, said_by(sentence, token))
    for verb, position in positions.find(sentence):
        standing = status(verb)
        when = clock.read(sentence, verb, standing)
        span = quote_span(sentence, verb)
        yield Found(Kind.POSITION, span, standing, position, when, said_by(sentence, verb))
    for token, stance in stances.find(sentence):
        span = quote_span(sentence, token)
        yield Found(Kind.STANCE, span, Status.ACTUAL, stance, now, said_by(sentence, token))
    for verb, outlook in outlooks.find(sentence):
        if verb.i in carried:
            continue
        standing = Status.HYPOTHETICAL if outlook.condition else Status.ACTUAL
        span = quote_span(sentence, verb)
        yield Found(Kind.OUTLOOK, span, standing, outlook, now, said_by(sentence, verb))


def read(document: Document, *, run: Run, annotations: Annotations | None = None) -> Reading:
    """Read one document by tables and grammar.

    Args:
        annotations: what the text names, where that is known already.
    """
    named = annotations or annotate(document)
    clock = Clock(document)
    items = (
        found
        for sentence in parse(document, named)
        for found in _sentence(sentence, clock, document, named.places)
    )
    claims = cut(document, once(items), run)
    return Reading(document=document, claims=claims, issues=unknown_names(document, named))

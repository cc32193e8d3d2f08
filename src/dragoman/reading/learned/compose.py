"""A trigger with its probabilities to a claim in the codebook's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import (
    Body,
    EventBody,
    FigureBody,
    Kind,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.text import Document, Span
from dragoman.model.when import UNKNOWN_TIME, When
from dragoman.reading.annotations import ActorMention, AmountMention, PlaceMention, TimeMention
from dragoman.reading.dates import published_month
from dragoman.reading.found import QUOTE_LENGTH, Found
from dragoman.reading.learned.candidates import parties_named
from dragoman.reading.learned.decode import Settings, Trigger
from dragoman.reading.learned.question import question
from dragoman.reading.learned.windows import Window

PLACES = frozenset({"place", "capital", "state"})
"""Tags of what an act can have happened in."""

CONTEXT = 0.35
"""Probability from which a context is kept: they are many, and each is rare."""

TOLD = 0.5
"""What it counts for the likeliest date that, by the network, some words of the window give the date."""

SPLIT_MODES = frozenset({"visit", "phone", "none", "third-party"})
"""Modes of CONSULT in which each place visited or person met is a claim of its own."""

FALLING = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shrank|shr[iu]nk\w*|"
    r"contract(?:ed|ing|ion)|plung\w+|plummet\w+|slump\w*|down|lower|reduc\w+|los[st]\w*|tumbl\w+)\b",
    re.IGNORECASE,
)
LESS = re.compile(r"\s+(?:less|lower|fewer|down)\b", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:if|unless|provided that|should|once|as long as)\b[^.;]*", re.IGNORECASE
)
HOSTING = re.compile(
    r"\b(?:host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|welcom(?:e|es|ed|ing))\b(?! by\b)", re.IGNORECASE
)
CLAUSE = re.compile(r"[,;:—–]\s|\s(?:and|but|while|which|who)\s")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a trigger stands: its document, window and sentence."""

    document: Document
    window: Window
    sentence: Span

    def cut(self, span: Span) -> str:
        """The words of a stretch of the document."""
        return self.document.text[span.start : span.end]


def _actors(window: Window, numbers: Sequence[int]) -> tuple[Actor, ...]:
    """Who some mentions are, each party once; a state gives way to whoever stands for it beside it."""
    named = (parties_named(window.candidates[number].mention) for number in numbers)
    actors = dict.fromkeys(actor for found in named for actor in found)
    book = gazetteer()
    states = {actor for actor in actors if actor.name == book.name_of(actor.key)}
    spoken_for = {actor.key for actor in actors if actor not in states}
    return tuple(a for a in actors if a not in states or a.key not in spoken_for)


def _beside(window: Window, numbers: Sequence[int], at: int) -> list[int]:
    """Some mentions but for those farther off of a party that the sentence at a place names itself."""

    def parties(number: int) -> set[str]:
        return {actor.key for actor in parties_named(window.candidates[number].mention)}

    own = window.sentence(at)
    here = [n for n in numbers if window.sentence(window.candidates[n].mention.span.start) == own]
    told = set[str]().union(*map(parties, here))
    return [n for n in numbers if n in here or not parties(n) <= told]


def _resolved(window: Window, numbers: Sequence[int]) -> list[int]:
    return [n for n in numbers if parties_named(window.candidates[n].mention)]


def _parties(
    trigger: Trigger, window: Window, settings: Settings
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who acts and who is acted on; a mention has the likelier of the two roles."""
    known = _resolved(window, range(len(window.candidates)))
    acting = [n for n in trigger.having("actor", settings) if n in known]
    acted_on = [n for n in trigger.having("recipient", settings) if n in known]
    both = set(acting) & set(acted_on)
    roles = trigger.roles
    acting = [n for n in acting if n not in both or roles[n]["actor"] >= roles[n]["recipient"]]
    acted_on = [n for n in acted_on if n not in acting]
    if not acting:
        rest = [n for n in known if n not in acted_on]
        best = trigger.likeliest("actor", rest, settings.fallback)
        acting = [best] if best is not None else []
    if not acted_on and trigger.kind in {"event", "stance"}:
        keys = {actor.key for actor in _actors(window, acting)}
        rest = [
            n for n in known if n not in acting and not keys & {a.key for a in _actors(window, [n])}
        ]
        best = trigger.likeliest("recipient", rest, settings.fallback)
        acted_on = [best] if best is not None else []
    at = window.span(trigger.first, trigger.last).start
    actors = _actors(window, _beside(window, acting, at))
    taken = set(actors)
    others = _actors(window, _beside(window, acted_on, at))
    return actors, tuple(actor for actor in others if actor not in taken)


def _source(trigger: Trigger, window: Window, settings: Settings) -> Actor | None:
    numbers = _resolved(window, trigger.having("source", settings))
    best = trigger.likeliest("source", numbers, settings.role["source"])
    found = _actors(window, [best]) if best is not None else ()
    return found[0] if found else None


def _when(trigger: Trigger, scene: Scene, settings: Settings) -> When:
    """The time that the text gives an act, the month of publication for what holds now, or unknown.

    The likeliest of the three: that the date rests on words farther away says nothing for having none.
    """
    window = scene.window
    dated = {
        n: c.mention.when
        for n, c in enumerate(window.candidates)
        if isinstance(c.mention, TimeMention) and c.mention.when.known
    }
    basis = trigger.attributes["basis"]
    undated = settings.undated * basis["none"]
    best = trigger.likeliest("time", list(dated), 0.0)
    if best is not None:
        told = trigger.roles[best]["time"] + TOLD * basis["mention"]
        if told >= max(basis["month"], undated):
            return dated[best]
    return published_month(scene.document) if basis["month"] >= undated else UNKNOWN_TIME


def _place(trigger: Trigger, window: Window, settings: Settings) -> Place | None:
    named = [n for n, c in enumerate(window.candidates) if c.tag in PLACES]
    best = trigger.likeliest("place", named, settings.role["place"])
    if best is None:
        return None
    match window.candidates[best].mention:
        case PlaceMention(name=name, country=country):
            return Place(name=name, country=country)
        case ActorMention(text=text, actors=actors):
            return Place(name=text, country=actors[0].country if actors else None)
        case _:
            return None


def _amount(trigger: Trigger, window: Window, settings: Settings) -> Amount | None:
    numbers = [n for n, c in enumerate(window.candidates) if isinstance(c.mention, AmountMention)]
    best = trigger.likeliest("amount", numbers, settings.role["amount"])
    mention = window.candidates[best].mention if best is not None else None
    if not isinstance(mention, AmountMention):
        return None
    return Amount(value=mention.value, unit=mention.unit, value_max=mention.value_max)


def _mode(trigger: Trigger) -> str:
    """The likeliest mode of those that the type has."""
    own = {
        name: score
        for name, score in trigger.attributes["mode"].items()
        if name == "none" or name.startswith(f"{trigger.label}.")
    }
    best = max(own, key=lambda name: own[name])
    return "" if best == "none" else best.partition(".")[2]


def quote(scene: Scene, trigger: Span) -> Span:
    """The sentence, or where that is long its clauses around the trigger."""
    span = scene.sentence
    if span.end - span.start <= QUOTE_LENGTH:
        return span
    text = scene.cut(span)
    cuts = [0, *(m.end() for m in CLAUSE.finditer(text)), len(text)]
    first = max(c for c in cuts if c <= trigger.start - span.start)
    last = min((c for c in cuts if c >= trigger.end - span.start), default=len(text))
    while True:
        wider = [(c, last) for c in cuts[::-1] if c < first][:1] + [
            (first, c) for c in cuts if c > last
        ][:1]
        fitting = [(a, b) for a, b in wider if b - a <= QUOTE_LENGTH]
        if not fitting:
            break
        first, last = fitting[0]
    last = min(last, first + QUOTE_LENGTH)
    last = max(last, min(trigger.end - span.start, first + QUOTE_LENGTH))
    kept = text[first:last].rstrip(" ,;:—–")
    return Span(start=span.start + first, end=span.start + first + len(kept))


def _hosts(trigger: Trigger, scene: Scene, actors: Sequence[Actor]) -> frozenset[str]:
    """Those of who acts, by the words, that receive a visit: in the codebook the visitor acts."""
    if trigger.label != "CONSULT":
        return frozenset()
    window = scene.window
    words = window.span(trigger.first, trigger.last)
    found = HOSTING.search(scene.document.text, words.start, words.end + len(" by "))
    if found is None or found.start() >= words.end:
        return frozenset()
    before = {
        actor.key
        for candidate in window.candidates
        if candidate.last <= trigger.first and candidate.mention.span.overlaps(scene.sentence)
        for actor in parties_named(candidate.mention)
    }
    return frozenset(actor.key for actor in actors) & before


def _event(trigger: Trigger, scene: Scene, settings: Settings) -> Iterator[EventBody]:
    window = scene.window
    actors, recipients = _parties(trigger, window, settings)
    if not actors and not recipients:
        return
    if hosts := _hosts(trigger, scene, actors):
        parties = tuple(dict.fromkeys(actors + recipients))
        actors = tuple(actor for actor in parties if actor.key not in hosts)
        recipients = tuple(actor for actor in parties if actor.key in hosts)
    contexts = trigger.attributes["context"]
    body = EventBody(
        type=trigger.label,
        mode=_mode(trigger),
        context=tuple(sorted(name for name, score in contexts.items() if score >= CONTEXT)),
        actors=actors,
        recipients=recipients,
        place=_place(trigger, window, settings),
        amount=_amount(trigger, window, settings),
    )
    keys = list(dict.fromkeys(actor.key for actor in recipients))
    if body.type == "CONSULT" and (body.mode or "none") in SPLIT_MODES and len(keys) > 1:
        for key in keys:
            yield replace(body, recipients=tuple(a for a in recipients if a.key == key))
    else:
        yield body


def _figure(trigger: Trigger, scene: Scene, settings: Settings) -> FigureBody | None:
    window = scene.window
    mention = next(
        c.mention
        for c in window.candidates
        if (c.first, c.last) == (trigger.first, trigger.last)
        and isinstance(c.mention, AmountMention)
    )
    about, _ = _parties(trigger, window, settings)
    value = mention.value
    if trigger.label == "trade_growth" and value > 0:
        before = Span(start=scene.sentence.start, end=mention.span.end)
        if FALLING.search(scene.cut(before)) or LESS.match(scene.document.text, mention.span.end):
            value = Decimal(-value)
    return FigureBody(
        indicator=trigger.label,
        about=about,
        value=value,
        value_max=mention.value_max,
        unit=mention.unit,
        of=trigger.label.replace("_", " ")
        if trigger.label not in {"count", "other"}
        else mention.unit,
    )


def _position(trigger: Trigger, scene: Scene, settings: Settings) -> PositionBody | None:
    actors, body = _parties(trigger, scene.window, settings)
    if not actors:
        return None
    words = scene.window.span(trigger.first, trigger.last)
    start = scene.sentence.start
    asked = question(scene.cut(scene.sentence), words.start - start, words.end - start)
    return PositionBody(
        actors=actors, choice=trigger.label, question=asked, body=body[0] if body else None
    )


def _stance(trigger: Trigger, scene: Scene, settings: Settings) -> StanceBody | None:
    actors, recipients = _parties(trigger, scene.window, settings)
    symmetric = trigger.best("symmetric") == "yes"
    if not recipients and len(actors) > 1:
        actors, recipients, symmetric = actors[:1], actors[1:], True
    if not actors or not recipients:
        return None
    return StanceBody(
        actors=actors, recipients=recipients, polarity=int(trigger.label), symmetric=symmetric
    )


def _outlook(trigger: Trigger, scene: Scene, settings: Settings) -> OutlookBody | None:
    actors, others = _parties(trigger, scene.window, settings)
    actors = actors or others
    if not actors:
        return None
    text = scene.cut(scene.sentence)
    condition = CONDITION.search(text)
    hypothetical = trigger.best("status") == Status.HYPOTHETICAL
    return OutlookBody(
        actors=actors,
        proposition=text,
        likelihood="" if trigger.label == "goal" else trigger.label,
        condition=condition.group().strip(" ,") if condition and hypothetical else "",
    )


def _bodies(trigger: Trigger, scene: Scene, settings: Settings) -> Iterator[Body]:
    if trigger.kind == "event":
        yield from _event(trigger, scene, settings)
        return
    make = {"figure": _figure, "position": _position, "stance": _stance, "outlook": _outlook}
    body = make[trigger.kind](trigger, scene, settings)
    if body is not None:
        yield body


def compose(trigger: Trigger, scene: Scene, settings: Settings) -> Iterator[Found]:
    """Make the claims of one trigger: several where a list gives one each, none without a party."""
    span = scene.window.span(trigger.first, trigger.last)
    status = Status(trigger.best("status"))
    for body in _bodies(trigger, scene, settings):
        yield Found(
            kind=Kind(trigger.kind),
            span=quote(scene, span),
            status=status,
            body=body,
            when=_when(trigger, scene, settings),
            said_by=_source(trigger, scene.window, settings),
            confidence=round(settings.confidence(trigger.kind, trigger.score), 4),
        )

"""Who did what to whom: triggers of the frames table and the parties around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebook.lexicon import Frame, Need, frames
from dragoman.model.actors import Actor
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import (
    actors,
    children,
    complements,
    follow,
    is_passive,
    mentions,
    objects,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

DOMESTIC = frozenset({"PROTEST", "COERCE", "ASSAULT", "RETREAT", "SANCTION", "MOBILIZE"})
"""Types whose acts are kept also where the text names no second party."""

PLURAL = frozenset({"they", "both", "sides", "leaders", "ministers", "presidents", "delegations"})


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A word that tells of an act, with the frame that it fits and the parties found."""

    token: Token
    frame: Frame
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def _is_party(sentence: Sentence, token: Token) -> bool:
    return bool(mentions(sentence, token))


def _holds_obj(sentence: Sentence, trigger: Token, need: Need) -> bool:
    heads = objects(trigger)
    if "party" in need.words and any(_is_party(sentence, head) for head in heads):
        return True
    return any(head.lemma_.lower() in need.words for head in heads)


def _holds_prep(sentence: Sentence, trigger: Token, need: Need) -> bool:
    heads = complements(trigger, need.word)
    if not heads:
        return False
    if not need.words:
        return True
    if "party" in need.words:
        return any(_is_party(sentence, head) for head in heads)
    return any(head.lemma_.lower() in need.words for head in heads)


def _plural(sentence: Sentence, trigger: Token) -> bool:
    heads = subjects(trigger)
    return len(actors(sentence, heads)) > 1 or any(head.lower_ in PLURAL for head in heads)


def _parties(sentence: Sentence, trigger: Token) -> bool:
    """Whether the trigger's own phrase or clause names an actor."""
    paths: tuple[str, ...] = (
        "poss",
        "by",
        "between",
        "with",
        "to",
        "for",
        "of",
        "against",
        "on",
        "from",
        "light",
    )
    if trigger.pos_ == "VERB":
        paths = ("subj", "obj", "with", "to")
    return any(follow(sentence, trigger, path) for path in paths)


def _holds(sentence: Sentence, trigger: Token, need: Need) -> bool:
    match need.test:
        case "obj":
            return _holds_obj(sentence, trigger, need)
        case "prep":
            return _holds_prep(sentence, trigger, need)
        case "prt":
            return any(child.lower_ == need.word for child in children(trigger, "prt", "advmod"))
        case "of":
            return any(head.lemma_.lower() in need.words for head in complements(trigger, "of"))
        case "word":
            near = {child.lemma_.lower() for child in trigger.subtree}
            return bool(near & need.words)
        case "party":
            return any(_is_party(sentence, head) for head in objects(trigger))
        case "parties":
            return _parties(sentence, trigger)
        case "plural":
            return _plural(sentence, trigger)
        case "comp":
            return bool(children(trigger, "xcomp", "ccomp"))
        case "comp_obj":
            return any(
                children(child, "nsubj") for child in children(trigger, "xcomp", "ccomp")
            ) or bool(children(trigger, "dobj") and children(trigger, "xcomp"))
        case "nopriv":
            return not objects(trigger)
        case _:
            return False


def _gather(sentence: Sentence, token: Token, paths: tuple[str, ...]) -> tuple[Actor, ...]:
    found: dict[Actor, None] = {}
    for path in paths:
        found.update(dict.fromkeys(follow(sentence, token, path)))
    return tuple(found)


def _without(items: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    keys = {actor.key for actor in others}
    return tuple(item for item in items if item.key not in keys)


def _fill(sentence: Sentence, token: Token, frame: Frame) -> Trigger | None:
    """Find the parties; None where too few are named for the act to be worth a claim."""
    doers = _gather(sentence, token, frame.actor)
    takers = _without(_gather(sentence, token, frame.recipient), doers)
    if token.pos_ == "VERB" and is_passive(token) and not doers and "obj" not in frame.recipient:
        takers = _without(_gather(sentence, token, ("obj", *frame.recipient)), doers)
    if not doers and not takers:
        return None
    if len({actor.key for actor in doers + takers}) < 2:
        other = _nearest_other(sentence, token, doers + takers)
        if other is not None:
            doers, takers = (doers, (*takers, other)) if doers else ((other,), takers)
    countries = {actor.key for actor in doers + takers}
    if len(countries) >= 2 or frame.type in DOMESTIC:
        return Trigger(token, frame, doers, takers)
    return None


def _nearest_other(sentence: Sentence, token: Token, known: tuple[Actor, ...]) -> Actor | None:
    """The party nearest to a trigger that is not known yet, from anywhere in the sentence."""
    keys = {actor.key for actor in known}
    at = sentence.place(token)
    for mention in sorted(sentence.actors, key=lambda m: abs(m.span.start - at)):
        for actor in mention.actors:
            if actor.key not in keys:
                return actor
    return None


def find(sentence: Sentence) -> Iterator[Trigger]:
    """Find the acts that a sentence tells of, in the order of their triggers."""
    table = frames()
    for token in sentence.tokens:
        pos = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun"}.get(token.pos_)
        if pos is None or token.dep_ in {"aux", "compound"}:
            continue
        if token.i in sentence.at and token.pos_ != "VERB":
            continue
        for frame in table.get((pos, token.lemma_.lower()), ()):
            if frame.needs and not any(_holds(sentence, token, need) for need in frame.needs):
                continue
            trigger = _fill(sentence, token, frame)
            if trigger is not None:
                yield trigger
                break

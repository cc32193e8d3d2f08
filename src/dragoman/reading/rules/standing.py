"""Whether a thing happened, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codebook.lexicon import standing
from dragoman.model.actors import Actor
from dragoman.model.claims import Status
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import actors, governor, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
OPEN = frozenset({"may", "might", "could", "would", "should"})
CHAIN = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})


def carrier(trigger: Token) -> Token:
    """The verb whose tense and modality a trigger has: itself, or what governs the noun."""
    if trigger.pos_ in {"VERB", "AUX"}:
        return trigger
    verb = governor(trigger)
    if verb is not None:
        return verb
    for above in trigger.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return trigger


def _above(verb: Token) -> Iterator[Token]:
    """The verbs (and adjectives) that a verb is a complement of, nearest first."""
    at = verb
    while at.dep_ in CHAIN or (at.dep_ == "conj" and at.head.pos_ in {"VERB", "AUX"}):
        joined = at.dep_ == "conj"
        at = at.head
        if joined:
            continue
        if at.dep_ == "prep":
            at = at.head
        yield at


def _modals(verb: Token) -> set[str]:
    found = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if not found and verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        if verb.tag_ in {"VB", "VBN"}:
            found = _modals(verb.head)
    return found


def is_negated(token: Token) -> bool:
    """Say whether a word has a 'not', 'never' or 'no' of its own."""
    return any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in {"no", "neither"})
        for child in token.children
    )


def _is_to(verb: Token) -> bool:
    """'is to visit', 'was due to sign', 'is going to meet'."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.tag_ == "VB":
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def _under_condition(verb: Token) -> bool:
    words = standing()["conditional"]
    for token in (verb, *_above(verb)):
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in words:
                return True
            if child.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children
            ):
                return True
    return False


def _hearsay(token: Token) -> bool:
    words = standing()["rumour"]
    return any(
        child.lower_ in words and child.dep_ in {"advmod", "amod", "acomp"}
        for child in token.children
    )


def status(trigger: Token) -> Status:
    """Read off the words around a trigger whether it happened.

    Order matters: a denial outweighs a plan, a plan outweighs hearsay.
    """
    words = standing()
    verb = carrier(trigger)
    above = list(_above(verb))
    lemmas = [token.lemma_ for token in above]
    if any(lemma in words["denying"] for lemma in (verb.lemma_, *lemmas)) and verb is not trigger:
        return Status.DENIED
    if any(lemma in words["denying"] | words["failing"] for lemma in lemmas[:1]):
        return Status.DENIED
    if verb is not trigger and verb.lemma_ in words["calling_off"]:
        return Status.CALLED_OFF
    if lemmas and lemmas[0] in words["calling_off"]:
        return Status.CALLED_OFF
    if is_negated(trigger) or is_negated(verb):
        return Status.DENIED
    if _under_condition(verb):
        return Status.HYPOTHETICAL
    if _hearsay(trigger) or _hearsay(verb):
        return Status.ALLEGED
    modals = _modals(verb)
    if modals & FUTURE or _is_to(verb):
        return Status.PLANNED
    if modals & OPEN:
        return Status.HYPOTHETICAL if modals & {"may", "might", "could"} else Status.PLANNED
    if lemmas and lemmas[0] in words["planning"] and verb.tag_ == "VB":
        return Status.PLANNED
    if verb is not trigger and verb.lemma_ in {"plan", "schedule", "propose"}:
        return Status.PLANNED
    if any(child.lower_ in words["coming"] and child.dep_ == "amod" for child in trigger.children):
        return Status.PLANNED
    return Status.ACTUAL


def said_by(sentence: Sentence, trigger: Token) -> Actor | None:
    """Who is cited as saying what a trigger tells: 'X said that ...', 'according to X'."""
    words = standing()["saying"]
    verb = carrier(trigger)
    for token in _above(verb):
        if token.lemma_ in words and verb is not token:
            found = actors(sentence, subjects(token))
            if found:
                return found[0]
    for token in sentence.tokens:
        if token.lower_ == "according" and (token.head is verb or verb.is_ancestor(token)):
            heads = [p for prep in token.children for p in prep.children if p.dep_ == "pobj"]
            found = actors(sentence, heads)
            if found:
                return found[0]
    return None


def is_present(trigger: Token) -> bool:
    """Say whether a trigger is told of as holding now: present tense, or no tense at all."""
    verb = carrier(trigger)
    tensed = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"})]
    tags = {token.tag_ for token in tensed}
    if "VBD" in tags:
        return False
    if tags & {"VBZ", "VBP"}:
        perfect = any(t.lemma_ == "have" and t.dep_ == "aux" for t in tensed)
        return not (perfect and "VBN" in tags) or any(t.lower_ == "been" for t in tensed)
    above = next(_above(verb), None)
    return above is not None and above.tag_ in {"VBZ", "VBP"}

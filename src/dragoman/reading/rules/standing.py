"""Whether a thing happened, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebook.lexicon import standing
from dragoman.model.actors import Actor
from dragoman.model.claims import Status
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import actors, governor, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
POSSIBLE = frozenset({"may", "might", "could"})
INTENDED = frozenset({"would", "should"})
PLANS = frozenset({"plan", "schedule", "propose"})
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
    shared = verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN"}
    if not found and shared and verb.head.pos_ in {"VERB", "AUX"}:
        return _modals(verb.head)
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


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """A trigger with the verb that carries it and the verbs over that."""

    trigger: Token
    verb: Token
    above: tuple[str, ...]

    @property
    def over(self) -> str:
        """The lemma right over the verb; empty where there is none."""
        return self.above[0] if self.above else ""

    @property
    def is_noun(self) -> bool:
        """Whether the trigger hangs on another verb: 'cancelled the visit'."""
        return self.verb is not self.trigger


def _is_denied(at: _Setting) -> bool:
    words = standing()
    if at.over in words["denying"] | words["failing"]:
        return True
    return at.is_noun and bool({at.verb.lemma_, *at.above} & words["denying"])


def _is_called_off(at: _Setting) -> bool:
    words = standing()["calling_off"]
    return at.over in words or (at.is_noun and at.verb.lemma_ in words)


def _is_not(at: _Setting) -> bool:
    return is_negated(at.trigger) or is_negated(at.verb)


def _is_rumour(at: _Setting) -> bool:
    return _hearsay(at.trigger) or _hearsay(at.verb)


def _will_be(at: _Setting) -> bool:
    return bool(_modals(at.verb) & FUTURE) or _is_to(at.verb)


def _may_be(at: _Setting) -> bool:
    return bool(_modals(at.verb) & POSSIBLE)


def _is_planned(at: _Setting) -> bool:
    words = standing()
    if _modals(at.verb) & INTENDED or (at.over in words["planning"] and at.verb.tag_ == "VB"):
        return True
    if at.is_noun and at.verb.lemma_ in PLANS:
        return True
    return any(
        child.lower_ in words["coming"] and child.dep_ == "amod" for child in at.trigger.children
    )


STANDINGS: tuple[tuple[Callable[[_Setting], bool], Status], ...] = (
    (_is_denied, Status.DENIED),
    (_is_called_off, Status.CALLED_OFF),
    (_is_not, Status.DENIED),
    (lambda at: _under_condition(at.verb), Status.HYPOTHETICAL),
    (_is_rumour, Status.ALLEGED),
    (_will_be, Status.PLANNED),
    (_may_be, Status.HYPOTHETICAL),
    (_is_planned, Status.PLANNED),
)
"""Tests in order: a denial outweighs a plan, a condition outweighs hearsay."""


def status(trigger: Token) -> Status:
    """Read off the words around a trigger whether it happened."""
    verb = carrier(trigger)
    at = _Setting(trigger, verb, tuple(token.lemma_ for token in _above(verb)))
    return next((status for holds, status in STANDINGS if holds(at)), Status.ACTUAL)


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

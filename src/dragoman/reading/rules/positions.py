"""Where an actor stands on a question put to a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model.claims import PositionBody
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import actors, children, complements, mentions, objects, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

BACKING = frozenset({"support", "back", "endorse", "favour", "favor"})
OPPOSING = frozenset({"oppose", "reject"})
SPONSORING = frozenset({"sponsor", "co-sponsor", "cosponsor"})


def _question(head: Token) -> str:
    words = [token for token in head.subtree if token.dep_ not in {"relcl"}]
    return "".join(token.text_with_ws for token in words).strip(" ,;")


def _vote(verb: Token) -> tuple[str, Token | None]:
    if against := complements(verb, "against"):
        return "against", against[0]
    if for_ := complements(verb, "for"):
        return "for", for_[0]
    in_ = complements(verb, "in")
    if in_ and in_[0].lower_ in {"favour", "favor"}:
        of = complements(in_[0], "of")
        return "for", of[0] if of else None
    taken = children(verb, "xcomp")
    return ("for", taken[0]) if taken else ("", None)


def _read(sentence: Sentence, verb: Token) -> tuple[str, Token | None]:
    lemma = verb.lemma_.lower()
    if lemma == "vote":
        return _vote(verb)
    if lemma == "abstain":
        on = complements(verb, "on") or complements(verb, "from") or complements(verb, "in")
        return "abstain", on[0] if on else None
    taken = objects(verb)
    if not taken or (mentions(sentence, taken[0]) and taken[0].i in sentence.at):
        return "", None
    if lemma in SPONSORING:
        return "sponsor", taken[0]
    if lemma in BACKING:
        return "support", taken[0]
    if lemma in OPPOSING:
        return "oppose", taken[0]
    return "", None


def find(sentence: Sentence) -> Iterator[tuple[Token, PositionBody]]:
    """Find votes and sides taken, each with the verb that tells it."""
    for verb in sentence.tokens:
        if verb.pos_ != "VERB":
            continue
        choice, head = _read(sentence, verb)
        if not choice:
            continue
        holders = actors(sentence, subjects(verb))
        if holders:
            question = _question(head) if head is not None else ""
            yield verb, PositionBody(actors=holders, choice=choice, question=question)

"""How one actor stands to another, by the words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model.actors import Actor
from dragoman.model.claims import StanceBody
from dragoman.reading.rules.cues import Cue
from dragoman.reading.rules.cues import find as find_cues
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import actors, subjects
from dragoman.reading.rules.standing import carrier, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

MUTUAL = frozenset({"between", "bilateral", "mutual", "two", "both", "each", "their"})


def _token(sentence: Sentence, cue: Cue) -> Token | None:
    """The last word of the cue: the head of a noun phrase, the particle of a verb."""
    start, end = cue.start + sentence.span.start, cue.end + sentence.span.start
    inside = [t for t in sentence.tokens if start <= sentence.place(t) < end and not t.is_punct]
    return inside[-1] if inside else None


def _parties(sentence: Sentence, token: Token) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The holder (the subject where there is one) and the other nearest party."""
    holders = actors(sentence, subjects(carrier(token)))
    at = sentence.place(token)
    ranked = sorted(sentence.actors, key=lambda m: abs(m.span.start - at))
    near = list(dict.fromkeys(actor for mention in ranked for actor in mention.actors))
    if not holders:
        pair = sorted(
            {a.key: a for a in reversed(near)}.values(), key=lambda actor: near.index(actor)
        )[:2]
        return tuple(pair[:1]), tuple(pair[1:])
    if len({actor.key for actor in holders}) > 1:
        return holders[:1], holders[1:]
    keys = {actor.key for actor in holders}
    return holders, tuple(actor for actor in near if actor.key not in keys)[:1]


def find(sentence: Sentence) -> Iterator[tuple[Token, StanceBody]]:
    """Find words of friendship and enmity between two named parties."""
    if len({actor.key for mention in sentence.actors for actor in mention.actors}) < 2:
        return
    seen: set[int] = set()
    for cue in find_cues("polarities", sentence.text):
        token = _token(sentence, cue)
        polarity = int(cue.entry)
        if token is None or polarity in seen or is_negated(token):
            continue
        holders, others = _parties(sentence, token)
        if not holders or not others:
            continue
        seen.add(polarity)
        mutual = any(word.lower_ in MUTUAL for word in sentence.tokens)
        yield (
            token,
            StanceBody(actors=holders, recipients=others, polarity=polarity, symmetric=mutual),
        )

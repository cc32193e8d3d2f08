"""What somebody expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model.claims import OutlookBody
from dragoman.reading.rules.cues import Cue
from dragoman.reading.rules.cues import find as find_cues
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.roles import actors, children, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONS = frozenset({"if", "unless"})


def _verb(sentence: Sentence, cue: Cue) -> Token | None:
    """The verb that the cue qualifies: the cue itself, or the first verb above it."""
    start, end = cue.start + sentence.span.start, cue.end + sentence.span.start
    for token in sentence.tokens:
        if start <= sentence.place(token) < end:
            if token.pos_ == "VERB" or token.lemma_ == "be":
                return token
            above = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
            if above is not None:
                return above
    return None


def _condition(verb: Token) -> str:
    for clause in children(verb, "advcl"):
        if any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in clause.children):
            return "".join(t.text_with_ws for t in clause.subtree).strip(" ,;")
    return ""


def find(sentence: Sentence) -> Iterator[tuple[Token, OutlookBody]]:
    """Find expectations about somebody named, at most one a clause."""
    seen: set[int] = set()
    for cue in find_cues("likelihoods", sentence.text):
        verb = _verb(sentence, cue)
        if verb is None or verb.i in seen:
            continue
        about = actors(sentence, subjects(verb))
        if not about:
            continue
        seen.add(verb.i)
        proposition = "".join(t.text_with_ws for t in verb.subtree).strip(" ,;.")
        yield (
            verb,
            OutlookBody(
                actors=about,
                proposition=proposition[:1].upper() + proposition[1:] + ".",
                likelihood="" if cue.entry in {"", "none", "goal"} else cue.entry,
                condition=_condition(verb),
            ),
        )

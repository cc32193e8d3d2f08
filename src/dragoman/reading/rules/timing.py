"""When the thing told of took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model.claims import Status
from dragoman.model.text import Document
from dragoman.model.when import UNKNOWN_TIME, Basis, When
from dragoman.reading.annotations import TimeMention
from dragoman.reading.dates import published_month
from dragoman.reading.rules.parse import Sentence
from dragoman.reading.rules.standing import carrier, is_present

if TYPE_CHECKING:
    from spacy.tokens import Token

POINTS = frozenset({"DATE", "TIME"})


def _clause(sentence: Sentence, verb: Token) -> tuple[int, int]:
    left, right = verb.left_edge, verb.right_edge
    return sentence.place(left), sentence.place(right) + len(right.text)


def _nearest(sentence: Sentence, trigger: Token) -> TimeMention | None:
    """The time in the trigger's own clause that stands nearest, else the sentence's only one."""
    known = [m for m in sentence.times if m.type in POINTS and m.when.known]
    if not known:
        return None
    at = sentence.place(trigger)
    start, end = _clause(sentence, carrier(trigger))
    own = [m for m in known if start <= m.span.start < end]
    if own:
        return min(own, key=lambda m: abs(m.span.start - at))
    return known[0] if len(known) == 1 else min(known, key=lambda m: abs(m.span.start - at))


class Clock:
    """Gives each claim of a document its time, in the order of the text.

    A past act without a date of its own takes the last date told in its passage; a present one the
    month of publication; what is not known stays unknown.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last: When = UNKNOWN_TIME
        self._passage = -1

    def read(self, sentence: Sentence, trigger: Token, status: Status) -> When:
        """Find the time of what a trigger tells."""
        if sentence.passage != self._passage:
            self._passage, self._last = sentence.passage, UNKNOWN_TIME
        mention = _nearest(sentence, trigger)
        if mention is not None:
            self._last = mention.when
            return mention.when
        if status is Status.PLANNED:
            return UNKNOWN_TIME
        if is_present(trigger):
            return published_month(self._document)
        if self._last.known:
            return When(start=self._last.start, end=self._last.end, basis=Basis.INFERRED)
        return UNKNOWN_TIME

"""How telling a happening or a statement is: the act, who is present, how many tell it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from dragoman.codebook.names import words
from dragoman.codebook.ontology import weigh
from dragoman.errors import UnknownName
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, EventBody, FigureBody, StanceBody, Status
from dragoman.model.digests import LineKind
from dragoman.model.events import Event
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.wording.prose import held_office
from dragoman.wording.support import countries_named, word_list


class Documents(dict[DocumentId, Document]):
    """Documents by id, and which of them copy another.

    Args:
        copies: the original of each document that is a copy.
    """

    def __init__(
        self, documents: Iterable[Document], copies: Mapping[DocumentId, DocumentId]
    ) -> None:
        super().__init__((document.id, document) for document in documents)
        self._copies = copies

    def original(self, name: DocumentId) -> Document:
        """The document that one repeats; itself where it is no copy."""
        return self.get(self._copies.get(name, name), self[name])


FULL_SCALE = 10.0
"""Points at either end of the conflict-cooperation scale: an act there weighs 1."""

LEVEL = {"head_of_state": 1.0, "head_of_government": 0.9, "foreign_minister": 0.7}
"""What the highest person present adds: a meeting of presidents tells more than one of officials."""

GOVERNMENT_LEVEL = 0.5
"""What a state or government without a named office-holder adds."""

OTHER_LEVEL = 0.2
"""What firms, courts, crowds and the like add: they act for a state less often."""

CONTRADICTION = 0.6
"""What a contradiction adds: an editor must see it, even where the act is slight."""

TELLING = {
    Status.ACTUAL: 1.0,
    Status.CALLED_OFF: 0.8,
    Status.PLANNED: 0.7,
    Status.DENIED: 0.6,
    Status.ALLEGED: 0.5,
    Status.HYPOTHETICAL: 0.3,
}
"""Factor by status: not the scale's discount, since a denial weighs nothing and yet tells much."""

UNDATED = 0.6
"""Factor of what no date is known for: it may lie far outside the period."""

VAGUE = 0.8
"""Factor of a sentence that needs its quote to be understood: a worse opening than a plain one."""

LEANING = 0.15
"""Factor of a passage that begins with 'he', 'they', 'both': it leans on the one before it, and is told
only where next to nothing else is."""

OPENING = 5
"""Words at the start of a passage among which a pronoun leans on the passage before."""

HEADING = 0.3
"""Factor of words that end without a stop: most are headings that were read as text."""

_COUNTED = re.compile(
    r"(?:[A-Z]\w+|\d+) (?:days?|weeks?|months?|years?) (?:later|earlier|after|before)\b"
    r"|(?:In (?:return|turn|addition|response|reply|answer)|At the same (?:time|meeting)|At first"
    r"|For (?:that|this) reason|As a result|Earlier|Only then)\b(?! to\b)"
    r"|The (?:first|second|third|two|three|four|five|six|latter|former|same|others?|last|next|new)\b"
)
"""A passage that begins with 'the two', 'in return' or 'three days later' counts from the one before it."""

_POINTING = re.compile(
    r"(?:\S+ ){0,4}(?:after|at|before|by|for|in|of|on|to|with) (?:that|this|it)\b"
)
"""A passage that points back within its first words, as in 'the plan for that'."""

_ENDING = re.compile(r"\b(?:either|neither|both|one|none|them|it|that|this|so|too|elsewhere)[.!]?$")
"""A passage that ends in a word for something told before."""

_SENTENCE = re.compile(r"[.!?:;][”’\"')\]]*$")

UNNAMED = 0.6
"""Factor for each party under whom a passage is told and that it does not name."""

ELSEWHERE = 0.2
"""Factor in place of it for the first of these, where the passage names third parties: it tells of them."""

MONEY = 3
"""Letters of a currency's code."""

SIZES = ((Decimal(10**9), 0.4), (Decimal(10**8), 0.2))
"""What a sum of at least so much adds."""

COUNTS = frozenset({"count", "share", "rank", "other"})
"""Indicators of which a number tells least by itself."""

COUNT = 0.4

KIND_BASE = {
    LineKind.POSITION: 0.5,
    LineKind.FIGURE: 0.4,
    LineKind.STANCE: 0.35,
    LineKind.OUTLOOK: 0.25,
}
"""Base weight of what is no act: a vote tells more than a number, a number more than a judgement."""

SURE = 0.45
"""Confidence below which a claim is too doubtful to be told: an editor should cut, not check."""

GOVERNING = frozenset({"GOV", "IGO", "LEG", "MIL"})


def sure(claim: Claim) -> bool:
    """Say whether a claim is certain enough to be told; a reader that does not say is believed."""
    return claim.confidence is None or claim.confidence >= SURE


def level(actors: Iterable[Actor], on: date | None) -> float:
    """How high the highest of the actors stands, from 0 to 1."""
    best = 0.0
    for actor in actors:
        office, _ = held_office(actor, on)
        rank = GOVERNMENT_LEVEL if actor.sector in GOVERNING else OTHER_LEVEL
        best = max(best, LEVEL.get(office, rank))
    return best


def independent(claims: Iterable[Claim], documents: Documents) -> int:
    """How many tell it: copies of one text, and all that one publisher prints, count once."""
    originals = (documents.original(claim.evidence.doc) for claim in claims)
    return len({document.publisher or document.id for document in originals})


def _reach(claims: Iterable[Claim], documents: Documents) -> float:
    """Factor of how many tell it: 1 for one, growing ever slower."""
    return math.log2(1 + independent(claims, documents))


def _points(type_: str, mode: str) -> float:
    try:
        return abs(weigh(type_, mode)) / FULL_SCALE
    except UnknownName:
        return 0.0


def _size(claims: Iterable[Claim]) -> float:
    """What the largest sum of money named adds; the same for every currency, since no rate is known."""
    sums = [
        amount.value
        for claim in claims
        if isinstance(claim.body, EventBody)
        and (amount := claim.body.amount)
        and len(amount.unit) == MONEY
        and amount.unit.isupper()
    ]
    top = max(sums, default=Decimal(0))
    return next((adds for least, adds in SIZES if top >= least), 0.0)


def _leans(quote: str) -> bool:
    """Say whether a passage points back to the one before it, in its first words or its last."""
    opening = [word.folded for word in words(quote)][:OPENING]
    return (
        not word_list("content.leaning").isdisjoint(opening[:1])
        or not word_list("content.pronouns").isdisjoint(opening)
        or any(pattern.match(quote) for pattern in (_COUNTED, _POINTING))
        or _ENDING.search(quote.strip()) is not None
    )


def legible(claim: Claim, parties: Iterable[str] = ()) -> float:
    """Factor of how well a passage is understood by itself, by how sure it was read.

    Args:
        parties: keys of those under whom it is told, whom the paper is about first; a passage that names
            them needs no other.
    """
    quote = claim.evidence.quote
    factor = LEANING if _leans(quote) else 1.0
    factor *= 1.0 if _SENTENCE.search(quote.strip()) else HEADING
    there, under = countries_named(quote), tuple(parties)
    for nth, party in enumerate(under):
        if party not in there and party not in quote:
            factor *= ELSEWHERE if nth == 0 and there - set(under) else UNNAMED
    return factor * (1.0 if claim.confidence is None else claim.confidence)


def event_weight(event: Event, documents: Documents, *, disputed: bool, vague: bool) -> float:
    """How telling a happening is: the act, who is present, sums, contradiction, and how many tell it.

    Units:
        None; 1 is about one report of a routine meeting of two presidents.
    """
    on = event.when.start.earliest if event.when.start else None
    base = _points(event.type, event.mode) + level(event.actors + event.recipients, on)
    base += (CONTRADICTION if disputed else 0.0) + _size(event.claims)
    base *= TELLING[event.status] * (1.0 if event.when.known else UNDATED)
    return base * (VAGUE if vague else 1.0) * _reach(event.claims, documents)


def claim_weight(claim: Claim, kind: LineKind, documents: Documents) -> float:
    """How telling a figure, a vote, a stance or an outlook is, in the units of an event."""
    base = KIND_BASE.get(kind, KIND_BASE[LineKind.OUTLOOK])
    body = claim.body
    if isinstance(body, StanceBody):
        base *= 1 + abs(body.polarity) / 2
    if isinstance(body, FigureBody) and body.indicator in COUNTS:
        base *= COUNT
    return base * TELLING[claim.status] * _reach([claim], documents)

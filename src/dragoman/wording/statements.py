"""Figures, votes, stances and outlooks to tellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dragoman.codebook.tables import Row
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, FigureBody, Kind, PositionBody, Status
from dragoman.model.digests import LineKind
from dragoman.model.ids import ClaimId, DocumentId
from dragoman.model.text import Span
from dragoman.model.when import When
from dragoman.wording.happenings import told_time
from dragoman.wording.prose import called, is_itself, join, names, quantity, unique, wordings
from dragoman.wording.support import countries_named, hedged, standing_told, sure_of
from dragoman.wording.telling import Telling, attributed
from dragoman.wording.themes import theme_of_claim
from dragoman.wording.weigh import Documents, claim_weight

CUES = {
    "trade_turnover": re.compile(r"\b(?:trade|turnover|commerce)\b", re.I),
    "exports": re.compile(r"\bexport", re.I),
    "imports": re.compile(r"\bimport", re.I),
    "military_budget": re.compile(
        r"\b(?:military|defen[cs]e|arms)\b.{0,30}\b(?:budget|spending)", re.I
    ),
}
"""Indicators that are told in a sentence of ours, with the words that a passage must have for it."""

KINDS = {
    Kind.EVENT: LineKind.HAPPENED,
    Kind.FIGURE: LineKind.FIGURE,
    Kind.POSITION: LineKind.POSITION,
    Kind.STANCE: LineKind.STANCE,
    Kind.OUTLOOK: LineKind.OUTLOOK,
}

SEVERAL = re.compile(
    r"\b(?:two|both|three|mutual|bilateral|between|with|each other|reciprocal)\b", re.I
)
"""Words of a passage whose figure belongs to more than one state."""

VOTED = re.compile(r"\b(?:vot|abstain|veto|favour|against|absent|sponsor)", re.I)
"""What a passage must speak of for a vote to be told in a sentence of ours."""


def _named(actors: tuple[Actor, ...], quote: str) -> bool:
    """All parties stand in the passage, in whatever form."""
    there = countries_named(quote)
    return bool(actors) and all(actor.key in there or actor.name in quote for actor in actors)


def _whole_of(parties: tuple[Actor, ...], quote: str) -> bool:
    """A figure of one state alone is of nobody else whom its passage names or hints at."""
    keys = {actor.key for actor in parties}
    return len(keys) > 1 or not (SEVERAL.search(quote) or countries_named(quote) - keys)


def _one_year(when: When) -> bool:
    """A sum of several years, or one that grew over them, is not a sum of a year."""
    return not (when.start and when.end and when.start.year != when.end.year)


def crowded(claims: Iterable[Claim]) -> frozenset[ClaimId]:
    """Figures of trade that share a passage with others: which of them is whose, only the words tell."""
    found: dict[tuple[DocumentId, Span], list[ClaimId]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.body, FigureBody) and claim.body.indicator in CUES:
            found[claim.evidence.doc, claim.evidence.span].append(claim.id)
    return frozenset(name for names in found.values() if len(names) > 1 for name in names)


def figure_is_told(claim: Claim) -> bool:
    """Say whether a passage bears out a figure as a number about its parties."""
    body = claim.body
    if not _one_year(claim.when):
        return False
    if not isinstance(body, FigureBody) or body.indicator not in CUES or not sure_of(claim):
        return False
    quote = claim.evidence.quote
    money = len(body.unit) == 3 and body.unit.isupper()
    states = all(map(is_itself, body.about))
    parties = _named(body.about, quote) and _whole_of(body.about, quote)
    return money and states and parties and bool(CUES[body.indicator].search(quote))


def _figure(body: FigureBody) -> str:
    row: Row = wordings()[f"figure.{body.indicator}"]
    first = {actor.key: actor for actor in reversed(body.about)}
    parties = unique(called(first[actor.key]) for actor in body.about)
    form = "pair" if len(parties) > 1 else "single"
    return str(row[form]).format_map(
        {
            "first": parties[0],
            "second": join(parties[1:]),
            "value": quantity(body.value, body.unit, body.value_max),
            "time": "",
        }
    )


def speaks_of_a_vote(claim: Claim) -> bool:
    """Say whether a passage has a word for voting or for taking a side."""
    return VOTED.search(claim.evidence.quote) is not None


def _position(claim: Claim, body: PositionBody) -> str:
    row = wordings().get(f"position.{body.choice}")
    quote = claim.evidence.quote
    if row is None or not body.question or not sure_of(claim) or hedged(quote):
        return ""
    if body.question.startswith(("to ", "that ")):  # 'voted for to leave' is no English
        return ""
    there = body.question.casefold() in quote.casefold()
    if not there or not speaks_of_a_vote(claim) or not _named(body.actors, quote):
        return ""
    named = body.body is not None and body.body.name.casefold() in body.question.casefold()
    slots = {
        "actors": names(body.actors),
        "question": body.question,
        "body": f" in {called(body.body)}" if body.body and not named else "",
        "time": "",
    }
    return str(row["single"]).format_map(slots)


def _lead(claim: Claim, *, alone: bool) -> str:
    """A clause of ours where the passage bears it out; else nothing."""
    body = claim.body
    lead = ""
    if isinstance(body, FigureBody) and alone and figure_is_told(claim):
        lead = _figure(body)
    elif isinstance(body, PositionBody):
        lead = _position(claim, body)
    cited = (claim.said_by,) if claim.said_by else ()
    return attributed(lead, cited, claim.parties, verbal=True) if lead else ""


def tell_claim(claim: Claim, documents: Documents, *, alone: bool = True) -> Telling:
    """Tell a figure, a vote, a stance or an outlook: most in the words of their source.

    Args:
        alone: no other figure of trade stands in its passage; see :func:`crowded`.
    """
    kind, lead = KINDS[claim.kind], _lead(claim, alone=alone)
    status = claim.status if lead else standing_told(claim)
    if kind is LineKind.OUTLOOK:
        status = Status.ACTUAL
    quote = "" if lead else claim.evidence.quote
    return Telling(
        kind=kind,
        status=status,
        theme=theme_of_claim(claim),
        times=(told_time(claim.when, quote, (claim,), documents),),
        lead=lead,
        quote=quote,
        claims=(claim,),
        actors=claim.parties,
        weight=claim_weight(claim, kind, documents),
        reported=documents[claim.evidence.doc].published,
    )

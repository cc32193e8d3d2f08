"""What to tell: what falls into the period, and with whom it passed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
)
from dragoman.model.events import Event
from dragoman.model.when import PartialDate, When
from dragoman.wording.support import countries_named
from dragoman.wording.weigh import Documents

LIMIT = 24
"""Lines of one entry at most: two pages to a partner. The heavier stay, the rest are counted."""

LEAST = 0.3
"""Weight under which a line is left out: less than a third of a routine meeting of two presidents."""

SLIGHT = 0.45
"""Weight under which a partner has no section of its own."""

BRIEF, BRIEF_FROM = 5, 4
"""How many lines stand in brief at the top, and from how many partners on there is such a list."""

MANY_PARTIES = 4
"""Other parties from which an act belongs to no one partner."""

SEVERAL = "*"
"""The partner of acts with many parties at once."""


def _within(day: date, start: PartialDate | None, end: PartialDate | None) -> bool:
    return not ((start and day < start.earliest) or (end and day > end.latest))


def published_within(
    claims: Iterable[Claim],
    documents: Documents,
    start: PartialDate | None,
    end: PartialDate | None,
) -> bool:
    """Say whether a document of these claims came out in a period."""
    found = (documents[claim.evidence.doc].published for claim in claims)
    return any(
        _within(day.earliest, start, end) or _within(day.latest, start, end) for day in found if day
    )


def in_period(
    when: When,
    claims: Iterable[Claim],
    documents: Documents,
    start: PartialDate | None,
    end: PartialDate | None,
) -> bool:
    """Say whether something belongs to a period.

    A dated act belongs where it falls. One that is dated more coarsely than the period ('in 2013'
    in a digest of November 2013), and one without a date, belong where they were published.
    """
    if start is None and end is None:
        return True
    first = when.start or when.end
    last = when.end or when.start
    if first is None or last is None:
        return published_within(claims, documents, start, end)
    low, high = first.earliest, last.latest
    if _within(low, start, end) and _within(high, start, end):
        return True
    if (start and high < start.earliest) or (end and low > end.latest):
        return False
    if first.precision == last.precision == "day":
        return True
    return published_within(claims, documents, start, end)


def _others(actors: Iterable[Actor], about: str) -> list[str]:
    return list(dict.fromkeys(actor.key for actor in actors if actor.key != about))


def _partners(first: list[str], second: list[str], about: str) -> tuple[str, ...]:
    """Those on the opposite side, then on one's own; an organisation stands for many."""
    keys = tuple(dict.fromkeys(first + second))
    if not keys:
        return (about,)
    if len(keys) < MANY_PARTIES:
        return keys
    bodies = tuple(key for key in keys if key in gazetteer().organisations)
    return bodies if len(bodies) == 1 else (SEVERAL,)


def event_partners(event: Event, about: str) -> tuple[str, ...]:
    """With whom a happening passed, from where ``about`` stands; itself if with nobody else."""
    acting, acted_on = _others(event.actors, about), _others(event.recipients, about)
    if any(actor.key == about for actor in event.actors):
        return _partners(acted_on, acting, about)
    return _partners(acting, acted_on, about)


def claim_partners(claim: Claim, about: str) -> tuple[str, ...]:
    """Whom a claim that is no event is about beside ``about``; itself if nobody else."""
    match claim.body:
        case PositionBody(actors=actors, body=body):
            if body and body.key != about:
                return (body.key,)
            return _partners([], _others(actors, about), about)
        case StanceBody(actors=actors, recipients=recipients):
            return _partners(_others(recipients, about), _others(actors, about), about)
        case FigureBody(about=actors) | OutlookBody(actors=actors) | EventBody(actors=actors):
            return _partners([], _others(actors, about), about)


def quoted_partners(partners: tuple[str, ...], quote: str, about: str) -> tuple[str, ...]:
    """Under whom a passage is told that stands for itself: those whom it names.

    Its reading may have the parties wrong; a reader sees only the names.
    """
    named = countries_named(quote) - {about}
    held = tuple(name for name in partners if name in named)
    if held or not named:
        return held or partners
    spoken_of = countries_named(quote, towns=False) - {about}
    book = gazetteer().states
    states = tuple(sorted(n for n in spoken_of if n in book and book[n].kind != "former"))
    return states if 0 < len(states) < MANY_PARTIES else partners

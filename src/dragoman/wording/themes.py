"""What a line is about, as the heading under which it stands."""

from __future__ import annotations

import re
from functools import cache

from dragoman.codebook.ontology import table
from dragoman.model.claims import Claim, EventBody, FigureBody, Kind
from dragoman.wording.prose import wordings

PREFIX = "theme."

DEFAULT = "theme.diplomacy"

BY_TYPE = {
    "SANCTION": "theme.law",
    "MOBILIZE": "theme.security",
    "ASSAULT": "theme.security",
    "AID": "theme.trade",
}
"""Themes of types whose events have no context; all others are diplomacy."""

MILITARY = frozenset({"arms_sales", "military_budget"})
"""Indicators of arms; all others with a price are trade."""


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """For each theme the words that speak of it: the cues of its contexts."""
    contexts = table("contexts")
    found = {}
    for row in wordings().values():
        named = [name for name in str(row.get("words", "")).split() if name in contexts]
        cues = [cue for name in named for cue in contexts[name].cues]
        if row["id"].startswith(PREFIX) and cues:
            found[row["id"]] = re.compile(r"\b(?:" + "|".join(map(re.escape, cues)) + r")\b")
    return found


@cache
def themes() -> tuple[str, ...]:
    """All themes in the order in which they stand in a section."""
    return tuple(row["single"] for row in wordings().values() if row["id"].startswith(PREFIX))


def _name(theme: str) -> str:
    return str(wordings()[theme]["single"])


def theme_of(type_: str, quote: str) -> str:
    """The theme of an event: what most words of its passage speak of, else what its type does.

    Diplomacy gives way to any other theme, since all of it is diplomacy in a way.
    """
    low = quote.lower()
    told = {theme: len(cues.findall(low)) for theme, cues in _cues().items() if theme != DEFAULT}
    most = max(told.values(), default=0)
    if most == 0 or type_ == "SANCTION":
        return _name(BY_TYPE.get(type_, DEFAULT))
    return _name(min(theme for theme, count in told.items() if count == most))


def theme_of_claim(claim: Claim) -> str:
    """The theme of a claim of any kind."""
    body = claim.body
    if isinstance(body, EventBody):
        return theme_of(body.type, claim.evidence.quote)
    if isinstance(body, FigureBody):
        return _name("theme.security" if body.indicator in MILITARY else "theme.trade")
    return _name("theme.positions" if claim.kind is Kind.POSITION else "theme.stated")

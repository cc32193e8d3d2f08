"""What a line is about, as the heading under which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from dragoman.codebook.ontology import table
from dragoman.model.claims import Claim, EventBody, FigureBody, Kind
from dragoman.wording.prose import wordings

PREFIX = "theme."

DEFAULT = "theme.diplomacy"

LAW = "theme.law"

BY_TYPE = {
    "SANCTION": LAW,
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


@cache
def _of_context() -> dict[str, str]:
    """The theme of each context."""
    return {
        context: row["id"]
        for row in wordings().values()
        if row["id"].startswith(PREFIX)
        for context in str(row.get("words", "")).split()
    }


def theme_of(type_: str, quote: str, context: Sequence[str] = ()) -> str:
    """The theme of an event: what its contexts and the words of its passage speak of, else what its type does.

    The first context counts as one word, and decides where words are as many for one theme as for another.
    Diplomacy gives way to two words of any other theme, since all of it is diplomacy in a way. An
    accusation is no matter of law by its context alone: most accusations are made before no court.
    """
    if type_ == "SANCTION":
        return _name(BY_TYPE[type_])
    low = quote.lower()
    told = Counter({theme: len(cues.findall(low)) for theme, cues in _cues().items()})
    told[DEFAULT] = 0
    read = next((theme for name in context if (theme := _of_context().get(name))), "")
    if read == DEFAULT and BY_TYPE.get(type_):
        read = BY_TYPE[type_]
    if read and not (type_ == "ACCUSE" and read == LAW and not told[LAW]):
        told[read] += 1
    most = max(told.values())
    if most == 0:
        return _name(BY_TYPE.get(type_, DEFAULT))
    return _name(min((theme != read, theme) for theme, count in told.items() if count == most)[1])


def theme_of_claim(claim: Claim) -> str:
    """The theme of a claim of any kind."""
    body = claim.body
    if isinstance(body, EventBody):
        return theme_of(body.type, claim.evidence.quote, body.context)
    if isinstance(body, FigureBody):
        return _name("theme.security" if body.indicator in MILITARY else "theme.trade")
    return _name("theme.positions" if claim.kind is Kind.POSITION else "theme.stated")

"""Which claim is which gold claim, and how far their fields agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Claim = Mapping[str, Any]
"""A claim in the codebook's fields."""

MONTH = 7
"""Characters of an ISO date down to its month."""

YEAR = 4

LIKELIHOODS = ("remote", "unlikely", "even", "likely", "almost_certain", "")
TOLERANCE = 0.01
"""Share by which two numbers may differ and still be the same figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold claim and the claim that stands for it.

    Args:
        score: weighted share of the fields that agree, from 0 to 1.
        strict: whether all deciding fields agree.
    """

    gold: Claim
    found: Claim
    score: float
    strict: bool


def countries(claim: Claim, *roles: str) -> frozenset[str]:
    """The parties in some roles, by country or else by name."""
    return frozenset(
        actor.get("country") or actor.get("name")
        for role in roles
        for actor in claim.get(role) or ()
    )


def sentence_span(text: str, quote: str) -> tuple[int, int] | None:
    """The stretch of the sentences that hold a quote; None where it is not in the text."""
    at = text.find(quote) if quote else -1
    if at < 0:
        return None
    start = max(text.rfind(mark, 0, at) for mark in ("\n", ". ", "? ")) + 1
    last = at + len(quote)
    ends = [end for end in (text.find("\n", last), text.find(". ", last - 1)) if end >= 0]
    return start, min(ends, default=len(text))


def dates_agree(left: Claim, right: Claim) -> float:
    """1.0 where the starts agree at the coarser precision, 0.8 in the month, 0.5 in the year."""
    a, b = left.get("start") or "", right.get("start") or ""
    if not a or not b:
        return 1.0 if a == b else 0.0
    common = min(len(a), len(b))
    if a[:common] == b[:common]:
        return 1.0
    if a[:MONTH] == b[:MONTH]:
        return 0.8
    return 0.5 if a[:YEAR] == b[:YEAR] else 0.0


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 1.0


def _same_value(a: float | None, b: float | None) -> float:
    if a is None or b is None:
        return 0.0
    return float(abs(a - b) <= TOLERANCE * max(abs(a), abs(b), 1e-9))


def _event(gold: Claim, found: Claim) -> tuple[list[tuple[float, float]], bool]:
    both = ("actors", "recipients")
    who = _share(countries(gold, *both), countries(found, *both))
    lead = _share(countries(gold, "actors"), countries(found, "actors"))
    type_ = float(gold.get("type") == found.get("type"))
    date, status = dates_agree(gold, found), float(gold.get("status") == found.get("status"))
    parts = [(0.35, type_), (0.2, who), (0.15, lead), (0.15, date), (0.15, status)]
    return parts, bool(type_ and who == 1 and status and date >= 0.8)


def _figure(gold: Claim, found: Claim) -> tuple[list[tuple[float, float]], bool]:
    who = _share(countries(gold, "about"), countries(found, "about"))
    value = _same_value(gold.get("value"), found.get("value"))
    indicator = float(gold.get("indicator") == found.get("indicator"))
    unit = float((gold.get("unit") or "") == (found.get("unit") or ""))
    date, status = dates_agree(gold, found), float(gold.get("status") == found.get("status"))
    parts = [(0.35, value), (0.2, indicator), (0.15, who), (0.1, unit), (0.1, date), (0.1, status)]
    return parts, bool(value and indicator and who == 1 and date >= 0.5)


def _position(gold: Claim, found: Claim) -> tuple[list[tuple[float, float]], bool]:
    who = _share(countries(gold, "actors"), countries(found, "actors"))
    choice = float(gold.get("choice") == found.get("choice"))
    date, status = dates_agree(gold, found), float(gold.get("status") == found.get("status"))
    return [(0.5, choice), (0.3, who), (0.1, date), (0.1, status)], bool(choice and who == 1)


def _stance(gold: Claim, found: Claim) -> tuple[list[tuple[float, float]], bool]:
    both = ("actors", "recipients")
    who = _share(countries(gold, *both), countries(found, *both))
    a, b = gold.get("polarity") or 0, found.get("polarity") or 0
    gap = abs(a - b)
    parts = [(0.45, max(0.0, 1 - gap / 2)), (0.4, who), (0.15, dates_agree(gold, found))]
    return parts, (a > 0) == (b > 0) and gap <= 2 and who == 1


def _outlook(gold: Claim, found: Claim) -> tuple[list[tuple[float, float]], bool]:
    who = _share(countries(gold, "actors"), countries(found, "actors"))
    a = LIKELIHOODS.index(gold.get("likelihood") or "")
    b = LIKELIHOODS.index(found.get("likelihood") or "")
    gap = abs(a - b)
    near = 1.0 if gap == 0 else 0.5 if gap == 1 else 0.0
    return [(0.5, who), (0.5, near)], who > 0 and gap <= 1


_COMPARE = {
    "event": _event,
    "figure": _figure,
    "position": _position,
    "stance": _stance,
    "outlook": _outlook,
}

KINDS = tuple(_COMPARE)


def compare(gold: Claim, found: Claim) -> tuple[float, bool]:
    """How far two claims of one kind agree: a weighted share, and whether all deciding fields do.

    Source:
        The project's protocol for gold claims; weights as in its scorer.
    """
    parts, strict = _COMPARE[gold["kind"]](gold, found)
    return sum(weight * score for weight, score in parts), strict


def _may_pair(gold: Claim, found: Claim) -> bool:
    kind = gold["kind"]
    if kind == "outlook":
        return True
    if kind == "figure":
        return True
    both = ("actors", "recipients")
    return bool(countries(gold, *both) & countries(found, *both))


def align(golds: Sequence[Claim], founds: Sequence[Claim], text: str) -> list[Pair]:
    """Pair claims of one document and one kind, one to one, the best first.

    A pair is possible only where the sentences of both quotes overlap and, but for figures and outlooks,
    a country is shared.

    Args:
        text: the document's whole text.
    """
    spans = {id(c): sentence_span(text, c.get("quote") or "") for c in (*golds, *founds)}
    options = []
    for i, gold in enumerate(golds):
        for j, found in enumerate(founds):
            a, b = spans[id(gold)], spans[id(found)]
            if a is None or b is None or a[1] <= b[0] or b[1] <= a[0]:
                continue
            if _may_pair(gold, found):
                options.append((*compare(gold, found), i, j))
    options.sort(reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for score, strict, i, j in options:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append(Pair(gold=golds[i], found=founds[j], score=score, strict=strict))
    return pairs

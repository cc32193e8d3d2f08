"""Numbers about a state or a pair of states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model.actors import Actor
from dragoman.model.claims import FigureBody
from dragoman.reading.annotations import ActorMention, AmountMention, MentionKind
from dragoman.reading.rules.cues import Cue
from dragoman.reading.rules.cues import find as find_cues
from dragoman.reading.rules.parse import Sentence

MONEY_LENGTH = 3
"""An ISO 4217 code has three capital letters; no other unit does."""

REACH = 90
"""Characters within which a cue word speaks for a number: about a clause."""

PARTY_REACH = 160
"""Characters within which a name belongs to a number."""

MONEY_ONLY = frozenset(
    [
        "trade_turnover",
        "exports",
        "imports",
        "loan",
        "grant",
        "investment",
        "contract_value",
        "arms_sales",
        "aid",
        "debt",
        "military_budget",
    ]
)
SHARES = frozenset({"share", "trade_growth"})
SKIPPED_UNITS = frozenset(
    ["years", "year", "months", "month", "days", "day", "hours", "hour", "weeks", "week", "minutes"]
)
PAIRS = frozenset(
    ["trade_turnover", "exports", "imports", "loan", "grant", "aid", "arms_sales", "trade_growth"]
)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number found, with what it is about."""

    amount: AmountMention
    body: FigureBody


def is_money(unit: str) -> bool:
    """Say whether a unit is a currency."""
    return len(unit) == MONEY_LENGTH and unit.isupper()


def _gap(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    return max(b_start - a_end, a_start - b_end, 0)


def _near(amount: AmountMention, cues: list[Cue], offset: int) -> list[Cue]:
    span = amount.span
    near = [
        (gap, cue)
        for cue in cues
        if (gap := _gap(cue.start + offset, cue.end + offset, span.start, span.end)) <= REACH
    ]
    return [cue for _, cue in sorted(near, key=lambda item: (item[0], item[1].start))]


def _indicator(amount: AmountMention, cues: list[Cue]) -> str:
    unit = amount.unit
    for cue in cues:
        if is_money(unit) and cue.entry in MONEY_ONLY:
            return cue.entry
        if unit in {"percent", "times"} and cue.entry in SHARES:
            return cue.entry
        if unit == "rank" and cue.entry == "rank":
            return cue.entry
    if unit == "rank":
        return "rank"
    if unit == "percent":
        return "share"
    if unit == "times":
        return "trade_growth"
    return "other" if is_money(unit) else "count"


def _about(sentence: Sentence, amount: AmountMention, indicator: str) -> tuple[Actor, ...]:
    """The parties near the number, in the order of the text: one, or two for an exchange."""
    span = amount.span
    ranked: list[tuple[int, int, ActorMention]] = []
    for mention in sentence.actors:
        gap = _gap(mention.span.start, mention.span.end, span.start, span.end)
        if mention.actors and gap <= PARTY_REACH and mention.kind is not MentionKind.GROUP:
            ranked.append((gap, mention.span.start, mention))
    ranked.sort(key=lambda item: item[:2])
    wanted = 2 if indicator in PAIRS else 1
    chosen: dict[str, tuple[int, Actor]] = {}
    for _, start, mention in ranked:
        for actor in mention.actors:
            if len(chosen) < wanted and actor.key not in chosen:
                chosen[actor.key] = (start, actor)
    return tuple(actor for _, actor in sorted(chosen.values(), key=lambda item: item[0]))


def find(sentence: Sentence) -> Iterator[Figure]:
    """Find the numbers of a sentence that are about somebody."""
    cues = find_cues("indicators", sentence.text) if sentence.amounts else []
    for amount in sentence.amounts:
        if amount.unit in SKIPPED_UNITS or not amount.unit:
            continue
        indicator = _indicator(amount, _near(amount, cues, sentence.span.start))
        about = _about(sentence, amount, indicator)
        if not about:
            continue
        of = "" if is_money(amount.unit) or amount.unit == "percent" else amount.unit
        yield Figure(
            amount,
            FigureBody(
                indicator=indicator,
                about=about,
                value=amount.value,
                value_max=amount.value_max,
                unit=amount.unit,
                of=of,
            ),
        )

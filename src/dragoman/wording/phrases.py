"""Which words tell an event: by its type, its mode and what its quotes speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import Row, read
from dragoman.model.actors import Actor
from dragoman.wording.prose import names

PAST, BASE = 0, 1
"""Places of the two forms in a pair: 'visited', and 'visit' after 'to' or 'would'."""

NOBODY = "an unnamed party"
"""Stands for who acts where no claim names them."""

DEFAULT_THING = "default"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """How one kind of event is told in a clause; the fields are the table's."""

    id: str
    type: str
    mode: str
    cues: re.Pattern[str] | None
    things: Mapping[str, str]
    said: Pair
    alone: Pair
    joint: Pair
    noun: str
    vague: bool
    bodies: bool
    states: bool

    def thing(self, quote: str) -> str:
        """What is signed, given or lifted, by the first words of the quote that name it."""
        low = quote.lower()
        found = [
            (low.find(words), -len(words), thing)
            for words, thing in self.things.items()
            if words != DEFAULT_THING and _finder((words,)).search(low)
        ]
        return min(found)[2] if found else self.things.get(DEFAULT_THING, "")


@cache
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


def _pair(row: Row, field: str) -> Pair:
    past, base = row[field]
    return past, base


def _phrase(row: Row) -> Phrase:
    cues = row.get("cues", ())
    return Phrase(
        id=row["id"],
        type=row["type"],
        mode=row.get("mode"),
        cues=_finder(tuple(cues)) if cues else None,
        things=MappingProxyType(dict(row.get("things", {}))),
        said=_pair(row, "said"),
        alone=_pair(row, "alone"),
        joint=_pair(row, "joint" if row.get("joint") else "alone"),
        noun=row.get("noun"),
        vague=bool(row.get("vague")),
        bodies=bool(row.get("bodies")),
        states=bool(row.get("states")),
    )


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """All phrases by event type, in the order of the table."""
    found: dict[str, list[Phrase]] = {}
    for row in read("phrases"):
        found.setdefault(row["type"], []).append(_phrase(row))
    return MappingProxyType({type_: tuple(rows) for type_, rows in found.items()})


def _cued(rows: Sequence[Phrase], quote: str) -> Phrase | None:
    """The one phrase whose cues a quote has; None where it has several or none."""
    low = quote.lower()
    found = [row for row in rows if row.cues and row.cues.search(low)]
    return found[0] if len(found) == 1 else None


def phrase_for(type_: str, mode: str, quotes: Iterable[str]) -> Phrase | None:
    """Choose the phrase of an event: most quotes decide, then the mode, then the type.

    Returns:
        None for a type that the table does not know.
    """
    rows = phrases().get(type_, ())
    fitting = [row for row in rows if row.mode == mode] or [row for row in rows if not row.mode]
    loose = [row for row in rows if not row.mode and row.cues] if mode else []
    votes: Counter[str] = Counter()
    for quote in quotes:
        found = _cued(fitting, quote) or _cued(loose, quote)
        if found:
            votes[found.id] += 1
    if votes:
        top = min(votes, key=lambda name: (-votes[name], name))
        return next(row for row in rows if row.id == top)
    return next((row for row in fitting if row.cues is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An event in words, without its time, place and standing.

    Args:
        past: 'Kenya sent troops to Somalia'.
        base: 'send troops to Somalia', for after 'to' or 'would'.
        noun: 'a visit of ... to ...'; empty where the phrase has none.
    """

    subject: str
    past: str
    base: str
    noun: str
    vague: bool


def clause(
    phrase: Phrase, actors: Sequence[Actor], recipients: Sequence[Actor], *, quote: str
) -> Clause:
    """Fill a phrase with who acts and who is acted on."""
    if recipients:
        forms = phrase.said
    else:
        forms = phrase.joint if len({actor.name for actor in actors}) > 1 else phrase.alone
    subject = names(actors) or NOBODY
    slots = {
        "actors": subject,
        "recipients": names(recipients),
        "thing": phrase.thing(quote),
    }
    return Clause(
        subject=subject,
        past=f"{subject} {forms[PAST].format_map(slots)}",
        base=forms[BASE].format_map(slots),
        noun=phrase.noun.format_map(slots) if recipients and actors else "",
        vague=phrase.vague,
    )

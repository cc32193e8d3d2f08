"""Time expressions to TIMEX3 values and to stretches of days.

A text is cut into tokens of known classes (``time_tokens``), a grammar over the classes finds
expressions (``time_patterns``), and one rule a kind says what each means (``time_dates``, ``time_parts``,
``time_clock``, ``time_relative``, ``time_lengths``) against publication, tense and the last date told
(``time_scene``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dragoman.errors import InputError
from dragoman.model.text import Span
from dragoman.model.when import UNKNOWN_TIME, Basis, PartialDate, When
from dragoman.reading import time_clock, time_dates, time_lengths, time_parts, time_relative
from dragoman.reading.annotations import TimeMention
from dragoman.reading.time_calendar import Stretch
from dragoman.reading.time_patterns import grammar
from dragoman.reading.time_scene import Found, Scene
from dragoman.reading.time_tokens import tokenise

Rule = Callable[[Scene, int, int], Found | None]

NEVER_BEFORE = frozenset({"in", "from", "of"})
"""Prepositions after which 'the past' is a time."""


def _reference(scene: Scene, first: int, last: int) -> Found | None:
    """'Now', 'current', 'the future'."""
    word = scene.word(last - 1)
    if word in {"moment", "present"} and scene.word(first - 1) not in {"at", "for"}:
        return None
    if word == "now" and scene.code(last, "dash"):
        return None
    if word == "future" and scene.word(last) == "of":
        return None
    return Found(first, last, "DATE", Stretch(scene.tokens.values[last - 1]))


def _recent(scene: Scene, first: int, last: int) -> Found | None:
    """'Recently', 'recent'; not 'the most recent'."""
    if scene.word(first - 1) == "most" or scene.among("gathering", last):
        return None
    return Found(first, last, "DATE", Stretch("PAST_REF"))


def _past(scene: Scene, first: int, last: int) -> Found | None:
    """'In the past', where no length follows."""
    if scene.word(last - 1) != "past" or scene.word(first - 1) not in NEVER_BEFORE:
        return None
    return Found(first, last, "DATE", Stretch("PAST_REF")) if scene.closed(last) else None


def _soon(scene: Scene, first: int, last: int) -> Found | None:
    """'Soon'; not 'as soon as' or 'soon after'."""
    if scene.word(first - 1) in {"as", "too", "how"} or scene.word(last) in {
        "as",
        "after",
        "became",
    }:
        return None
    return Found(first, last, "DATE", Stretch("FUTURE_REF"))


def _long_ago(scene: Scene, first: int, last: int) -> Found | None:
    """'Long ago'."""
    return Found(first, last, "DATE", Stretch("PAST_REF"))


RULES: Mapping[str, Rule] = {
    "clock_date": time_clock.clock_date,
    "part": time_clock.part,
    "tonight": time_clock.tonight,
    "days": time_dates.days,
    "span": time_dates.span,
    "day": time_dates.day,
    "month": time_dates.month_alone,
    "iso": time_dates.iso,
    "slash": time_dates.slash,
    "qcode": time_parts.quarter,
    "quarter": time_parts.quarter,
    "half": time_parts.half,
    "week_of": time_parts.week_of,
    "century": time_dates.century,
    "decade": time_dates.decade,
    "season": time_parts.season,
    "years": time_dates.years,
    "year": time_dates.year,
    "clock": time_clock.clock,
    "weekday": time_relative.weekday,
    "weekdays": time_lengths.weekdays,
    "holiday": time_parts.holiday,
    "beyond": time_relative.beyond,
    "deictic": time_relative.deictic,
    "every": time_lengths.every,
    "rate": time_lengths.rate,
    "per": time_lengths.rate,
    "often": time_lengths.often,
    "ago": time_lengths.ago,
    "later": time_lengths.later,
    "before": time_lengths.before,
    "long_ago": _long_ago,
    "earlier": time_relative.earlier,
    "pace": time_relative.pace,
    "past_n": time_lengths.past_n,
    "recent_n": time_lengths.recent_n,
    "these_days": time_lengths.these,
    "relative": time_relative.relative,
    "numbered": time_lengths.numbered,
    "lengths": time_lengths.between,
    "two_lengths": time_lengths.two_lengths,
    "length": time_lengths.lasts,
    "quarter_century": time_lengths.quarter_century,
    "some": time_lengths.some,
    "hence": time_lengths.hence,
    "year_end": time_parts.year_end,
    "lasting": time_lengths.word,
    "the": time_relative.the,
    "on_the": time_relative.on_the,
    "late_in": time_relative.the,
    "that_time": time_relative.that_time,
    "now": _reference,
    "lately": _recent,
    "future": _reference,
    "the_past": _past,
    "soon": _soon,
}
"""What each pattern of the grammar means."""


def find_times(text: str, *, published: PartialDate | None) -> tuple[TimeMention, ...]:
    """Find the time expressions of a text, sorted and without overlaps.

    Args:
        text: any text at all.
        published: the document's date; without it, what rests on it has a value with ``X`` in it
            and an unknown ``when``.

    Offsets:
        Code points of ``text``.

    Example:
        >>> found = find_times("They met last Friday.", published=PartialDate(2016, 4, 5))
        >>> [(mention.text, mention.value, str(mention.when.start)) for mention in found]
        [('last Friday', '2016-04-01', '2016-04-01')]
    """
    scene = Scene(tokenise(text), published)
    found = list(_found(scene))
    whens = _whens(scene, found)
    return tuple(_mention(scene, one, when) for one, when in zip(found, whens, strict=True))


def _found(scene: Scene) -> Iterator[Found]:
    """Read the expressions from left to right, each against what was told before it."""
    pattern, names = grammar()
    codes, at = scene.tokens.codes, 0
    while match := pattern.search(codes, at):
        rule = RULES[names[(match.lastindex or 1) - 1]]
        found = rule(scene, match.start(), match.end())
        if found is None:
            at = match.start() + 1
            continue
        scene.tell(found)
        yield found
        at = max(found.last, match.start() + 1)


def _whens(scene: Scene, found: list[Found]) -> list[When]:
    """The days meant: ranges take in both ends, and 'since' runs up to publication."""
    whens = [_when(one.stretch, one.basis) for one in found]
    for index, one in enumerate(found):
        start = whens[index].start
        if not start:
            continue
        if scene.published and (scene.word(one.first - 1) == "since" or _onwards(scene, one)):
            whens[index] = _until(start, scene.published.to_month(), one.basis) or whens[index]
        elif index + 1 < len(found) and _joined(scene, one, found[index + 1]):
            other = whens[index + 1]
            both = _until(start, other.end, other.basis) if other.end else None
            if both:
                whens[index], whens[index + 1] = replace(both, basis=one.basis), both
    return whens


def _onwards(scene: Scene, one: Found) -> bool:
    """'From 2009 on'."""
    word = scene.word(one.last)
    return scene.word(one.first - 1) == "from" and word in {"on", "onward", "onwards"}


def _joined(scene: Scene, one: Found, other: Found) -> bool:
    """'From March to May', 'between 1998 and 2004', 'May 3 - June 4'."""
    if other.first - one.last != 1:
        return False
    opening = scene.word(one.first - 1)
    if scene.code(one.last, "to", "dash"):
        return opening != "between"
    return scene.code(one.last, "and") and opening == "between"


def _until(start: PartialDate, end: PartialDate, basis: Basis) -> When | None:
    try:
        return When(start=start, end=end, basis=basis)
    except InputError:
        return None


def _when(stretch: Stretch, basis: Basis) -> When:
    if not stretch.start or not stretch.end or basis is Basis.UNKNOWN:
        return UNKNOWN_TIME
    return _until(stretch.start, stretch.end, basis) or UNKNOWN_TIME


def _mention(scene: Scene, one: Found, when: When) -> TimeMention:
    tokens = scene.tokens
    span = Span(start=tokens.starts[one.first], end=tokens.ends[one.last - 1])
    return TimeMention(
        span=span,
        text=tokens.text[span.start : span.end],
        type=one.type,
        value=one.stretch.value,
        when=when,
    )

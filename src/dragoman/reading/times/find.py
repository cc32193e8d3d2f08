"""Time expressions to TIMEX3 values and to stretches of days.

A text is cut into tokens of known classes (``tokens``), a grammar over the classes finds
expressions (``patterns``), and one rule a kind says what each means (``dates``, ``parts``,
``clock``, ``relative``, ``lengths``, ``references``) against publication, tense and the last date told
(``scene``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dragoman.errors import InputError
from dragoman.model.text import Span
from dragoman.model.when import UNKNOWN_TIME, Basis, PartialDate, When
from dragoman.reading.annotations import TimeMention
from dragoman.reading.times import clock, dates, lengths, parts, references, relative
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.patterns import grammar, rules
from dragoman.reading.times.scene import Found, Scene
from dragoman.reading.times.tokens import tokenise

Rule = Callable[[Scene, int, int], Found | None]


RULES: Mapping[str, Rule] = {
    "clock_date": clock.clock_date,
    "clock_part": clock.clock_part,
    "part": clock.part,
    "the_part": clock.the_part,
    "tonight": clock.tonight,
    "days": dates.days,
    "span": dates.span,
    "day": dates.day,
    "month": dates.month_alone,
    "iso": dates.iso,
    "slash": dates.slash,
    "qcode": parts.quarter,
    "quarter": parts.quarter,
    "half": parts.half,
    "week_of": parts.week_of,
    "century": dates.century,
    "decade": dates.decade,
    "season": parts.season,
    "years": dates.years,
    "year": dates.year,
    "fiscal_year": dates.fiscal_year,
    "clock": clock.clock,
    "weekday": relative.weekday,
    "weekdays": lengths.weekdays,
    "holiday": parts.holiday,
    "beyond": relative.beyond,
    "deictic": relative.deictic,
    "every": lengths.every,
    "rate": lengths.rate,
    "per": lengths.rate,
    "often": lengths.often,
    "compound": lengths.compound,
    "ago": lengths.ago,
    "later": lengths.later,
    "before": lengths.before,
    "long_ago": references.long_ago,
    "earlier": relative.earlier,
    "pace": relative.pace,
    "past_n": lengths.past_n,
    "recent_n": lengths.recent_n,
    "these_days": lengths.these,
    "same_of": parts.same_of,
    "relative": relative.relative,
    "numbered": lengths.numbered,
    "lengths": lengths.between,
    "two_lengths": lengths.two_lengths,
    "length": lengths.lasts,
    "quarter_century": lengths.quarter_century,
    "some": lengths.some,
    "hence": lengths.hence,
    "year_end": parts.year_end,
    "lasting": lengths.word,
    "the": relative.the,
    "on_the": relative.on_the,
    "late_in": relative.the,
    "that_time": relative.that_time,
    "now": references.reference,
    "lately": references.recent,
    "future": references.reference,
    "the_past": references.past,
    "soon": references.soon,
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
    codes, at = scene.tokens.codes, 0
    while match := grammar().search(codes, at):
        at = match.start()
        found = _meaning(scene, at, match.end(), (match.lastindex or 1) - 1)
        if found is not None:
            scene.tell(found)
            yield found
        at = max(found.last if found else 0, at + 1)


def _meaning(scene: Scene, first: int, last: int, rule: int) -> Found | None:
    """What a stretch means by one rule or, where that one declines, by the next that fits."""
    if found := RULES[rules()[rule][0]](scene, first, last):
        return found
    for name, pattern in rules()[rule + 1 :]:
        match = pattern.match(scene.tokens.codes, first)
        if match and (found := RULES[name](scene, first, match.end())):
            return found
    return None


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

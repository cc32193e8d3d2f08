"""By when something is expected, as its words say, counted from the day on which they came out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.model.when import UNKNOWN_TIME, Basis, PartialDate, When

_MONTHS = {name.lower(): nth for nth, name in enumerate(calendar.month_name) if name}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
_UNITS = {"days": 14, "weeks": 42, "months": 180}
"""Days that 'the coming days', 'weeks' and 'months' may last: a fortnight, six weeks, half a year."""

_LEADS = r"(?:by|before|until|till|in|on|for|from|during|within|at|of|after)"
_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{'|'.join(_MONTHS)})(?: (?P<year>\d{{4}}))?\b", re.I
)
_MONTH = re.compile(
    rf"\b{_LEADS} (?:early |late |mid-|the end of |the middle of )?(?P<month>{'|'.join(_MONTHS)})"
    rf"(?: (?P<year>\d{{4}}))?\b",
    re.I,
)
_YEAR = re.compile(rf"\b{_LEADS} (?:early |late |mid-|the end of )?(?P<year>(?:19|20)\d\d)\b", re.I)
_NEXT_YEAR = re.compile(r"\bnext year\b", re.I)
_THIS_YEAR = re.compile(
    r"\b(?:this year|(?:the )?end of (?:the|this) year|(?:the )?year's end|year-end)\b", re.I
)
_THIS_MONTH = re.compile(r"\b(?:this month|(?:the )?end of (?:the|this) month|month's end)\b", re.I)
_NEXT_MONTH = re.compile(r"\bnext month\b", re.I)
_NEXT_WEEK = re.compile(r"\bnext week\b", re.I)
_SEASON = re.compile(
    rf"\b(?:by|before|in|until|during|this|next) (?:the |this |next )?(?P<season>{'|'.join(_SEASONS)})\b",
    re.I,
)
_COMING = re.compile(r"\b(?:coming|next(?: few)?) (?P<unit>days|weeks|months)\b", re.I)
_BEFORE = re.compile(r"\b(?:by|before|until|till|within)\b(?:(?!\b(?:in|on|at)\b)[^,;.])*$", re.I)


JUST_PAST = 120
"""Days within which a month or a day that is named without a year is held to be past, not a year ahead."""


def _ahead(month: int, made: PartialDate, day: int | None = None) -> int:
    """The year that is meant by a month or a day without one: this year's if it is just past, else the next."""
    this = PartialDate(made.year, month, day)
    behind = (made.earliest - this.latest).days
    return made.year + (1 if behind > JUST_PAST else 0)


def _found(words: str, made: PartialDate) -> Iterator[tuple[int, PartialDate, PartialDate]]:
    """Every time that the words name, at its place, with its first and last part."""
    for hit in _DAY.finditer(words):
        month = _MONTHS[hit["month"].lower()]
        if int(hit[1]) > calendar.monthrange(made.year, month)[1]:
            continue
        year = int(hit["year"]) if hit["year"] else _ahead(month, made, int(hit[1]))
        if int(hit[1]) <= calendar.monthrange(year, month)[1]:
            day = PartialDate(year, month, int(hit[1]))
            yield hit.start(), day, day
    for hit in _MONTH.finditer(words):
        month = _MONTHS[hit["month"].lower()]
        at = PartialDate(int(hit["year"]) if hit["year"] else _ahead(month, made), month)
        yield hit.end("month"), at, at
    for hit in _YEAR.finditer(words):
        whole = PartialDate(int(hit["year"]))
        yield hit.start("year"), whole, whole
    for hit in _SEASON.finditer(words):
        first, last = _SEASONS[hit["season"].lower()]
        year = _ahead(last, made) + ("next" in hit[0].lower() and last >= (made.month or 1))
        yield hit.end(), PartialDate(year, first), PartialDate(year, last)
    whole_year = PartialDate(made.year)
    for pattern, at in ((_NEXT_YEAR, PartialDate(made.year + 1)), (_THIS_YEAR, whole_year)):
        for hit in pattern.finditer(words):
            yield hit.end(), at, at
    if made.month is not None:
        yield from _relative(words, made)


def _relative(words: str, made: PartialDate) -> Iterator[tuple[int, PartialDate, PartialDate]]:
    month, last = PartialDate(made.year, made.month), made.latest
    for pattern, at in ((_THIS_MONTH, month), (_NEXT_MONTH, _next(month))):
        for hit in pattern.finditer(words):
            yield hit.end(), at, at
    for hit in _NEXT_WEEK.finditer(words):
        monday = last + timedelta(days=7 - last.weekday())
        yield hit.end(), PartialDate.of(monday), PartialDate.of(monday + timedelta(days=6))
    for hit in _COMING.finditer(words):
        end = last + timedelta(days=_UNITS[hit["unit"].lower()])
        yield hit.end(), PartialDate.of(made.earliest), PartialDate.of(end)


def _next(month: PartialDate) -> PartialDate:
    following = date(month.year, month.month or 1, 28) + timedelta(days=4)
    return PartialDate(following.year, following.month)


def due(words: str, made: PartialDate | None) -> When:
    """Read by when something is expected; the first time in the words that is not past.

    'Before' and 'by' open the time at its start: it runs from the day of publication.

    Args:
        words: what is expected, as it is put.
        made: when it was published; without it nothing is counted.

    Example:
        >>> str(due("Kenya is expected to ratify it before the end of the year.", PartialDate(2016, 8, 3)).end)
        '2016'
        >>> due("A visit is likely in March.", PartialDate(2016, 8, 3)).start
        PartialDate(year=2017, month=3, day=None)
        >>> due("Traffic on the canal will grow.", PartialDate(2016, 8, 3)).known
        False
    """
    if made is None:
        return UNKNOWN_TIME
    ahead = [f for f in _found(words, made) if f[2].latest >= made.earliest]
    if not ahead:
        return UNKNOWN_TIME
    place, first, last = min(ahead, key=lambda f: (f[0], f[2].latest))
    opened = _BEFORE.search(words[: max(place - 1, 0)]) is not None
    start = made if opened or first.earliest < made.earliest else first
    return When(start=start, end=last, basis=Basis.INFERRED)

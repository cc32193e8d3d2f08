"""When a text was published, and how that is known."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date

from dragoman.errors import InputError
from dragoman.model.text import DateBasis
from dragoman.model.when import PartialDate

HEAD = 400
"""Characters at the start of a text in which a dateline or a line with its date stands."""

EARLIEST_YEAR = 1945
"""No article is dated before this by inference."""

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS.update({name.lower(): n for n, name in enumerate(calendar.month_abbr) if name})
_MONTHS["sept"] = 9
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FULL = (
    re.compile(rf"\b{_DAY} {_MONTH},? {_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_DATELINE = re.compile(
    r"^[A-ZÀ-Ž][A-ZÀ-Ž .'’/-]+(?:\([^)]*\))?,? .{0,60}?(?:—|–|--|-|:)\s", re.MULTILINE
)
_DATE_ONLY = re.compile(
    r"^\W*(?:published|posted|updated|date)?:?\W*(?:\w+day,? )?.{6,24}$",
    re.IGNORECASE | re.MULTILINE,
)
_WEEKDAYS = "|".join(_DAYS)
_WEEKDAY_DATE = (
    re.compile(
        rf"\b(?P<weekday>{_WEEKDAYS}),? (?:the )?{_DAY} (?:of )?{_MONTH}\b(?!,? \d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<weekday>{_WEEKDAYS}),? {_MONTH} {_DAY}\b(?!,? \d{{4}})", re.IGNORECASE),
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def parse_stated(value: str, where: str) -> PartialDate:
    """Read a publication date that a user, an index or a page states: an ISO date, perhaps with a time.

    Raises:
        InputError: it is no date.
    """
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=\Z|T| )", value.strip())
    if not found:
        raise InputError(
            f"{where}: not a date: {value!r}", hint="Write 2015, 2015-11 or 2015-11-28."
        )
    return PartialDate.parse(found.group())


def _whole(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        return PartialDate(int(parts["year"]), number, int(parts["day"]))
    except InputError:
        return None


def _in(line: str) -> PartialDate | None:
    for pattern in _FULL:
        if (match := pattern.search(line)) and (found := _whole(match)):
            return found
    return None


def _dateline(text: str) -> PartialDate | None:
    head = text[:HEAD]
    for pattern in (_DATELINE, _DATE_ONLY):
        for match in pattern.finditer(head):
            if found := _in(match.group()):
                return found
    return None


def _by_weekday(text: str) -> PartialDate | None:
    """The latest day that a weekday with day and month can mean in a year that the text names."""
    years = Counter(int(year) for year in _YEARS.findall(text))
    if not years:
        return None
    latest = max(years)
    found: list[date] = []
    for pattern in _WEEKDAY_DATE:
        for match in pattern.finditer(text):
            month, day = _MONTHS[match["month"].lower()], int(match["day"])
            for year in (latest + 1, latest, latest - 1):
                try:
                    candidate = date(year, month, day)
                except ValueError:
                    continue
                if candidate.weekday() == _DAYS[match["weekday"].lower()]:
                    found.append(candidate)
                    break
    return PartialDate.of(max(found)) if found and max(found).year >= EARLIEST_YEAR else None


def find_date(text: str) -> tuple[PartialDate | None, DateBasis]:
    """Find the date of publication in a text.

    A dateline or a line with nothing but a date comes first; then what follows from a weekday with day
    and month, e.g. 'Thursday 12 June', and the years that the text names; else it stays unknown.

    Example:
        >>> find_date("It met on Thursday 12 June. In 2013 it had not; in 2014 it did.")[1].value
        'inferred'
    """
    if found := _dateline(text):
        return found, DateBasis.DATELINE
    if found := _by_weekday(text):
        return found, DateBasis.INFERRED
    return None, DateBasis.UNKNOWN

"""Times that rest on another: on publication ('last week') or on the last one told ('the next day')."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.model.when import Basis, PartialDate
from dragoman.reading.times import calendar
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.dates import (
    day,
    iso,
)
from dragoman.reading.times.scene import FUTURE, PAST, Found, Scene

QUARTERS = 4
CLOCK_UNITS = frozenset({"TH", "TM", "TS"})
"""Hours, minutes and seconds: 'the last hour' has no place in the calendar."""

AGES = frozenset({"E", "C"})
"""Decades and centuries: too long for 'the following year' to count from."""

NO_DAY = frozenset({"this", "last", "current", "latest"})
"""'The last day' is the end of something, not yesterday."""


def edge(scene: Scene, first: int, last: int) -> str:
    """``START``, ``MID`` or ``END`` where the expression begins with such a word."""
    return scene.value("early", first, last) or scene.value("edge", first, last)


def moved(scene: Scene, unit: str, steps: int, *, told: bool = False) -> tuple[Stretch, Basis]:
    """The stretch so many units from publication, or from the last date told."""
    point, basis = scene.anchor(unit) if told else (scene.published, Basis.PUBLISHED)
    if point is None:
        return calendar.unknown(unit), Basis.UNKNOWN
    stretch = calendar.shift(point, unit, steps)
    if stretch.start is None and told and scene.published and basis is Basis.INFERRED:
        stretch, basis = calendar.shift(scene.published, unit, steps), Basis.PUBLISHED
    return stretch, basis if stretch.start else Basis.UNKNOWN


def dated(scene: Scene, first: int, last: int) -> Found | None:
    """Any day: of a month, of the week, or counted from today."""
    if scene.find("month", first, last) >= 0:
        return day(scene, first, last)
    if scene.find("weekday", first, last) >= 0:
        return weekday(scene, first, last)
    if scene.find("deictic", first, last) >= 0:
        return deictic(scene, first, last)
    return iso(scene, first, last) if scene.code(first, "iso") else None


def weekday(scene: Scene, first: int, last: int) -> Found | None:
    """'Friday' by tense, 'last Thursday', 'this Monday', 'Monday of last week'."""
    where = scene.find("weekday", first, last)
    number = int(scene.tokens.values[where])
    unit = scene.find("unit", where, last)
    if unit >= 0 and scene.word(unit) != "week":
        last, unit = where + 1, -1
    today = scene.today
    if today is None:
        return Found(first, last, "DATE", Stretch(f"XXXX-WXX-{number}"))
    turned = unit - 1 if unit >= 0 else where - 1
    turn = scene.turn(turned) if turned >= first else None
    back = timedelta(days=(today.isoweekday() - number) % 7)
    ahead = timedelta(days=(number - today.isoweekday()) % 7)
    week = timedelta(days=7)
    tense = scene.tense(first, last)
    try:
        if unit >= 0:
            found = today + timedelta(days=number - today.isoweekday()) + week * (turn or 0)
        elif turn == -1:
            found = today - (back or week)
        elif turn == 1:
            found = today + (ahead or week)
        elif scene.code(where - 1, "that", "prior", "next") and where > first:
            return _told_weekday(scene, first, last)
        elif tense == FUTURE or (turn == 0 and tense != PAST):
            found = today + ahead
        else:
            found = today - back
    except OverflowError:
        return None
    return Found(first, last, "DATE", calendar.of_day(found), Basis.PUBLISHED, tells=True)


def _told_weekday(scene: Scene, first: int, last: int) -> Found | None:
    """'The following Friday', 'that Monday': counted from the last day told."""
    point, basis = scene.anchor("D")
    if point is None or not point.day:
        return None
    told, where = point.earliest, scene.find("weekday", first, last)
    number = int(scene.tokens.values[where])
    days = {
        1: (number - told.isoweekday()) % 7 or 7,
        0: number - told.isoweekday(),
        -1: -((told.isoweekday() - number) % 7 or 7),
    }
    found = told + timedelta(days=days[int(scene.tokens.values[where - 1])])
    return Found(first, last, "DATE", calendar.of_day(found), basis, tells=True)


def deictic(scene: Scene, first: int, last: int) -> Found | None:
    """'Today', 'yesterday', 'earlier today'."""
    steps = int(scene.value("deictic", first, last))
    stretch, basis = moved(scene, "D", steps)
    return Found(first, last, "DATE", stretch, basis, tells=True)


def beyond(scene: Scene, first: int, last: int) -> Found | None:
    """'The day before yesterday', 'the day after tomorrow'."""
    steps = int(scene.tokens.values[last - 1]) + int(scene.tokens.values[last - 2])
    if scene.word(first + 1) != "day" or abs(steps) <= 1:
        return None
    stretch, basis = moved(scene, "D", steps)
    return Found(first, last, "DATE", stretch, basis, tells=True)


def relative(scene: Scene, first: int, last: int) -> Found | None:
    """'Last week', 'this year', 'the following day', 'the current quarter', 'the past decade'."""
    where = last - 1
    unit = scene.tokens.values[where]
    early = edge(scene, first, last)
    turn = next(
        k
        for k in range(where - 1, first - 1, -1)
        if scene.code(k, "this", "last", "prior", "next", "that", "latest", "current")
    )
    word = scene.word(turn)
    the = scene.code(turn - 1, "the") and turn > first
    if unit in CLOCK_UNITS or (unit == "D" and word in NO_DAY):
        return None
    if _spans(scene, first, word, the, unit) and not early:
        return Found(first, last, "DURATION", Stretch(calendar.length(1, unit)))
    steps = 0 if scene.code(turn, "current") else int(scene.tokens.values[turn])
    told = scene.code(turn, "that", "prior") or scene.among("following", turn)
    told = told or (word == "next" and (the or unit == "D"))
    stretch, basis = moved(scene, unit, steps, told=told)
    stretch = calendar.part_of(stretch, early)
    if scene.find("fiscal", first, last) >= 0 and unit == "Y" and stretch.start:
        stretch = replace(stretch, value="FY" + stretch.value)
    return Found(first, last, "DATE", stretch, basis, tells=stretch.unit not in AGES)


def _spans(scene: Scene, first: int, word: str, the: bool, unit: str) -> bool:
    """Tell 'over the past year', which is how long, from 'last year', which is when."""
    if scene.code(first, "this"):
        return False
    if word == "past":
        return unit != "WE"
    units = {"last": {"Y", "E", "M", "W"}, "next": {"Y", "E", "C"}}.get(word, set())
    return the and unit in units and scene.among("spanning", first - 1)


def the(scene: Scene, first: int, last: int) -> Found | None:
    """'The end of the year', 'for the day', 'the whole week': the one last told, else the present one."""
    unit = scene.tokens.values[last - 1]
    early = edge(scene, first, last)
    whole = scene.find("whole", first, last) >= 0
    late_in = scene.code(first, "early") and scene.code(first + 1, "in")
    if scene.among("ended", last) and not early and unit in {"W", "M", "Q", "Y"}:
        return Found(first, last, "DURATION", Stretch(calendar.length(1, unit)))
    if unit in CLOCK_UNITS or (scene.among("defining", last) and not late_in):
        return None
    if scene.code(last, "dash", "part", "poss") or (unit in AGES and not early):
        return None
    if not (
        early
        or whole
        or unit == "WE"
        or scene.among("closing", first - 1)
        or scene.code(first - 1, "early")
    ):
        return None
    if unit == "D" and scene.among("no_day", first - 1) and not early:
        return None
    if unit == "WE":
        stretch, basis = _weekend(scene, first, last)
    else:
        told = unit == "D" or scene.same_sentence(first)
        stretch, basis = moved(scene, unit, 0, told=told)
    return Found(
        first, last, "DATE", calendar.part_of(stretch, early), basis, tells=unit not in AGES
    )


def that_time(scene: Scene, first: int, last: int) -> Found | None:
    """'By that time': the time last told."""
    if scene.word(first) != "that" or not scene.among("up_to", first - 1):
        return None
    if scene.told is None:
        return Found(first, last, "DATE", Stretch("PAST_REF"))
    return Found(first, last, "DATE", scene.told, Basis.INFERRED)


def _weekend(scene: Scene, first: int, last: int) -> tuple[Stretch, Basis]:
    """The last or the next Saturday and Sunday, by tense."""
    today = scene.today
    if today is None:
        return calendar.unknown("WE"), Basis.UNKNOWN
    ahead = scene.tense(first, last) == FUTURE or today.isoweekday() >= 6
    try:
        at: date = today if ahead else today - timedelta(days=7)
    except OverflowError:
        return calendar.unknown("WE"), Basis.UNKNOWN
    return calendar.of_weekend(at), Basis.PUBLISHED


def pace(scene: Scene, first: int, last: int) -> Found | None:
    """'The day before', 'the year previous', 'the month after', where nothing follows to count from."""
    unit = scene.tokens.values[first + 1]
    open_ended = scene.closed(last) or scene.among("placing", last)
    if unit in CLOCK_UNITS or (scene.code(last - 1, "before") and not open_ended):
        return None
    steps = int(scene.tokens.values[last - 1])
    stretch, basis = moved(scene, unit, steps, told=True)
    return Found(first, last, "DATE", stretch, basis, tells=True)


def earlier(scene: Scene, first: int, last: int) -> Found | None:
    """'The year-earlier period', 'the year-ago quarter', 'a year-earlier'."""
    where = scene.find("dash", first, last) - 1
    unit, word = scene.tokens.values[where], scene.word(where + 2)
    steps = 1 if word == "later" else -1
    told = scene.told
    if unit == "Y" and told and told.unit == "Q" and told.start:
        stretch: Stretch = calendar.shift(told.start, "Q", steps * QUARTERS)
        return Found(first, last, "DATE", stretch, Basis.INFERRED)
    if unit == "Y" and scene.code(last - 1, "quarter") and scene.published:
        stretch = calendar.shift(scene.published, "Q", steps * QUARTERS - 1)
        return Found(first, last, "DATE", stretch, Basis.PUBLISHED)
    stretch, basis = moved(scene, unit, steps)
    return Found(first, last, "DATE", stretch, basis)


NARRATED = {"D": 90, "M": 10}
"""Tokens after a day, or a month, in which a day that is told by its number alone is of that month."""

TURNED = 14
"""Days that a number lies before the day last told, from which on it is of the next month."""


def on_the(scene: Scene, first: int, last: int) -> Found | None:
    """'On the 15th', 'the 3rd and 4th': of the month told in the sentence, else around publication."""
    numbers = [int(scene.word(k).rstrip("stndrh")) for k in (first + 1, last - 1)]
    closed = scene.closed(last)
    several = last - first > len(("the", "15th")) and (closed or scene.among("placing", last))
    opened = scene.among("up_to", first - 1) or scene.code(first - 1, "on")
    if not (opened or several or (closed and scene.among("of_day", first - 1))):
        return None
    if not (closed or _clause_goes_on(scene, first - 1, last)):
        return None
    month, basis = _month_around(scene, first, last, numbers[0])
    if month is None:
        return Found(first, last, "DATE", Stretch(f"XXXX-XX-{numbers[0]:02d}"))
    start, end = (calendar.of_parts(month.year, month.month or 1, number) for number in numbers)
    if not start or not end or numbers[1] < numbers[0]:
        return None
    return Found(first, last, "DATE", replace(start, end=end.end), basis, tells=True)


def _clause_goes_on(scene: Scene, before: int, last: int) -> bool:
    """Say whether a clause goes on after a day's number: 'on the 5th he', not 'on the 5th floor'."""
    word = scene.word(last)
    if scene.among("placing", last) or scene.among("goes_on", last):
        return True
    if scene.among("past_sign", last) or (word.endswith("ed") and len(word) > len("need")):
        return True
    opens = scene.closed(before - 1) or scene.tokens.capital(before)
    return opens and scene.tokens.capital(last) and not scene.among("numbered_body", last)


def _month_around(
    scene: Scene, first: int, last: int, number: int
) -> tuple[PartialDate | None, Basis]:
    """The month of a day that is told by its number alone.

    It is that of the date told before it where this stands near, or the next month where its day has passed.
    """
    told, today = scene.told, scene.today
    month = told.start if told and told.unit in NARRATED else None
    if month and (today is None or scene.same_sentence(first)):
        return month, Basis.INFERRED
    if today is None:
        return None, Basis.UNKNOWN
    ahead = scene.tense(first, last) == FUTURE
    if told and month and not ahead and first - scene.told_at <= NARRATED[told.unit]:
        if number < (month.day or 0) - TURNED:
            month = calendar.of_month(month.year, (month.month or 1) + 1).start or month
        if (month.year, month.month or 0, number) <= (today.year, today.month, today.day):
            return month, Basis.INFERRED
    steps = (number < today.day) if ahead else -(number > today.day)
    return calendar.of_month(today.year, today.month + steps).start, Basis.PUBLISHED

"""Stretches of the calendar: each with its TIMEX3 value and the days that it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.errors import InputError
from dragoman.model.when import PartialDate

MONTHS_OF_SEASON = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month with which a season begins, by the northern, meteorological reckoning."""

DAYS_OF_WEEK = 7
MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """A TIMEX3 value and the first and last date that it means, each at its own precision.

    Args:
        start: None where the days are not known.
        unit: TIMEX3 letter of the grain: ``D``, ``W``, ``M``, ``Q``, ``Y``, ``E``, ``C`` or ''.
    """

    value: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    unit: str = ""

    @property
    def first_day(self) -> date | None:
        """The first day, if any is known."""
        return self.start.earliest if self.start else None


UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
UNKNOWN |= {"WE": "XXXX-WXX-WE", "E": "XXX", "C": "XX", "L": "X", "F": "XXXX-WXX"}
UNKNOWN |= {"TH": "XXXX-XX-XXTXX", "TM": "XXXX-XX-XXTXX:XX", "TS": "XXXX-XX-XXTXX:XX:XX"}
"""Values of stretches whose place in the calendar is not known, by unit."""


def unknown(unit: str) -> Stretch:
    """A stretch of which only the unit is known."""
    return Stretch(UNKNOWN.get(unit, "XXXX-XX-XX"), unit="")


def _partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except InputError:
        return None


def of_day(day: date) -> Stretch:
    """One day."""
    point = PartialDate.of(day)
    return Stretch(str(point), point, point, "D")


def of_parts(year: int, month: int, day: int) -> Stretch | None:
    """One day by its numbers; None where the calendar has no such day."""
    point = _partial(year, month, day)
    return Stretch(str(point), point, point, "D") if point else None


def of_month(year: int, month: int) -> Stretch:
    """One month; months beyond 12 or under 1 count on into other years."""
    total = year * MONTHS_OF_YEAR + month - 1
    point = _partial(total // MONTHS_OF_YEAR, total % MONTHS_OF_YEAR + 1)
    return Stretch(str(point), point, point, "M") if point else unknown("M")


def of_year(year: int) -> Stretch:
    """One year."""
    point = _partial(year)
    return Stretch(str(point), point, point, "Y") if point else unknown("Y")


def of_week(day: date) -> Stretch:
    """The Monday to Sunday in which a day lies."""
    year, week, weekday = day.isocalendar()
    try:
        monday = day - timedelta(days=weekday - 1)
        sunday = monday + timedelta(days=DAYS_OF_WEEK - 1)
    except OverflowError:
        return unknown("W")
    value = f"{year:04d}-W{week:02d}"
    return Stretch(value, PartialDate.of(monday), PartialDate.of(sunday), "W")


def of_weekend(day: date) -> Stretch:
    """The Saturday and Sunday of the week in which a day lies."""
    week = of_week(day)
    if not week.end:
        return unknown("WE")
    saturday = PartialDate.of(week.end.earliest - timedelta(days=1))
    return Stretch(week.value + "-WE", saturday, week.end, "WE")


def of_quarter(year: int, quarter: int) -> Stretch:
    """Three months; quarters beyond 4 or under 1 count on into other years."""
    total = year * 4 + quarter - 1
    year, quarter = total // 4, total % 4 + 1
    start, end = _partial(year, 3 * quarter - 2), _partial(year, 3 * quarter)
    return Stretch(f"{year:04d}-Q{quarter}", start, end, "Q") if start else unknown("Q")


def of_half(year: int, half: int) -> Stretch:
    """Six months."""
    start, end = _partial(year, 6 * half - 5), _partial(year, 6 * half)
    return Stretch(f"{year:04d}-H{half}", start, end, "H") if start else unknown("Y")


def of_season(year: int, season: str) -> Stretch:
    """Three months; winter ends in the year after the one that names it."""
    first = MONTHS_OF_SEASON[season]
    start, end = of_month(year, first).start, of_month(year, first + 2).start
    return Stretch(f"{year:04d}-{season}", start, end, "S") if start and end else unknown("Y")


def of_decade(tens: int) -> Stretch:
    """Ten years, by the first three digits."""
    start, end = _partial(tens * 10), _partial(tens * 10 + 9)
    return Stretch(f"{tens:03d}", start, end, "E") if start and end else unknown("E")


def of_century(hundreds: int) -> Stretch:
    """A hundred years, by the first two digits."""
    start, end = _partial(hundreds * 100 or 1), _partial(hundreds * 100 + 99)
    return Stretch(f"{hundreds:02d}", start, end, "C") if start and end else unknown("C")


def containing(point: PartialDate, unit: str) -> Stretch:
    """The stretch of a unit around a date, if the date is precise enough to tell."""
    if unit == "Y":
        return of_year(point.year)
    if unit == "E":
        return of_decade(point.year // 10)
    if unit in {"C", "L"}:
        return of_century(point.year // 100)
    if unit in {"M", "Q"} and point.month:
        quarter = (point.month + 2) // 3
        return of_month(point.year, point.month) if unit == "M" else of_quarter(point.year, quarter)
    if point.day:
        day = point.earliest
        if unit in {"W", "F"}:
            return of_week(day)
        return of_weekend(day) if unit == "WE" else of_day(day)
    return unknown(unit)


def shift(point: PartialDate, unit: str, count: float) -> Stretch:
    """The stretch of a unit so many units away, at the precision of the unit.

    A half counts only where a smaller unit can hold it: a year and a half is eighteen months.
    """
    if count != int(count):
        unit, count = {"Y": ("M", count * 12), "E": ("Y", count * 10), "C": ("E", count * 10)}.get(
            unit, (unit, count)
        )
    steps = int(count)
    try:
        if unit == "M" and point.month:
            return of_month(point.year, point.month + steps)
        if unit == "Q" and point.month:
            return of_quarter(point.year, (point.month + 2) // 3 + steps)
        if unit in {"Y", "E", "C", "L"}:
            years = steps * {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit]
            return containing(PartialDate(point.year + years), unit)
        if unit in {"D", "W", "WE", "F"} and point.day:
            days = steps * {"D": 1, "W": 7, "WE": 7, "F": 14}[unit]
            return containing(PartialDate.of(point.earliest + timedelta(days=days)), unit)
    except (InputError, OverflowError, ValueError):
        return unknown(unit)
    return unknown(unit)


def part_of(stretch: Stretch, part: str) -> Stretch:
    """The beginning, middle or end (``START``, ``MID``, ``END``) of a stretch; the value stays.

    Years and months are cut in three, decades after the fourth and the seventh year.
    """
    start, end = stretch.start, stretch.end
    if not start or not end or not part:
        return stretch
    index = {"START": 0, "MID": 1, "END": 2}[part]
    if stretch.unit == "Y":
        months = ((1, 4), (5, 8), (9, 12))[index]
        return replace(
            stretch,
            start=PartialDate(start.year, months[0]),
            end=PartialDate(start.year, months[1]),
        )
    if stretch.unit == "M":
        days = ((1, 10), (11, 20), (21, end.latest.day))[index]
        return replace(
            stretch,
            start=PartialDate(start.year, start.month, days[0]),
            end=PartialDate(start.year, start.month, days[1]),
        )
    if stretch.unit in {"E", "C"}:
        cuts = {"E": ((0, 3), (4, 6), (7, 9)), "C": ((0, 33), (34, 66), (67, 99))}
        first, last = cuts[stretch.unit][index]
        base = start.year - start.year % (10 if stretch.unit == "E" else 100)
        low, high = _partial(base + first or 1), _partial(base + last)
        return replace(stretch, start=low, end=high)
    return stretch


def half_of(stretch: Stretch, half: int) -> Stretch:
    """One half of a month, a year, a decade or a century."""
    start, end = stretch.start, stretch.end
    if half not in {1, 2} or not start or not end:
        return stretch
    if stretch.unit == "Y":
        return of_half(start.year, half)
    if stretch.unit == "M":
        days = ((1, 15), (16, end.latest.day))[half - 1]
        low = PartialDate(start.year, start.month, days[0])
        return replace(stretch, start=low, end=PartialDate(start.year, start.month, days[1]))
    if stretch.unit in {"E", "C"}:
        middle = (start.year + end.year) // 2
        since, until = (start.year, middle) if half == 1 else (middle + 1, end.year)
        return replace(stretch, start=PartialDate(since), end=PartialDate(until))
    return stretch


def easter(year: int) -> date:
    """Western Easter Sunday.

    Source:
        The anonymous Gregorian computus.
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year: ``12-25``, ``11:4:4`` (nth weekday) or ``easter-2``."""
    try:
        if rule.startswith("easter"):
            return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
        if ":" not in rule:
            return date.fromisoformat(f"{year:04d}-{rule}")
        month, weekday, nth = map(int, rule.split(":"))
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        last = date(year, month, 28) + timedelta(days=4)
        last -= timedelta(days=last.day)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    except (ValueError, OverflowError):
        return None


def length(count: float, unit: str) -> str:
    """The TIMEX3 value of so many units; 'half a century' is told in years, 'half an hour' in minutes."""
    unit, times = {"F": ("W", 2.0), "L": ("C", 10.0)}.get(unit, (unit, 1.0))
    count *= times
    if count != int(count):
        unit, times = {
            "Y": ("M", 12.0), "E": ("Y", 10.0), "C": ("Y", 100.0), "TH": ("TM", 60.0), "M": ("D", 30.0)
        }.get(unit, (unit, 1.0))  # fmt: skip
        count *= times
    number = f"{count:.10g}" if "e" not in f"{count:.10g}" else str(int(count))
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{ {'E': 'DE', 'C': 'CE'}.get(unit, unit) }"

"""Dates of the calendar: days, months, years, decades, and the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.model.when import Basis, PartialDate
from dragoman.reading.times import calendar
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.scene import FUTURE, LIKELY, NONE, PAST, SAID, Found, Scene
from dragoman.reading.times.tokens import lexicon

MAY, MARCH = 5, 3
PLAIN_YEARS = range(1900, 2031)
"""Years that stand for themselves; others need a preposition before them."""

NEAR_MONTHS = 3
"""'By June' without a verb lies ahead if June is at most so near."""

FAR_MONTHS = 8
"""A weak sign of the future does not reach further; nearer behind is likelier."""

CENTURY = 100
ROUND = 50
"""Round numbers are more often counts than years."""


def day_in(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(short: str, scene: Scene) -> int:
    """A year of two digits: at most ten years after publication, else in the century before."""
    digits = int(short.strip("'’‘"))
    if digits >= CENTURY:
        return digits
    now = scene.published.year if scene.published else 2040
    year = now - now % CENTURY + digits
    return year - CENTURY if year > now + 10 else year


def tail_year(scene: Scene, first: int, last: int) -> tuple[int | None, Basis]:
    """The year that an expression names: 2011, '98, 'of last year', 'that year'."""
    if value := scene.value("yr", first, last):
        return int(value), Basis.TEXT
    if value := scene.value("qyr", first, last):
        return full_year(value, scene), Basis.TEXT
    where = scene.find("year", first, last)
    if where < 0:
        return None, Basis.UNKNOWN
    if scene.code(where - 1, "that", "prior") or scene.among("following", where - 1):
        point, basis = scene.anchor()
        steps = int(scene.tokens.values[where - 1])
        return (point.year + steps if point else None), basis
    steps = scene.turn(where - 1) or 0
    return (scene.published.year + steps if scene.published else None), Basis.PUBLISHED


CLOSE = 60
"""Days around publication in which a day without a year lies, whatever its verb says: what was to be
held last week is told in the past, a summit that is to come may be told of by a past verb."""

SOON = 40
"""Days ahead in which it lies although a past verb tells of it; beyond them it lies behind."""


def nearest_year(
    scene: Scene, first: int, last: int, month: int, day: int, weekday: int
) -> int | None:
    """The year of a day without one: by its weekday, its verb, else by nearness to publication."""
    now = scene.published
    if now is None:
        return None
    middle = now.earliest if now.day else date(now.year, now.month or 7, 15)
    days = [
        found
        for year in range(now.year - 6, now.year + 3)
        if (found := day_in(year, month, day)) and (not weekday or found.isoweekday() == weekday)
    ]
    nearest = min(days, key=lambda d: abs((d - middle).days), default=None)
    tense = scene.sign(first, last)
    ahead_of = SOON if tense == PAST else CLOSE
    if nearest and now.day and -CLOSE <= (nearest - middle).days <= ahead_of:
        return nearest.year
    near = 366
    behind = [d for d in days if d <= middle and (weekday or (middle - d).days <= near)]
    ahead = [d for d in days if d >= middle]
    if tense == PAST and behind:
        return behind[-1].year
    if tense == FUTURE and ahead and (not weekday or (ahead[0] - middle).days <= near):
        return ahead[0].year
    return nearest.year if nearest else None


def day(scene: Scene, first: int, last: int) -> Found | None:
    """'5 June', 'June 5th, 2011', 'Saturday 12 December', 'the first of May'."""
    month_at = scene.find("month", first, last)
    month = int(scene.tokens.values[month_at])
    if scene.code(last - 1, "small") and scene.among("counted", last):
        return month_alone(scene, month_at, month_at + 1)
    number = 0
    for name in ("small", "ordnum", "ordinal"):
        if value := scene.value(name, first, last):
            number = int(value.rstrip("stndrh"))
            break
    found, basis = _day_of_year(scene, first, last, month, number)
    if found is None:
        return None
    return Found(first, last, "DATE", found, basis, tells=True)


def _day_of_year(
    scene: Scene, first: int, last: int, month: int, number: int
) -> tuple[Stretch | None, Basis]:
    """A day of a month in the year named, listed, or nearest."""
    year, basis = tail_year(scene, first, last)
    if year is None and (listed := scene.listed_year(last)):
        year, basis = listed, Basis.TEXT
    if year is None and scene.among("known", last):
        year, basis = known_year(month, number), Basis.TEXT
    if year is None:
        weekday = scene.value("weekday", first, last) or scene.value("wabbr", first, last)
        year = nearest_year(scene, first, last, month, number, int(weekday or 0))
        basis = Basis.PUBLISHED
    if year is None and scene.told and scene.told.start and not scene.published:
        year, basis = scene.told.start.year, Basis.INFERRED
    if year is None:
        good = day_in(2000, month, number)
        return (Stretch(f"XXXX-{month:02d}-{number:02d}") if good else None), Basis.UNKNOWN
    return calendar.of_parts(year, month, number), basis


def known_year(month: int, number: int) -> int | None:
    """The year of a day that the world calls by month and day ('the 11 September attacks')."""
    known = (entry.partition("=") for entry in lexicon().known)
    return next((int(y) for day, _, y in known if y and day == f"{month:02d}-{number:02d}"), None)


def days(scene: Scene, first: int, last: int) -> Found | None:
    """'3 – 5 June', 'November 18-20, 2015': the value is the first day's."""
    month = int(scene.value("month", first, last))
    numbers = [
        int(scene.word(k).rstrip("stndrh"))
        for k in range(first, last)
        if scene.code(k, "small", "ordnum")
    ][:2]
    if scene.among("counted", last) and scene.code(last - 1, "small"):
        return None
    start, basis = _day_of_year(scene, first, last, month, numbers[0])
    end, _ = _day_of_year(scene, first, last, month, numbers[1])
    if scene.find("and", first, last) >= 0 and numbers[1] != numbers[0] + 1:
        return None
    if not start or not end or numbers[0] >= numbers[1]:
        return None
    return Found(first, last, "DATE", replace(start, end=end.end), basis, tells=True)


def span(scene: Scene, first: int, last: int) -> Found | None:
    """'30 May – 2 June', 'January-September 2015': two dates as one."""
    months = [k for k in range(first, last) if scene.code(k, "month")]
    joints = [k for k in range(months[0], last) if scene.code(k, "dash", "stroke")]
    cut = joints[0]
    rule = (
        day
        if scene.find("small", first, last) >= 0 or scene.find("ordnum", first, last) >= 0
        else month_alone
    )
    one, two = rule(scene, first, cut), rule(scene, cut + 1, last)
    if not one or not two or not one.stretch.start or not two.stretch.end:
        return None
    start, end = one.stretch.start, two.stretch.end
    if end.latest < start.earliest:
        if one.basis is Basis.TEXT:
            return one
        start = PartialDate(
            end.year - (start.month or (end.month or 0) < 0), start.month, start.day
        )
        if end.latest < start.earliest:
            return one
    return Found(first, last, "DATE", Stretch(str(start), start, end), two.basis, tells=True)


def month_alone(scene: Scene, first: int, last: int) -> Found | None:
    """'March', 'early April', 'last September', where it is a month and no verb or name."""
    where = scene.find("month", first, last)
    month = int(scene.tokens.values[where])
    marked = last - first > 1
    if not marked and not _is_month(scene, where, month):
        return None
    early = scene.value("early", first, last) or scene.value("edge", first, last)
    year, basis = tail_year(scene, first, last)
    if year is None and (listed := scene.listed_year(last)):
        year, basis = listed, Basis.TEXT
    if year is None:
        year, basis = _month_year(scene, first, last, month), Basis.PUBLISHED
    if year is None and not scene.published and scene.told and scene.told.start:
        year, basis = scene.told.start.year, Basis.INFERRED
    if year is None:
        return Found(first, last, "DATE", Stretch(f"XXXX-{month:02d}"))
    stretch = calendar.part_of(calendar.of_month(year, month), early)
    return Found(first, last, "DATE", stretch, basis, tells=True)


def _is_month(scene: Scene, where: int, month: int) -> bool:
    """Tell the month from the verb, the march and the person."""
    word = scene.word(where)
    asked = scene.among("asks", where - 1)
    if word.isalpha() and len(word) <= len("sept") and word not in {"may", "june", "july"}:
        return asked
    if month in {MAY, MARCH}:
        if scene.among("verbal", where + 1):
            return asked and not scene.among("loose", where - 1)
        common = scene.word(where + 1).isalpha() and not scene.tokens.capital(where + 1)
        return (asked and scene.word(where - 1) != "to") or (
            scene.among("owns", where - 1) and common
        )
    if scene.among("namesake", where) and scene.tokens.capital(where + 1):
        return asked and not scene.among("loose", where - 1)
    return not scene.among("title", where - 1)


def _month_year(scene: Scene, first: int, last: int, month: int) -> int | None:
    """The year of a month without one."""
    now = scene.published
    if now is None or now.month is None:
        return None
    turns = (scene.turn(index) for index in range(first, last))
    turn = next((steps for steps in turns if steps is not None), None)
    behind = now.year if month <= now.month else now.year - 1
    ahead = now.year if month >= now.month else now.year + 1
    if turn is not None:
        near = {-1: behind, 0: now.year, 1: ahead}[turn]
        return near if month != now.month else now.year + turn
    tense = scene.sign(first, last)
    if scene.word(first - 1) == "since":
        return behind
    if (year := _narrated_year(scene, first, last, month)) is not None:
        return year
    distance = (month - now.month) % calendar.MONTHS_OF_YEAR
    if tense == FUTURE or (tense == LIKELY and distance <= FAR_MONTHS):
        return ahead
    waits = tense in {NONE, SAID} and scene.among("waits", first - 1)
    return ahead if waits and distance <= NEAR_MONTHS else behind


def _narrated_year(scene: Scene, first: int, last: int, month: int) -> int | None:
    """The year of a month that counts from the date told: 'that May', 'the following May', 'in May following'."""
    told = scene.told.start if scene.told else None
    if told is None or scene.published is None:
        return None
    if scene.word(first - 1) in {"that", "same"}:
        return told.year
    if any(scene.among("following", k) for k in (first, first + 1, last)):
        return scene.year_after(month)
    return None


def iso(scene: Scene, first: int, last: int) -> Found | None:
    """'2015-11-12', with or without a clock time."""
    raw = scene.tokens.text[scene.tokens.starts[first] : scene.tokens.ends[first]]
    year, month, number = (int(part) for part in raw[:10].split("-"))
    stretch = calendar.of_parts(year, month, number)
    if stretch is None:
        return None
    kind = "TIME" if "T" in raw else "DATE"
    return Found(first, last, kind, replace(stretch, value=raw), Basis.TEXT, tells=True)


def slash(scene: Scene, first: int, last: int) -> Found | None:
    """'12.06.2014', '25/6/14', '11/02/89'.

    Points come with the day first. With strokes, where day and month could be either, the value takes
    the month first, as newspapers that write so do, and the days meant are only the year.
    """
    raw = scene.word(first)
    mark = next(c for c in raw if not c.isdigit())
    parts = raw.split(mark)
    if len(parts[0]) == len("2014"):
        return _numeric(first, last, int(parts[0]), int(parts[1]), int(parts[2]))
    short = len(parts[2]) == len("14")
    if mark in ".-" and short and not scene.among("dates", first - 1):
        return None
    one, two, year = int(parts[0]), int(parts[1]), full_year(parts[2], scene)
    months = calendar.MONTHS_OF_YEAR
    if mark == "." or one > months:
        return _numeric(first, last, year, two, one)
    found = _numeric(first, last, year, one, two)
    if found is None or two > months or one == two:
        return found
    only = calendar.of_year(year)
    return replace(found, stretch=replace(only, value=found.stretch.value))


def _numeric(first: int, last: int, year: int, month: int, number: int) -> Found | None:
    stretch = calendar.of_parts(year, month, number)
    return Found(first, last, "DATE", stretch, Basis.TEXT, tells=True) if stretch else None


def years(scene: Scene, first: int, last: int) -> Found | None:
    """'2006-2012', '2006-07', '2013/14': the value is the first year's."""
    where = scene.find("yr", first, last)
    start = int(scene.tokens.values[where])
    raw = scene.word(last - 1)
    end = int(raw) if raw.isdigit() else 0
    if len(raw) == len("07"):
        end += start - start % CENTURY
    if end <= start or end - start > CENTURY or scene.among("counted", last):
        return None
    low, high = calendar.of_year(start), calendar.of_year(end)
    return Found(first, last, "DATE", replace(low, end=high.end), Basis.TEXT, tells=True)


def year(scene: Scene, first: int, last: int) -> Found | None:
    """'2011', 'late 2014', 'fiscal 1990', where it is a year and no count."""
    where = last - 1
    number = full_year(scene.word(where), scene)
    if last - first == 1 and not _is_year(scene, where, number):
        return None
    if scene.word(last) in {"bc", "bce"}:
        return None
    early = scene.value("early", first, last) or scene.value("edge", first, last)
    stretch = calendar.part_of(calendar.of_year(number), early)
    if scene.find("fiscal", first, last) >= 0:
        stretch = replace(stretch, value=f"FY{number}")
    return Found(first, last, "DATE", stretch, Basis.TEXT, tells=True)


def fiscal_year(scene: Scene, first: int, last: int) -> Found | None:
    """'The 2012 fiscal year'."""
    number = int(scene.value("yr", first, last))
    stretch = replace(calendar.of_year(number), value=f"FY{number}")
    return Found(first, last, "DATE", stretch, Basis.TEXT, tells=True)


def _is_year(scene: Scene, where: int, number: int) -> bool:
    """Tell the year from a count, a model and a number of an act."""
    if scene.among("counted", where + 1) or scene.code(where + 1, "units", "zone"):
        return False
    if scene.code(where - 1, "approx", "than", "least") or scene.word(where + 1) == "%":
        return False
    if scene.among("label", where - 1):
        return False
    if scene.tokens.glued(where) and scene.code(where - 1, "dash", "stroke", "stop", "comma"):
        return False
    asked = scene.among("asks", where - 1)
    following = scene.word(where + 1)
    plural = following.endswith("s") and following.isalpha() and not scene.tokens.capital(where + 1)
    if number not in PLAIN_YEARS:
        return asked and not plural and not (following.isalpha() and number % ROUND == 0)
    return not (plural and not scene.among("verbal", where + 1) and number % ROUND == 0)


def decade(scene: Scene, first: int, last: int) -> Found | None:
    """'the 1990s', 'the mid-2000s', 'the late nineties'."""
    early = scene.value("early", first, last)
    if value := scene.value("decades", first, last):
        if scene.find("the", first, last) < 0 and not early:
            return None
        tens = int(value)
    else:
        raw = scene.value("dec", first, last)
        if len(raw) <= len("'40s") and scene.among("someones", first - 1):
            return None
        if raw[0].isdigit() and len(raw.rstrip("s")) == len("60") and last - first == 1:
            return None
        raw = raw.strip("'’‘").rstrip("s").rstrip("'’")
        number = int(raw) if len(raw) == len("1990") else 1900 + int(raw)
        if len(raw) < len("1990") and number < 1930:
            number += CENTURY
        if number % CENTURY == 0 and number < 1900:
            return _century(first, last, number // CENTURY, early)
        tens = number // 10
    stretch = calendar.part_of(calendar.of_decade(tens), early)
    return Found(first, last, "DATE", stretch, Basis.TEXT, tells=True)


def century(scene: Scene, first: int, last: int) -> Found | None:
    """'the 19th century', 'the early twentieth century'."""
    if scene.value("cent", first, last) != "C":
        return None
    raw = scene.value("ordnum", first, last).rstrip("stndrh") or scene.value("ordinal", first, last)
    number = int(raw) + int(scene.value("cardinal", first, last) or 0)
    if number < 1:
        return None
    early = scene.value("early", first, last) or scene.value("edge", first, last)
    return _century(first, last, number - 1, early)


def _century(first: int, last: int, hundreds: int, early: str) -> Found:
    stretch = calendar.part_of(calendar.of_century(hundreds), early)
    return Found(first, last, "DATE", stretch, Basis.TEXT, tells=True)

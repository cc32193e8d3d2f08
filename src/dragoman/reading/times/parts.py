"""Parts of a year and of a month: quarters, halves, seasons, weeks, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dragoman.errors import InputError
from dragoman.model.when import Basis, PartialDate
from dragoman.reading.times import calendar
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.dates import century, decade, month_alone, nearest_year, tail_year
from dragoman.reading.times.relative import edge, moved
from dragoman.reading.times.scene import FUTURE, PAST, Found, Scene

QUARTERS, HALVES = 4, 2


def _year_of_part(scene: Scene, first: int, last: int, starts: int) -> tuple[int | None, Basis]:
    """The year of a quarter, half or season without one; ``starts`` is its first month."""
    year, basis = tail_year(scene, first, last)
    if year is not None:
        return year, basis
    now = scene.published
    if now is None or now.month is None:
        return None, Basis.UNKNOWN
    tense = scene.tense(first, last)
    if tense == FUTURE:
        return now.year + (starts + 2 < now.month), Basis.PUBLISHED
    if tense == PAST:
        return now.year - (starts > now.month), Basis.PUBLISHED
    ahead = starts - now.month
    near = 4
    return now.year - (ahead > near), Basis.PUBLISHED


def quarter(scene: Scene, first: int, last: int) -> Found | None:
    """'The third quarter', 'the first quarter of last year', 'third-quarter', 'Q3 2014'."""
    if scene.code(last, "dash") and scene.word(last + 1).startswith("final"):
        return None
    early = edge(scene, first, last)
    if scene.code(first, "qcode"):
        number = int(scene.word(first).strip("q"))
    elif scene.find("latest", first, last) >= 0:
        stretch, basis = moved(scene, "Q", -1)
        return Found(first, last, "DATE", calendar.part_of(stretch, early), basis, tells=True)
    elif scene.find("last", first, scene.find("quarter", first, last)) >= 0:
        number = QUARTERS
    else:
        raw = scene.value("ordnum", first, last).rstrip("stndrh")
        number = int(raw or scene.value("ordinal", first, last))
    number = QUARTERS if number == -1 else number
    if not 1 <= number <= QUARTERS:
        return None
    year, basis = _year_of_part(scene, first, last, 3 * number - 2)
    fiscal = scene.find("fiscal", first, last) >= 0
    if year is None:
        return Found(first, last, "DATE", Stretch(f"XXXX-Q{number}"))
    stretch = calendar.of_quarter(year, number)
    if fiscal:
        stretch = replace(calendar.of_year(year), value=f"FY{year:04d}-Q{number}")
    return Found(first, last, "DATE", stretch, basis, tells=True)


def half(scene: Scene, first: int, last: int) -> Found | None:
    """'The second half of June', 'the first half of 2015', 'first-half'."""
    where = scene.find("half", first, last)
    raw = scene.value("ordnum", first, where).rstrip("stndrh") or scene.value(
        "ordinal", first, where
    )
    number = int(raw or HALVES)
    if number == -1:
        number = HALVES
    if not 1 <= number <= HALVES:
        return None
    if where + 1 == last:
        spans = scene.among("spanning", first - 1) or scene.code(first - 1, "of")
        if scene.word(last) == "of" or not spans:
            return None
        year, basis = _year_of_part(scene, first, last, 6 * number - 5)
        if year is None:
            return None
        return Found(first, last, "DATE", calendar.of_half(year, number), basis, tells=True)
    inner = where + 1 + scene.code(where + 1, "of")
    whole = _whole(scene, inner, last)
    if whole is None:
        return None
    return Found(first, last, "DATE", calendar.half_of(whole[0], number), whole[1], tells=True)


def _whole(scene: Scene, first: int, last: int) -> tuple[Stretch, Basis] | None:
    """The month, year, decade or century of which a half is told."""
    if scene.find("month", first, last) >= 0:
        found = month_alone(scene, scene.find("month", first, last), last)
    elif scene.find("dec", first, last) >= 0 or scene.find("decades", first, last) >= 0:
        found = decade(scene, first, last)
    elif scene.find("cent", first, last) >= 0:
        found = century(scene, first, last)
    else:
        year, basis = tail_year(scene, first, last)
        if year is None:
            return None
        return calendar.of_year(year), basis
    return (found.stretch, found.basis) if found else None


def week_of(scene: Scene, first: int, last: int) -> Found | None:
    """'The last week of March', 'the first weekend of May', 'the last day of 2014'."""
    where = scene.find("of", first, last)
    unit = scene.tokens.values[where - 1]
    found = month_alone(scene, where + 1, last) if scene.code(where + 1, "month") else None
    if found is None or found.stretch.start is None or unit not in {"D", "W", "WE"}:
        return None
    point = found.stretch.start
    raw = scene.value("ordnum", first, where).rstrip("stndrh")
    number = int(raw or scene.value("ordinal", first, where) or -1)
    size = 1 if unit == "D" else calendar.DAYS_OF_WEEK
    if number < 0:
        day_found = point.latest - timedelta(
            days=(point.latest.isoweekday() % 7) if size > 1 else 0
        )
    else:
        day_found = point.earliest + timedelta(days=size * (number - 1))
    return Found(
        first,
        last,
        "DATE",
        calendar.containing(PartialDate.of(day_found), unit),
        found.basis,
        tells=True,
    )


def season(scene: Scene, first: int, last: int) -> Found | None:
    """'The summer of 2011', 'this fall', 'last winter', 'in the spring'."""
    where = scene.find("season", first, last)
    code = scene.tokens.values[where]
    turn = scene.turn(where - 1) if where > first else None
    starts = calendar.MONTHS_OF_SEASON[code]
    if last == where + 1 and turn is None and not _is_season(scene, first, where):
        return None
    year, basis = tail_year(scene, where, last)
    now = scene.published
    if year is None and scene.code(where - 1, "that", "prior") and where > first:
        point, basis = scene.anchor()
        year = point.year - scene.code(where - 1, "prior") if point else None
    elif year is None and scene.among("following", where - 1) and scene.told and scene.told.start:
        year, basis = scene.year_after(starts), Basis.INFERRED
    elif year is None and now and now.month:
        basis = Basis.PUBLISHED
        since = (now.month - starts) % calendar.MONTHS_OF_YEAR
        begun = now.year - (starts > now.month)
        inside = since < QUARTERS - 1
        ahead = scene.tense(first, last) == FUTURE and not inside
        year = {
            -1: begun - inside,
            0: begun if inside else now.year,
            1: begun + 1,
            None: begun + ahead,
        }[turn]
    if year is None:
        return Found(first, last, "DATE", Stretch(f"XXXX-{code}"))
    return Found(first, last, "DATE", calendar.of_season(year, code), basis, tells=True)


def _is_season(scene: Scene, first: int, where: int) -> bool:
    """Tell spring and fall from the verbs, and a time from a season's name in another name."""
    word = scene.word(where)
    if scene.among("seasonal", where + 1):
        return False
    if scene.tokens.capital(where) and (
        scene.tokens.capital(where + 1) or scene.tokens.capital(first - 1)
    ):
        return False
    if first < where and scene.code(where - 1, "early"):
        return True
    verb = word in {"spring", "fall"}
    if not verb or (word == "spring" and scene.among("owns", first - 1)):
        return True
    return scene.among("timely", first - 1) and (where > first or scene.among("within", first - 1))


def holiday(scene: Scene, first: int, last: int) -> Found | None:
    """'Christmas Eve', 'last Easter', 'Labor Day 1989'; the days stand in the table."""
    where = scene.find("holiday", first, last)
    rule = scene.tokens.values[where]
    if not scene.tokens.capital(where):
        return None
    turn = scene.word(first) if where > first else ""
    year, basis = tail_year(scene, first, last)
    now = scene.published
    if year is None and now:
        at = calendar.holiday(rule, now.year)
        if at is None:
            return None
        basis = Basis.PUBLISHED
        year = nearest_year(scene, first, last, at.month, at.day, 0)
        today = now.latest
        if turn == "last":
            year = now.year if at < today else now.year - 1
        elif turn == "next":
            year = now.year if at > today else now.year + 1
        elif turn == "this":
            year = now.year
    at = calendar.holiday(rule, year) if year else None
    if at is None:
        return Found(first, last, "DATE", calendar.unknown("D"))
    return Found(first, last, "DATE", calendar.of_day(at), basis, tells=True)


def year_end(scene: Scene, first: int, last: int) -> Found | None:
    """'Year-end', 'year-end 1989', "month's end"."""
    unit = scene.tokens.values[first]
    side = scene.value("edge", first, last)
    if unit not in {"Y", "M", "W"} or scene.word(first + 2) not in {"end", "start", "close"}:
        return None
    year, basis = tail_year(scene, first + 1, last)
    if year and unit == "Y":
        stretch = calendar.of_year(year)
    else:
        stretch, basis = moved(scene, unit, 0)
    return Found(first, last, "DATE", calendar.part_of(stretch, side), basis, tells=True)


def same_of(scene: Scene, first: int, last: int) -> Found | None:
    """'The same month last year', 'the same quarter of 2008': the last told, in another year."""
    unit = scene.tokens.values[first + 2]
    point, _ = scene.anchor(unit)
    year, basis = tail_year(scene, first + 3, last)
    if point is None or year is None or scene.word(first + 1) != "same":
        return None
    if unit not in {"D", "M", "Q"} or point.month is None or (unit == "D" and not point.day):
        return None
    try:
        moved_to = replace(point, year=year)
    except InputError:
        return None
    return Found(first, last, "DATE", calendar.containing(moved_to, unit), basis, tells=True)

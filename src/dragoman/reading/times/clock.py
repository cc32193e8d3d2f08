"""Times of the clock and parts of the day, of the day told beside them."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model.when import Basis
from dragoman.reading.times import calendar
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.dates import day
from dragoman.reading.times.relative import dated, moved
from dragoman.reading.times.scene import Found, Scene
from dragoman.reading.times.tokens import lexicon


def clock_at(scene: Scene, first: int) -> tuple[str, int] | None:
    """A clock time that starts at a token: its 'T…' and the token after it."""
    raw, index, later = scene.word(first), first + 1, 0
    if scene.code(first, "noon"):
        body = scene.tokens.values[first]
    else:
        if scene.code(first, "cardinal"):
            raw = scene.tokens.values[first]
        if raw.endswith("m"):
            later = calendar.MONTHS_OF_YEAR if "p" in raw else 0
            midday = True
            raw = raw.rstrip("apm.")
        elif scene.code(index, "meridiem"):
            later, midday = int(scene.tokens.values[index]), True
            index += 1
        elif scene.code(index, "oclock"):
            midday = False
            index += 1
        else:
            midday = False
            if not scene.code(first, "clock") and not scene.code(index, "zone"):
                return None
        made = _clock(raw.replace(".", ":"), later, midday)
        if made is None:
            return None
        body = made
    suffix = ""
    if scene.code(index, "zone"):
        suffix = "Z" if scene.tokens.values[index] == "Z" else ""
        index += 1
    return f"T{body}{suffix}", index


def _clock(raw: str, later: int, halved: bool) -> str | None:
    """Hours and minutes in the 24-hour way; None where a clock shows no such time."""
    digits = raw.split(":")
    if not all(part.isdigit() for part in digits):
        return None
    if len(digits) == 1 and len(raw) == len("1400"):
        digits = [raw[:2], raw[2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if halved:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + later
    if hour > 24 or minute > 59:
        return None
    seconds = f":{digits[2]}" if len(digits) > 2 else ""
    return f"{hour:02d}:{minute:02d}{seconds}"


def clock(scene: Scene, first: int, last: int) -> Found | None:
    """'15:00 GMT', '9 a.m.', of the day told in the same sentence or beside it, else of publication."""
    made = clock_at(scene, first)
    if made is None:
        return None
    bare = scene.code(first, "clock") and last - first == 1 and scene.word(first)[-1].isdigit()
    if bare and scene.word(first - 1) not in lexicon().sets["asks"] | {"at", "about"}:
        return None
    at, basis = _day_beside(scene, last) or _day_for_clock(scene, first)
    value = f"{at.start}{made[0]}" if at else f"XXXX-XX-XX{made[0]}"
    stretch = replace(at, value=value) if at else Stretch(value)
    return Found(first, last, "TIME", stretch, basis)


def _day_beside(scene: Scene, last: int) -> tuple[Stretch, Basis] | None:
    """The day after a comma: '16:15 UTC, June 1st'."""
    after = last + 1
    if not scene.code(last, "comma"):
        return None
    if scene.code(after, "month") == scene.code(after + 1, "month"):
        return None
    if not (scene.code(after, "small", "ordnum") or scene.code(after + 1, "small", "ordnum")):
        return None
    found = day(scene, after, after + 2)
    return (found.stretch, found.basis) if found else None


def _day_for_clock(scene: Scene, first: int) -> tuple[Stretch | None, Basis]:
    told = scene.told
    if told and told.unit == "D" and scene.same_sentence(first):
        return told, Basis.INFERRED
    if scene.today:
        return calendar.of_day(scene.today), Basis.PUBLISHED
    return None, Basis.UNKNOWN


def tonight(scene: Scene, first: int, last: int) -> Found | None:
    """The night of today."""
    stretch, basis = moved(scene, "D", 0)
    return Found(first, last, "TIME", replace(stretch, value=stretch.value + "TNI"), basis)


def part(scene: Scene, first: int, last: int) -> Found | None:
    """'Monday night', 'this morning', 'last night', 'the evening of 5 June'."""
    where = scene.find("part", first, last)
    code = scene.tokens.values[where]
    start = first + scene.code(first, "early")
    at = dated(scene, where + 2, last) if where < last - 1 else dated(scene, start, where)
    if at:
        stretch, basis = at.stretch, at.basis
    else:
        turn = scene.word(where - 1)
        steps, told = {"this": (0, False), "last": (-1, False)}.get(turn, (None, True))
        if steps is None:
            if not scene.code(where - 1, "that", "prior", "next"):
                return None
            steps = (
                0 if scene.code(where - 1, "that") else -1 if scene.code(where - 1, "prior") else 1
            )
        stretch, basis = moved(scene, "D", steps, told=told)
    if scene.word(where).endswith("s") and scene.code(where - 1, "weekday"):
        day_of_week = scene.tokens.values[where - 1]
        return Found(first, last, "SET", Stretch(f"XXXX-WXX-{day_of_week}T{code}"))
    value = stretch.value if len(stretch.value) >= len("2011-01-01") else "XXXX-XX-XX"
    stretch = replace(stretch, value=f"{value}T{code}")
    return Found(first, last, "TIME", stretch, basis, tells=True)


def the_part(scene: Scene, first: int, last: int) -> Found | None:
    """'In the morning', 'during the night': of the day told in the sentence, else of publication."""
    if not scene.among("within", first - 1) or scene.word(last) == "of":
        return None
    at, basis = _day_for_clock(scene, first)
    value = f"{at.start if at else 'XXXX-XX-XX'}T{scene.tokens.values[last - 1]}"
    stretch = replace(at, value=value) if at else Stretch(value)
    return Found(first, last, "TIME", stretch, basis)


def clock_date(scene: Scene, first: int, last: int) -> Found | None:
    """'15:00 GMT on Monday', 'Tuesday at 9 a.m.'."""
    made = clock_at(scene, first)
    if made and made[1] < last:
        start = made[1] + 2 * scene.code(made[1], "local")
        start += scene.code(start, "on")
        at = dated(scene, start, last)
        moment = made[0]
    else:
        for index in range(first + 1, last):
            made = clock_at(scene, index)
            if made and made[1] == last:
                break
        else:
            return None
        end = index - 1 if scene.code(index - 1, "at") else index
        end -= scene.code(end - 1, "comma")
        at = dated(scene, first, end)
        moment = made[0]
        if scene.code(index - 1, "comma"):
            return at
    if at is None:
        return None
    stretch = replace(at.stretch, value=f"{at.stretch.value[:10]}{moment}")
    return Found(first, last, "TIME", stretch, at.basis, tells=True)


def clock_part(scene: Scene, first: int, last: int) -> Found | None:
    """'8:00 this morning', '10 p.m. on Monday night': the clock says more than the part of the day."""
    made = clock_at(scene, first)
    if made is None:
        return None
    told = part(scene, made[1] + scene.code(made[1], "on"), last)
    if told is None:
        return None
    value = f"{told.stretch.value.partition('T')[0]}{made[0]}"
    return replace(told, first=first, stretch=replace(told.stretch, value=value))

"""How long and how often: durations, sets, and days counted by them ('three days ago')."""

from __future__ import annotations

from dragoman.model.when import Basis
from dragoman.reading.times import calendar
from dragoman.reading.times.calendar import Stretch, length
from dragoman.reading.times.scene import Found, Scene

UNITS = ("unit", "year", "units", "cent", "quarter", "weekend")
BIGGEST = 10**12
"""Counts beyond this are no lengths of time."""


def _unit_at(scene: Scene, first: int, last: int) -> int:
    """The last token of a stretch that is a unit."""
    return max(k for k in range(first, last) if scene.code(k, *UNITS))


def count_of(scene: Scene, first: int, last: int) -> float | None:
    """The number that a length tells; None for 'several' and 'dozens of'."""
    total, seen = 0.0, False
    stroke = scene.find("stroke", first, last)
    if stroke >= 0:
        whole, above, below = (float(scene.word(k)) for k in (stroke - 2, stroke - 1, stroke + 1))
        return whole + above / below
    for index in range(first, last):
        raw = scene.tokens.values[index]
        if scene.code(index, "vague", "heap"):
            return None
        if scene.code(index, "half"):
            total, seen = (total + 0.5 if scene.code(index - 2, "and") else 0.5), True
        elif scene.code(index, "magnitude"):
            total, seen = (total or 1.0) * float(raw), True
        elif scene.code(index, "cardinal"):
            total, seen = total + float(raw), True
        elif scene.code(index, "small", "number", "yr"):
            try:
                total, seen = total + float(raw), True
            except ValueError:
                return None
        elif scene.code(index, "a") and not seen:
            total = total or 1.0
            seen = scene.code(index + 1, *UNITS)
    return total if 0 < total < BIGGEST else None


def _measure(scene: Scene, first: int, last: int) -> tuple[float | None, str]:
    """The count and the unit of a length."""
    return count_of(scene, first, last), scene.tokens.values[_unit_at(scene, first, last)]


def _value(count: float | None, unit: str) -> str:
    return (
        length(1, unit).replace("1", "X", 1).replace("X0", "X")
        if count is None
        else length(count, unit)
    )


def lasts(scene: Scene, first: int, last: int) -> Found | None:
    """'Two weeks', 'more than a year'; 'a year' after a number is how often."""
    count, unit = _measure(scene, first, last)
    if count is None and not any(scene.code(k, "vague", "heap") for k in range(first, last)):
        return None
    if scene.word(first - 1) == "as" and scene.code(first, "vague", "cardinal"):
        return None
    kind = "SET" if _rated(scene, first, last) else "DURATION"
    return Found(first, last, kind, Stretch(_value(count, unit)))


def compound(scene: Scene, first: int, last: int) -> Found | None:
    """'One hour and 20 minutes': the greater unit first."""
    cut = next(k for k in range(first, last) if scene.code(k, *UNITS)) + 1
    one, two = _measure(scene, first, cut), _measure(scene, cut + scene.code(cut, "and"), last)
    if one[0] is None or two[0] is None or one[1] == two[1]:
        return None
    value, rest = _value(one[0], one[1]), _value(two[0], two[1])
    joint = "PT" if value.startswith("PT") else "P"
    return Found(first, last, "DURATION", Stretch(value + rest.removeprefix(joint)))


def _rated(scene: Scene, first: int, last: int) -> bool:
    """'15 a year', '$3 billion a year', 'four barrels a day'."""
    if not (scene.code(first, "a") and last - first == 2):
        return False
    before = scene.word(first - 1)
    if before[:1].isdigit() or scene.code(first - 1, "magnitude", "cardinal", "once"):
        return True
    noun = before.isalpha() and not scene.among("closing", first - 1)
    earlier = scene.word(first - 2)
    return noun and (earlier[:1].isdigit() or scene.code(first - 2, "magnitude", "cardinal"))


def quarter_century(scene: Scene, first: int, last: int) -> Found | None:
    """'A quarter of a century'."""
    return Found(first, last, "DURATION", Stretch(length(0.25, scene.tokens.values[last - 1])))


def numbered(scene: Scene, first: int, last: int) -> Found | None:
    """'Fifty-year', 'a 12-year-old', 'decades-long', 'half-hour'."""
    where = _unit_at(scene, first, last)
    unit = scene.tokens.values[where]
    plural = scene.code(where, "units")
    count = 1.0 if where == first and not plural else count_of(scene, first, where)
    vague = plural or scene.code(first, "vague")
    if count is None and not vague:
        return None
    return Found(first, last, "DURATION", Stretch(_value(count, unit)))


def between(scene: Scene, first: int, last: int) -> Found | None:
    """'15-20 years', 'two to three weeks': the value is the first number's."""
    joint = next(k for k in range(first + 1, last) if scene.code(k, "dash", "to", "or"))
    count = count_of(scene, first, joint)
    unit = scene.tokens.values[_unit_at(scene, first, last)]
    return Found(first, last, "DURATION", Stretch(_value(count, unit))) if count else None


def two_lengths(scene: Scene, first: int, last: int) -> Found | None:
    """'Between 60 and 90 days': here the first of the two."""
    if scene.word(first - 1) != "between":
        return None
    joint = scene.find("and", first, last)
    count = count_of(scene, first, joint)
    if count is None:
        return None
    return Found(first, joint, "DURATION", Stretch(_value(count, scene.tokens.values[last - 1])))


def past_n(scene: Scene, first: int, last: int) -> Found | None:
    """'The past three months', 'the next few years', 'the first nine months'."""
    count, unit = _measure(scene, first, last)
    if scene.value("ordinal", first, last) not in {"", "1", "-1"}:
        return None
    return Found(first, last, "DURATION", Stretch(_value(count, unit)))


def recent_n(scene: Scene, first: int, last: int) -> Found | None:
    """'Recent months'."""
    return Found(first, last, "DURATION", Stretch(_value(None, scene.tokens.values[last - 1])))


def these(scene: Scene, first: int, last: int) -> Found | None:
    """'These days'."""
    if scene.word(last - 1) != "days":
        return None
    return Found(first, last, "DATE", Stretch("PRESENT_REF"))


def some(scene: Scene, first: int, last: int) -> Found | None:
    """'For years', 'months of war', 'hours after'."""
    if scene.among("brief", first) or scene.among("owned", first - 1):
        return None
    if scene.among("spanning", first - 1) or scene.code(last, "of", "before"):
        return Found(first, last, "DURATION", Stretch(_value(None, scene.tokens.values[first])))
    return None


def hence(scene: Scene, first: int, last: int) -> Found | None:
    """'Two weeks from now', 'a year from today'."""
    count, unit = _measure(scene, first, last)
    if count is None or scene.published is None or unit.startswith("T"):
        return Found(first, last, "DATE", Stretch("FUTURE_REF"))
    stretch = calendar.shift(scene.published, unit, count)
    return Found(first, last, "DATE", stretch, Basis.PUBLISHED, tells=True)


def word(scene: Scene, first: int, last: int) -> Found | None:
    """'Yearlong', 'monthlong'."""
    if scene.word(first) == "overnight":
        return None
    return Found(first, last, "DURATION", Stretch(scene.tokens.values[first]))


def ago(scene: Scene, first: int, last: int) -> Found | None:
    """'Three days ago' is a day, 'four months ago' a month, 'a year ago' a year."""
    count, unit = _measure(scene, first, last)
    if count is None:
        return Found(first, last, "DATE", Stretch("PAST_REF"))
    if scene.published is None:
        return Found(first, last, "DATE", calendar.unknown(unit))
    if unit.startswith("T"):
        return Found(first, last, "TIME", Stretch("PAST_REF"))
    stretch = calendar.shift(scene.published, unit, -count)
    return Found(first, last, "DATE", stretch, Basis.PUBLISHED, tells=True)


def later(scene: Scene, first: int, last: int) -> Found | None:
    """'Two weeks later', 'a year earlier': counted from the last date told."""
    count, unit = _measure(scene, first, last)
    point, basis = scene.anchor(unit)
    back = int(scene.tokens.values[last - 1]) < 0
    kind = "TIME" if unit.startswith("T") else "DATE"
    if count is None:
        return Found(first, last, kind, Stretch("PAST_REF" if back else "FUTURE_REF"))
    if kind == "TIME":
        return Found(first, last, kind, calendar.unknown(unit))
    if point is None:
        return Found(first, last, "DATE", calendar.unknown(unit))
    steps = -count if back else count
    told = scene.told
    if unit == "Y" and told and told.unit == "Q":
        stretch = calendar.shift(point, "Q", steps * 4)
    else:
        stretch = calendar.shift(point, unit, steps)
        if stretch.start is None and scene.published and back:
            stretch, basis = calendar.shift(scene.published, unit, steps), Basis.PUBLISHED
    return Found(first, last, "DATE", stretch, basis, tells=True)


def before(scene: Scene, first: int, last: int) -> Found | None:
    """'Two days before' where nothing follows; else only the length is told."""
    if scene.among("alone", last - 1) or scene.closed(last):
        return later(scene, first, last)
    return lasts(scene, first, last - 1)


def every(scene: Scene, first: int, last: int) -> Found | None:
    """'Every year', 'each Monday', 'every two weeks', 'every other day'."""
    end = last - 1
    value = scene.tokens.values[end]
    if scene.code(end, "weekday"):
        return Found(first, last, "SET", Stretch(f"XXXX-WXX-{value}"))
    if scene.code(end, "month"):
        return Found(first, last, "SET", Stretch(f"XXXX-{int(value):02d}"))
    if scene.code(end, "season"):
        return Found(first, last, "SET", Stretch(f"XXXX-{value}"))
    if scene.code(end, "part"):
        return Found(first, last, "SET", Stretch(f"XXXX-XX-XXT{value}"))
    count = 1.0
    if scene.code(first + 1, "vague"):
        return Found(first, last, "SET", Stretch(_value(None, value)))
    if last - first > 2:
        named = scene.code(first + 1, "other", "ordinal")
        count = (
            float(scene.tokens.values[first + 1]) if named else count_of(scene, first + 1, end) or 0
        )
    return Found(first, last, "SET", Stretch(length(count, value))) if count > 0 else None


def rate(scene: Scene, first: int, last: int) -> Found | None:
    """'Twice a year', 'per day'."""
    return Found(first, last, "SET", Stretch(length(1, scene.tokens.values[last - 1])))


def often(scene: Scene, first: int, last: int) -> Found | None:
    """'Daily', 'annual'; not in the names of papers, and not of a custom ('annual meeting')."""
    if scene.tokens.capital(first) and (
        scene.tokens.capital(last) or scene.tokens.capital(first - 1)
    ):
        return None
    gathering = scene.among("gathering", last) or scene.among("gathering", last + 1)
    if gathering and scene.among("custom", first):
        return None
    return Found(first, last, "SET", Stretch(scene.tokens.values[first]))


def weekdays(scene: Scene, first: int, last: int) -> Found | None:
    """'Mondays'."""
    return Found(first, last, "SET", Stretch(f"XXXX-WXX-{scene.tokens.values[first]}"))

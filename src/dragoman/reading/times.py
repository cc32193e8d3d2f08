"""Time expressions to TIMEX3 values and to stretches of days."""

from __future__ import annotations

import calendar
import re

from dragoman.errors import InputError
from dragoman.model.text import Span
from dragoman.model.when import PartialDate, When
from dragoman.reading.annotations import TimeMention

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_M = "|".join(name.capitalize() for name in MONTHS)
_PATTERN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\s?[-–]\s?(?P<d2>\d{{1,2}}) (?P<m0>{_M})(?: (?P<y0>\d{{4}}))?|(?P<d>\d{{1,2}}) (?P<m1>{_M})(?:,? (?P<y1>\d{{4}}))?|(?P<m2>{_M}) (?P<dd>\d{{1,2}})(?:,? (?P<y2>\d{{4}}))?(?!\d)|(?P<m3>{_M})(?: (?P<y3>\d{{4}}))?|(?P<y4>(?:19|20)\d{{2}}))\b"
)


def find_times(text: str, *, published: PartialDate | None) -> tuple[TimeMention, ...]:
    """Find times."""
    found = []
    for match in _PATTERN.finditer(text):
        g = match.groupdict()
        year = next((g[k] for k in ("y0", "y1", "y2", "y3", "y4") if g[k]), None)
        month = next((g[k] for k in ("m0", "m1", "m2", "m3") if g[k]), None)
        if year is None and published is None:
            continue
        if month in {"May", "March"} and match.group() == month and text[match.end():match.end()+1] == "":
            continue
        m = MONTHS[month.lower()] if month else None
        y = int(year) if year else published.year if not (m and published.month and m > published.month) else published.year - 1
        try:
            if g["d1"]:
                start, end = PartialDate(y, m, int(g["d1"])), PartialDate(y, m, int(g["d2"]))
            else:
                day = g["d"] or g["dd"]
                start = end = PartialDate(y, m, int(day) if day else None)
            when = When(start=start, end=end)
        except InputError:
            continue
        found.append(TimeMention(span=Span(start=match.start(), end=match.end()), text=match.group(), type="DATE", value=str(start), when=when))
    return tuple(found)

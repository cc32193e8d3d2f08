"""Where numbers and times stand on a chart, and how its axes are labelled."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.drawing.svg import SMALL, colour, room, tag, words

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Distances of ticks that readers count in, times a power of ten."""

SHORT = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k"))
"""Short forms of large numbers on an axis."""

_PERIOD = re.compile(r"(\d{4})-(?:(\d{2})|(Q\d))")
"""A month or a quarter, as records write them."""


def ticks(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round numbers that reach from below the lowest to above the highest value.

    Example:
        >>> ticks(0, 87)
        (0.0, 25.0, 50.0, 75.0, 100.0)
        >>> ticks(-3.2, 4)
        (-4.0, -2.0, 0.0, 2.0, 4.0)
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(nth * step, 10) + 0.0 for nth in range(first, last + 1))


def brief(value: float) -> str:
    """A number as short as an axis wants it.

    Example:
        >>> brief(-2.5), brief(1_500_000), brief(20_000_000_000), brief(0)
        ('−2.5', '1.5 m', '20 bn', '0')
    """
    size, sign = abs(value), "−" if value < 0 else ""
    for scale, word in SHORT:
        if size >= scale:
            return f"{sign}{size / scale:.4g}{word}"
    return f"{sign}{size:.4g}"


def period_words(label: str) -> str:
    """A period as readers write it; any other label as it is.

    Example:
        >>> period_words("2015-11"), period_words("2015-Q4"), period_words("2015")
        ('November 2015', 'Q4 2015', '2015')
    """
    found = _PERIOD.fullmatch(label)
    if not found:
        return label
    year, month, quarter = found.groups()
    return f"{calendar.month_name[int(month)] if month else quarter} {year}"


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign, the minus a true one.

    Example:
        >>> signed(-3.14), signed(2.0, 2)
        ('−3.1', '+2.00')
    """
    return f"{value:+.{digits}f}".replace("-", "−")


def number(count: int, things: str) -> str:
    """Count things whose plural ends in s.

    Example:
        >>> number(1, "events"), number(3, "events")
        ('1 event', '3 events')
    """
    return f"{count} {things.removesuffix('s') if count == 1 else things}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The field in which values are drawn.

    Args:
        steps: the ticks of the upright axis, rising.
        places: how many periods or groups stand side by side.
    """

    left: float
    right: float
    top: float
    bottom: float
    steps: tuple[float, ...]
    places: int

    @property
    def slot(self) -> float:
        """The width of one place."""
        return (self.right - self.left) / max(self.places, 1)

    def x(self, place: int) -> float:
        """The middle of a place."""
        return self.left + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """The height of a value."""
        low, high = self.steps[0], self.steps[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def grid(self) -> str:
        """Lines and numbers of the upright axis; the line of zero is the heavier one."""
        out = []
        for step in self.steps:
            y = self.y(step)
            ink = colour("soft") if step == 0 else colour("rule")
            out.append(tag("path", d=f"M{self.left:.1f} {y:.1f}H{self.right:.1f}", stroke=ink))
            out.append(words(brief(step), self.left - 6, y + SMALL / 3, text_anchor="end"))
        return "".join(out)

    def times(self, labels: Sequence[str], y: float) -> str:
        """Labels under the places, as many as fit: years where the places are parts of several years."""
        marks = _marked(labels)
        widest = max((room(text) for _, text in marks), default=0.0) + 10
        out, free = [], -math.inf
        for place, text in marks:
            x = self.x(place)
            if x - widest / 2 >= free:
                at = min(max(x, room(text) / 2), self.right - room(text) / 2 + 6)
                out.append(words(text, at, y, text_anchor="middle"))
                free = x + widest / 2
        return "".join(out)


def _marked(labels: Sequence[str]) -> list[tuple[int, str]]:
    found = [_PERIOD.fullmatch(label) for label in labels]
    years = [period[1] if period else "" for period in found]
    if len(set(years)) > 1:
        return [(n, y) for n, y in enumerate(years) if y and (n == 0 or y != years[n - 1])]
    return [
        (n, _short(period, with_year=n == 0) if period else label)
        for n, (label, period) in enumerate(zip(labels, found, strict=True))
    ]


def _short(period: re.Match[str], *, with_year: bool) -> str:
    """A month or a quarter in a few letters."""
    year, month, quarter = period.groups()
    text = calendar.month_abbr[int(month)] if month else quarter
    return f"{text} {year}" if with_year else text


def margin(steps: Sequence[float]) -> float:
    """How much room the numbers of the upright axis need."""
    return max(room(brief(step)) for step in steps) + 9

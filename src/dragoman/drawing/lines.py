"""Several values over time in one field, told apart by colour, dash and sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.drawing.axes import Frame, margin, period_words, signed, ticks
from dragoman.drawing.svg import (
    INKS,
    ROW,
    colour,
    legend,
    legend_rows,
    linked,
    picture,
    tag,
    tip,
)

HEIGHT, WIDTH = 240.0, 640.0

DASHES = (None, "6 3", "2 2.5", "9 3 2 3")
"""Of the lines, in the order of :data:`~dragoman.drawing.svg.INKS`: no line is told by its colour alone."""

SIGN = 2.7
"""Half the width of the sign at a value."""

CROWDED = 40
"""Periods from which values have no signs any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series.

    Args:
        values: one a label; None where there is none.
        tips: words for each value; made from the others where there are none.
    """

    name: str
    values: tuple[float | None, ...]
    tips: tuple[str, ...] = ()
    href: str = ""


def lines(
    labels: Sequence[str],
    series: Sequence[Line],
    *,
    title: str,
    describe: str,
    width: float = WIDTH,
) -> str:
    """Draw up to four values over time as an SVG text; a gap in one is a gap in its line.

    Args:
        labels: periods, in order.
        title: names the chart with its unit.
        describe: what a reader who does not see it should know.
        width: of the view box; draw for 340 what is shown on a telephone.

    Raises:
        ValueError: there is nothing to draw, a series has another length, or there are too many.
    """
    if not labels or not 1 <= len(series) <= len(INKS):
        raise ValueError(f"lines need labels and one to {len(INKS)} series, not {len(series)}")
    if any(len(line.values) != len(labels) for line in series):
        raise ValueError(f"each series needs a value for each of the {len(labels)} labels")
    known = [value for line in series for value in line.values if value is not None]
    steps = ticks(min(known, default=0.0), max(known, default=1.0), most=6)
    frame = Frame(
        left=margin(steps),
        right=width - 8,
        top=10,
        bottom=10 + HEIGHT,
        steps=steps,
        places=len(labels),
    )
    signs = [(_sample(nth), line.name) for nth, line in enumerate(series)]
    rows = len(legend_rows(signs, width - 8))
    base = frame.bottom + 18
    parts = [frame.grid()]
    parts += [part for nth, line in enumerate(series) for part in _line(nth, line, labels, frame)]
    parts += [frame.times(labels, base), legend(signs, left=4, right=width - 4, top=base + 14)]
    return picture(
        parts,
        size=(width, base + 20 + rows * ROW),
        title=title,
        describe=describe,
        kind="lines",
    )


def _sign(nth: int, x: float, y: float, inner: str = "") -> str:
    """A circle, a square, a triangle or a diamond."""
    ink, s = colour(INKS[nth]), SIGN
    if nth == 0:
        return tag("circle", inner, cx=x, cy=y, r=s, fill=ink)
    if nth == 1:
        return tag("rect", inner, x=x - s, y=y - s, width=2 * s, height=2 * s, fill=ink)
    top = f"M{x:.1f} {y - s - 0.8:.1f}"
    if nth == 2:
        return tag(
            "path", inner, d=f"{top}l{s + 0.8:.1f} {2 * s:.1f}h{-2 * s - 1.6:.1f}Z", fill=ink
        )
    half = s + 0.8
    shape = f"{top}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}l{-half:.1f} {-half:.1f}Z"
    return tag("path", inner, d=shape, fill=ink)


def _sample(nth: int) -> str:
    ink = colour(INKS[nth])
    line = tag("path", d="M0 5H15", stroke=ink, stroke_width=1.8, stroke_dasharray=DASHES[nth])
    return line + _sign(nth, 7.5, 5.0)


def _line(nth: int, line: Line, labels: Sequence[str], frame: Frame) -> Iterator[str]:
    ink = colour(INKS[nth])
    for told, group in groupby(enumerate(line.values), key=lambda item: item[1] is not None):
        run = [(place, value) for place, value in group if value is not None]
        if told and len(run) > 1:
            points = " ".join(f"{frame.x(n):.1f},{frame.y(v):.1f}" for n, v in run)
            yield tag(
                "polyline",
                points=points,
                fill="none",
                stroke=ink,
                stroke_width=1.8,
                stroke_dasharray=DASHES[nth],
            )
    if len(labels) > CROWDED:
        return
    for place, value in enumerate(line.values):
        if value is not None:
            usual = f"{line.name}, {period_words(labels[place])}: {signed(value, 2)}"
            said = line.tips[place] if line.tips else usual
            yield linked(_sign(nth, frame.x(place), frame.y(value), tip(said)), line.href)

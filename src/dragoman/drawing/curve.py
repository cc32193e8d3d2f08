"""A value over time, with its band, and beneath it how many events it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.drawing.axes import Frame, margin, number, period_words, signed, ticks
from dragoman.drawing.svg import (
    ROW,
    colour,
    hatch,
    legend,
    legend_rows,
    linked,
    picture,
    tag,
    tip,
    words,
)

PLOT, STRIP, WIDTH = 150.0, 30.0, 640.0
"""Heights of the field and of the strip of counts; the usual width."""

APART = 18.0
"""Between the field and the strip, so that their numbers are not read as one row."""

QUIET, UNREPORTED = "quiet", "unreported"
"""Bands of a period without a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One period of a curve.

    Args:
        label: the period, as in ``2015-11``, ``2015-Q4`` or ``2015``.
        value: None where there is none.
        low: lower end of the band around the value; None for no band.
        band: why there is no value: ``quiet`` or ``unreported``; nothing else is shaded.
        count: events that it rests on, drawn beneath.
        flag: words for a change worth a mark.
        tip: words for the period; made from the others where empty.
        href: address of what it rests on.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    band: str = ""
    count: int = 0
    flag: str = ""
    tip: str = ""
    href: str = ""

    @property
    def words(self) -> str:
        """What is read at the period."""
        if self.tip:
            return self.tip
        told = signed(self.value) if self.value is not None else self.band or "no value"
        return f"{period_words(self.label)}: {told}" + (f"; {self.flag}" if self.flag else "")


def curve(
    dots: Sequence[Dot],
    *,
    title: str,
    describe: str,
    counted: str = "events",
    width: float = WIDTH,
) -> str:
    """Draw a value over time as an SVG text.

    Stems run from zero to each value, so that a lone month shows as well as a long run; the line joins
    only neighbours. Quiet periods are shaded, unreported ones hatched.

    Args:
        dots: one a period, without gaps, in order of time.
        title: names the chart, as in 'Chile towards Peru, 2010 to 2019'.
        describe: what a reader who does not see it should know.
        counted: what the strip beneath counts; empty for no strip.
        width: of the view box; draw for 340 what is shown on a telephone.

    Raises:
        ValueError: there are no dots.
    """
    if not dots:
        raise ValueError("a curve needs at least one period")
    values = [v for d in dots for v in (d.value, d.low, d.high) if v is not None]
    steps = ticks(min(values, default=0.0), max(values, default=1.0))
    frame = Frame(
        left=margin(steps), right=width - 8, top=10, bottom=10 + PLOT, steps=steps, places=len(dots)
    )
    signs = tuple(_signs(dots, counted))
    rows = len(legend_rows(signs, width - 8))
    strip = STRIP + APART if counted and any(d.count for d in dots) else 0.0
    base = frame.bottom + strip + 18
    parts = [*_shades(dots, frame), frame.grid(), *_band(dots, frame), *_line(dots, frame)]
    if strip:
        parts += _counts(dots, frame, counted)
    parts += [_dot(dot, frame, place) for place, dot in enumerate(dots)]
    parts.append(frame.times([dot.label for dot in dots], base))
    parts.append(legend(signs, left=4, right=width - 4, top=base + 14))
    return picture(
        parts,
        size=(width, base + 20 + rows * ROW),
        title=title,
        describe=describe,
        definitions=(hatch("@un", colour("rule")),),
        kind="curve",
    )


def _signs(dots: Sequence[Dot], counted: str) -> Iterator[tuple[str, str]]:
    one = colour("one")
    if any(d.value is not None for d in dots):
        yield tag("circle", cx=7, cy=5, r=3.6, fill=one), "value"
    if any(d.flag for d in dots):
        ring = tag("circle", cx=7, cy=5, r=6, fill="none", stroke=colour("two"), stroke_width=1.8)
        yield ring + tag("circle", cx=7, cy=5, r=2.6, fill=one), "shift"
    box: dict[str, str | float | None] = {"width": 14.0, "height": 10.0, "stroke": colour("rule")}
    if any(d.band == QUIET for d in dots):
        yield tag("rect", fill=colour("quiet"), **box), "quiet: reported on, nothing told"
    if any(d.band == UNREPORTED for d in dots):
        yield tag("rect", fill="url(#@un)", **box), "hardly reported on"
    if counted and any(d.count for d in dots):
        yield tag("rect", x=4, width=6, height=10, fill=colour("soft"), fill_opacity=0.6), counted


def _shades(dots: Sequence[Dot], frame: Frame) -> Iterator[str]:
    fills = {QUIET: colour("quiet"), UNREPORTED: "url(#@un)"}
    for band, group in groupby(enumerate(dots), key=lambda item: item[1].band):
        places = [place for place, _ in group]
        if band in fills:
            x = frame.x(places[0]) - frame.slot / 2
            yield tag(
                "rect",
                x=x,
                y=frame.top,
                width=frame.slot * len(places),
                height=frame.bottom - frame.top,
                fill=fills[band],
            )


def _runs(dots: Sequence[Dot]) -> Iterator[list[tuple[int, Dot]]]:
    for told, group in groupby(enumerate(dots), key=lambda item: item[1].value is not None):
        if told:
            yield list(group)


def _band(dots: Sequence[Dot], frame: Frame) -> Iterator[str]:
    for run in _runs(dots):
        held = [(n, d.low, d.high) for n, d in run if d.low is not None and d.high is not None]
        if len(held) < 2:
            continue
        over = " ".join(f"{frame.x(n):.1f},{frame.y(high):.1f}" for n, _, high in held)
        under = " ".join(f"{frame.x(n):.1f},{frame.y(low):.1f}" for n, low, _ in reversed(held))
        yield tag("polygon", points=f"{over} {under}", fill=colour("band"), fill_opacity=0.7)


def _line(dots: Sequence[Dot], frame: Frame) -> Iterator[str]:
    one = colour("one")
    for run in _runs(dots):
        if len(run) > 1:
            points = " ".join(
                f"{frame.x(n):.1f},{frame.y(d.value):.1f}" for n, d in run if d.value is not None
            )
            yield tag("polyline", points=points, fill="none", stroke=one, stroke_width=1.8)


def _counts(dots: Sequence[Dot], frame: Frame, counted: str) -> Iterator[str]:
    most = max(dot.count for dot in dots)
    bottom = frame.bottom + APART - 2 + STRIP
    wide = max(min(frame.slot - 1.5, 14.0), 1.0)
    yield tag("path", d=f"M{frame.left:.1f} {bottom:.1f}H{frame.right:.1f}", stroke=colour("rule"))
    yield words(str(most), frame.left - 6, bottom - STRIP + 11, text_anchor="end")
    for place, dot in enumerate(dots):
        if dot.count:
            high = max(dot.count / most * STRIP, 1.5)
            yield tag(
                "rect",
                tip(f"{period_words(dot.label)}: {number(dot.count, counted)}"),
                x=frame.x(place) - wide / 2,
                y=bottom - high,
                width=wide,
                height=high,
                fill=colour("soft"),
                fill_opacity=0.6,
            )


def _dot(dot: Dot, frame: Frame, place: int) -> str:
    if dot.value is None:
        return ""
    x, y, zero = frame.x(place), frame.y(dot.value), frame.y(0.0)
    radius = min(max(frame.slot / 2.6, 1.6), 3.6)
    one = colour("one")
    stem = tag("path", d=f"M{x:.1f} {zero:.1f}V{y:.1f}", stroke=one, stroke_opacity=0.45)
    ring = ""
    if dot.flag:
        ring = tag(
            "circle",
            cx=x,
            cy=y,
            r=radius + 3.2,
            fill="none",
            stroke=colour("two"),
            stroke_width=1.8,
        )
    mark = tag("circle", cx=x, cy=y, r=radius, fill=one)
    return linked(tag("g", tip(dot.words) + stem + ring + mark), dot.href)

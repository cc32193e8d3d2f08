"""Amounts by year or by group, side by side; and rows of one length each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.drawing.axes import Frame, brief, margin, period_words, ticks
from dragoman.drawing.curve import WIDTH
from dragoman.drawing.svg import (
    INKS,
    ROW,
    SMALL,
    colour,
    hatch,
    legend,
    legend_rows,
    linked,
    picture,
    room,
    tag,
    tip,
    words,
)

HEIGHT = 150.0
WIDEST = 30.0
"""Width of a bar at most: two bars should not look like walls."""

NUMBERED = 26.0
"""Width of a bar from which its number stands above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One amount.

    Args:
        value: None where none is known: a gap, not a zero.
        top: the upper end where the amount is a range or told differently.
        planned: a target, drawn as an outline.
        tip: words for it; the number where empty.
        href: address of what it rests on.
    """

    value: float | None
    top: float | None = None
    planned: bool = False
    tip: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One series of bars: its name, and a bar for each label of the chart."""

    name: str
    bars: tuple[Bar, ...]


def bars(
    labels: Sequence[str],
    groups: Sequence[Group],
    *,
    title: str,
    describe: str,
    write: Callable[[float], str] = brief,
    width: float = WIDTH,
) -> str:
    """Draw amounts by label as an SVG text; of several series the bars stand side by side.

    Args:
        labels: years or names, in order.
        groups: up to four series, each with as many bars as there are labels.
        title: names the chart with its unit, as in 'Trade of Chile and Peru, dollars'.
        describe: what a reader who does not see it should know.
        write: how a number is written.
        width: of the view box; draw for 340 what is shown on a telephone.

    Raises:
        ValueError: there is nothing to draw, a series has another length, or there are too many.
    """
    if not labels or not groups or len(groups) > len(INKS):
        raise ValueError(f"bars need labels and one to {len(INKS)} series, not {len(groups)}")
    if any(len(group.bars) != len(labels) for group in groups):
        raise ValueError(f"each series needs a bar for each of the {len(labels)} labels")
    known = [v for g in groups for b in g.bars for v in (b.value, b.top) if v is not None]
    steps = ticks(min(known, default=0.0), max(known, default=1.0))
    frame = Frame(
        left=margin(steps),
        right=width - 8,
        top=16,
        bottom=16 + HEIGHT,
        steps=steps,
        places=len(labels),
    )
    signs = tuple(_signs(groups))
    rows = len(legend_rows(signs, width - 8))
    base = frame.bottom + 18
    parts = [frame.grid(), *_bars(groups, labels, frame, write), frame.times(labels, base)]
    parts.append(legend(signs, left=4, right=width - 4, top=base + 14))
    return picture(
        parts,
        size=(width, base + 20 + rows * ROW),
        title=title,
        describe=describe,
        definitions=tuple(_patterns()),
        kind="bars",
    )


def _patterns() -> Iterator[str]:
    for nth, ink in enumerate(INKS):
        yield hatch(f"@{ink}", colour(ink), slope=1 if nth % 2 else -1, gap=4.0, width=2.4)


def _look(nth: int, *, planned: bool) -> dict[str, str | float | None]:
    """Whole colour for the first series, hatched for the second and so on; a plan is an outline."""
    ink = INKS[nth]
    fill = colour(ink) if nth == 0 else f"url(#@{ink})"
    dashes = "3 2" if planned else None
    return {
        "fill": "none" if planned else fill,
        "stroke": colour(ink),
        "stroke_width": 1.2,
        "stroke_dasharray": dashes,
    }


def _signs(groups: Sequence[Group]) -> Iterator[tuple[str, str]]:
    for nth, group in enumerate(groups):
        yield tag("rect", width=13, height=10, **_look(nth, planned=False)), group.name
    if any(bar.planned for group in groups for bar in group.bars):
        yield tag("rect", width=13, height=10, **_look(0, planned=True)), "target"
    if any(bar.top is not None for group in groups for bar in group.bars):
        stroke = colour("ink")
        yield tag("path", d="M6 0V10M3 0H9M3 10H9", stroke=stroke), "range told"


def _bars(
    groups: Sequence[Group],
    labels: Sequence[str],
    frame: Frame,
    write: Callable[[float], str],
) -> Iterator[str]:
    wide = min(frame.slot * 0.8 / len(groups), WIDEST)
    for nth, group in enumerate(groups):
        for place, bar in enumerate(group.bars):
            if bar.value is None:
                continue
            x = frame.x(place) + (nth - len(groups) / 2) * wide
            told = bar.tip or f"{group.name}, {period_words(labels[place])}: {write(bar.value)}"
            yield linked(tag("g", tip(told) + _bar(bar, frame, x, wide, nth, write)), bar.href)


def _bar(
    bar: Bar, frame: Frame, x: float, wide: float, nth: int, write: Callable[[float], str]
) -> str:
    value = bar.value or 0.0
    y, zero = frame.y(value), frame.y(0.0)
    out = tag(
        "rect",
        x=x + 0.7,
        y=min(y, zero),
        width=max(wide - 1.4, 1.0),
        height=max(abs(zero - y), 1.0),
        **_look(nth, planned=bar.planned),
    )
    top = y
    if bar.top is not None:
        top = frame.y(bar.top)
        middle, end = x + wide / 2, 3.0
        reach = f"M{middle - end:.1f} {top:.1f}H{middle + end:.1f}M{middle:.1f} {top:.1f}V{y:.1f}"
        out += tag("path", d=reach, stroke=colour("ink"))
    label = write(value)
    if wide >= NUMBERED or frame.slot >= room(label) + 4 > wide:
        above = min(top, zero) - 4
        out += words(label, x + wide / 2, above, text_anchor="middle", fill=colour("ink"))
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """One row: a name, a size, and what is written at its end."""

    name: str
    value: float
    words: str = ""
    href: str = ""


def lengths(
    rows: Sequence[Length],
    *,
    title: str,
    describe: str,
    write: Callable[[float], str] = brief,
    width: float = WIDTH,
) -> str:
    """Draw rows of bars, one a name; sizes below zero run to the left.

    Raises:
        ValueError: there are no rows.
    """
    if not rows:
        raise ValueError("a chart of lengths needs at least one row")
    told = [row.words or write(row.value) for row in rows]
    left = min(max(room(row.name) for row in rows) + 10, width * 0.45)
    right = width - max(room(text) for text in told) - 12
    low, high = min(0.0, *(r.value for r in rows)), max(0.0, *(r.value for r in rows))
    spread = (high - low) or 1.0
    line, thick = 22.0, 11.0

    def x(value: float) -> float:
        return left + (value - low) / spread * (right - left)

    out = []
    for nth, (row, text) in enumerate(zip(rows, told, strict=True)):
        y = 6 + nth * line
        start, end = sorted((x(0.0), x(row.value)))
        ink = colour("one") if row.value >= 0 else "url(#@two)"
        bar = tag("rect", x=start, y=y, width=max(end - start, 1.0), height=thick, fill=ink)
        name = words(row.name, 0, y + SMALL - 1.5, fill=colour("ink"))
        label = words(text, x(max(row.value, 0.0)) + 5, y + SMALL - 1.5)
        out.append(linked(tag("g", tip(f"{row.name}: {text}") + bar + name + label), row.href))
    zero = x(0.0)
    height = 6 + len(rows) * line
    out.append(tag("path", d=f"M{zero:.1f} 2V{height - 6:.1f}", stroke=colour("soft")))
    return picture(
        out,
        size=(width, height),
        title=title,
        describe=describe,
        definitions=tuple(_patterns()),
        kind="lengths",
    )

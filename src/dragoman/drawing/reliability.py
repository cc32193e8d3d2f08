"""How often what was forecast came: probabilities against shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.drawing.axes import number
from dragoman.drawing.svg import ROW, colour, legend, legend_rows, picture, tag, tip, words

SIDE, LEFT, TOP = 300.0, 44.0, 12.0
"""Length of each axis; room for the words beside and above."""

SMALLEST, LARGEST = 3.0, 11.0
"""Radii of the dots of the fewest and the most forecasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenth:
    """Forecasts of about one probability.

    Args:
        mean: of the probabilities.
        share: of those that came.
        low: lower end of the interval of the share.
        high: its upper end.
    """

    mean: float
    share: float
    low: float
    high: float
    count: int


def reliability(tenths: Sequence[Tenth], *, title: str, describe: str) -> str:
    """Draw a reliability diagram as an SVG text: on the diagonal, what was said came as often as said.

    Args:
        tenths: forecasts by probability; empty ones left out.

    Raises:
        ValueError: there are no forecasts.
    """
    if not tenths:
        raise ValueError("a reliability diagram needs at least one forecast")
    signs = (
        (tag("circle", cx=7, cy=5, r=4, fill=colour("one")), "share that came, larger for more"),
        (tag("path", d="M7 0V10", stroke=colour("one")), "95% interval"),
        (tag("path", d="M1 10L13 0", stroke=colour("soft"), stroke_dasharray="4 3"), "as said"),
    )
    width = LEFT + SIDE + 16
    base = TOP + SIDE + 36
    rows = len(legend_rows(signs, width - 8))
    parts = [*_grid(), *_dots(tenths), legend(signs, left=4, right=width - 4, top=base + 8)]
    return picture(
        parts,
        size=(width, base + 14 + rows * ROW),
        title=title,
        describe=describe,
        kind="reliability",
    )


def _at(probability: float, share: float) -> tuple[float, float]:
    return LEFT + probability * SIDE, TOP + (1 - share) * SIDE


def _grid() -> Iterator[str]:
    for n in range(0, 11, 2):
        (x, y), label = _at(n / 10, n / 10), f"{n * 10}%"
        yield tag("path", d=f"M{LEFT} {y:.1f}h{SIDE}", stroke=colour("rule"), fill="none")
        yield words(label, LEFT - 6, y + 4, text_anchor="end")
        yield words(label, x, TOP + SIDE + 16, text_anchor="middle")
    yield words("forecast", LEFT + SIDE, TOP + SIDE + 32, text_anchor="end")
    (x0, y0), (x1, y1) = _at(0, 0), _at(1, 1)
    yield tag(
        "path",
        d=f"M{x0} {y0}L{x1} {y1}",
        stroke=colour("soft"),
        stroke_dasharray="4 3",
        fill="none",
    )


def _dots(tenths: Sequence[Tenth]) -> Iterator[str]:
    most = max(tenth.count for tenth in tenths)
    for tenth in tenths:
        x, y = _at(tenth.mean, tenth.share)
        _, low = _at(tenth.mean, tenth.low)
        _, high = _at(tenth.mean, tenth.high)
        radius = SMALLEST + (LARGEST - SMALLEST) * (tenth.count / most) ** 0.5
        said = f"{tenth.mean:.0%} said, {tenth.share:.0%} came, {number(tenth.count, 'forecasts')}"
        bar = tag("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", stroke=colour("one"), fill="none")
        dot = tag("circle", cx=x, cy=y, r=radius, fill=colour("one"), fill_opacity="0.75")
        yield tag("g", tip(said) + bar + dot)

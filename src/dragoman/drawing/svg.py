"""Pieces of an SVG text: escaped, coloured by variables, named for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from dragoman.model.ids import short

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1d1f21",
        "soft": "#575c61",
        "rule": "#d3d0c8",
        "paper": "#ffffff",
        "one": "#0b5c9a",
        "two": "#b4500b",
        "three": "#00705a",
        "four": "#7a4a8c",
        "quiet": "#efece4",
        "band": "#c9dcec",
    }
)
"""Colours of a chart on white: those of a page that sets no ``--chart-...`` variables, and of print.

The first two are told apart with any colour vision; every series has a pattern besides.
"""

INKS = ("one", "two", "three", "four")
"""Colours of the series of one chart, in order."""

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"

SMALL = 11.5
"""Size of all words in a chart.

Units:
    Those of the view box, which are pixels where a chart stands at its own width.
"""

GLYPH = 0.53
"""Width of a letter as a share of its size, on average over a label."""

_SPECIAL = re.compile(r"[<>&\"\n\r\t]")
"""What cannot stand in an attribute as it is; charts have thousands, and few of these."""

_VARIABLE = re.compile(r"var\(--chart-([a-z]+), ?(#[0-9a-f]{6})\)")


def colour(name: str) -> str:
    """A colour that a page may set as ``--chart-NAME``; else the one of :data:`LIGHT`."""
    return f"var(--chart-{name}, {LIGHT[name]})"


def room(text: str, size: float = SMALL) -> float:
    """How wide a text is, near enough to place labels."""
    return len(text) * size * GLYPH


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def tag(name: str, inner: str = "", /, **attributes: str | float | None) -> str:
    """Write an element; numbers are rounded, ``_`` in a name stands for ``-``, None is left out."""
    parts = []
    for key, value in attributes.items():
        if value is None:
            continue
        if isinstance(value, str):
            text = quoteattr(value) if _SPECIAL.search(value) else f'"{value}"'
        else:
            text = '"' + f"{value:.1f}".removesuffix(".0") + '"'
        parts.append(f" {_name(key)}={text}")
    return f"<{name}{''.join(parts)}>{inner}</{name}>" if inner else f"<{name}{''.join(parts)}/>"


def words(text: str, x: float, y: float, **attributes: str | float | None) -> str:
    """Write a label."""
    given: dict[str, str | float | None] = {"fill": colour("soft"), "font_size": SMALL}
    return tag("text", escape(text), x=x, y=y, **{**given, **attributes})


def tip(text: str) -> str:
    """What a pointer shows, and a screen reader reads, at a part of a chart."""
    return tag("title", escape(text)) if text else ""


def linked(inner: str, href: str) -> str:
    """Make a part of a chart a link where it has an address."""
    return tag("a", inner, href=href) if href else inner


def hatch(name: str, ink: str, *, slope: int = 1, gap: float = 5.0, width: float = 1.4) -> str:
    """A pattern of slanted lines, so that no series is told by its colour alone."""
    line = tag("path", d=f"M0 0V{gap}", stroke=ink, stroke_width=width)
    return tag(
        "pattern",
        line,
        id=name,
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({45 * slope})",
    )


def picture(
    parts: Iterable[str],
    *,
    size: tuple[float, float],
    title: str,
    describe: str,
    definitions: Iterable[str] = (),
    kind: str,
) -> str:
    """Put a chart together.

    Its words and its links are read as such; the title and the description name it. Ids come from the
    content, so that several charts stand on one page.

    Args:
        size: width and height of the view box.
        kind: what a style sheet can hold on to, as ``chart-KIND``.
    """
    width, height = size
    inner = "".join(parts)
    name = short("g", title, describe, inner, str(size))
    inner = inner.replace("#@", f"#{name}-")
    defined = "".join(definitions).replace('id="@', f'id="{name}-')
    linked_parts = "<a " in inner
    return tag(
        "svg",
        tag("title", escape(title), id=f"{name}-t")
        + tag("desc", escape(describe), id=f"{name}-d")
        + (tag("defs", defined) if defined else "")
        + inner,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{kind}",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=width,
        height=height,
        role="group" if linked_parts else "img",
        aria_labelledby=f"{name}-t {name}-d",
        font_family=FONT,
    )


def printed(svg: str, colours: Mapping[str, str] = LIGHT) -> str:
    """Write plain colours in place of variables, for what knows none: PDF, e-mail, a file by itself."""
    return _VARIABLE.sub(lambda found: colours.get(found[1], found[2]), svg)


def legend(entries: Iterable[tuple[str, str]], *, left: float, right: float, top: float) -> str:
    """Write what signs mean, in as many rows as they need; see :func:`legend_rows`."""
    out, rows = [], legend_rows(entries, right - left)
    for nth, row in enumerate(rows):
        x, y = left, top + nth * ROW
        for swatch, text in row:
            out.append(tag("g", swatch, transform=f"translate({x:.1f} {y:.1f})"))
            out.append(words(text, x + SWATCH, y + 9))
            x += SWATCH + room(text) + APART
    return "".join(out)


ROW = 17.0
SWATCH = 19.0
APART = 14.0


def legend_rows(
    entries: Iterable[tuple[str, str]], width: float
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Break signs and their words into rows that fit a width."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for swatch, text in entries:
        need = SWATCH + room(text) + APART
        if rows[-1] and used + need - APART > width:
            rows.append([])
            used = 0.0
        rows[-1].append((swatch, text))
        used += need
    return tuple(tuple(row) for row in rows)

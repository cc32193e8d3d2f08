"""A paper in print: PDF, and its pages as pictures."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from dragoman.drawing import printed
from dragoman.errors import Unavailable
from dragoman.model.digests import Chart, Line, Source
from dragoman.model.papers import Block, Lines, Paper, Section, Table
from dragoman.printing.words import flat, is_marked, mark_of, source_words

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = dict[str, Any]

TEMPLATE = files("dragoman.printing") / "templates" / "paper.typ"

PIXELS = 110.0
"""Resolution of pictures of pages.

Units:
    Pixels an inch.
"""

LONG = 20
"""Characters of a cell from which its column takes a share of the width and does not follow its words."""


LONGEST = 160
"""Characters beyond which a longer cell gives its column no more of the width."""


def _line(line: Line) -> Json:
    shape, word = mark_of(line)
    return {
        "when": line.when,
        "text": line.text,
        "own": line.own,
        "mark": word if is_marked(line) else "",
        "shape": shape,
        "sources": line.sources,
        "versions": [{"text": v.text, "sources": v.sources} for v in line.versions],
    }


def _widths(table: Table) -> list[int]:
    """Shares of the width by column, 0 for one that is as wide as its words; the last are the sources."""
    longest = [
        max((len(row.cells[nth]) for row in table.rows), default=0)
        for nth in range(len(table.columns))
    ]
    wide = [0 if most < LONG else round(min(most, LONGEST) ** 0.5) for most in longest]
    cited = max((len(row.sources) for row in table.rows), default=0)
    if any(wide):
        return [*wide, 3 if cited > 2 else 0]
    return [2, *(1 for _ in table.columns[1:]), 2]


def _table(table: Table, under: str) -> Json:
    return {
        "sort": "table",
        "title": table.title,
        "under": under,
        "columns": table.columns,
        "numbers": sorted(table.numbers),
        "widths": _widths(table),
        "rows": [{"cells": row.cells, "sources": row.sources} for row in table.rows],
        "note": table.note,
    }


class _Layout:
    """What the template reads, and the files beside it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def _chart(self, chart: Chart) -> Json:
        name = f"chart-{len(self.files)}.svg"
        self.files[name] = printed(chart.wide).encode()
        return {
            "sort": "chart",
            "file": name,
            "title": chart.title,
            "describe": chart.describe,
            "sources": chart.sources,
        }

    def _block(self, block: Block, under: str) -> Json:
        if isinstance(block, Lines):
            lines = [_line(line) for line in block.lines]
            return {"sort": "lines", "heading": block.heading, "lines": lines}
        return _table(block, under) if isinstance(block, Table) else self._chart(block)

    def section(self, section: Section, place: str) -> Json:
        """One section with its blocks."""
        return {
            "place": place,
            "heading": section.heading,
            "opening": _line(section.opening) if section.opening else None,
            "blocks": [self._block(block, section.heading) for block in section.blocks],
            "note": section.note,
        }


def _source(source: Source) -> Json:
    return {
        "number": source.number,
        "quote": flat(source.evidence.quote),
        "from": source_words(source) + ".",
    }


def _inputs(paper: Paper) -> Mapping[str, bytes]:
    layout = _Layout()
    data = {
        "id": paper.id,
        "kicker": paper.kicker,
        "title": paper.title,
        "period": paper.period,
        "made": paper.made,
        "nothing": paper.nothing,
        "done": paper.done,
        "cite": paper.cite,
        "sections": [layout.section(s, f"p{n}") for n, s in enumerate(paper.sections, 1)],
        "sources": [_source(source) for source in paper.sources],
    }
    return {
        "main": TEMPLATE.read_bytes(),
        "paper.json": json.dumps(data, ensure_ascii=False).encode(),
        **layout.files,
    }


def _compiled(paper: Paper, format: Literal["pdf", "png"]) -> list[bytes]:
    try:
        import typst
    except ImportError as error:
        raise Unavailable("the typesetter of PDF", extra="pdf") from error
    # Only the typesetter's own fonts: a page looks the same on every machine.
    # A mapping of files is what it takes, though its stubs know only one file.
    inputs: Any = dict(_inputs(paper))
    standard: Any = "ua-1" if format == "pdf" else []
    made: Any = typst.compile(
        inputs,
        format=format,
        ignore_system_fonts=True,
        ppi=PIXELS,
        timestamp=0,
        pdf_standards=standard,
    )
    pages = made if isinstance(made, list) else [made]
    return [bytes(page) for page in pages if page is not None]


def to_pdf(paper: Paper) -> bytes:
    """Typeset a paper as PDF; the same paper gives the same bytes.

    Raises:
        Unavailable: the typesetter is not installed.
    """
    return _compiled(paper, "pdf")[0]


def to_pictures(paper: Paper) -> list[bytes]:
    """Typeset a paper as one PNG a page.

    Raises:
        Unavailable: the typesetter is not installed.
    """
    return _compiled(paper, "png")

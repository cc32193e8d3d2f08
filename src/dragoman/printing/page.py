"""A paper as one self-contained page."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.model.digests import Chart, Line, Source, Version
from dragoman.model.papers import Block, Lines, Paper, Section, Table
from dragoman.printing.words import (
    MARKS,
    flat,
    is_marked,
    mark_name,
    mark_of,
    source_words,
)
from dragoman.wording.prose import date_words, split_stop

if TYPE_CHECKING:
    from jinja2 import Template

Json = dict[str, Any]

TEMPLATES = files("dragoman.printing") / "templates"


class _Cites:
    """Gives each citing place an address of its own, so that a source can point back to it."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = {source.number: source for source in sources}
        self.places: dict[int, list[str]] = defaultdict(list)

    def cite(self, numbers: tuple[int, ...]) -> list[Json]:
        found = []
        for number in numbers:
            source = self._sources[number]
            place = f"r{number}-{len(self.places[number]) + 1}"
            self.places[number].append(place)
            tip = f"{source_words(source)}: “{flat(source.evidence.quote)}”"
            found.append({"number": number, "place": place, "tip": tip})
        return found


def _version(version: Version, cites: _Cites) -> Json:
    return {"text": version.text, "cites": cites.cite(version.sources)}


def _line(line: Line, cites: _Cites) -> Json:
    body, stop = split_stop(line.text)
    versions = [_version(version, cites) for version in line.versions]
    return {
        "when": line.when,
        "body": body,
        "stop": stop,
        "own": line.own,
        "mark": mark_name(line),
        "word": mark_of(line)[1],
        "marked": is_marked(line),
        "versions": versions,
        "cites": [] if versions else cites.cite(line.sources),
    }


def _table(table: Table, cites: _Cites) -> Json:
    return {
        "sort": "table",
        "title": table.title,
        "columns": [
            {"name": name, "number": nth in table.numbers} for nth, name in enumerate(table.columns)
        ],
        "rows": [
            {
                "cells": [
                    {"text": cell, "number": nth in table.numbers}
                    for nth, cell in enumerate(row.cells)
                ],
                "cites": cites.cite(row.sources),
            }
            for row in table.rows
        ],
        "note": table.note,
    }


def _chart(chart: Chart, cites: _Cites) -> Json:
    from markupsafe import Markup

    body, stop = split_stop(chart.describe)
    return {
        "sort": "chart",
        "title": chart.title,
        # Our own drawing: every word in it is escaped where it is drawn.
        "wide": Markup(chart.wide),
        "narrow": Markup(chart.narrow),
        "body": body,
        "stop": stop,
        "cites": cites.cite(chart.sources),
        "note": chart.note,
    }


def _block(block: Block, cites: _Cites, under: str) -> Json:
    if isinstance(block, Table):
        return {**_table(block, cites), "repeats": block.title == under}
    if isinstance(block, Lines):
        lines = [_line(line, cites) for line in block.lines]
        return {"sort": "lines", "name": block.heading, "lines": lines}
    return _chart(block, cites)


def _section(section: Section, cites: _Cites, place: str) -> Json:
    return {
        "place": place,
        "heading": section.heading,
        "opening": _line(section.opening, cites) if section.opening else None,
        "count": section.count,
        "blocks": [_block(block, cites, section.heading) for block in section.blocks],
        "note": section.note,
    }


def _source(source: Source, cites: _Cites) -> Json:
    return {
        "number": source.number,
        "quote": flat(source.evidence.quote),
        "publisher": source.publisher,
        "title": source.title or source.doc,
        "published": date_words(source.published) if source.published else "undated",
        "iso": str(source.published or ""),
        "claim": source.claim,
        "places": cites.places[source.number],
    }


@cache
def template(name: str) -> Template:
    """A template of this package; what is put into it is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((TEMPLATES / name).read_text("utf-8"))


def parts(paper: Paper) -> Json:
    """Sections and sources as templates want them; every citing place has an address of its own."""
    cites = _Cites(paper.sources)
    sections = [_section(s, cites, f"p{n}") for n, s in enumerate(paper.sections, 1)]
    sources = [_source(source, cites) for source in paper.sources]
    return {"paper": paper, "sections": sections, "sources": sources}


def to_html(paper: Paper) -> str:
    """Write a paper as one HTML page that needs nothing beside itself."""
    from markupsafe import Markup

    return template("paper.html.j2").render(
        # The style sheet is ours, part of the package; it holds nothing that was read.
        style=Markup((TEMPLATES / "paper.css").read_text("utf-8")),
        **parts(paper),
        marks=[(status.value, word) for status, (_, word) in MARKS.items()],
    )

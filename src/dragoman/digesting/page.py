"""A digest as one self-contained page, and as plain JSON."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dragoman.digesting.markdown import (
    DISPUTED,
    DONE,
    GROUPS,
    MARKS,
    cite_words,
    made_of,
    mark_of,
    period_words,
    plural,
    source_words,
)
from dragoman.model.claims import Status
from dragoman.model.digests import Digest, Entry, Line, LineKind, Source, Version
from dragoman.model.ids import short
from dragoman.wording.prose import date_words, split_stop

if TYPE_CHECKING:
    from jinja2 import Template

Json = dict[str, Any]

TEMPLATES = files("dragoman.digesting") / "templates"

DISPUTE_MARK = "disputed"
"""Name of the mark of a contradiction, beside the names of the statuses."""


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
            tip = f"{source_words(source)}: “{' '.join(source.evidence.quote.split())}”"
            found.append({"number": number, "place": place, "tip": tip})
        return found


def _version(version: Version, cites: _Cites) -> Json:
    return {"text": version.text, "cites": cites.cite(version.sources)}


def _line(line: Line, cites: _Cites) -> Json:
    body, stop = split_stop(line.text)
    disputed = line.kind is LineKind.DISPUTE
    versions = [_version(version, cites) for version in line.versions]
    return {
        "body": body,
        "stop": stop,
        "mark": DISPUTE_MARK if disputed else line.status.value,
        "word": mark_of(line)[1],
        "plain": line.status is Status.ACTUAL and not disputed,
        "versions": versions,
        "cites": [] if versions else cites.cite(line.sources),
    }


def _entry(entry: Entry, cites: _Cites, place: str) -> Json:
    return {
        "place": place,
        "heading": entry.heading,
        "opening": _line(entry.opening, cites),
        "count": 1 + len(entry.lines),
        "groups": [
            {
                "name": GROUPS[kind],
                "kind": kind.value,
                "lines": [_line(line, cites) for line in lines],
            }
            for kind, lines in groupby(entry.lines, key=lambda line: line.kind)
        ],
        "left_out": plural(entry.left_out, "line") if entry.left_out else "",
    }


def _source(source: Source, cites: _Cites) -> Json:
    return {
        "number": source.number,
        "quote": " ".join(source.evidence.quote.split()),
        "publisher": source.publisher,
        "title": source.title or source.doc,
        "published": date_words(source.published) if source.published else "undated",
        "iso": str(source.published or ""),
        "claim": source.claim,
        "places": cites.places[source.number],
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((TEMPLATES / "digest.html.j2").read_text("utf-8"))


def to_html(digest: Digest) -> str:
    """Write a digest as one HTML page that needs nothing beside itself."""
    from markupsafe import Markup

    cites = _Cites(digest.sources)
    entries = [_entry(e, cites, f"p{n}") for n, e in enumerate(digest.entries, 1)]
    period = period_words(digest)
    return _template().render(
        # The style sheet is ours, part of the package; it holds nothing that was read.
        style=Markup((TEMPLATES / "digest.css").read_text("utf-8")),
        name=digest.name,
        period=period[:1].upper() + period[1:],
        made=made_of(digest),
        entries=entries,
        sources=[_source(source, cites) for source in digest.sources],
        marks=[(status.value, word) for status, (_, word) in MARKS.items()]
        + [(DISPUTE_MARK, DISPUTED[1])],
        done=DONE,
        cite=cite_words(digest),
        id=digest_id(digest),
    )


def digest_id(digest: Digest) -> str:
    """Name a digest by what it says: the same sentences and sources have the same id."""
    lines = [line for e in digest.entries for line in (e.opening, *e.lines)]
    texts = [line.text for line in lines] + [source.claim for source in digest.sources]
    return short("d", digest.about, str(digest.start), str(digest.end), *texts)


def _line_to_json(line: Line) -> Json:
    return {
        "text": line.text,
        "sources": list(line.sources),
        "kind": line.kind.value,
        "status": line.status.value,
        "claims": list(line.claims),
        "versions": [{"text": v.text, "sources": list(v.sources)} for v in line.versions],
    }


def _source_to_json(source: Source) -> Json:
    span = source.evidence.span
    return {
        "number": source.number,
        "claim": source.claim,
        "doc": source.doc,
        "document": source.evidence.doc,
        "quote": source.evidence.quote,
        "span": [span.start, span.end],
        "publisher": source.publisher,
        "title": source.title,
        "published": str(source.published) if source.published else None,
    }


def to_json(digest: Digest) -> Json:
    """Write a digest as plain JSON: everything that the page shows."""
    return {
        "id": digest_id(digest),
        "about": digest.about,
        "name": digest.name,
        "start": str(digest.start) if digest.start else None,
        "end": str(digest.end) if digest.end else None,
        "documents": digest.documents,
        "publishers": digest.publishers,
        "claims": digest.claims,
        "events": digest.events,
        "entries": [
            {
                "partner": entry.partner,
                "heading": entry.heading,
                "weight": entry.weight,
                "left_out": entry.left_out,
                "opening": _line_to_json(entry.opening),
                "lines": [_line_to_json(line) for line in entry.lines],
            }
            for entry in digest.entries
        ],
        "sources": [_source_to_json(source) for source in digest.sources],
    }

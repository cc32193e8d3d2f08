"""A digest as a paper, from which every format is made, and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from dragoman.model.digests import Digest, Entry, Line
from dragoman.model.ids import short
from dragoman.model.papers import Lines, Paper, Section
from dragoman.printing import line_to_json, source_to_json
from dragoman.wording.notes import DONE, made_of, plural
from dragoman.wording.prose import period_words

Json = dict[str, Any]


def digest_id(digest: Digest) -> str:
    """Name a digest by what it says: the same sentences and sources have the same id."""
    lines = [line for e in digest.entries for line in (e.opening, *e.lines)]
    texts = [line.text for line in (*lines, *digest.ahead)]
    claims = [source.claim for source in digest.sources]
    return short("d", digest.about, str(digest.start), str(digest.end), *texts, *claims)


def _by_theme(lines: Iterable[Line]) -> Iterator[Lines]:
    for theme, group in groupby(lines, key=lambda line: line.theme):
        yield Lines(heading=theme, lines=tuple(group))


def _section(entry: Entry) -> Section:
    left = f"{plural(entry.left_out, 'line')} of less weight left out." if entry.left_out else ""
    return Section(
        heading=entry.heading,
        opening=entry.opening,
        blocks=(*entry.charts, *_by_theme(entry.lines)),
        note=left,
    )


def _sections(digest: Digest) -> Iterator[Section]:
    if digest.brief:
        yield Section(heading="In brief", blocks=(Lines(heading="", lines=digest.brief),))
    for entry in digest.entries:
        yield _section(entry)
    if digest.ahead:
        yield Section(heading="The month ahead", blocks=(Lines(heading="", lines=digest.ahead),))


def _made(digest: Digest) -> str:
    told = f"{plural(digest.claims, 'claim')} about {plural(digest.events, 'happening')}"
    return made_of(told, digest.sources, digest.documents, digest.publishers)


def digest_paper(digest: Digest) -> Paper:
    """Lay a digest out in sections: in brief, a section a partner, the month ahead."""
    period = period_words(digest.start, digest.end)
    made = _made(digest)
    return Paper(
        id=digest_id(digest),
        kicker="Foreign policy digest",
        title=digest.name,
        period=period[:1].upper() + period[1:],
        made=made,
        sections=tuple(_sections(digest)),
        sources=digest.sources,
        done=DONE,
        cite=f"Dragoman, “{digest.name}: foreign policy digest, {period}”, {made}.",
        nothing="The record holds nothing about this period. Widen the period, or add documents.",
    )


def digest_to_json(digest: Digest) -> Json:
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
        "brief": [line_to_json(line) for line in digest.brief],
        "entries": [
            {
                "partner": entry.partner,
                "heading": entry.heading,
                "weight": entry.weight,
                "left_out": entry.left_out,
                "opening": line_to_json(entry.opening),
                "lines": [line_to_json(line) for line in entry.lines],
                "charts": [
                    {"title": c.title, "describe": c.describe, "sources": list(c.sources)}
                    for c in entry.charts
                ],
            }
            for entry in digest.entries
        ],
        "ahead": [line_to_json(line) for line in digest.ahead],
        "sources": [source_to_json(source) for source in digest.sources],
    }

"""Digests: the archive by month, and one digest with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.chronicle import Chronicle, to_json
from dragoman.errors import DragomanError, NotFound
from dragoman.model.digests import Digest, Line, LineKind
from dragoman.model.when import PartialDate
from dragoman.web import links
from dragoman.web.desk import AtDesk
from dragoman.web.feeds import Entry
from dragoman.web.pages import Page, Row, view
from dragoman.web.routers.actors import known_name, sort_of
from dragoman.web.routers.years import years
from dragoman.web.words import count, month, party

router = APIRouter(tags=["digests"])

HEADINGS = {
    LineKind.HAPPENED: "What happened",
    LineKind.FIGURE: "Figures",
    LineKind.POSITION: "Votes and positions",
    LineKind.STANCE: "How they stand to each other",
    LineKind.PLANNED: "Planned or called off",
    LineKind.OUTLOOK: "Outlooks",
    LineKind.DOUBTED: "Doubted or denied",
    LineKind.DISPUTE: "Where accounts differ",
}
"""What the lines of a kind stand under."""


@view(
    router,
    "/digests",
    summary="Digests by month",
    forms=("", ".json", ".csv", ".atom"),
    examples={
        ".json": {
            "about": "BLR",
            "items": [
                {"about": "BLR", "month": "2016-04", "events": 12, "path": "/digest/BLR/2016-04"}
            ],
        }
    },
)
def digests(
    desk: AtDesk,
    about: Annotated[
        str, Query(max_length=12, description="A state's or organisation's code.")
    ] = "",
) -> Page:
    """The archive of digests of a party."""
    parties = [p for p in desk.kept("parties", Chronicle.parties) if sort_of(p.key) != "other"]
    chosen = about or (parties[0].key if parties else "")
    if about:
        known_name(desk, about)
    months = desk.kept(("months", chosen), lambda record: record.months(about=chosen))
    items: list[Row] = [
        {
            "about": chosen,
            "month": found.key,
            "events": found.events,
            "path": links.digest(chosen, found.key),
        }
        for found in reversed(months)
        if len(found.key) == len("2016-04")
    ]
    name = party(chosen) if chosen else ""
    return Page(
        template="digests.html.j2",
        title=f"Digests: {name}" if chosen else "Digests",
        context={
            "about": chosen,
            "name": name,
            "years": tuple(reversed(years(months))) if chosen else (),
            "parties": parties,
        },
        data=lambda: {"about": chosen or None, "items": items},
        rows=lambda: items,
        entries=lambda: [
            Entry(
                id=f"digest:{chosen}:{item['month']}",
                title=f"{name}: foreign policy digest, {month(str(item['month']))}",
                path=str(item["path"]),
                updated=PartialDate.parse(str(item["month"])).latest,
                summary=count(int(item["events"] or 0), "event"),
            )
            for item in items
        ],
        made_of=count(len(items), "month"),
    )


def _groups(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines by theme where they have one, else by kind, in the order of the digest."""

    def key(line: Line) -> str:
        theme = getattr(line, "theme", "")
        return theme or HEADINGS[line.kind]

    for heading, group in groupby(lines, key=key):
        yield heading, list(group)


@view(
    router,
    "/digest/{about}/{period}",
    summary="One digest with its sources",
    examples={".json": {"about": "BLR", "start": "2016-04", "end": "2016-04", "entries": []}},
)
def digest(desk: AtDesk, about: str, period: str) -> Page:
    """The page of a digest."""
    name = known_name(desk, about)
    try:
        when = PartialDate.parse(period)
    except DragomanError as error:
        raise NotFound(f"{period!r} is no month or year") from error
    found: Digest = desk.kept(
        ("digest", about, period), lambda record: record.digest(about, start=when, end=when)
    )
    months = [m.key for m in desk.kept(("months", about), lambda r: r.months(about=about))]
    whole = [key for key in months if len(key) == len(period) and key]
    earlier = max((key for key in whole if key < period), default="")
    later = min((key for key in whole if key > period), default="")
    return Page(
        template="digest.html.j2",
        title=f"{name}, {month(period)}",
        context={
            "about": about,
            "name": name,
            "period": period,
            "digest": found,
            "sources": {source.number: source for source in found.sources},
            "groups": [(entry, list(_groups(entry.lines))) for entry in found.entries],
            "partners": {
                entry.partner for entry in found.entries if sort_of(entry.partner) != "other"
            }
            - {about},
            "earlier": earlier,
            "later": later,
        },
        data=lambda: to_json(found),
        made_of=(
            f"{count(found.claims, 'claim')} about {count(found.events, 'happening')};"
            f" {count(len(found.sources), 'passage')} of {count(found.documents, 'document')}"
            f" by {count(found.publishers, 'publisher')}"
        ),
    )

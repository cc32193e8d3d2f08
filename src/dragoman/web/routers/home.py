"""The home page: what is in the record, what it tells last, where to go on."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.chronicle import Chronicle
from dragoman.model.browsing import Count, Slice
from dragoman.model.claims import Status
from dragoman.web import links, shapes
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, view
from dragoman.web.routers.years import years
from dragoman.web.words import count, day

router = APIRouter(tags=["record"])

LATEST = 6
"""Events of the home page; all of them are one click off."""

BUSIEST = 12
"""Parties of the home page."""

AHEAD = 4
"""Plans of the home page."""

NEWEST = 5
"""Documents of the home page."""

PAIRS = 8
"""Pairs of the home page."""

EXAMPLE = {
    "counts": {"documents": 64, "claims": 1173, "events": 778, "issues": 16},
    "publishers": 13,
    "first": "2010-06-25",
    "last": "2021-07-30",
}


def _parties(chronicle: Chronicle) -> tuple[Count, ...]:
    return chronicle.parties()


@view(router, "/", summary="What is in the record", examples={".json": EXAMPLE})
def home(desk: AtDesk) -> Page:
    """The home page."""
    chronicle = desk.chronicle
    counts, publishers = chronicle.counts(), chronicle.publishers()
    latest = [
        (event, chronicle.sentence(event)) for event in chronicle.leaf(Slice(limit=LATEST)).items
    ]
    ahead = chronicle.leaf(Slice(status=Status.PLANNED, limit=AHEAD))
    newest = chronicle.leaf_of_documents(limit=NEWEST)
    parties = desk.kept("parties", Chronicle.parties)
    ties = desk.kept("ties", Chronicle.ties)
    months = desk.kept("months", Chronicle.months)
    made = (
        f"{count(counts['documents'], 'document')} by"
        f" {count(len(publishers.documents), 'publisher')}"
    )
    if publishers.first and publishers.last:
        made += f", {day(publishers.first)} to {day(publishers.last)}"
    return Page(
        template="home.html.j2",
        title=f"{desk.settings.name}: the record",
        context={
            "counts": counts,
            "publishers": publishers,
            "latest": latest,
            "parties": parties[:BUSIEST],
            "party_count": len(parties),
            "ties": ties[:PAIRS],
            "years": years(months),
            "undated": next((month.events for month in months if not month.key), 0),
            "ahead": [(event, chronicle.sentence(event)) for event in ahead.items],
            "planned": ahead.total,
            "newest": newest.items,
        },
        data=lambda: {
            "counts": counts,
            "publishers": len(publishers.documents),
            "first": str(publishers.first) if publishers.first else None,
            "last": str(publishers.last) if publishers.last else None,
            "latest": [shapes.event_to_json(event, sentence) for event, sentence in latest],
            "links": {"events": "/events.json", "about": links.query("/about.json")},
        },
        made_of=made,
    )

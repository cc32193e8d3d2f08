"""Actors: all parties, and one with its offices, partners and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter

from dragoman.chronicle import Chronicle
from dragoman.codebook.gazetteer import Gazetteer, gazetteer
from dragoman.errors import NotFound
from dragoman.model.browsing import Slice
from dragoman.model.when import PartialDate
from dragoman.web import links, shapes
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages import Page, Row, view
from dragoman.web.routers.years import years
from dragoman.web.words import count, party

router = APIRouter(tags=["actors"])

OFFICES = {
    "head_of_state": "Head of state",
    "head_of_government": "Head of government",
    "foreign_minister": "Foreign minister",
    "defence_minister": "Defence minister",
    "head": "Head",
}
"""Offices of a state that its page lists, and what they are called there."""

RECENT = 12
"""Events on the page of an actor; the rest are one click off."""


def sort_of(key: str) -> str:
    """What kind of party a key names: ``state``, ``organisation`` or ``other``."""
    book = gazetteer()
    if key in book.states:
        return "state"
    return "organisation" if key in book.organisations else "other"


@view(
    router,
    "/actors",
    summary="Parties by their number of events",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "items": [{"key": "ARM", "name": "Armenia", "sort": "state", "events": 93}],
            "total": 1,
            "total_exact": True,
            "next": None,
        }
    },
)
def actors(desk: AtDesk) -> Page:
    """The list of parties."""
    parties = desk.kept("parties", Chronicle.parties)
    items: list[Row] = [
        {"key": p.key, "name": party(p.key), "sort": sort_of(p.key), "events": p.events}
        for p in parties
    ]
    groups = [
        (name, [item for item in items if item["sort"] == sort])
        for sort, name in (
            ("state", "States and territories"),
            ("organisation", "Organisations"),
            ("other", "Other names"),
        )
    ]
    return Page(
        template="actors.html.j2",
        title="Actors",
        context={"groups": groups, "most": max((p.events for p in parties), default=1)},
        data=lambda: {"items": items, "total": len(items), "total_exact": True, "next": None},
        rows=lambda: items,
        made_of=count(len(items), "party", "parties"),
    )


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in an office for a time."""

    name: str
    title: str
    start: PartialDate | None
    end: PartialDate | None


def terms(
    book: Gazetteer, key: str, first: PartialDate | None, last: PartialDate | None
) -> list[tuple[str, list[Term]]]:
    """Who held the offices of a state while the record was written, by office and time."""
    found = []
    for office, name in OFFICES.items():
        held = [
            Term(h.person.name, h.title, h.term.start, h.term.end)
            for h in book.holders(key, office, on=None)
            if _meets(h.term.start, h.term.end, first, last)
        ]
        if held:
            found.append((name, sorted(held, key=lambda term: str(term.start or ""))))
    return found


def _meets(
    start: PartialDate | None,
    end: PartialDate | None,
    first: PartialDate | None,
    last: PartialDate | None,
) -> bool:
    begins = start.earliest if start else date.min
    ends = end.latest if end else date.max
    return (last is None or begins <= last.latest) and (first is None or ends >= first.earliest)


def _members(book: Gazetteer, key: str, last: PartialDate | None) -> Sequence[str]:
    return book.members(key, on=last.latest if last else None) if key in book.organisations else ()


def known_name(desk: Desk, key: str) -> str:
    """The name of a party that the record or the codebook knows.

    Raises:
        NotFound: neither does.
    """
    if sort_of(key) == "other" and not desk.chronicle.knows(key):
        raise NotFound(
            f"no party has the key {key!r} in this record", hint="All parties stand at /actors."
        )
    return party(key)


@view(
    router,
    "/actor/{key}",
    summary="One party: offices, partners, events",
    examples={".json": {"key": "ARM", "name": "Armenia", "sort": "state", "partners": []}},
)
def actor(desk: AtDesk, key: str) -> Page:
    """The page of a party."""
    name = known_name(desk, key)
    chronicle, book = desk.chronicle, gazetteer()
    publishers = desk.kept("publishers", Chronicle.publishers)
    partners = desk.kept(("partners", key), lambda record: record.partners(key))
    leaf = chronicle.leaf(Slice(about=key, limit=RECENT))
    recent = [(event, chronicle.sentence(event)) for event in leaf.items]
    months = desk.kept(("months", key), lambda record: record.months(about=key))
    offices = terms(book, key, publishers.first, publishers.last)
    return Page(
        template="actor.html.j2",
        title=name,
        context={
            "key": key,
            "name": name,
            "sort": sort_of(key),
            "state": book.states.get(key),
            "organisation": book.organisations.get(key),
            "members": _members(book, key, publishers.last),
            "offices": offices,
            "partners": sorted(partners, key=lambda p: (-p.events, p.party)),
            "recent": recent,
            "total": sum(m.events for m in months),
            "years": years(months),
            "undated": next((m.events for m in months if not m.key), 0),
            "publishers": publishers,
        },
        data=lambda: {
            "key": key,
            "name": name,
            "sort": sort_of(key),
            "offices": [
                {
                    "office": office,
                    "name": t.name,
                    "title": t.title,
                    "start": str(t.start or "") or None,
                    "end": str(t.end or "") or None,
                }
                for office, held in offices
                for t in held
            ],
            "partners": [shapes.partner_to_json(p) for p in partners],
            "recent": [shapes.event_to_json(e, s) for e, s in recent],
            "events": links.query("/events.json", about=key),
        },
        made_of=f"{count(sum(m.events for m in months), 'event')} with {count(len(partners), 'partner')}",
    )

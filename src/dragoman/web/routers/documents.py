"""Documents: the list by date, and one document with its claims marked in the text."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web import links, shapes
from dragoman.web.desk import AtDesk
from dragoman.web.feeds import Entry
from dragoman.web.pages import Page, view
from dragoman.web.parameters import After, Limit
from dragoman.web.passages import paragraphs
from dragoman.web.words import count

router = APIRouter(tags=["documents"])

ITEM = {
    "id": "d0c2f31c5b1e7a9d4",
    "name": "2019-05-andes",
    "title": "Ministers meet in Lima",
    "publisher": "Andes Post",
    "published": "2019-05-14",
    "published_from": "stated",
    "language": "en",
    "url": "",
}


@view(
    router,
    "/documents",
    summary="Documents by date, the newest first",
    forms=("", ".json", ".csv", ".atom"),
    examples={
        ".json": {
            "items": [{**ITEM, "claims": 12}],
            "total": 1,
            "total_exact": True,
            "next": None,
        }
    },
)
def documents(desk: AtDesk, after: After = "", limit: Limit = 50) -> Page:
    """The list of documents."""
    leaf = desk.chronicle.leaf_of_documents(limit=limit, after=after)
    items = [{**shapes.document_to_json(found), "claims": claims} for found, claims in leaf.items]
    return Page(
        template="documents.html.j2",
        title="Documents",
        context={
            "leaf": leaf,
            "publishers": desk.kept("publishers", lambda record: record.publishers()),
            "forward": links.query("/documents", after=leaf.next) if leaf.next else "",
        },
        data=lambda: shapes.leaf_to_json(leaf, items),
        rows=lambda: items,
        entries=lambda: [
            Entry(
                id=found.id,
                title=found.title or found.name,
                path=links.document(found.id),
                updated=found.published.latest if found.published else None,
                summary=f"{found.publisher}: {count(claims, 'claim')}",
            )
            for found, claims in leaf.items
        ],
        made_of=f"{count(len(leaf.items), 'document')} of {leaf.total:,}",
    )


@view(
    router,
    "/document/{id}",
    summary="One document with its claims",
    examples={".json": {**ITEM, "text": "Peru met Chile in Lima.", "claims": []}},
)
def document(desk: AtDesk, id: str) -> Page:
    """The page of a document; its name serves as well as its id."""
    chronicle = desk.chronicle
    found = chronicle.document(id)
    claims = chronicle.claims_of(found.id)
    events = chronicle.events_of([claim.id for claim in claims])
    return Page(
        template="document.html.j2",
        title=found.title or found.name,
        context={
            "document": found,
            "claims": claims,
            "numbers": {claim.id: n for n, claim in enumerate(claims, 1)},
            "events": events,
            "paragraphs": list(paragraphs(found, claims)),
        },
        data=lambda: shapes.whole_document_to_json(found, claims, events),
        made_of=f"1 document with {count(len(claims), 'claim')}",
    )

"""Events: the list by time, and one event with all its accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.chronicle import Chronicle
from dragoman.errors import NotFound
from dragoman.model.browsing import Leaf, Slice
from dragoman.model.claims import Claim, EventBody, Status
from dragoman.model.codec import claim_to_row
from dragoman.model.events import Dispute, Event
from dragoman.model.ids import ClaimId, DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.web import links, shapes
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.feeds import Entry
from dragoman.web.pages import Page, moved, view
from dragoman.web.parameters import After, Limit
from dragoman.web.passages import Excerpt, excerpt
from dragoman.web.routers.years import years
from dragoman.web.words import count, month, party, standing

router = APIRouter(tags=["events"])

About = Annotated[
    str, Query(max_length=120, description="Key of a party, e.g. ARM.", examples=["ARM"])
]
Beside = Annotated[
    str, Query(alias="with", max_length=120, description="Key of a second party.", examples=["AZE"])
]
Period = Annotated[
    str, Query(max_length=10, description="A year, month or day, e.g. 2016-04, or 'undated'.")
]

Standing = Annotated[Status | None, Query(description="Only events of this status.")]

UNDATED = "undated"

LEAF = 50
"""Events of one part of the list, where nothing else is asked."""

ITEM = {
    "id": "e18aa84ae7fb7b7ac",
    "sentence": "Peru and Chile met in Lima on 14 May 2019.",
    "type": "CONSULT",
    "mode": "visit",
    "status": "actual",
    "start": "2019-05-14",
    "end": "2019-05-14",
    "date_from": "text",
    "actors": [{"name": "Peru", "country": "PER", "sector": "GOV"}],
    "recipients": [{"name": "Chile", "country": "CHL", "sector": "GOV"}],
    "context": ["diplomatic"],
    "place": {"name": "Lima", "country": "PER"},
    "disputed": [],
    "documents": ["2019-05-andes"],
}
LIST = {"items": [ITEM], "total": 1, "total_exact": True, "next": None}


@view(
    router,
    "/events",
    summary="Events by time, the newest first",
    forms=("", ".json", ".csv", ".atom"),
    examples={".json": LIST},
)
def events(
    desk: AtDesk,
    about: About = "",
    beside: Beside = "",
    period: Period = "",
    status: Standing = None,
    after: After = "",
    limit: Limit = LEAF,
) -> Page:
    """The list of events."""
    if beside and not about:
        about, beside = beside, ""
    undated = period == UNDATED
    asked = Slice(
        about=about or None,
        beside=beside or None,
        period=PartialDate.parse(period) if period and not undated else None,
        undated=undated,
        status=status,
        after=after,
        limit=limit,
    )
    chronicle = desk.chronicle
    leaf = chronicle.leaf(asked)
    told = [(event, chronicle.sentence(event)) for event in leaf.items]
    given = {
        "about": about,
        "with": beside,
        "period": period,
        "status": status.value if status else "",
    }
    forward = {**given, "limit": "" if limit == LEAF else limit, "after": leaf.next}
    return Page(
        template="events.html.j2",
        title=_title(about, beside, period) + (f", {standing(status)}" if status else ""),
        context={
            "about": about,
            "beside": beside,
            "period": period,
            "status": status,
            "leaf": leaf,
            "groups": _by_month(told),
            "shown_undated": undated,
            "forward": links.query("/events", **forward) if leaf.next else "",
            "continued": bool(after),
            **_calendar(desk, about, beside),
        },
        data=lambda: shapes.leaf_to_json(leaf, [shapes.event_to_json(e, s) for e, s in told]),
        rows=lambda: (shapes.event_to_row(e, s) for e, s in told),
        entries=lambda: [_entry(chronicle, e, s) for e, s in told],
        made_of=_made_of(leaf),
    )


def _calendar(desk: Desk, about: str, beside: str) -> dict[str, Any]:
    months = desk.kept(
        ("months", about, beside),
        lambda record: record.months(about=about or None, beside=beside or None),
    )
    undated = next((month.events for month in months if not month.key), 0)
    return {"years": tuple(reversed(years(months))), "undated": undated}


def _made_of(leaf: Leaf[Event]) -> str:
    documents = {name for event in leaf.items for name in event.documents}
    return f"{count(len(leaf.items), 'event')} of {leaf.total:,}, told by {count(len(documents), 'document')}"


def _title(about: str, beside: str, period: str) -> str:
    title = "Events" + (f" of {party(about)}" if about else "")
    title += f" with {party(beside)}" if about and beside else ""
    if period == UNDATED:
        return f"{title}, undated"
    return title + (f", {month(period)}" if period else "")


def _by_month(told: Sequence[tuple[Event, str]]) -> Iterator[tuple[str, list[tuple[Event, str]]]]:
    groups: dict[str, list[tuple[Event, str]]] = {}
    for event, sentence in told:
        start = event.when.start
        key = str(start.to_month()) if start else ""
        groups.setdefault(key, []).append((event, sentence))
    yield from groups.items()


def _entry(chronicle: Chronicle, event: Event, sentence: str) -> Entry:
    days = [
        published.latest
        for claim in event.claims
        if (published := chronicle.document(claim.evidence.doc).published)
    ]
    return Entry(
        id=event.id,
        title=sentence,
        path=links.event(event.id),
        updated=max(days, default=event.when.end.latest if event.when.end else None),
        summary=" … ".join(claim.evidence.quote for claim in event.claims),
    )


@dataclass(frozen=True, slots=True)
class Account:
    """One claim of an event in its passage."""

    claim: Claim
    document: Document
    excerpt: Excerpt
    copy: bool


def _accounts(event: Event, documents: Mapping[DocumentId, Document]) -> list[Account]:
    """Each claim with its passage, by date of publication; one that repeats an earlier text says so."""
    seen: set[str] = set()
    found = []
    for claim in sorted(
        event.claims, key=lambda c: (str(documents[c.evidence.doc].published or "9999"), c.id)
    ):
        document = documents[claim.evidence.doc]
        words = " ".join(claim.evidence.quote.split())
        found.append(
            Account(claim, document, excerpt(document, claim.evidence.span), words in seen)
        )
        seen.add(words)
    return found


def _sides(
    event: Event, documents: Mapping[DocumentId, Document]
) -> list[tuple[Dispute, list[tuple[str, list[tuple[Claim, Document]]]]]]:
    """Disputes with the claims of each account, and the document of each claim."""
    claims: dict[ClaimId, Claim] = {claim.id: claim for claim in event.claims}
    return [
        (
            dispute,
            [
                (
                    account.value,
                    [
                        (claims[name], documents[claims[name].evidence.doc])
                        for name in account.claims
                        if name in claims
                    ],
                )
                for account in dispute.accounts
            ],
        )
        for dispute in event.disputes
    ]


@view(
    router,
    "/event/{id}",
    summary="One event with all its accounts",
    examples={".json": {**ITEM, "reports": 1, "publishers": 1, "copies": 0, "claims": []}},
)
def event(desk: AtDesk, id: str) -> Page | Response:
    """The page of an event."""
    chronicle = desk.chronicle
    try:
        found = chronicle.event(id)
    except NotFound:
        heirs = chronicle.heirs(id)
        if not heirs:
            raise
        return moved(links.event(heirs[0]))
    documents = {c.evidence.doc: chronicle.document(c.evidence.doc) for c in found.claims}
    tellers = chronicle.tellers(found)
    sequels = chronicle.sequels(found)
    others = {
        other: chronicle.event(other)
        for sequel in sequels
        for other in (sequel.plan, sequel.later)
        if other != found.id
    }
    sentence = chronicle.sentence(found)
    keys = list(dict.fromkeys(a.key for a in found.actors + found.recipients))
    runs = {run.id: run for run in chronicle.runs()}
    amounts = {
        claim.body.amount
        for claim in found.claims
        if isinstance(claim.body, EventBody) and claim.body.amount
    }
    return Page(
        template="event.html.j2",
        title=sentence,
        context={
            "event": found,
            "sentence": sentence,
            "tellers": tellers,
            "history": chronicle.history(found.id),
            "judgements": chronicle.judgements(found.id),
            "accounts": _accounts(found, documents),
            "disputes": _sides(found, documents),
            "claims": {claim.id: claim for claim in found.claims},
            "sequels": [
                (sequel, others[other], chronicle.sentence(others[other]))
                for sequel in sequels
                for other in (sequel.later if sequel.plan == found.id else sequel.plan,)
            ],
            "pairs": [(a, b) for a in keys[:4] for b in keys[:4] if a < b],
            "amounts": sorted(amounts, key=lambda amount: (amount.unit, amount.value)),
            "runs": [
                runs[name] for name in dict.fromkeys(c.run for c in found.claims) if name in runs
            ],
        },
        data=lambda: shapes.whole_event_to_json(found, sentence, tellers, sequels),
        made_of=(f"{count(len(found.claims), 'claim')} in {count(len(documents), 'document')}"),
    )


@view(router, "/claim/{id}", summary="One claim", examples={".json": {"id": "c3d7c2ba7c5f6a0f1"}})
def claim(desk: AtDesk, id: str) -> Page:
    """A claim: people are led to its place in its document."""
    found = desk.chronicle.claim(id)
    document = desk.chronicle.document(found.evidence.doc)
    event = desk.chronicle.events_of([found.id]).get(found.id)
    return Page(
        template="claim.html.j2",
        title=f"A claim of {document.title or document.name}",
        context={
            "claim": found,
            "document": document,
            "event": event,
            "excerpt": excerpt(document, found.evidence.span),
        },
        data=lambda: {**claim_to_row(found), "event": event},
        made_of="1 claim in 1 document",
    )

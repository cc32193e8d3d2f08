"""Search: one box, chips, facets with counts, a histogram by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from dragoman.drawing import Bar as Drawn
from dragoman.drawing import Group, bars
from dragoman.errors import QueryError
from dragoman.model.claims import Status
from dragoman.model.codec import claim_to_row
from dragoman.model.queries import Bar, Clause, Hit, Order, SearchResult
from dragoman.model.queries import Query as Asked
from dragoman.model.when import PartialDate
from dragoman.web import links
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.feeds import Entry
from dragoman.web.pages import Page, Row, view
from dragoman.web.parameters import Limit
from dragoman.web.words import (
    STANDING,
    count,
    gist,
    month,
    party,
    type_label,
)

router = APIRouter(tags=["search"])

LONGEST = 400
"""Characters of a search in an address."""

FARTHEST = 10_000
"""Hits that may be passed over: who wants more narrows the search, or exports."""

TRIED = 6
"""Clauses of which each is left out once to see what an empty search would find without it."""

FACETS = {
    "kind": "Kind of claim",
    "type": "Event type",
    "status": "Status",
    "party": "Party",
    "actor": "Actor",
    "sector": "Sector",
    "country": "Country",
    "publisher": "Publisher",
    "year": "Year",
    "precision": "Precision of date",
}
"""What facets are called."""

GRAMMAR = (
    ("gas transit", "both words"),
    ('"founding treaty"', "these words beside each other"),
    ("visit OR summit", "either"),
    ("-gas", "not this word"),
    ("actor:ARM", "who acts; also recipient:, party: and said_by:"),
    ("type:CONSULT", "an event type; also mode:, kind:, status: and is:"),
    ("after:2015-11 before:2016", "when it happened; also on:2016-04"),
    ('publisher:"Andes Post"', "who published it; also doc: and place:"),
    ("amount>5mUSD", "a sum; also confidence>0.8"),
)
"""The grammar by example."""

EXAMPLE = {
    "query": "actor:ARM type:CONSULT",
    "understood": [{"text": "actor:ARM"}, {"text": "type:CONSULT"}],
    "total": 12,
    "total_exact": True,
    "items": [{"event": "e18aa84ae7fb7b7ac", "claim": {"id": "c3d7c2ba7c5f6a0f1"}}],
    "facets": [{"field": "status", "counts": [{"value": "actual", "claims": 11}]}],
    "next": None,
}

Words = Annotated[
    str, Query(max_length=LONGEST, description="What to search for.", examples=["actor:ARM gas"])
]
Sort = Annotated[Order, Query(description="How hits are sorted.")]
Offset = Annotated[int, Query(ge=0, le=FARTHEST, description="Hits to pass over; 'next' has it.")]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote, with whether it holds what was sought."""

    text: str
    sought: bool


def pieces(hit: Hit) -> Iterator[Piece]:
    """A quote in pieces: what was sought, and what stands between."""
    quote, at = hit.claim.evidence.quote, 0
    for mark in sorted(hit.marks):
        if mark.start > at:
            yield Piece(quote[at : mark.start], False)
        if mark.end > at:
            yield Piece(quote[max(at, mark.start) : mark.end], True)
        at = max(at, mark.end)
    if at < len(quote):
        yield Piece(quote[at:], False)


def facet_label(field: str, value: str) -> str:
    """A value of a facet in words."""
    if not value:
        return "unknown"
    if field in ("party", "actor", "recipient", "country"):
        return party(value)
    if field == "type":
        return f"{value}, {type_label(value)}"
    word = value.replace("_", " ")
    if field == "status" and value in set(Status) and STANDING[Status(value)] != word:
        return f"{word}, {STANDING[Status(value)]}"
    return word


def _narrowed(query: Asked, term: str) -> str:
    """A search with one term more; a time inside a time that it has already replaces that."""
    kept = [c.text for c in query.clauses if not (_is_time(c) and term.startswith("on:"))]
    return " ".join([*kept, term])


def _is_time(clause: Clause) -> bool:
    return all(test.field == "on" for test in clause.tests)


def _filled(found: Sequence[Bar]) -> list[Bar]:
    """All periods from the first to the last, those without a claim too."""
    known = {bar.period: bar for bar in found}
    first, last = min(known), max(known)
    if len(first) == len("2015"):
        periods = [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    else:
        places = [int(p[:4]) * 12 + int(p[5:]) - 1 for p in (first, last)]
        periods = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(places[0], places[1] + 1)]
    return [known.get(period, Bar(period=period, claims=0)) for period in periods]


def histogram(result: SearchResult, sort: Order) -> dict[str, str] | None:
    """Claims by time for a screen and for a telephone, each bar a link that narrows the search to it."""
    if not result.bars:
        return None
    filled = _filled(result.bars)
    drawn = tuple(
        Drawn(
            value=float(bar.claims) if bar.claims else None,
            tip=f"{month(bar.period)}: {count(bar.claims, 'claim')}"
            + (f", {bar.coarse} of them dated more coarsely" if bar.coarse else ""),
            href=_address(_narrowed(result.query, f"on:{bar.period}"), sort) if bar.claims else "",
        )
        for bar in filled
    )
    return {
        kind: bars(
            [bar.period for bar in filled],
            [Group(name="claims; a bar narrows the search to its time", bars=drawn)],
            title="Claims found, by time",
            describe="The facet of years has the same numbers.",
            write=lambda value: f"{value:,.0f}",
            width=width,
        )
        for kind, width in (("wide", 760), ("narrow", 340))
    }


def _address(words: str, sort: Order, offset: int | None = None) -> str:
    sorted_by = "" if sort is Order.RELEVANCE else sort.value
    return links.query("/search", q=words, sort=sorted_by, offset=offset or "")


@view(
    router,
    "/search",
    summary="Claims that hold what is asked",
    forms=("", ".json", ".csv", ".atom"),
    examples={".json": EXAMPLE},
)
def search(
    desk: AtDesk,
    q: Words = "",
    sort: Sort = Order.RELEVANCE,
    offset: Offset = 0,
    limit: Limit = 20,
) -> Page:
    """The page of a search; without words, how to ask."""
    form: dict[str, Any] = {"q": q, "sort": sort, "grammar": GRAMMAR}
    nothing = {**form, "result": None, "fault": None, "twins": [], "feed": ""}
    html = not desk.request.url.path.endswith((".json", ".csv", ".atom"))
    if html and not q.strip():
        return Page(
            template="search.html.j2",
            title="Search",
            context=nothing,
        )
    try:
        result = desk.chronicle.search(q, limit=limit, offset=offset, order=sort)
    except QueryError as fault:
        if not html:
            raise
        return Page(
            template="search.html.j2",
            title="Search",
            context={**nothing, "fault": fault},
            status=400,
        )
    return _found(desk, result, form, limit)


def _found(desk: Desk, result: SearchResult, form: dict[str, Any], limit: int) -> Page:
    query, sort = result.query, form["sort"]
    following = result.next_offset
    if following is not None and following > FARTHEST:
        following = None
    return Page(
        template="search.html.j2",
        title=f"Search: {query.text}",
        context={
            **form,
            "result": result,
            "fault": None,
            "hits": [(hit, list(pieces(hit))) for hit in result.hits],
            "chips": [(c, _address(query.without(c), sort)) for c in query.clauses],
            "facets": [
                (
                    FACETS.get(facet.field, facet.field.capitalize()),
                    [
                        (
                            c,
                            facet_label(facet.field, c.value),
                            _address(_narrowed(query, c.term), sort),
                        )
                        for c in facet.counts
                    ],
                    facet.more,
                )
                for facet in result.facets
                if facet.counts
            ],
            "histogram": histogram(result, sort),
            "without": list(_without(desk, query, sort)) if not result.total else [],
            "sorts": [(order, _address(query.text, order)) for order in Order],
            "forward": _address(query.text, sort, following) if following else "",
        },
        data=lambda: _to_json(result, following),
        rows=lambda: [_row(hit) for hit in result.hits],
        entries=lambda: [
            Entry(
                id=hit.claim.id,
                title=gist(hit.claim.body),
                path=links.event(hit.event) if hit.event else links.claim(hit.claim.id),
                updated=_published(hit),
                summary=hit.claim.evidence.quote,
            )
            for hit in result.hits
        ],
        made_of=f"{count(result.total, 'claim')}, counted exactly",
    )


def _published(hit: Hit) -> date | None:
    return PartialDate.parse(hit.published).latest if hit.published else None


def _without(desk: Desk, query: Asked, sort: Order) -> Iterator[tuple[str, int, str]]:
    """What an empty search would find without each of its clauses."""
    if len(query.clauses) < 2:
        return
    for clause in query.clauses[:TRIED]:
        words = query.without(clause)
        found = desk.chronicle.count(words)
        if found:
            yield clause.text, found, _address(words, sort)


def _row(hit: Hit) -> Row:
    claim = hit.claim
    return {
        "claim": claim.id,
        "event": hit.event or "",
        "kind": claim.kind.value,
        "gist": gist(claim.body),
        "status": claim.status.value,
        "start": str(claim.when.start or ""),
        "end": str(claim.when.end or ""),
        "said_by": claim.said_by.name if claim.said_by else "",
        "quote": claim.evidence.quote,
        "doc": claim.doc,
        "publisher": hit.publisher,
        "published": hit.published,
    }


def _to_json(result: SearchResult, following: int | None) -> dict[str, Any]:
    return {
        "query": result.query.text,
        "understood": [{"text": clause.text} for clause in result.query.clauses],
        "total": result.total,
        "total_exact": True,
        "near": result.near,
        "ranked_by": result.ranked_by,
        "items": [
            {
                "event": hit.event,
                "standing": hit.standing.value,
                "publisher": hit.publisher,
                "published": hit.published or None,
                "why": list(hit.why),
                "by_words": hit.by_words,
                "claim": claim_to_row(hit.claim),
            }
            for hit in result.hits
        ],
        "facets": [
            {
                "field": facet.field,
                "counts": [
                    {"value": c.value, "claims": c.claims, "term": c.term} for c in facet.counts
                ],
                "more": facet.more,
            }
            for facet in result.facets
        ],
        "histogram": [
            {"period": bar.period, "claims": bar.claims, "coarse": bar.coarse}
            for bar in result.bars
        ],
        "undated": result.undated,
        "next": str(following) if following else None,
    }

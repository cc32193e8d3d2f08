"""Reviewing: the queue by doubt, second opinions, what was said, and how far people agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from dragoman.chronicle import Chronicle
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_to_row
from dragoman.model.reviewing import Agreement, Doubtful
from dragoman.model.text import Document
from dragoman.web import links
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, view
from dragoman.web.parameters import Limit
from dragoman.web.passages import Excerpt, excerpt
from dragoman.web.routers.correcting import said_to_row
from dragoman.web.visitors import SeesAsEditor
from dragoman.web.words import count

router = APIRouter(tags=["reviewing"])


class Queue(StrEnum):
    """Which claims are to be looked at."""

    DOUBT = "doubt"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Item:
    """One claim of the queue in its passage."""

    doubtful: Doubtful
    claim: Claim
    document: Document
    excerpt: Excerpt


def _item(chronicle: Chronicle, doubtful: Doubtful) -> Item:
    claim = chronicle.claim(doubtful.claim)
    document = chronicle.document(claim.evidence.doc)
    return Item(doubtful, claim, document, excerpt(document, claim.evidence.span))


def _to_json(item: Item) -> dict[str, object]:
    doubtful = item.doubtful
    return {
        "doubt": doubtful.doubt,
        "disputed": doubtful.disputed,
        "event": doubtful.event,
        "claim": claim_to_row(item.claim),
    }


@view(
    router,
    "/review",
    summary="Claims to look at, those with the most doubt first",
    examples={".json": {"items": [], "total": 0, "total_exact": True, "next": None}},
)
def review(
    desk: AtDesk,
    visitor: SeesAsEditor,
    queue: Annotated[Queue, Query(description="By doubt, or for a second opinion.")] = Queue.DOUBT,
    limit: Limit = 20,
) -> Page:
    """The queue. Second opinions do not show what the first one was."""
    chronicle = desk.chronicle
    if queue is Queue.SECOND:
        found = chronicle.second_opinions(visitor.name, limit=limit)
    else:
        found = chronicle.doubtful(limit=limit)
    items = [_item(chronicle, doubtful) for doubtful in found]
    total = chronicle.unjudged() if queue is Queue.DOUBT else len(items)
    return Page(
        template="correcting/review.html.j2",
        title="To review",
        context={"items": items, "queue": queue.value, "total": total},
        data=lambda: {
            "items": [_to_json(item) for item in items],
            "total": total,
            "total_exact": True,
            "next": None,
        },
        made_of=f"{count(len(items), 'claim')} of {total:,} to look at",
    )


def _agreement_to_json(pair: Agreement) -> dict[str, object]:
    return {
        "first": pair.first,
        "second": pair.second,
        "claims": pair.claims,
        "both_right": pair.both_right,
        "first_alone": pair.first_alone,
        "second_alone": pair.second_alone,
        "both_wrong": pair.both_wrong,
        "share": pair.share,
        "kappa": pair.kappa,
        "left_out": pair.left_out,
    }


@view(
    router,
    "/review/agreement",
    summary="How far those who review agree",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "items": [{"first": "Ana Torres", "second": "Li Wei", "claims": 40, "kappa": 0.62}],
            "total": 1,
            "total_exact": True,
            "next": None,
        }
    },
)
def agreement(desk: AtDesk, visitor: SeesAsEditor) -> Page:
    """Per cent and Cohen's kappa for each two people who judged the same claims."""
    pairs = desk.chronicle.agreement()
    rows = [_agreement_to_json(pair) for pair in pairs]
    return Page(
        template="correcting/agreement.html.j2",
        title="Agreement between reviewers",
        context={"pairs": pairs},
        data=lambda: {"items": rows, "total": len(rows), "total_exact": True, "next": None},
        rows=lambda: rows,  # type: ignore[arg-type,return-value]
        made_of=f"{count(len(pairs), 'pair')} of reviewers",
    )


SAID = {
    "id": "j3d7c2ba7c5f6a0f1",
    "at": "2026-01-31T09:00:00+00:00",
    "who": "Ana Torres",
    "verdict": "correct",
    "claim": "c3d7c2ba7c5f6a0f1",
    "field": "actors",
    "why": "The text names Chile.",
    "state": "in_force",
}


@view(
    router,
    "/judgements",
    summary="What people said of claims and events, the newest first",
    forms=("", ".json", ".csv"),
    examples={".json": {"items": [SAID], "total": 1, "total_exact": True, "next": None}},
)
def judgements(
    desk: AtDesk,
    about: Annotated[
        str, Query(max_length=200, description="Id of a claim, an event or a document.")
    ] = "",
    after: Annotated[int, Query(ge=0, le=2**31, description="How many to pass over.")] = 0,
    limit: Limit = 50,
) -> Page:
    """The history of what people said; nothing of it is ever erased."""
    found = tuple(reversed(desk.chronicle.judgements(about or None)))
    part = found[after : after + limit]
    following = after + limit if after + limit < len(found) else None
    rows = [said_to_row(judgement) for judgement in part]
    return Page(
        template="correcting/judgements.html.j2",
        title="What people said",
        context={
            "judgements": part,
            "about": about,
            "total": len(found),
            "forward": links.query("/judgements", about=about, after=following)
            if following
            else "",
        },
        data=lambda: {
            "items": rows,
            "total": len(found),
            "total_exact": True,
            "next": following,
        },
        rows=lambda: rows,
        made_of=f"{count(len(part), 'judgement')} of {len(found):,}",
    )

"""Outlooks: who expected what, by when, and whether later claims bear it out."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query

from dragoman.chronicle import Chronicle
from dragoman.model.outlooks import Expectation, Verdict
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, Row, view
from dragoman.web.routers.actors import known_name
from dragoman.web.words import count, likelihood_label, quote

router = APIRouter(tags=["outlooks"])

WORDS = {Verdict.MET: "came", Verdict.NOT_MET: "did not come", Verdict.OPEN: "open"}
"""What a verdict is called on a page."""

MOST = 200
"""Outlooks of one page; JSON and CSV have all."""


def to_json(found: Expectation) -> dict[str, Any]:
    """An outlook and what became of it."""
    return {
        "id": found.id,
        "claims": [claim.id for claim in found.claims],
        "quote": found.claim.evidence.quote,
        "holder": found.holder.name if found.holder else None,
        "about": [actor.key for actor in found.about],
        "proposition": found.proposition,
        "likelihood": found.likelihood,
        "condition": found.condition,
        "expects": found.expects,
        "made": str(found.made) if found.made else None,
        "due_start": str(found.due.start) if found.due.start else None,
        "due_end": str(found.due.end) if found.due.end else None,
        "verdict": found.verdict.value,
        "why": found.why,
        "bearings": [
            {
                "claim": bearing.claim.id,
                "came": bearing.came,
                "in_time": bearing.in_time,
                "reasons": list(bearing.reasons),
            }
            for bearing in found.bearings
        ],
    }


def _row(found: Expectation) -> Row:
    return {
        "id": found.id,
        "made": str(found.made or ""),
        "holder": found.holder.name if found.holder else "",
        "about": "; ".join(actor.key for actor in found.about),
        "likelihood": found.likelihood,
        "due": str(found.due.end or ""),
        "verdict": found.verdict.value,
        "why": found.why,
        "quote": quote(found.claim),
    }


@view(
    router,
    "/outlooks",
    summary="Who expected what, and what came",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "items": [{"id": "c3d7c2ba7c5f6a0f1", "likelihood": "likely", "verdict": "open"}],
            "total": 1,
        }
    },
)
def outlooks(
    desk: AtDesk,
    about: Annotated[str, Query(max_length=120, description="Key of a party.")] = "",
    verdict: Annotated[Verdict | None, Query(description="Only these.")] = None,
) -> Page:
    """The list of outlooks with their verdicts."""
    name = known_name(desk, about) if about else ""
    everything = desk.kept(("outlooks", about), lambda record: record.outlooks(about or None))
    found = [e for e in everything if verdict in (None, e.verdict)]
    found.sort(key=lambda e: (str(e.made or ""), e.id), reverse=True)
    parties = desk.kept("parties", Chronicle.parties)

    @cache
    def title_of(name: str) -> str:
        document = desk.chronicle.document(name)
        return document.title or document.name

    return Page(
        template="outlooks.html.j2",
        title="Outlooks" + (f" on {name}" if name else ""),
        context={
            "about": about,
            "name": name,
            "verdict": verdict,
            "counts": [(v, WORDS[v], sum(e.verdict is v for e in everything)) for v in Verdict],
            "words": WORDS,
            "found": found[:MOST],
            "total": len(found),
            "parties": parties[:40],
            "likelihood": likelihood_label,
            "title_of": title_of,
        },
        data=lambda: {"items": [to_json(e) for e in found], "total": len(found)},
        rows=lambda: [_row(e) for e in found],
        made_of=count(len(everything), "outlook"),
    )

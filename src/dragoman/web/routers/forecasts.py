"""Forecasts: the ledger with its score, and one forecast. Never among facts, and of another colour."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from dragoman.codebook.ontology import table
from dragoman.errors import NotFound
from dragoman.model.forecasts import Entry, Forecast, Score, Standing
from dragoman.web import feeds
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, Row, view
from dragoman.web.words import count, percent

router = APIRouter(tags=["forecasts"])

MOST = 200
"""Forecasts of one page; JSON and CSV have all."""

REFERENCES = {
    "climatology": "how often it came to this pair",
    "base_rate": "how often it came to any pair",
    "persistence": "that it goes on as it was",
    "even": "one in two",
}
"""What the simpler ways of forecasting are called."""


def word_of(probability: float) -> str:
    """The codebook's word for a probability: that whose range has its middle nearest.

    Example:
        >>> word_of(0.97), word_of(0.5), word_of(0.02)
        ('almost certain', 'possible', 'remote')
    """
    ranges = [
        (abs((float(e.extra["low"]) + float(e.extra["high"])) / 2 - probability), e.label)
        for e in table("likelihoods").values()
        if e.extra.get("low") and e.extra.get("high")
    ]
    return min(ranges)[1]


def to_json(entry: Entry) -> dict[str, Any]:
    """A forecast of the ledger with what came."""
    found, asked, settled = entry.forecast, entry.forecast.question, entry.settled
    return {
        "id": found.id,
        "question": asked.text,
        "actor": asked.dyad.actor if asked.dyad else None,
        "recipient": asked.dyad.recipient if asked.dyad else None,
        "event_class": asked.event_class or None,
        "start": asked.start.isoformat() if asked.start else None,
        "end": asked.end.isoformat() if asked.end else None,
        "as_of": found.as_of.isoformat(),
        "method": found.method,
        "author": found.author or None,
        "probability": found.probability,
        "word": word_of(found.probability),
        "references": [
            {"name": r.name, "probability": r.probability, "basis": r.basis}
            for r in found.references
        ],
        "cases": found.cases,
        "hits": found.hits,
        "reasons": [{"words": r.words, "effect": r.effect} for r in found.reasons],
        "changes": [{"words": c.words, "probability": c.probability} for c in found.changes],
        "events": list(found.events),
        "claim": found.claim,
        "data": found.data,
        "came": settled.came if settled else None,
        "settlements": [
            {
                "came": s.came,
                "by": s.by,
                "on": s.on.isoformat(),
                "why": s.why,
                "events": list(s.events),
            }
            for s in entry.settlements
        ],
    }


def _row(entry: Entry) -> Row:
    found, settled = entry.forecast, entry.settled
    return {
        "id": found.id,
        "question": found.question.text,
        "as_of": found.as_of.isoformat(),
        "end": found.question.end.isoformat() if found.question.end else "",
        "method": found.method,
        "author": found.author,
        "probability": found.probability,
        "base_rate": _reference(found, "base_rate"),
        "climatology": _reference(found, "climatology"),
        "came": settled.came if settled else None,
        "by": settled.by if settled else "",
    }


def _reference(found: Forecast, name: str) -> float | None:
    reference = found.reference(name)
    return reference.probability if reference else None


def score_to_json(score: Score) -> dict[str, Any]:
    """How good the forecasts of one group were."""
    return {
        "method": score.method or None,
        "event_class": score.event_class or None,
        "count": score.count,
        "base_rate": score.base_rate,
        "brier": score.brier,
        "log": score.log,
        "reliability": score.reliability,
        "resolution": score.resolution,
        "uncertainty": score.uncertainty,
        "bins": [
            {
                "mean": b.mean,
                "share": b.share,
                "low": b.low_share,
                "high": b.high_share,
                "count": b.count,
            }
            for b in score.bins
        ],
        "skills": [
            {
                "reference": s.reference,
                "value": s.value,
                "low": s.low,
                "high": s.high,
                "count": s.count,
            }
            for s in score.skills
        ],
    }


EXAMPLE = {
    "id": "f3d7c2ba7c5f6a0f1",
    "question": "At least one visit of Peru to Chile within 30 days?",
    "end": "2019-06-13",
    "as_of": "2019-05-14",
    "probability": 0.31,
    "word": "unlikely",
    "came": None,
}


@view(
    router,
    "/forecasts",
    summary="The ledger of forecasts with its score",
    forms=("", ".json", ".csv", ".atom"),
    examples={".json": {"items": [EXAMPLE], "total": 1, "scores": []}},
)
def forecasts(
    desk: AtDesk,
    standing: Annotated[Standing, Query(description="Which forecasts.")] = Standing.ALL,
) -> Page:
    """The ledger."""
    chronicle = desk.chronicle
    found = sorted(
        chronicle.forecasts(standing), key=lambda e: (e.forecast.as_of, e.forecast.id), reverse=True
    )
    scores = desk.kept("scores", lambda record: record.forecast_scores())
    whole = next((s for s in scores if not s.method and not s.event_class), None)
    return Page(
        template="forecasts.html.j2",
        title="Forecasts",
        context={
            "entries": found[:MOST],
            "total": len(found),
            "standing": standing,
            "standings": tuple(Standing),
            "whole": whole,
            "scores": [s for s in scores if s is not whole],
            "chart": chronicle.reliability_chart(whole) if whole else "",
            "word_of": word_of,
            "references": REFERENCES,
        },
        data=lambda: {
            "items": [to_json(entry) for entry in found],
            "total": len(found),
            "scores": [score_to_json(score) for score in scores],
        },
        rows=lambda: [_row(entry) for entry in found],
        entries=lambda: [
            feeds.Entry(
                id=entry.forecast.id,
                title=f"{entry.forecast.question.text} {percent(entry.forecast.probability)}",
                path=f"/forecast/{entry.forecast.id}",
                updated=entry.settled.on if entry.settled else entry.forecast.as_of,
                summary=entry.settled.why if entry.settled else "open",
            )
            for entry in found
        ],
        made_of=count(len(found), "forecast"),
    )


@view(
    router,
    "/forecast/{id}",
    summary="One forecast and what came of it",
    examples={".json": EXAMPLE},
)
def forecast(desk: AtDesk, id: str) -> Page:
    """The page of a forecast."""
    chronicle = desk.chronicle
    entry = chronicle.forecast_entry(id)
    found = entry.forecast
    told = []
    for name in found.events:
        try:
            event = chronicle.event(name)
        except NotFound:
            continue
        told.append((event, chronicle.sentence(event)))
    return Page(
        template="forecast.html.j2",
        title=f"Forecast: {found.question.text}",
        context={
            "entry": entry,
            "forecast": found,
            "word": word_of(found.probability),
            "references": REFERENCES,
            "told": told,
        },
        data=lambda: to_json(entry),
        made_of=f"{count(found.cases, 'case')} of other pairs and earlier times",
    )

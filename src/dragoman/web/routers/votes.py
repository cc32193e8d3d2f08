"""Votes: roll calls, who votes with whom, and where states stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query

from dragoman.chronicle import Chronicle
from dragoman.codebook.seats import holder
from dragoman.drawing import Line, lines
from dragoman.errors import InputError, NotFound
from dragoman.model.votes import SAID, Choice, IdealPoint, RollCall, Years
from dragoman.web import links
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages import Page, Row, view
from dragoman.web.parameters import Limit
from dragoman.web.words import count, party, signed, uncapped

if TYPE_CHECKING:
    from dragoman.voting import Assembly

router = APIRouter(tags=["votes"])

Year = Annotated[int | None, Query(ge=1900, le=2100, description="Only this year.")]
States = Annotated[
    str, Query(max_length=200, description="Codes with commas between.", examples=["ARM,AZE,RUS"])
]

MATRIX = 14
"""States of the matrix where none are named: more columns do not fit a page."""

SHOWN = 3
"""States whose ideal points are drawn where none are named."""

DRAWN = 4
"""Lines of the chart: more cannot be told apart."""

MOST = 30
"""States that may be named."""


def assembly_of(desk: Desk) -> Assembly | None:
    """The roll calls, open for asking; None where the record has none."""

    def make(chronicle: Chronicle) -> Assembly | None:
        try:
            return chronicle.assembly()
        except NotFound:
            return None

    return desk.kept("assembly", make)


def _expected(desk: Desk) -> Assembly:
    found = assembly_of(desk)
    if found is None:
        raise NotFound(
            "this record has no roll calls", hint="Add them with 'dragoman votes add FILE...'."
        )
    return found


def call_to_json(call: RollCall) -> dict[str, Any]:
    """One roll call without its votes."""
    return {
        "id": call.id,
        "day": call.day.isoformat(),
        "session": call.session,
        "resolution": call.resolution,
        "title": call.title,
        "question": call.question,
        "important": call.important,
        "issues": list(call.issues),
    }


CALL = {
    "id": 1308,
    "day": "1972-12-04",
    "session": 27,
    "resolution": "R/27/2992",
    "title": "INDIAN OCEAN, ZONE OF PEACE",
    "question": "",
    "important": False,
    "issues": [],
}


@view(
    router,
    "/votes",
    summary="Roll calls, the newest first",
    forms=("", ".json", ".csv"),
    examples={".json": {"items": [CALL], "total": 1, "total_exact": True, "next": None}},
)
def votes(
    desk: AtDesk,
    year: Year = None,
    after: Annotated[str, Query(max_length=12, pattern=r"^\d*$")] = "",
    limit: Limit = 50,
) -> Page:
    """The list of roll calls."""
    assembly = assembly_of(desk)
    calls = sorted(assembly.calls, key=lambda c: (c.day, c.id), reverse=True) if assembly else []
    years = sorted({call.day.year for call in calls})
    if year is not None:
        calls = [call for call in calls if call.day.year == year]
    total, offset = len(calls), int(after or 0)
    shown = calls[offset : offset + limit]
    following = str(offset + limit) if offset + limit < total else ""
    return Page(
        template="votes.html.j2",
        title="Votes" + (f" of {year}" if year else ""),
        context={
            "calls": shown,
            "total": total,
            "states": len(assembly.states) if assembly else 0,
            "years": years,
            "year": year,
            "forward": links.query("/votes", year=year, after=following) if following else "",
        },
        data=lambda: {
            "items": [call_to_json(call) for call in shown],
            "total": total,
            "total_exact": True,
            "next": following or None,
        },
        rows=lambda: ({**call_to_json(call), "issues": "; ".join(call.issues)} for call in shown),
        made_of=f"{count(total, 'roll call')}, {count(len(assembly.states) if assembly else 0, 'state')}",
    )


def _named(states: str, assembly: Assembly, default: Sequence[str]) -> tuple[str, ...]:
    """Read the states that are asked for.

    Raises:
        InputError: there are too many.
        NotFound: one never voted.
    """
    asked = tuple(dict.fromkeys(s.strip().upper() for s in states.split(",") if s.strip()))
    if len(asked) > MOST:
        raise InputError(f"{len(asked)} states are too many; {MOST} can be asked for at once")
    for state in asked:
        if not assembly.has(state):
            raise NotFound(f"{state} has no vote in this record")
    return asked or tuple(default)


@view(
    router,
    "/votes/agreement",
    summary="Who votes with whom",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "states": ["ARM", "AZE"],
            "items": [{"first": "ARM", "second": "AZE", "index": 0.87, "shared": 412}],
        }
    },
)
def agreement(desk: AtDesk, states: States = "", year: Year = None) -> Page:
    """The matrix of agreement."""
    assembly = _expected(desk)
    named = _named(states, assembly, assembly.states[:MATRIX])
    years = Years(year, year) if year is not None else None
    cells = {
        (one, two): found[0]
        for n, one in enumerate(named)
        for two in named[n + 1 :]
        if (found := assembly.agreement(one, two, years=years))
    }
    items: list[Row] = [
        {
            "first": pair.first,
            "second": pair.second,
            "index": round(pair.index, 4),
            "shared": pair.shared,
            "same": pair.same,
            "half": pair.half,
            "opposed": pair.opposed,
        }
        for pair in cells.values()
    ]
    return Page(
        template="agreement.html.j2",
        title="Who votes with whom" + (f", {year}" if year else ""),
        context={
            "named": named,
            "cells": {**cells, **{(two, one): pair for (one, two), pair in cells.items()}},
            "year": year,
            "states": ",".join(named),
            "all_states": assembly.states,
            "years": sorted({call.day.year for call in assembly.calls}),
        },
        data=lambda: {"states": list(named), "items": items},
        rows=lambda: items,
        made_of=count(len(assembly.calls), "roll call"),
    )


def _drawn(points: Sequence[IdealPoint]) -> dict[str, str]:
    """Ideal points over time, each state a line, for a screen and for a telephone."""
    years = range(min(p.year for p in points), max(p.year for p in points) + 1)
    found = {(p.state, p.year): p for p in points}
    series = [
        Line(
            name=party(state),
            values=tuple(found[state, y].value if (state, y) in found else None for y in years),
            tips=tuple(
                f"{party(state)}, {y}: {signed(found[state, y].value, 2)}"
                f" on {count(found[state, y].votes, 'vote')}"
                if (state, y) in found
                else ""
                for y in years
            ),
        )
        for state in dict.fromkeys(p.state for p in points)
    ][:DRAWN]
    title = "Ideal points by year, standard deviations"
    describe = "The pole of the United States is positive. JSON and CSV have every number."
    labels = [str(year) for year in years]
    return {
        kind: lines(labels, series, title=title, describe=describe, width=width)
        for kind, width in (("wide", 900), ("narrow", 340))
    }


@view(
    router,
    "/votes/ideal",
    summary="Where states stand on the main line of division, by year",
    forms=("", ".json", ".csv"),
    examples={".json": {"items": [{"state": "ARM", "year": 1995, "value": 0.31, "votes": 60}]}},
)
def ideal(desk: AtDesk, states: States = "", year: Year = None) -> Page:
    """Ideal points over time, or of one year."""
    assembly = _expected(desk)
    seats = desk.kept("ideal", lambda _: assembly.ideal())
    last = max(point.year for point in seats)
    usual = [s for s in ("USA", "RUS", "CHN") if assembly.has(s)]
    named = _named(states, assembly, usual or assembly.states[:SHOWN])
    points = tuple(p for state in named for p in assembly.ideal(state=state))
    ranked = sorted(assembly.ideal(year=year or last), key=lambda p: (-p.value, p.state))
    shown = [p for p in points if year is None or p.year == year] if states else ranked
    items: list[Row] = [
        {"state": p.state, "year": p.year, "value": p.value, "votes": p.votes}
        for p in (shown if states or year else seats)
    ]
    return Page(
        template="ideal.html.j2",
        title="Where states stand",
        context={
            "drawn": _drawn(points),
            "ranked": ranked,
            "year": year or last,
            "years": sorted({point.year for point in seats}),
            "states": ",".join(named),
            "most": max((abs(p.value) for p in ranked), default=1.0),
        },
        data=lambda: {"items": items, "total": len(items)},
        rows=lambda: items,
        made_of=count(len(assembly.calls), "roll call"),
    )


@view(
    router,
    "/votes/{id}",
    summary="One roll call: how each state voted",
    forms=("", ".json", ".csv"),
    examples={".json": {**CALL, "votes": [{"state": "BRA", "vote": "for"}]}},
)
def roll_call(desk: AtDesk, id: int) -> Page:
    """The page of a roll call."""
    assembly = _expected(desk)
    call = next((call for call in assembly.calls if call.id == id), None)
    if call is None:
        raise NotFound(f"no roll call has the number {id}")
    cast = {holder(seat, call.day): assembly.choice(seat, call) for seat in assembly.states}
    groups = [
        (SAID[choice], [state for state, chosen in cast.items() if chosen is choice])
        for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.NONE)
    ]
    items: list[Row] = [{"state": s, "name": party(s), "vote": SAID[c]} for s, c in cast.items()]
    return Page(
        template="roll_call.html.j2",
        title=uncapped(call.title or call.resolution or f"Roll call {id}"),
        context={"call": call, "groups": groups},
        data=lambda: {**call_to_json(call), "votes": items},
        rows=lambda: items,
        made_of=f"1 roll call of {call.day.year}",
    )

"""The map of the world and the network of states, each with a table that says the same."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Query

from dragoman.model.browsing import Tie
from dragoman.model.relations import Bloc
from dragoman.web import shapes
from dragoman.web.circle import Ring, ring
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages import Page, Row, view
from dragoman.web.parameters import Since, Until
from dragoman.web.routers.actors import known_name
from dragoman.web.routers.relations import bounds_of
from dragoman.web.words import count, party

router = APIRouter(tags=["maps"])

About = Annotated[
    str,
    Query(max_length=120, description="Key of a party; else the whole record.", examples=["BLR"]),
]

FRIENDLY, WARM, COOL, HOSTILE = 3.0, 0.5, -0.5, -3.0
"""Mean points an event at which the shades of a map change: 1.5 is a call, 2.5 a visit, 5 an agreement
with deeds; -3 is about a rejection."""

MOST_PARTIES = 36
"""Parties of the network: more names do not fit around it."""

LEAST_EVENTS = 2
"""Events from which a tie is drawn in the network."""


@dataclass(frozen=True, slots=True)
class Place:
    """A party on the map: its numbers, and its shade."""

    key: str
    name: str
    events: int
    mean: float | None
    shade: str


@cache
def world() -> dict[str, Any]:
    """The borders as SVG paths; see ``tools/assets/README.md``."""
    text = (files("dragoman.web") / "maps" / "world.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def shade_of_mean(mean: float) -> str:
    """The shade of a mean: two of friendship, two of enmity, one between.

    Example:
        >>> shade_of_mean(4.0), shade_of_mean(0.0), shade_of_mean(-1.0)
        ('plus2', 'zero', 'minus1')
    """
    if mean >= WARM:
        return "plus2" if mean >= FRIENDLY else "plus1"
    if mean <= COOL:
        return "minus2" if mean <= HOSTILE else "minus1"
    return "zero"


def shade_of_count(events: int, most: int) -> str:
    """The shade of a number of events, by its logarithm: a few busy states would hide all others."""
    return f"s{max(1, math.ceil(5 * math.log1p(events) / math.log1p(most)))}"


def places(ties: Sequence[Tie], about: str) -> list[Place]:
    """The parties to be drawn: partners of one, or all."""
    if about:
        found = [
            Place(other, party(other), tie.events, tie.mean, shade_of_mean(tie.mean))
            for tie in ties
            if about in (tie.first, tie.second)
            for other in (tie.second if tie.first == about else tie.first,)
        ]
    else:
        counts: Counter[str] = Counter()
        for tie in ties:
            counts[tie.first] += tie.events
            counts[tie.second] += tie.events
        most = max(counts.values(), default=1)
        found = [Place(k, party(k), n, None, shade_of_count(n, most)) for k, n in counts.items()]
    return sorted(found, key=lambda place: (-place.events, place.key))


def _rows(found: Sequence[Place]) -> list[Row]:
    return [
        {
            "key": place.key,
            "name": place.name,
            "events": place.events,
            "mean": round(place.mean, 4) if place.mean is not None else None,
        }
        for place in found
    ]


def _ties(desk: Desk, since: str, until: str) -> tuple[Tie, ...]:
    bounds = bounds_of(since, until)
    return desk.kept(("ties", since, until), lambda record: record.ties(bounds=bounds))


@view(
    router,
    "/map",
    summary="Parties on a map: by events, or by how they stand to one",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "about": "BLR",
            "items": [{"key": "RUS", "name": "Russia", "events": 71, "mean": 1.6}],
        }
    },
)
def map_page(desk: AtDesk, about: About = "", since: Since = "", until: Until = "") -> Page:
    """The map of the world."""
    name = known_name(desk, about) if about else ""
    found = places(_ties(desk, since, until), about)
    geography = world()
    shaped = {shape["id"] for shape in geography["shapes"]}
    dots = [p for p in found if p.key not in shaped and p.key in geography["points"]]
    title = f"{name} and the world" if about else "Who is told of, on the map"
    return Page(
        template="map.html.j2",
        title=title,
        context={
            "about": about,
            "since": since,
            "until": until,
            "world": geography,
            "places": {place.key: place for place in found},
            "listed": found,
            "dots": dots,
            "unplaced": [p for p in found if p.key not in geography["points"]],
            "parties": sorted(
                {k for tie in _ties(desk, "", "") for k in (tie.first, tie.second)}, key=party
            ),
        },
        data=lambda: {"about": about or None, "items": _rows(found)},
        rows=lambda: _rows(found),
        made_of=f"{count(sum(p.events for p in found), 'part')} that {count(len(found), 'party', 'parties')} had in events"
        if not about
        else f"{count(sum(p.events for p in found), 'event')} with {count(len(found), 'partner')}",
    )


def _groups(blocs: Sequence[Bloc], parties: Sequence[str]) -> list[list[str]]:
    """The parties of the network by bloc; those in none come last."""
    chosen = set(parties)
    groups = [[key for key in bloc.members if key in chosen] for bloc in blocs]
    inside = {key for group in groups for key in group}
    rest = sorted((key for key in parties if key not in inside), key=party)
    return [group for group in [*groups, rest] if group]


@view(
    router,
    "/network",
    summary="Who has to do with whom: ties and blocs",
    forms=("", ".json", ".csv"),
    examples={
        ".json": {
            "ties": [{"first": "BLR", "second": "RUS", "events": 71, "value": 113.8, "mean": 1.6}],
            "blocs": [{"members": ["BLR", "RUS"], "value": 113.8}],
        }
    },
)
def network(desk: AtDesk, since: Since = "", until: Until = "") -> Page:
    """The network of parties."""
    bounds = bounds_of(since, until)
    ties = _ties(desk, since, until)
    blocs = desk.kept(("blocs", since, until), lambda record: record.blocs(bounds=bounds))
    counts: Counter[str] = Counter()
    for tie in ties:
        counts[tie.first] += tie.events
        counts[tie.second] += tie.events
    parties = [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    groups = _groups(blocs, parties[:MOST_PARTIES])
    shown = [
        tie
        for tie in ties
        if tie.events >= LEAST_EVENTS and {tie.first, tie.second} <= set(parties[:MOST_PARTIES])
    ]
    drawing: Ring = ring(groups, shown, counts)
    items: list[Row] = [shapes.tie_to_row(tie) for tie in ties]
    return Page(
        template="network.html.j2",
        title="Who has to do with whom",
        context={
            "ring": drawing,
            "shown": shown,
            "blocs": [(sorted(bloc.members, key=party), bloc.value) for bloc in blocs],
            "left_out": len(ties) - len(shown),
            "since": since,
            "until": until,
        },
        data=lambda: {
            "ties": items,
            "blocs": [{"members": list(b.members), "value": round(b.value, 4)} for b in blocs],
        },
        rows=lambda: items,
        made_of=f"{count(len(shown), 'tie')} of {len(ties):,}",
    )

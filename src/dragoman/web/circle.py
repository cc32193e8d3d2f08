"""A network on a circle: parties around it by bloc, ties as bows across it. No chance is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from dragoman.model.browsing import Tie
from dragoman.web.words import party

SIZE = 700.0
RADIUS = 232.0
NAMES = 12.0
"""How far outside the circle names begin."""

LONGEST, LETTER = 24, 6.6
"""Letters of a name at most; the width of one at the size of the style sheet."""

ROOM = 12.0
"""Left free above and beneath the outermost names."""

GAP = 0.6
"""Places left free between two blocs."""

BEND = 0.28
"""How near to the middle a bow comes: 0 goes through it, 1 is straight."""

INDIFFERENT = 1.0
"""Mean points an event within which a tie is neither friendly nor hostile, as for triads."""


@dataclass(frozen=True, slots=True)
class Node:
    """A party on the circle.

    Args:
        name: as it is written, cut where it is long.
        turn: of its name, in degrees; names on the left half are read from outside.
        anchor: at which end its name is held.
    """

    key: str
    name: str
    x: float
    y: float
    radius: float
    name_x: float
    name_y: float
    turn: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Bow:
    """A tie across the circle."""

    tie: Tie
    path: str
    width: float
    sign: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The whole drawing.

    Args:
        top: where the view begins, just above the highest name.
        height: of the view.
    """

    size: float
    top: float
    height: float
    nodes: tuple[Node, ...]
    bows: tuple[Bow, ...]


def ring(groups: Sequence[Sequence[str]], ties: Sequence[Tie], events: Mapping[str, int]) -> Ring:
    """Place parties and draw their ties.

    Args:
        groups: keys of parties by bloc, in order.
        events: how many events each party has.
    """
    steps = sum(len(group) + GAP for group in groups) or 1.0
    angles: dict[str, float] = {}
    place = 0.0
    for group in groups:
        for key in group:
            angles[key] = 2 * math.pi * place / steps - math.pi / 2
            place += 1
        place += GAP
    most = max(events.values(), default=1)
    nodes = tuple(_node(key, angle, events[key] / most) for key, angle in angles.items())
    bows = tuple(
        _bow(tie, angles)
        for tie in sorted(ties, key=lambda tie: tie.events)
        if tie.first in angles and tie.second in angles
    )
    ends = [
        end
        for angle, node in zip(angles.values(), nodes, strict=True)
        for end in _ends(angle, node)
    ]
    top, bottom = min(ends, default=0.0) - ROOM, max(ends, default=SIZE) + ROOM
    return Ring(SIZE, round(top, 1), round(bottom - top, 1), nodes, bows)


def _ends(angle: float, node: Node) -> tuple[float, float]:
    """The heights between which a party and its name stand."""
    return node.y, node.name_y + math.sin(angle) * len(node.name) * LETTER


def _at(angle: float, radius: float) -> tuple[float, float]:
    middle = SIZE / 2
    x, y = middle + radius * math.cos(angle), middle + radius * math.sin(angle)
    return round(x, 1), round(y, 1)


def _node(key: str, angle: float, share: float) -> Node:
    x, y = _at(angle, RADIUS)
    name_x, name_y = _at(angle, RADIUS + NAMES)
    left = math.cos(angle) < -1e-9
    turn = math.degrees(angle) + (180 if left else 0)
    radius = round(2.5 + 6 * math.sqrt(share), 1)
    name = shorten(party(key), LONGEST, placeholder="…")
    return Node(key, name, x, y, radius, name_x, name_y, round(turn, 1), "end" if left else "start")


def _bow(tie: Tie, angles: Mapping[str, float]) -> Bow:
    (ax, ay), (bx, by) = (_at(angles[key], RADIUS) for key in (tie.first, tie.second))
    middle = SIZE / 2
    mx = middle + ((ax + bx) / 2 - middle) * BEND
    my = middle + ((ay + by) / 2 - middle) * BEND
    sign = "neutral"
    if abs(tie.mean) >= INDIFFERENT:
        sign = "friendly" if tie.mean > 0 else "hostile"
    path = f"M{ax} {ay}Q{mx:.1f} {my:.1f} {bx} {by}"
    return Bow(tie, path, round(0.7 + 1.1 * math.log2(tie.events), 1), sign)

"""An event on a scale, and in which direction it passes between two parties."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from dragoman.codebook.scales import Scale
from dragoman.errors import UnknownName
from dragoman.model.ids import EventId
from dragoman.model.relations import Act, Driver


class Way(Enum):
    """How an event passes between a first and a second party."""

    THERE = "there"
    BACK = "back"
    JOINT = "joint"


def way(act: Act, first: str, second: str) -> Way | None:
    """Find how an event passes between two parties; None where it does not.

    Parties that act together on nobody else ('X and Y agreed') act on each other. Parties that act
    together on a third one, and those who are both acted on, do nothing to each other.
    """
    there = first in act.actors and second in act.recipients
    back = second in act.actors and first in act.recipients
    if there and back:
        return Way.JOINT
    if there or back:
        return Way.THERE if there else Way.BACK
    together = first in act.actors and second in act.actors and not act.recipients
    return Way.JOINT if together else None


def driver(act: Act, scale: Scale, superseded: Collection[EventId] = ()) -> Driver:
    """Weigh an event.

    Args:
        superseded: plans that another event tells the outcome of: they count nothing any more.
    """
    factor = 0.0 if act.event in superseded else scale.discounts[act.status]
    try:
        points = scale.weigh(act.type, act.mode)
    except UnknownName:
        return Driver(event=act.event, points=0.0, counts=False)
    return Driver(event=act.event, points=points * factor + 0.0, counts=factor > 0)

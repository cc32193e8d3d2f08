"""An event on a scale."""

from __future__ import annotations

from dragoman.codebook.scales import Scale
from dragoman.errors import UnknownName
from dragoman.model.claims import Status
from dragoman.model.relations import Act, Driver


def weight(scale: Scale, type_: str, mode: str, status: Status) -> tuple[float, bool]:
    """Weigh an act: its points, discounted for its status, and whether it counts."""
    factor = scale.discounts[status]
    try:
        points = scale.weigh(type_, mode)
    except UnknownName:
        return 0.0, False
    return points * factor + 0.0, factor > 0


def driver(act: Act, scale: Scale) -> Driver:
    """Weigh an event."""
    points, counts = weight(scale, act.type, act.mode, act.status)
    return Driver(event=act.event, points=points, counts=counts)

"""Times that name no stretch of the calendar: 'now', 'recently', 'in the past', 'soon'."""

from __future__ import annotations

from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.scene import Found, Scene


def reference(scene: Scene, first: int, last: int) -> Found | None:
    """'Now', 'current', 'the future'."""
    word = scene.word(last - 1)
    if word in {"moment", "present"} and scene.word(first - 1) not in {"at", "for"}:
        return None
    if word == "now" and scene.code(last, "dash"):
        return None
    if word == "future" and scene.word(last) == "of":
        return None
    return Found(first, last, "DATE", Stretch(scene.tokens.values[last - 1]))


def recent(scene: Scene, first: int, last: int) -> Found | None:
    """'Recently', 'recent'; not 'the most recent'."""
    if scene.word(first - 1) == "most" or scene.among("gathering", last):
        return None
    return Found(first, last, "DATE", Stretch("PAST_REF"))


def past(scene: Scene, first: int, last: int) -> Found | None:
    """'In the past', where no length follows."""
    if scene.word(last - 1) != "past" or not scene.code(first - 1, "in", "from", "of"):
        return None
    return Found(first, last, "DATE", Stretch("PAST_REF")) if scene.closed(last) else None


def soon(scene: Scene, first: int, last: int) -> Found | None:
    """'Soon'; not 'as soon as' or 'soon after'."""
    if scene.among("degree", first - 1) or scene.among("soon_not", last):
        return None
    return Found(first, last, "DATE", Stretch("FUTURE_REF"))


def long_ago(scene: Scene, first: int, last: int) -> Found | None:
    """'Long ago'."""
    return Found(first, last, "DATE", Stretch("PAST_REF"))

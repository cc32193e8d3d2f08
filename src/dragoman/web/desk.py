"""The desk: what a view needs of one request: the record, open for asking, and things made before."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from dragoman.chronicle import Chronicle
from dragoman.web.settings import Settings

Made = TypeVar("Made")

KEPT = 256
"""Things kept that took long to make, such as the ideal points of all states."""

PATIENCE = 20.0
"""How many times what it cost to make a thing may be served after the record changed: while articles are
added all the time, counts over the whole of a large record are a little old rather than never ready."""


@dataclass(slots=True)
class _Kept:
    stamp: str
    value: Any
    cost: float
    made: float


class Shelf:
    """Keeps what took long to make; safe for several threads, and made by one of them at a time.

    Args:
        clock: seconds from any start, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._making: dict[Hashable, threading.RLock] = {}

    def get(self, key: Hashable, stamp: str, make: Callable[[], Made]) -> Made:
        """Hand out what is kept under a key, or make it now.

        Args:
            stamp: of the record as it is now.
        """
        with self._guard:
            if (held := self._fresh(key, stamp)) is not None:
                return cast("Made", held.value)
            making = self._making.setdefault(key, threading.RLock())
        with making:
            with self._guard:
                if (held := self._fresh(key, stamp)) is not None:
                    return cast("Made", held.value)
            begun = self._clock()
            made = make()
            done = self._clock()
            with self._guard:
                self._kept[key] = _Kept(stamp, made, done - begun, done)
                while len(self._kept) > KEPT:
                    gone, _ = self._kept.popitem(last=False)
                    self._making.pop(gone, None)
            return made

    def _fresh(self, key: Hashable, stamp: str) -> _Kept | None:
        held = self._kept.get(key)
        if held is None:
            return None
        self._kept.move_to_end(key)
        recent = self._clock() - held.made < PATIENCE * held.cost
        return held if held.stamp == stamp or recent else None


class Desk:
    """One request's view of the record. The record opens, only for asking, when it is first needed.

    Views run in worker threads; a desk is opened and closed in the same one.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.settings: Settings = request.app.state.settings
        self._shelf: Shelf = request.app.state.shelf
        self._chronicle: Chronicle | None = None

    @property
    def chronicle(self) -> Chronicle:
        """The record, open for asking."""
        if self._chronicle is None:
            self._chronicle = Chronicle(self.settings.record, create=False, write=False)
        return self._chronicle

    def close(self) -> None:
        """Close the record, if it was opened."""
        if self._chronicle is not None:
            self._chronicle.close()
            self._chronicle = None

    def kept(self, key: Hashable, make: Callable[[Chronicle], Made]) -> Made:
        """What took long to make; made anew when the record has changed, see :data:`PATIENCE`."""
        return self._shelf.get(key, self.settings.stamp(), lambda: make(self.chronicle))


async def _desk(request: Request) -> Desk:
    return Desk(request)


AtDesk = Annotated[Desk, Depends(_desk)]
"""The type of a view's first argument."""

"""The desk: what a view needs of one request: the record, open for asking, and things made before."""

from __future__ import annotations

import logging
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

logger = logging.getLogger("dragoman.web")

KEPT = 256
"""Things kept that took long to make, such as the ideal points of all states."""

PATIENCE = 20.0
"""How many times what it cost to make a thing may be served after the record changed: while articles are
added all the time, counts over the whole of a large record are a little old rather than never ready."""


LONG = 0.2
"""Seconds from which a thing takes so long to make anew that whoever asks is handed the one before meanwhile."""

OLDEST = 300.0
"""Seconds after which nobody is handed the one before: who comes in the morning waits for today's."""


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
        self._making: dict[Hashable, threading.Lock] = {}

    def get(
        self,
        key: Hashable,
        stamp: str,
        make: Callable[[], Made],
        later: Callable[[], Made] | None = None,
    ) -> Made:
        """Hand out what is kept under a key, or make it now.

        Args:
            stamp: of the record as it is now.
            later: makes it in a thread of its own, while the one before is handed out.
        """
        with self._guard:
            held = self._kept.get(key)
            if held is not None:
                self._kept.move_to_end(key)
                if self._is_fresh(held, stamp):
                    return cast("Made", held.value)
            making = self._making.setdefault(key, threading.Lock())
        if later and held and held.cost >= LONG and self._clock() - held.made < OLDEST:
            if making.acquire(blocking=False):
                threading.Thread(
                    target=self._replace, args=(making, key, stamp, later), daemon=True
                ).start()
            return cast("Made", held.value)
        with making:
            with self._guard:
                held = self._kept.get(key)
                if held is not None and self._is_fresh(held, stamp):
                    return cast("Made", held.value)
            return self._make(key, stamp, make)

    def _make(self, key: Hashable, stamp: str, make: Callable[[], Made]) -> Made:
        begun = self._clock()
        made = make()
        done = self._clock()
        with self._guard:
            self._kept[key] = _Kept(stamp, made, done - begun, done)
            while len(self._kept) > KEPT:
                gone, _ = self._kept.popitem(last=False)
                self._making.pop(gone, None)
        return made

    def _replace(
        self, making: threading.Lock, key: Hashable, stamp: str, make: Callable[[], Any]
    ) -> None:
        try:
            self._make(key, stamp, make)
        except Exception as error:  # whoever asks next makes it, and is told
            logger.warning("making %s anew", key, exc_info=error)
            with self._guard:
                self._kept.pop(key, None)
        finally:
            making.release()

    def _is_fresh(self, held: _Kept, stamp: str) -> bool:
        return held.stamp == stamp or self._clock() - held.made < PATIENCE * held.cost


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

        def later() -> Made:
            with Chronicle(self.settings.record, create=False, write=False) as opened:
                return make(opened)

        return self._shelf.get(key, self.settings.stamp(), lambda: make(self.chronicle), later)


async def _desk(request: Request) -> Desk:
    return Desk(request)


AtDesk = Annotated[Desk, Depends(_desk)]
"""The type of a view's first argument."""

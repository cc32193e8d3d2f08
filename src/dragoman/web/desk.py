"""The desk: what a view needs of one request: the record, open for asking, and things made before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from dragoman.chronicle import Chronicle
from dragoman.web.settings import Settings

Made = TypeVar("Made")

KEPT = 64
"""Things kept that took long to make, such as the ideal points of all states."""


class Shelf:
    """Keeps what took long to make until the record changes; safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Hand out what is kept under a key, or make it now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Made", self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


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
            opened = Chronicle(self.settings.record, create=False, write=False)
            self._chronicle = opened.__enter__()
        return self._chronicle

    def close(self) -> None:
        """Close the record, if it was opened."""
        if self._chronicle is not None:
            self._chronicle.__exit__(None, None, None)
            self._chronicle = None

    def kept(self, key: Hashable, make: Callable[[Chronicle], Made]) -> Made:
        """What took long to make, as long as the record stays as it is."""
        whole = (self.settings.stamp(), key)
        return self._shelf.get(whole, lambda: make(self.chronicle))


async def _desk(request: Request) -> Desk:
    return Desk(request)


AtDesk = Annotated[Desk, Depends(_desk)]
"""The type of a view's first argument."""

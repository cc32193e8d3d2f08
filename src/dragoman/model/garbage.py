"""Python's collector of garbage, kept quiet where much is made at once and nothing thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_is_garbage() -> Iterator[None]:
    """Do something without the collector, which would look at all that was ever made again and again.

    Threads may do so at once: the first one that began lets it work again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()

"""How much may be asked: bytes of a request, and expensive requests of one visitor in a minute."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

FORM_BYTES = 1_500_000
"""Bytes of a request at most: a form, and an article that is pasted into one."""

UPLOAD_BYTES = 25_000_000
"""Bytes of an upload at most."""

UPLOADS = frozenset({"/add/file"})

QUERY_BYTES = 8_000
"""Bytes of what stands after the question mark."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a minute on and on."""

    at_once: int
    a_minute: float


SIGN_IN = Rate(20, 20)
FETCH = Rate(5, 6)
ADD = Rate(15, 20)
JUDGE = Rate(120, 120)
READ = Rate(90, 180)

_RATES: tuple[tuple[str, str, Rate], ...] = (
    ("POST", "/sign-in", SIGN_IN),
    ("POST", "/password", SIGN_IN),
    ("POST", "/add/address", FETCH),
    ("POST", "/add/feed", FETCH),
    ("POST", "/add/", ADD),
    ("POST", "/", JUDGE),
    ("GET", "/search", READ),
    ("GET", "/dyad/", READ),
    ("GET", "/triad/", READ),
    ("GET", "/digest/", READ),
    ("GET", "/network", READ),
    ("GET", "/map", READ),
    ("GET", "/relations", READ),
    ("GET", "/votes/", READ),
    ("GET", "/forecasts", READ),
    ("GET", "/review", READ),
)
"""What costs much, the first that fits counts; other pages cost little."""


def rate_of(method: str, path: str) -> tuple[str, Rate] | None:
    """The limit for a request, with what it is counted under.

    Example:
        >>> rate_of("POST", "/add/address")
        ('POST /add/address', Rate(at_once=5, a_minute=6))
        >>> rate_of("GET", "/event/e1") is None
        True
    """
    method = "GET" if method == "HEAD" else method
    for wanted, start, rate in _RATES:
        if wanted == method and path.startswith(start):
            return f"{method} {start}", rate
    return None


def most_bytes(path: str) -> int:
    """Bytes of a request to a path at most."""
    return UPLOAD_BYTES if path in UPLOADS else FORM_BYTES


@dataclass(slots=True)
class _Bucket:
    left: float
    last: float


@dataclass(slots=True)
class Meter:
    """Counts what visitors ask for; safe for several threads.

    Args:
        clock: seconds from any start, never going back.
        visitors: how many are kept in mind; those of longest ago are forgotten.
    """

    clock: Callable[[], float] = time.monotonic
    visitors: int = 10_000
    _buckets: OrderedDict[tuple[str, str], _Bucket] = field(default_factory=OrderedDict, init=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, init=False)

    def wait(self, who: str, what: str, rate: Rate) -> int:
        """Count one request.

        Returns:
            Seconds to wait before the next try; 0 where this one may go on.
        """
        with self._guard:
            at = self.clock()
            bucket = self._buckets.setdefault((who, what), _Bucket(rate.at_once, at))
            self._buckets.move_to_end((who, what))
            while len(self._buckets) > self.visitors:
                self._buckets.popitem(last=False)
            a_second = rate.a_minute / 60
            bucket.left = min(rate.at_once, bucket.left + (at - bucket.last) * a_second)
            bucket.last = at
            if bucket.left < 1:
                return max(1, math.ceil((1 - bucket.left) / a_second))
            bucket.left -= 1
            return 0

"""Addresses to bytes, politely: one host at a time, robots.txt, conditional requests, back-off, bounds."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpcore

from dragoman.errors import FetchError
from dragoman.ingesting.guard import Guard
from dragoman.ingesting.limits import MAX_FILE_BYTES

AGENT = "dragoman"
"""What we are called in robots.txt and in the servers' logs."""

TRIES = 3
"""Requests for one address at most: the first, and two more where the server was busy."""

PAUSE = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""

LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait; one that asks for more is left for another time."""

TIMEOUT = 20.0
"""Seconds without a byte after which a server counts as silent."""

DEADLINE = 60.0
"""Seconds for a whole answer, so that a slow drip cannot hold us."""

REDIRECTS = 5
MAX_PACKED_RATIO = 200
"""Times by which a packed answer may grow, as for zips."""

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
OK, UNCHANGED = 200, 304
REFUSED = range(400, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer.

    Args:
        url: where it came from in the end, after redirects.
        data: the body, unpacked; empty where ``unchanged``.
        kind: the media type, without parameters.
        etag: mark by which the server can say that nothing changed.
        modified: its date of change, as the server writes it.
    """

    url: str
    data: bytes = b""
    kind: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


@dataclass(slots=True)
class _Host:
    """What is known of a host in this run."""

    robots: RobotFileParser | None = None
    last: float = float("-inf")


class _Refused(FetchError):
    """The server answers that there is nothing for us: a status from 400 to 499."""


class _Busy(FetchError):
    """The server asks to come back later.

    Args:
        wait: seconds that it asks for; None where it does not say.
    """

    def __init__(self, message: str, wait: float | None) -> None:
        super().__init__(message, hint="The next run tries again.")
        self.wait = wait


def split_url(url: str) -> str:
    """Check an address and take off its fragment.

    Raises:
        FetchError: it is no http or https address, or carries a password.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(f"{url}: not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.hostname}: an address with a password in it")
    return urlunsplit(parts._replace(fragment=""))


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, and remembers how each host wants to be treated.

    Args:
        private: whether addresses of private networks and of this machine will do.
        pause: seconds between two requests to one host.
        largest: bytes of one answer at most, unpacked.
        deadline: seconds for one answer at most.
        sleep: how to wait.
    """

    private: bool = False
    pause: float = PAUSE
    largest: int = MAX_FILE_BYTES
    deadline: float = DEADLINE
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)
    _pool: httpcore.ConnectionPool | None = field(default=None, init=False)

    def fetch(
        self, url: str, *, etag: str = "", modified: str = "", robots: bool = True
    ) -> Fetched:
        """Fetch one address.

        Args:
            etag: the mark of what we have; an unchanged answer then has no body.
            modified: the date of what we have, likewise.
            robots: heed robots.txt; not for what a person asks for by hand.

        Raises:
            FetchError: no such host, refused, too large, too slow, or an answer that is an error.
        """
        current = split_url(url)
        for _ in range(REDIRECTS + 1):
            if robots and not self._allowed(current):
                raise FetchError(
                    f"{current}: the site's robots.txt keeps programs out",
                    hint="Save the page yourself and add the file.",
                )
            found = self._tried(current, etag, modified)
            if isinstance(found, Fetched):
                return found
            current = split_url(urljoin(current, found))
        raise FetchError(f"{url}: more than {REDIRECTS} redirects")

    def _tried(self, url: str, etag: str, modified: str) -> Fetched | str:
        """Ask until there is an answer: the body, or the address that it moved to."""
        wait = self.pause
        for attempt in range(1, TRIES + 1):
            try:
                return self._once(url, etag, modified)
            except _Busy as error:
                asked = wait if error.wait is None else error.wait
                if attempt == TRIES or asked > LONGEST_WAIT:
                    raise
                self.sleep(asked)
                wait *= 2
        raise AssertionError("unreachable")

    def _once(self, url: str, etag: str, modified: str) -> Fetched | str:
        self._take_turn(url)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        with self._stream(url, headers) as response:
            said = {
                key.decode("latin-1").lower(): value.decode("latin-1")
                for key, value in response.headers
            }
            status = response.status
            if status in MOVED and "location" in said:
                return said["location"]
            mark, changed = said.get("etag", ""), said.get("last-modified", "")
            if status == UNCHANGED:
                return Fetched(
                    url=url, etag=mark or etag, modified=changed or modified, unchanged=True
                )
            if status in BUSY:
                raise _Busy(f"{url}: the server answers {status}", _retry_after(said))
            if status != OK:
                failure = _Refused if status in REFUSED else FetchError
                raise failure(f"{url}: the server answers {status}")
            kind = said.get("content-type", "").partition(";")[0].strip().lower()
            data = self._body(url, response, said)
            return Fetched(url=url, data=data, kind=kind, etag=mark, modified=changed)

    @contextmanager
    def _stream(self, url: str, headers: Mapping[str, str]) -> Iterator[httpcore.Response]:
        if self._pool is None:
            self._pool = httpcore.ConnectionPool(network_backend=Guard(private=self.private))
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)
        try:
            with self._pool.stream(
                "GET", url, headers=list(headers.items()), extensions={"timeout": limits}
            ) as response:
                yield response
        except httpcore.TimeoutException as error:
            raise _Busy(f"{url}: no answer for {self.timeout:g} seconds", None) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ValueError) as error:
            raise FetchError(f"{url}: {error or 'the connection broke'}") from error

    def _body(self, url: str, response: httpcore.Response, said: Mapping[str, str]) -> bytes:
        """Read a body, unpacking as it comes, and stop as soon as it is too much or too slow."""
        packed = said.get("content-encoding", "").lower() in {"gzip", "x-gzip"}
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
        until = time.monotonic() + self.deadline
        body, raw = bytearray(), 0
        for chunk in response.iter_stream():
            raw += len(chunk)
            try:
                room = self.largest + 1 - len(body)
                body += inflate.decompress(chunk, room) if inflate else chunk
            except zlib.error as error:
                raise FetchError(f"{url}: a broken gzip ({error})") from error
            if len(body) > self.largest or len(body) > MAX_PACKED_RATIO * max(raw, 4096):
                raise FetchError(f"{url}: larger than {self.largest / 1024 / 1024:.0f} MB")
            if time.monotonic() > until:
                raise FetchError(f"{url}: not done after {self.deadline:g} seconds")
        if inflate is not None and not inflate.eof:
            raise FetchError(f"{url}: a gzip that breaks off")
        return bytes(body)

    def _take_turn(self, url: str) -> None:
        """Wait until the host has had its pause."""
        host = self._host(url)
        asked = host.robots.crawl_delay(AGENT) if host.robots else None
        pause = max(self.pause, min(float(asked or 0), LONGEST_WAIT))
        left = host.last + pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        host.last = time.monotonic()

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(urlsplit(url).netloc, _Host())

    def _allowed(self, url: str) -> bool:
        host = self._host(url)
        if host.robots is None:
            host.robots = self._robots(url)
        return host.robots.can_fetch(AGENT, url)

    def _robots(self, url: str) -> RobotFileParser:
        """A site's rules: none where it has none, and none may be broken where it does not answer."""
        parts = urlsplit(url)
        where = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        rules = RobotFileParser(where)
        try:
            found = self._once(where, "", "")
        except _Refused:
            rules.parse([])
            return rules
        lines = (
            found.data.decode("utf-8", "replace").splitlines() if isinstance(found, Fetched) else []
        )
        rules.parse(lines)
        return rules

    def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def _retry_after(said: Mapping[str, str]) -> float | None:
    """Seconds that a server asks us to wait, as a number or as a date against its own clock."""
    asked = said.get("retry-after", "").strip()
    if not asked:
        return None
    if asked.isdigit():
        return float(asked)
    try:
        there = parsedate_to_datetime(said["date"])
        return max(0.0, (parsedate_to_datetime(asked) - there).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None

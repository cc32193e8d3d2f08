"""A language model's address: asked once for one text, tried again where that can help."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import FetchError, InputError, Unavailable
from dragoman.model.ids import digest

Json = dict[str, Any]

TRIES = 4
"""Requests for one text at most: the first, and three more where the service was busy or silent."""

FIRST_WAIT = 1.0
"""Seconds before the second try; each further wait is twice the last."""

LONGEST_WAIT = 60.0
"""Seconds that a service may ask us to wait; one that asks for more is given up."""

TIMEOUT = 120.0
"""Seconds for an answer: a slow local model takes about a minute for a page."""

BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""HTTP statuses after which the same request may succeed."""

PREFIX = "DRAGOMAN_LLM_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Which model to ask, and how much.

    Args:
        url: base of the interface, up to and without ``/chat/completions``.
        key: sent as a bearer token; empty for a service that asks for none.
        budget: tokens that one process may spend; None for no bound.
        cache: folder in which answers are kept by content; None to keep none.
    """

    url: str
    model: str
    key: str = ""
    budget: int | None = None
    cache: Path | None = None
    timeout: float = TIMEOUT
    first_wait: float = FIRST_WAIT

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Address:
        """Read ``DRAGOMAN_LLM_URL``, ``_MODEL``, ``_KEY``, ``_BUDGET``, ``_CACHE`` and ``_TIMEOUT``.

        Raises:
            InputError: one that is needed is missing, or a number is none.
        """
        needed = [PREFIX + name for name in ("URL", "MODEL") if not environment.get(PREFIX + name)]
        if needed:
            raise InputError(
                f"the reader 'llm' needs an address: {' and '.join(needed)} not set",
                hint=f"Set {PREFIX}URL to the base of an OpenAI-compatible interface,"
                f" {PREFIX}MODEL to a model's name and, where asked for, {PREFIX}KEY.",
            )
        url = environment[PREFIX + "URL"].rstrip("/")
        if not url.startswith(("http://", "https://")):
            raise InputError(f"{PREFIX}URL is no web address: {url!r}")
        budget, cache = environment.get(PREFIX + "BUDGET"), environment.get(PREFIX + "CACHE")
        timeout = environment.get(PREFIX + "TIMEOUT")
        try:
            return cls(
                url=url,
                model=environment[PREFIX + "MODEL"],
                key=environment.get(PREFIX + "KEY", ""),
                budget=int(budget) if budget else None,
                cache=Path(cache) if cache else None,
                timeout=float(timeout) if timeout else TIMEOUT,
            )
        except ValueError as error:
            raise InputError(f"{PREFIX}BUDGET or {PREFIX}TIMEOUT is no number: {error}") from error


class Service:
    """Asks one address, within its budget.

    Args:
        pause: how to wait; replaced in tests.
    """

    def __init__(self, address: Address, *, pause: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx
        except ImportError as error:
            raise Unavailable("the client for language models (httpx)", extra="llm") from error
        self._httpx = httpx
        self._address = address
        self._pause = pause
        self._spent = 0
        headers = {"Authorization": f"Bearer {address.key}"} if address.key else {}
        self._client = httpx.Client(timeout=address.timeout, headers=headers)

    def ask(self, instructions: str, text: str, schema: Json) -> str:
        """Ask for an answer in JSON.

        Raises:
            FetchError: the service cannot be reached, refuses, or the budget is spent.
        """
        request = {
            "model": self._address.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "schema": schema},
            },
        }
        kept = self._kept(request)
        if kept is not None and kept.is_file():
            return kept.read_text("utf-8")
        answer = self._content(self._send(request))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}.part")
            part.write_text(answer, "utf-8")
            part.replace(kept)
        return answer

    def _kept(self, request: Json) -> Path | None:
        if self._address.cache is None:
            return None
        name = digest(self._address.url, json.dumps(request, sort_keys=True, ensure_ascii=False))
        return self._address.cache / name[:2] / f"{name}.json"

    def _send(self, request: Json) -> Json:
        budget = self._address.budget
        if budget is not None and self._spent >= budget:
            raise FetchError(
                f"the budget of {budget} tokens is spent",
                hint=f"Raise {PREFIX}BUDGET; what was read is kept.",
            )
        wait, why = self._address.first_wait, ""
        for number in range(TRIES):
            if number:
                self._pause(min(wait, LONGEST_WAIT))
                wait *= 2
            try:
                response = self._client.post(f"{self._address.url}/chat/completions", json=request)
            except self._httpx.HTTPError as error:
                why = f"{type(error).__name__}: {error}"
                continue
            if response.status_code in BUSY:
                why = f"status {response.status_code}"
                wait = max(wait, _asked_wait(response.headers.get("Retry-After", "")))
                if wait > LONGEST_WAIT:
                    break
                continue
            if response.status_code != self._httpx.codes.OK:
                raise FetchError(
                    f"{self._address.url} refused: status {response.status_code},"
                    f" {response.text[:200]!r}",
                    hint=f"Check {PREFIX}URL, {PREFIX}MODEL and {PREFIX}KEY.",
                )
            return self._answer(response.content)
        raise FetchError(f"{self._address.url} did not answer in {TRIES} tries ({why})")

    def _answer(self, content: bytes) -> Json:
        try:
            found = json.loads(content)
            usage = found.get("usage") or {}
            self._spent += int(usage.get("total_tokens") or 0)
        except (ValueError, AttributeError, TypeError) as error:
            raise FetchError(f"{self._address.url} answered no JSON ({error})") from error
        answer: Json = found
        return answer

    def _content(self, answer: Json) -> str:
        try:
            return str(answer["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError) as error:
            raise FetchError(
                f"{self._address.url} answered in another shape: {str(answer)[:200]}"
            ) from error


def _asked_wait(header: str) -> float:
    """Seconds that a ``Retry-After`` header asks for; 0 where it gives a date or nothing."""
    return float(header) if header.isdigit() else 0.0

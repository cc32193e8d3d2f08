"""The gate before every view: whose request, from which page, how large, how often."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web import limits, links
from dragoman.web.limits import Meter
from dragoman.web.problems import problem, wants_json
from dragoman.web.settings import Settings
from dragoman.web.visitors import address_of, find_visitor

OPEN = ("/sign-in", "/static/", "/favicon.ico", "/theme")
"""What needs no signing in."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Bounds:
    """Stops reading a request's body when it is too much, whatever its length was said to be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, read, begun = limits.most_bytes(scope["path"]), 0, False
        told = f"a request to {scope['path']} may have {most:,} bytes at most"

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            # Whoever reads the body is told that there is no more; what they make of it is not sent.
            return {"type": "http.disconnect"} if read > most else message

        async def passed(message: Message) -> None:
            nonlocal begun
            if begun or read <= most:
                begun = True
                await send(message)

        request = Request(scope)
        said = request.headers.get("content-length", "0")
        if said.isdigit() and int(said) <= most:
            await self._app(scope, bounded, passed)
            if begun:
                return
        answer = problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
        await answer(scope, receive, send)


def _same_site(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this server, as browsers tell."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == request.headers.get("host", "")


def _host_fits(request: Request, settings: Settings) -> bool:
    host = request.headers.get("host", "")
    return not settings.hosts or urlsplit(f"//{host}").hostname in settings.hosts


def _stranger(request: Request) -> Response:
    """Lead a person to the page to sign in; tell a program."""
    if request.method in SAFE and not wants_json(request):
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(links.query("/sign-in", back=back), status_code=303)
    return problem(request, HTTPStatus.UNAUTHORIZED, "sign in first", hint="At /sign-in.")


def _refusal(request: Request, settings: Settings) -> Response | None:
    """What speaks against a request before it is known whose it is."""
    if not _host_fits(request, settings):
        told = "this server is not called so"
        return problem(request, HTTPStatus.MISDIRECTED_REQUEST, told)
    if request.method not in SAFE and not _same_site(request):
        return problem(
            request, HTTPStatus.FORBIDDEN, "this form was sent by a page of another site"
        )
    if len(request.scope["query_string"]) > limits.QUERY_BYTES:
        return problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, "this address is too long")
    return None


def _too_often(request: Request, settings: Settings) -> Response | None:
    found = limits.rate_of(request.method, request.url.path)
    if found is None or not settings.limited:
        return None
    meter: Meter = request.app.state.meter
    who = request.state.visitor.name or address_of(request)
    wait = meter.wait(who, *found)
    if not wait:
        return None
    hint = f"Try again in {wait} second{'s' if wait != 1 else ''}."
    answer = problem(request, HTTPStatus.TOO_MANY_REQUESTS, "that is too much at once", hint=hint)
    answer.headers["retry-after"] = str(wait)
    return answer


async def _gate(request: Request, call_next: RequestResponseEndpoint) -> Response:
    settings: Settings = request.app.state.settings
    if (refusal := _refusal(request, settings)) is not None:
        return refusal
    request.state.visitor = await run_in_threadpool(find_visitor, request)
    if (refusal := _too_often(request, settings)) is not None:
        return refusal
    is_open = request.url.path.startswith(OPEN)
    if settings.sign_in and not request.state.visitor.name and not is_open:
        return _stranger(request)
    return await call_next(request)


def install(app: FastAPI) -> None:
    """Put it before every view."""
    app.state.meter = Meter()
    app.middleware("http")(_gate)
    app.add_middleware(Bounds)

"""Errors to answers: RFC 9457 for programs, a page for people; never a trace."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import (
    CodebookError,
    DragomanError,
    InputError,
    NotFound,
    QueryError,
    RecordError,
    SourceError,
    Unavailable,
    UnknownName,
)
from dragoman.web.desk import Desk
from dragoman.web.templating import render_problem

LOGGED = "The server’s log says more."
"""What a stranger is told of a fault inside."""

logger = logging.getLogger("dragoman.web")

STATUSES: Mapping[type[DragomanError], int] = MappingProxyType(
    {
        DragomanError: 500,
        InputError: 400,
        NotFound: 404,
        SourceError: 502,
        CodebookError: 500,
        RecordError: 500,
        Unavailable: 503,
    }
)
"""The status of each error of ours; of its nearest listed parent where it is not listed."""

PROBLEM = "application/problem+json"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "Bad Request"},
        "status": {"type": "integer", "example": 400},
        "detail": {"type": "string", "example": "no parameter is called 'lmit'"},
        "hint": {"type": "string", "example": "Did you mean limit?"},
        "instance": {"type": "string", "example": "/events.json"},
        "at": {"type": "integer", "description": "Where in the query the fault lies."},
        "nearest": {"type": "array", "items": {"type": "string"}},
    },
}
"""The shape of every error."""


def status_of(kind: type[BaseException]) -> int:
    """The status of an error's class or its nearest listed parent.

    Example:
        >>> status_of(NotFound), status_of(QueryError), status_of(KeyError)
        (404, 400, 500)
    """
    for parent in kind.__mro__:
        if issubclass(parent, DragomanError) and parent in STATUSES:
            return STATUSES[parent]
    return 500


def wants_json(request: Request) -> bool:
    """Whether a program asks, that wants its answer as data."""
    if request.url.path.endswith((".json", ".csv", ".atom")):
        return True
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "text/html" not in accepted


def problem(request: Request, status: int, detail: str, *, hint: str = "", **more: Any) -> Response:
    """Say what is wrong, as a page or as a problem document."""
    if not wants_json(request):
        page = render_problem(Desk(request), status, detail, hint, more)
        return Response(page, status_code=status, media_type="text/html; charset=utf-8")
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **({"hint": hint} if hint else {}),
        **more,
    }
    body = json.dumps(content, ensure_ascii=False)
    return Response(body, status_code=status, media_type=PROBLEM)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)  # noqa: S101 - registered for this class
    more: dict[str, Any] = {}
    if isinstance(error, QueryError):
        more["at"] = error.at
    if isinstance(error, UnknownName):
        more["nearest"] = list(error.nearest)
    status = status_of(type(error))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s %s: %s", request.method, request.url.path, error.message)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:  # what it says names files of this machine
        return problem(request, status, "the record cannot be read just now", hint=LOGGED)
    return problem(request, status, error.message, hint=error.hint, **more)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    first = error.errors()[0]
    place, name = first["loc"][0], str(first["loc"][-1])
    where = (
        "parameter" if place == "query" else "part of the address" if place == "path" else "field"
    )
    return problem(request, HTTPStatus.BAD_REQUEST, f"{where} {name!r}: {first['msg']}")


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    detail = str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = f"there is no page at {request.url.path}"
    answered = problem(request, error.status_code, detail)
    answered.headers.update(error.headers or {})
    return answered


async def _unforeseen(request: Request, error: Exception) -> Response:
    logger.error("%s %s", request.method, request.url.path, exc_info=error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return problem(
        request, status, "it is a fault of this program, not of what you asked", hint=LOGGED
    )


def install(app: FastAPI) -> None:
    """Let the application answer errors so."""
    app.add_exception_handler(DragomanError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unforeseen)

"""One view, several forms: the page for people, and its twins as JSON, CSV and Atom.

A view is a plain function that takes a :class:`~dragoman.web.desk.Desk` and returns a :class:`Page`;
:func:`view` gives it an address for each form that it has. It runs in a worker thread.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from dragoman.web.desk import Desk
from dragoman.web.feeds import Entry, to_atom
from dragoman.web.templating import render

Json = dict[str, Any]
Row = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a view answers, before it has a form.

    Args:
        template: the page's template, under ``templates/``.
        title: for the head of the page, feeds and citations.
        context: what the template is filled with.
        data: makes the JSON twin; called only when that is asked for.
        rows: makes the rows of the CSV twin.
        entries: makes the entries of the Atom twin.
        made_of: what the page is made of, for its footer; see ``templates/layout.html.j2``.
        status: of HTTP.
    """

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    data: Callable[[], Any] | None = None
    rows: Callable[[], Iterable[Row]] | None = None
    entries: Callable[[], Sequence[Entry]] | None = None
    made_of: str = ""
    status: int = 200


View = Callable[..., Page | Response]

MEDIA = {
    "": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".atom": "application/atom+xml",
}
"""The forms of a page, by the ending of its address."""

NAMES = {"": "page", ".json": "JSON", ".csv": "CSV", ".atom": "Atom feed"}


def to_csv(rows: Iterable[Row]) -> str:
    """Write rows with a head line; no cell starts a formula when a spreadsheet opens it."""
    out = io.StringIO()
    writer: Any = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()


def _cell(value: str | float | bool | None) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def answer(desk: Desk, page: Page, ending: str, forms: Sequence[str]) -> Response:
    """Give a page the form that its address asks for."""
    match ending:
        case ".json" if page.data is not None:
            content = json.dumps(page.data(), ensure_ascii=False, allow_nan=False, indent=1)
        case ".csv" if page.rows is not None:
            content = to_csv(page.rows())
        case ".atom" if page.entries is not None:
            content = to_atom(page.title, page.entries(), str(desk.request.url))
        case _:
            own = {"title": page.title, "made_of": page.made_of}
            content = render(desk, page.template, {**own, **page.context}, forms)
    return Response(content, status_code=page.status, media_type=MEDIA[ending])


def view(
    router: APIRouter,
    path: str,
    *,
    summary: str,
    forms: Sequence[str] = ("", ".json"),
    examples: Mapping[str, Any] | None = None,
) -> Callable[[View], View]:
    """Give a view an address for each of its forms; programs' forms stand in the OpenAPI.

    Args:
        path: of the page; the twins have an ending.
        summary: one line of the OpenAPI.
        examples: one answer for each form, by its ending.
    """

    def add(function: View) -> View:
        # The longer addresses come first, or '{id}' would take '.json' for a part of the id.
        for ending in sorted(forms, reverse=True):
            example = (examples or {}).get(ending)
            router.add_api_route(
                _with_ending(path, ending),
                _in_form(function, ending, forms),
                methods=["GET", "HEAD"] if not ending else ["GET"],
                summary=f"{summary} ({NAMES[ending]})",
                operation_id=re.sub(r"\W+", "_", _with_ending(path, ending)).strip("_") or "index",
                include_in_schema=bool(ending),
                response_class=Response,
                response_model=None,
                responses={
                    200: {
                        "description": summary,
                        "content": {
                            MEDIA[ending].split(";")[0]: {"example": example} if example else {}
                        },
                    }
                },
            )
        return function

    return add


def _with_ending(path: str, ending: str) -> str:
    return f"/index{ending}" if path == "/" and ending else path + ending


def _in_form(function: View, ending: str, forms: Sequence[str]) -> Callable[..., Response]:
    @wraps(function)
    def call(desk: Desk, **arguments: Any) -> Response:
        try:
            made = function(desk, **arguments)
            return made if isinstance(made, Response) else answer(desk, made, ending, forms)
        finally:
            desk.close()

    return call


def moved(path: str) -> RedirectResponse:
    """Send the reader on to where a thing is now: a merged event lives on under another id."""
    return RedirectResponse(path, status_code=307)

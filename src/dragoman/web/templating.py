"""Templates: what they may call, and how a page is made of one. All that is read is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from dragoman.web import fields, links, words
from dragoman.web.assets import address
from dragoman.web.theme import theme_of
from dragoman.web.visitors import visitor_of

if TYPE_CHECKING:
    from fastapi import Request
    from jinja2 import Environment

    from dragoman.web.desk import Desk

MENU = (
    ("/search", "Search"),
    ("/events", "Events"),
    ("/actors", "Actors"),
    ("/relations", "Relations"),
    ("/map", "Map"),
    ("/votes", "Votes"),
    ("/outlooks", "Outlooks"),
    ("/forecasts", "Forecasts"),
    ("/digests", "Digests"),
    ("/documents", "Documents"),
    ("/codebook", "Codebook"),
    ("/about", "About"),
)
"""The head of every page: where to go, and what it is called."""


SECTIONS = {
    "/event": "/events",
    "/document": "/documents",
    "/actor": "/actors",
    "/dyad": "/relations",
    "/triad": "/relations",
    "/network": "/map",
    "/forecast": "/forecasts",
    "/digest": "/digests",
    "/api": "/about",
    "/log": "/me",
}
"""To which entry of the menu a page belongs that has none."""

_SAID = re.compile(r"(accept|reject|correct|same|different|add|undo)\.(j[0-9a-f]+)")


@cache
def environment() -> Environment:
    """The templates, with the words and links that they may call."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("dragoman.web", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        words.FILTERS, field_label=fields.field_label, corrected_to=fields.corrected_to
    )
    made.globals.update(links.LINKS, static=address, version=version("dragoman"))
    return made


def _shared(desk: Desk) -> dict[str, Any]:
    """What every page has: the menu, the record's name, the reader's theme, the address."""
    request = desk.request
    path = request.url.path
    first = "/" + path.split("/")[1]
    served: frozenset[str] = request.app.state.served
    visitor = visitor_of(request)
    stranger = visitor.signs_in and not visitor.name
    return {
        "menu": [(where, name) for where, name in MENU if where in served and not stranger],
        "here": SECTIONS.get(first, first),
        "path": path,
        "address": f"{path}?{request.url.query}" if request.url.query else path,
        "theme": theme_of(request).value,
        "record": desk.settings.name,
        "sample": desk.settings.sample,
        "visitor": visitor,
        "flash": _flash(request),
        "standing_of": lambda claim: desk.chronicle.standings([claim]).get(claim, ""),
        "judgements_on": lambda name: desk.chronicle.judgements(name),
    }


def _flash(request: Request) -> tuple[str, str] | None:
    """What was said a moment ago: the verdict, and the id of the judgement."""
    found = _SAID.fullmatch(request.cookies.get("dragoman_said", ""))
    return (found[1], found[2]) if found else None


def render(desk: Desk, template: str, context: Mapping[str, Any], forms: Sequence[str]) -> str:
    """Fill a page's template.

    Args:
        context: what the template is filled with; ``title`` and ``made_of`` every page has.
        forms: the endings of its twins, for the links in its footer.
    """
    twins = [ending for ending in forms if ending]
    shared = _shared(desk) | {
        "twins": [(links.twin(desk.request.url, ending), ending[1:].upper()) for ending in twins],
        "feed": links.twin(desk.request.url, ".atom") if ".atom" in twins else "",
    }
    return environment().get_template(template).render({**shared, **context})


def render_problem(desk: Desk, status: int, detail: str, hint: str, more: Mapping[str, Any]) -> str:
    """The page that says what is wrong."""
    template = environment().get_template("problem.html.j2")
    title = HTTPStatus(status).phrase
    shared = _shared(desk) | {"title": title, "made_of": "", "twins": [], "feed": ""}
    shared["again"] = shared["address"] if desk.request.method == "GET" else ""
    return template.render({**shared, "status": status, "detail": detail, "hint": hint, **more})

"""Parameters of addresses: unknown ones are refused, and common ones stand here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from dragoman.errors import InputError, UnknownName

LONGEST = 100
"""Items of one part of a list at most."""

Limit = Annotated[int, Query(ge=1, le=LONGEST, description="Items at most.", examples=[20])]
After = Annotated[
    str, Query(max_length=100, description="Where to go on, from 'next' of the part before.")
]
Since = Annotated[
    str, Query(alias="from", max_length=10, description="First date: 2015, 2015-11 or 2015-11-28.")
]
Until = Annotated[str, Query(alias="to", max_length=10, description="Last date, as 'from'.")]


def _query_names(dependant: Dependant) -> set[str]:
    own = {param.alias for param in dependant.query_params}
    return own.union(*(_query_names(part) for part in dependant.dependencies))


async def refuse_unknown(request: Request) -> None:
    """Refuse a parameter that the address does not take, and name the nearest one that it does.

    Raises:
        InputError: there is one.
    """
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = _query_names(route.dependant)
    for name in request.query_params:
        if name not in known and not known:
            raise InputError(f"this address takes no parameters, so not {name!r} either")
        if name not in known:
            raise UnknownName("parameter", name, known=known)

"""The application: routers, one a theme, and what all of them share."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from dragoman.chronicle import Chronicle
from dragoman.web import assets, gate, headers, problems, theme
from dragoman.web.desk import Shelf
from dragoman.web.jobs import Jobs
from dragoman.web.parameters import refuse_unknown
from dragoman.web.routers import ROUTERS
from dragoman.web.settings import Settings

ABOUT = (
    "What the pages show, for programs. Lists are objects with 'items', 'total' and an opaque 'next';"
    " errors are problem documents (RFC 9457); unknown parameters are refused; dates are ISO prefixes"
    " at their true precision."
)


ROLES = frozenset({"people", "reviewing"})
"""Tags of what only some may ask."""


def create_app(settings: Settings) -> FastAPI:
    """Make the application over one record.

    Args:
        settings: which record, and what it is called.

    Raises:
        RecordError: there is no such record.
        VersionError: it was made by a newer version.
    """
    with Chronicle(settings.record, create=False) as opened:
        # Requests only read: what a record of an older version lacks is made now.
        opened.search("a", limit=1, by_meaning=False)
    app = FastAPI(
        title="Dragoman",
        version=version("dragoman"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        dependencies=[Depends(refuse_unknown)],
    )
    app.state.settings = settings
    app.state.shelf = Shelf()
    app.state.jobs = Jobs(settings.record, settings.jobs)
    app.include_router(assets.router)
    app.include_router(theme.router)
    for router in ROUTERS:
        app.include_router(router)
    app.state.served = frozenset(
        getattr(route, "path", "") for router in ROUTERS for route in router.routes
    )
    problems.install(app)
    gate.install(app)
    headers.install(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Describe what programs ask: with our errors, not the framework's."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=ABOUT, routes=app.routes
        )
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        schemas["Problem"] = problems.SCHEMA
        content = {problems.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                answers = operation["responses"]
                answers.pop("422", None)
                answers["400"] = {"description": "It cannot be asked so.", "content": content}
                answers["404"] = {"description": "There is no such thing.", "content": content}
                answers["401"] = {"description": "Sign in first.", "content": content}
                answers["429"] = {"description": "That is too much at once.", "content": content}
                if ROLES & set(operation.get("tags", ())):
                    told = "It needs another role."
                    answers["403"] = {"description": told, "content": content}
        app.openapi_schema = schema
    return app.openapi_schema

"""Light, dark, or as the system has it: a choice that a cookie keeps, without a script."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse

COOKIE = "dragoman_theme"

YEAR = 365 * 24 * 3600
"""Seconds that a choice is kept."""

router = APIRouter(include_in_schema=False)


class Theme(StrEnum):
    """How pages look."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: Request) -> Theme:
    """The reader's choice; the system's where none was made.

    A cookie with any other value counts as none.
    """
    chosen = request.cookies.get(COOKIE, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.SYSTEM


def local(path: str) -> str:
    """A path of this site as it is, and the home page in place of anything else.

    Example:
        >>> local("/event/e1"), local("//elsewhere.example"), local("https://elsewhere.example")
        ('/event/e1', '/', '/')
    """
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain and path.isprintable() else "/"


@router.post("/theme")
async def choose(
    theme: Annotated[Theme, Form()], back: Annotated[str, Form(max_length=2000)] = "/"
) -> RedirectResponse:
    """Keep the choice and go back to the page."""
    answered = RedirectResponse(local(back), status_code=303)
    answered.set_cookie(COOKIE, theme.value, max_age=YEAR, httponly=True, samesite="lax")
    return answered

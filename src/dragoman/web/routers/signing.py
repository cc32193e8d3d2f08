"""Signing in and out, a new password, and the log of what was done."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman.chronicle.people import People, Refused
from dragoman.web import links, visitors
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages import Page, Row, answer, view
from dragoman.web.parameters import Limit
from dragoman.web.theme import local
from dragoman.web.visitors import AsReader, SeesAsAdmin, SeesAsReader, address_of, log, now
from dragoman.web.words import count

router = APIRouter(tags=["people"])

Back = Annotated[str, Query(max_length=2000, description="Where to go on afterwards.")]
Name = Annotated[str, Form(max_length=100)]
Password = Annotated[str, Form(max_length=1000)]


def _form(
    desk: Desk, back: str, *, name: str = "", problem: str = "", status: int = 200
) -> Response:
    cookie, token = visitors.fresh_form(desk.request)
    page = Page(
        template="correcting/sign_in.html.j2",
        title="Sign in",
        context={"back": local(back), "name": name, "problem": problem, "token": token},
        status=status,
    )
    answered = answer(desk, page, "", ())
    answered.headers["cache-control"] = "no-store"
    visitors.keep_form(desk.request, answered, cookie)
    return answered


@router.get("/sign-in", include_in_schema=False)
def sign_in_form(desk: AtDesk, back: Back = "/") -> Response:
    """The page to sign in."""
    visitor = visitors.visitor_of(desk.request)
    if not visitor.signs_in:
        raise HTTPException(HTTPStatus.NOT_FOUND, "nobody signs in to this server")
    if visitor.name:
        return RedirectResponse(local(back), status_code=303)
    return _form(desk, back)


@router.post("/sign-in", include_in_schema=False)
def sign_in(
    desk: AtDesk,
    name: Name,
    password: Password,
    token: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Sign in: with a new session, whatever cookie the browser came with."""
    request = desk.request
    if not desk.settings.sign_in:
        raise HTTPException(HTTPStatus.NOT_FOUND, "nobody signs in to this server")
    if not visitors.form_fits(request, token):
        log(request, name, "sign in", "", "wrong token")
        problem = "this form was open for too long; please try again"
        return _form(desk, back, name=name, problem=problem, status=403)
    session = secrets.token_urlsafe(32)
    with People(desk.settings.record) as people:
        try:
            person = people.sign_in(
                name, password, address=address_of(request), token=session, now=now()
            ).person
        except Refused as error:
            log(request, name, "sign in", "", error.message)
            status = 429 if error.wait else 401
            told = f"{error.message}. {error.hint}".removesuffix(". ")
            answered = _form(desk, back, name=name, problem=told, status=status)
            if error.wait:
                answered.headers["retry-after"] = str(error.wait)
            return answered
        if old := visitors.visitor_of(request).session:
            people.sign_out(old)
    log(request, person.name, "sign in", "")
    done = RedirectResponse(local(back), status_code=303)
    visitors.keep_session(request, done, session)
    return done


@router.post("/sign-out", include_in_schema=False)
def sign_out(desk: AtDesk, visitor: AsReader) -> Response:
    """End the session, here and on the server."""
    with People(desk.settings.record) as people:
        people.sign_out(visitor.session)
    log(desk.request, visitor.name, "sign out", "")
    done = RedirectResponse("/sign-in" if visitor.signs_in else "/", status_code=303)
    visitors.drop_session(desk.request, done)
    return done


@view(router, "/me", summary="Who you are to this server", forms=("",))
def me(desk: AtDesk, visitor: SeesAsReader) -> Page:
    """The visitor's name and role, and a form for a new password."""
    return Page(template="correcting/me.html.j2", title=visitor.name, context={"problem": ""})


@router.post("/password", include_in_schema=False)
def password(
    request: Request, desk: AtDesk, visitor: AsReader, old: Password, new: Password, again: Password
) -> Response:
    """Change one's own password; all sessions end."""
    if not visitor.signs_in:
        raise HTTPException(HTTPStatus.NOT_FOUND, "nobody signs in to this server")
    if new != again:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "the two new passwords differ")
    with People(desk.settings.record) as people:
        throwaway = secrets.token_urlsafe(32)
        try:
            people.sign_in(
                visitor.name, old, address=address_of(request), token=throwaway, now=now()
            )
        except Refused as error:
            log(request, visitor.name, "change a password", "", error.message)
            raise HTTPException(HTTPStatus.FORBIDDEN, "the old password is wrong") from error
        people.set_password(visitor.name, new)
    log(request, visitor.name, "change a password", visitor.name)
    done = RedirectResponse("/sign-in", status_code=303)
    visitors.drop_session(request, done)
    return done


DEED = {
    "number": 1,
    "at": "2026-01-31T09:00:00+00:00",
    "who": "Ana Torres",
    "address": "127.0.0.1",
    "act": "correct",
    "what": "c3d7c2ba7c5f6a0f1",
    "outcome": "done",
}


_ID = re.compile(r"([ce])[0-9a-f]{16}")


def _place(what: str) -> str:
    """Where what something was done to stands; nothing where it is neither a claim nor an event."""
    found = _ID.fullmatch(what)
    if found is None:
        return ""
    return links.claim(what) if found[1] == "c" else links.event(what)


@view(
    router,
    "/log",
    summary="What was done, by whom and when, the newest first",
    forms=("", ".json", ".csv"),
    examples={".json": {"items": [DEED], "total": 1, "total_exact": True, "next": None}},
)
def deeds(
    desk: AtDesk,
    visitor: SeesAsAdmin,
    after: Annotated[int | None, Query(ge=1, le=2**53, description="Where to go on.")] = None,
    limit: Limit = 50,
) -> Page:
    """The log; for admins."""
    with People(desk.settings.record) as people:
        found = people.deeds(limit=limit, before=after)
        total = people.count_deeds()
    items: list[Row] = [
        {
            "number": deed.number,
            "at": deed.stamp,
            "who": deed.who,
            "address": deed.address,
            "act": deed.act,
            "what": deed.what,
            "outcome": deed.outcome,
        }
        for deed in found
    ]
    following = found[-1].number if len(found) == limit and found[-1].number > 1 else None
    return Page(
        template="correcting/log.html.j2",
        title="What was done",
        context={
            "items": items,
            "places": {deed.what: _place(deed.what) for deed in found},
            "total": total,
            "forward": links.query("/log", after=following) if following else "",
        },
        data=lambda: {
            "items": items,
            "total": total,
            "total_exact": True,
            "next": following,
        },
        rows=lambda: items,
        made_of=f"{count(len(items), 'entry', 'entries')} of {total:,}",
    )

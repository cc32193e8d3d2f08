"""Who asks: a session and its cookie, the tokens of forms, and what a visitor may do."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, NoReturn

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.chronicle.people import LONGEST, People
from dragoman.errors import DragomanError, UnknownName
from dragoman.model.judgements import Signature
from dragoman.model.people import Deed, Role
from dragoman.web.settings import Settings

FIELD = "token"
"""The field of every form that proves that one of our pages sent it."""

FORM_TIME = 3600
"""Seconds that a form to sign in may stand open."""


def now() -> datetime:
    """The time: the web is an edge that asks the clock."""
    return datetime.now(UTC)  # noqa: TID251 - the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks.

    Args:
        name: who signs what is changed; empty where nobody is signed in.
        role: None where nobody is signed in.
        form: what forms of this visitor have to carry; empty where there are none.
        session: the token of the session; empty for who needs none.
        signs_in: whether people sign in here at all.
    """

    name: str = ""
    role: Role | None = None
    form: str = ""
    session: str = ""
    signs_in: bool = False

    def may(self, needed: Role) -> bool:
        """Whether this visitor may do what needs a role."""
        return self.role is not None and self.role.covers(needed)

    @property
    def edits(self) -> bool:
        """Whether this visitor may correct and add."""
        return self.may(Role.EDITOR)

    @property
    def administers(self) -> bool:
        """Whether this visitor may see the log."""
        return self.may(Role.ADMIN)

    def signature(self, why: str = "") -> Signature:
        """Sign something, now."""
        return Signature(who=self.name, at=now(), why=" ".join(why.split()))


def _names(request: Request) -> tuple[str, str]:
    """The cookies of a session and of a form to sign in. With TLS no other host may set them."""
    if request.url.scheme == "https":
        return "__Host-dragoman", "__Host-dragoman-form"
    return "dragoman_session", "dragoman_form"


def _sealed(request: Request, text: str) -> str:
    """What a form has to carry: only this server can make it."""
    settings: Settings = request.app.state.settings
    return hmac.digest(settings.secret, text.encode(), "sha256").hex()


def find_visitor(request: Request) -> Visitor:
    """Say who asks, by the cookie; on this machine alone, whoever the server was started for."""
    settings: Settings = request.app.state.settings
    if not settings.sign_in:
        if not settings.person:
            return Visitor()
        form = _sealed(request, f"here:{settings.person}")
        return Visitor(name=settings.person, role=Role.ADMIN, form=form)
    token = request.cookies.get(_names(request)[0], "")
    if not token:
        return Visitor(signs_in=True)
    with People(settings.record) as people:
        found = people.session(token, now=now())
    if found is None:
        return Visitor(signs_in=True)
    return Visitor(
        name=found.person.name,
        role=found.person.role,
        form=_sealed(request, f"session:{token}"),
        session=token,
        signs_in=True,
    )


def visitor_of(request: Request) -> Visitor:
    """Who asks, as the gate found."""
    found = getattr(request.state, "visitor", None)
    return found if isinstance(found, Visitor) else Visitor()


def keep_session(request: Request, answer: Response, token: str) -> None:
    """Hand out the token of a session, and drop that of the form."""
    session, form = _names(request)
    answer.set_cookie(
        session,
        token,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    answer.delete_cookie(form, secure=request.url.scheme == "https", httponly=True)


def drop_session(request: Request, answer: Response) -> None:
    """Take the token of a session back."""
    answer.delete_cookie(
        _names(request)[0], secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )


def fresh_form(request: Request) -> tuple[str, str]:
    """A token for a form of somebody who is not signed in: for the cookie, and for the form."""
    token = secrets.token_urlsafe(32)
    return token, _sealed(request, f"form:{token}")


def keep_form(request: Request, answer: Response, token: str) -> None:
    """Hand out the cookie that belongs to a form."""
    answer.set_cookie(
        _names(request)[1],
        token,
        max_age=FORM_TIME,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def form_fits(request: Request, given: str) -> bool:
    """Whether a form to sign in comes from a page that this browser got from us."""
    token = request.cookies.get(_names(request)[1], "")
    wanted = _sealed(request, f"form:{token}")
    return bool(token) and hmac.compare_digest(wanted.encode(), given.encode())


def address_of(request: Request) -> str:
    """Where a request comes from, as far as the server knows."""
    return request.client.host if request.client else ""


def log(request: Request, who: str, act: str, what: str, outcome: str = "done") -> None:
    """Add to the log of deeds."""
    settings: Settings = request.app.state.settings
    deed = Deed(
        at=now(),
        who=who[:64],
        address=address_of(request),
        act=act,
        what=what[:400],
        outcome=outcome[:400],
    )
    with People(settings.record) as people:
        people.note(deed)


def _check(role: Role, *, form: bool) -> Callable[[Request], Awaitable[Visitor]]:
    """Let in only who has a role; and where a form is sent, only with its token and known fields."""

    async def check(request: Request) -> Visitor:
        visitor = visitor_of(request)
        if not visitor.may(role):
            if visitor.name:
                log(request, visitor.name, "refused", request.url.path, f"needs {role.value}")
            _refuse(visitor, role)
        if form:
            _check_form(request, visitor, await request.form())
        return visitor

    return check


def _check_form(request: Request, visitor: Visitor, sent: FormData) -> None:
    given = sent.get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(visitor.form.encode(), given.encode()):
        log(request, visitor.name, "refused", request.url.path, "wrong token")
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            "this form is too old, or no page of ours sent it: load the page anew",
        )
    route = request.scope.get("route")
    known = {field.alias for field in route.dependant.body_params} if route else set()
    for name in sent:
        if known and name != FIELD and name not in known:
            raise UnknownName("field", name, known=known)


def _refuse(visitor: Visitor, role: Role) -> NoReturn:
    if not visitor.name and visitor.signs_in:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "sign in first")
    if not visitor.name:
        raise HTTPException(HTTPStatus.FORBIDDEN, "this server only shows the record")
    kind = "an" if role.value[0] in "ae" else "a"
    raise HTTPException(
        HTTPStatus.FORBIDDEN,
        f"that needs {kind} {role.value}; {visitor.name} is signed in as {visitor.role}",
    )


def outcome_of(error: DragomanError) -> str:
    """What the log says of something that was refused."""
    return f"refused: {error.message}"


AsReader = Annotated[Visitor, Depends(_check(Role.READER, form=True))]
AsEditor = Annotated[Visitor, Depends(_check(Role.EDITOR, form=True))]
SeesAsReader = Annotated[Visitor, Depends(_check(Role.READER, form=False))]
SeesAsEditor = Annotated[Visitor, Depends(_check(Role.EDITOR, form=False))]
SeesAsAdmin = Annotated[Visitor, Depends(_check(Role.ADMIN, form=False))]
"""Types of a view's argument: who may ask, by a form with its token or only to see."""


async def _sent(request: Request) -> dict[str, list[str]]:
    sent = await request.form()
    found: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if name != FIELD and isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


Sent = Annotated[dict[str, list[str]], Depends(_sent)]
"""The type of a view's argument: all fields of a form whose names the view itself checks."""

"""Correcting: accept, reject, edit, same or different, add a claim, take it back. All of it signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from dragoman.chronicle import Chronicle
from dragoman.errors import DragomanError, InputError, NotFound, UnknownName
from dragoman.model.claims import Claim, Kind
from dragoman.model.events import Event
from dragoman.model.judgements import Judgement
from dragoman.web import links
from dragoman.web.desk import AtDesk, Desk, Shelf
from dragoman.web.fields import form_of, joined, party_names, values_of
from dragoman.web.pages import Page, view
from dragoman.web.passages import Place, excerpt, places
from dragoman.web.theme import local
from dragoman.web.visitors import AsEditor, SeesAsEditor, Sent, Visitor, log, outcome_of
from dragoman.web.words import gist

router = APIRouter(tags=["correcting"])

Id = Annotated[str, Form(max_length=40)]
Why = Annotated[str, Form(max_length=1000)]
Back = Annotated[str, Form(max_length=2000)]

SAID = "dragoman_said"
"""A cookie that lets the next page say what was done, with a button to take it back."""

SAID_SECONDS = 15

_EVENT_PAGE = re.compile(r"/event/([^/?#]+)")
_PASTED = re.compile(r"(?:.*/event/)?(e[0-9a-f]{16})(?:[?#].*)?")


def _write(
    desk: Desk, visitor: Visitor, act: str, what: str, work: Callable[[Chronicle], Judgement]
) -> Judgement:
    """Do one thing to the record and add it to the log, whether it was done or refused."""
    try:
        with Chronicle(desk.settings.record, create=False) as opened:
            said = work(opened)
    except DragomanError as error:
        log(desk.request, visitor.name, act, what, outcome_of(error))
        raise
    log(desk.request, visitor.name, act, what, f"done: {said.id}")
    # What a person changed is seen at once, also where counts are otherwise a little old.
    desk.request.app.state.shelf = Shelf()
    return said


def _back(desk: Desk, said: Judgement, back: str) -> Response:
    """Lead back to where it was said; to the claim where its event is no more."""
    path = local(back)
    event = _EVENT_PAGE.match(path)
    if event and not desk.chronicle.heirs(event[1]):
        path = links.claim(said.subjects[0].now or said.subjects[0].claim.id)
    desk.close()
    answered = RedirectResponse(path, status_code=303)
    answered.set_cookie(
        SAID,
        f"{said.verdict.value}.{said.id}",
        max_age=SAID_SECONDS,
        httponly=True,
        samesite="lax",
        secure=desk.request.url.scheme == "https",
    )
    return answered


@router.post("/judge/accept", include_in_schema=False)
def accept(desk: AtDesk, visitor: AsEditor, id: Id, why: Why = "", back: Back = "/") -> Response:
    """A claim, or all claims of an event, are right as they stand."""
    signed = visitor.signature(why)
    said = _write(desk, visitor, "accept", id, lambda to: to.accept(id, signed=signed))
    return _back(desk, said, back)


@router.post("/judge/reject", include_in_schema=False)
def reject(desk: AtDesk, visitor: AsEditor, id: Id, why: Why = "", back: Back = "/") -> Response:
    """A claim, or all claims of an event, are not what the words say."""
    signed = visitor.signature(why)
    said = _write(desk, visitor, "reject", id, lambda to: to.reject(id, signed=signed))
    return _back(desk, said, back)


def _other(text: str) -> str:
    """The id of an event, given as itself or as the address of its page."""
    found = _PASTED.fullmatch(text.strip())
    if not found:
        raise InputError(
            f"not the id of an event: {text[:80]!r}",
            hint="It stands in the address of its page: e and 16 signs.",
        )
    return found[1]


@router.post("/judge/same", include_in_schema=False)
def same(
    desk: AtDesk,
    visitor: AsEditor,
    id: Id,
    other: Annotated[str, Form(max_length=400)],
    why: Why = "",
    back: Back = "/",
) -> Response:
    """Two events are one."""
    right, signed = _other(other), visitor.signature(why)
    said = _write(
        desk, visitor, "same", f"{id} {right}", lambda to: to.same(id, right, signed=signed)
    )
    return _back(desk, said, back)


@router.post("/judge/different", include_in_schema=False)
def different(
    desk: AtDesk,
    visitor: AsEditor,
    id: Id,
    other: Annotated[str, Form(max_length=400)],
    why: Why = "",
    back: Back = "/",
) -> Response:
    """Two events, or a claim and the event that it is in, are not one happening."""
    left = _other(id) if "/" in id else id
    signed = visitor.signature(why)
    said = _write(
        desk,
        visitor,
        "different",
        f"{left} {other}",
        lambda to: to.different(left, other, signed=signed),
    )
    return _back(desk, said, back)


@router.post("/judge/undo", include_in_schema=False)
def undo(desk: AtDesk, visitor: AsEditor, id: Id, why: Why = "", back: Back = "/") -> Response:
    """Take back what somebody said."""
    signed = visitor.signature(why)
    said = _write(desk, visitor, "undo", id, lambda to: to.undo(id, signed=signed))
    answered = _back(desk, said, back)
    answered.delete_cookie(SAID)
    answered.set_cookie(SAID, f"undo.{said.id}", max_age=SAID_SECONDS, httponly=True)
    return answered


def _found(chronicle: Chronicle, name: str) -> tuple[Claim, Event | None]:
    """What an id names: a claim, or an event with the first of its claims to fill in a form."""
    found = chronicle.explain(name)
    match found:
        case Event():
            return found.claims[0], found
        case Claim():
            return found, None
    raise NotFound(f"no claim and no event has the id {name!r}")


@view(router, "/correct/{id}", summary="A form to correct a claim or an event", forms=("",))
def correct_form(
    desk: AtDesk,
    visitor: SeesAsEditor,
    id: str,
    back: Annotated[str, Query(max_length=2000, description="Where to go on afterwards.")] = "",
) -> Page:
    """Every field with what stands in it and what the codebook offers."""
    chronicle = desk.chronicle
    claim, event = _found(chronicle, id)
    document = chronicle.document(claim.evidence.doc)
    page = links.event(event.id) if event else links.claim(claim.id)
    return Page(
        template="correcting/correct.html.j2",
        title="Correct an event" if event else "Correct a claim",
        context={
            "id": event.id if event else claim.id,
            "event": event,
            "claim": claim,
            "document": document,
            "excerpt": excerpt(document, claim.evidence.span),
            "fields": form_of(claim.kind, claim),
            "parties": party_names(),
            "back": local(back) if back else page,
            "judged": chronicle.judged(claim.id),
        },
    )


def _changes(claim: Claim, sent: Mapping[str, list[str]]) -> dict[str, str]:
    """The fields in which something else stands than in the claim."""
    known = [field.name for field in form_of(claim.kind)]
    found = {}
    for name, values in sent.items():
        if name not in known:
            raise UnknownName("field", name, known=known)
        now = joined(name, values)
        if now.split() != joined(name, values_of(claim, name)).split():
            found[name] = now
    return found


@router.post("/correct/{id}", include_in_schema=False)
def correct(desk: AtDesk, visitor: AsEditor, id: str, sent: Sent) -> Response:
    """Correct what was changed in the form: one judgement for each field."""
    why, back = (sent.pop(name, [""])[0][:2000] for name in ("why", "back"))
    claim, event = _found(desk.chronicle, id)
    changed = _changes(claim, sent)
    name = event.id if event else claim.id
    signed = visitor.signature(why[:1000])
    if not changed:
        raise InputError("nothing was changed", hint="Accept it, if it is right as it stands.")
    said = None
    for field, value in changed.items():
        if said is not None and event is None:
            name = said.subjects[0].now or name
        said = _write(
            desk,
            visitor,
            "correct",
            f"{name} {field}={value}",
            lambda to, name=name, field=field, value=value: to.correct(  # type: ignore[misc]
                name, field, value, signed=signed
            ),
        )
    assert said is not None  # noqa: S101 - something was changed
    now = said.subjects[0].now or claim.id
    path = back if back and not back.startswith("/claim/") else ""
    return _back(desk, said, path or links.claim(now))


NEAR = 8
"""Events that are offered as perhaps the same."""


def _days_apart(one: Event, other: Event) -> int:
    """How far apart two events begin; very far where that is not known."""
    if one.when.start is None or other.when.start is None:
        return timedelta.max.days
    return abs((one.when.start.earliest - other.when.start.earliest).days)


@view(router, "/compare/{id}", summary="Is it one happening with another?", forms=("",))
def compare(desk: AtDesk, visitor: SeesAsEditor, id: str) -> Page:
    """An event and those most like it, to say whether they are one."""
    chronicle = desk.chronicle
    found = chronicle.event(id)
    likes = chronicle.similar_events(found, limit=4 * NEAR)
    near = [(like, chronicle.event(like.event)) for like in likes]
    near.sort(key=lambda pair: _days_apart(found, pair[1]))
    return Page(
        template="correcting/compare.html.j2",
        title="One happening or two?",
        context={
            "event": found,
            "sentence": chronicle.sentence(found),
            "near": [(like, other, chronicle.sentence(other)) for like, other in near[:NEAR]],
        },
    )


Quote = Annotated[str, Query(max_length=6000, description="The words that say it.")]


@view(router, "/mark/{document}", summary="A form to add a claim", forms=("",))
def mark_form(
    desk: AtDesk,
    visitor: SeesAsEditor,
    document: str,
    quote: Quote = "",
    kind: Annotated[Kind, Query(description="What the words tell of.")] = Kind.EVENT,
    start: Annotated[int | None, Query(ge=0, le=2**31, description="Where they begin.")] = None,
) -> Page:
    """The words in their passage, and the fields of a claim on them."""
    told = desk.chronicle.document(document)
    found = places(told, quote)
    chosen = [place for place in found if start in (None, place.span.start)]
    if quote and not chosen:
        raise InputError(
            f"these words do not stand in {told.title or told.name}: {quote[:200]!r}",
            hint="Copy them from the text as they stand there.",
        )
    return Page(
        template="correcting/mark.html.j2",
        title="Add a claim",
        context={
            "document": told,
            "quote": quote,
            "kind": kind,
            "places": chosen,
            "fields": form_of(kind),
            "parties": party_names(),
        },
    )


@router.post("/mark/{document}", include_in_schema=False)
def mark(desk: AtDesk, visitor: AsEditor, document: str, sent: Sent) -> Response:
    """Add a claim on exact words of a document."""
    said = {name: sent.pop(name, [""])[0] for name in ("kind", "why", "at")}
    if said["kind"] not in set(Kind):
        raise UnknownName("kind of claim", said["kind"], known=[kind.value for kind in Kind])
    kind = Kind(said["kind"])
    known = {field.name for field in form_of(kind)}
    for name in sent:
        if name not in known:
            raise UnknownName("field", name, known=known)
    told = desk.chronicle.document(document)
    span = Place.parse(said["at"], told).span
    quote = told.text[span.start : span.end]
    given = {name: text for name, values in sent.items() if (text := joined(name, values))}
    signed = visitor.signature(said["why"][:1000])
    done = _write(
        desk,
        visitor,
        "add a claim",
        told.name,
        lambda to: to.add_claim(told.id, quote, kind, given, signed=signed, start=span.start),
    )
    now = done.subjects[0].now
    return _back(desk, done, links.document(told.id, f"claim-{now}" if now else ""))


def said_to_row(judgement: Judgement) -> dict[str, str | None]:
    """A judgement as a row."""
    subject = judgement.subjects[0]
    undone = judgement.undone
    return {
        "id": judgement.id,
        "at": judgement.signed.stamp,
        "who": judgement.signed.who,
        "verdict": judgement.verdict.value,
        "claim": subject.now or subject.claim.id,
        "document": subject.claim.evidence.doc,
        "claims": str(len(judgement.subjects)),
        "gist": gist(subject.claim.body),
        "field": judgement.field,
        "value": "" if judgement.value is None else str(judgement.value),
        "why": judgement.signed.why,
        "state": judgement.state.value,
        "undone_by": undone.who if undone else None,
        "undone_at": undone.stamp if undone else None,
    }

"""Answers of a language model to claims: nothing is kept whose quote is not in the text."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.codebook.gazetteer import gazetteer
from dragoman.errors import InputError
from dragoman.model.actors import Actor
from dragoman.model.claims import Kind, Status, parties
from dragoman.model.codec import actor_from_json, body_from_json
from dragoman.model.issues import Issue, Reading, Severity
from dragoman.model.runs import Run
from dragoman.model.text import EVIDENTIAL, Document, Span
from dragoman.model.when import Basis, PartialDate, When
from dragoman.reading.found import Found, cut, once
from dragoman.reading.llm.instructions import answer_schema, claim_schema, instructions
from dragoman.reading.llm.service import Address, Service

Json = dict[str, Any]

BATCH = 4000
"""Characters of text asked about at once: about a page, so that quotes stay near their claims."""


@cache
def service() -> Service:
    """The service that the environment names, one for the process."""
    return Service(Address.of(os.environ))


def _batches(document: Document) -> Iterator[Span]:
    """Stretches of whole passages, each about a page."""
    start = end = -1
    for passage in document.passages:
        if passage.role not in EVIDENTIAL:
            continue
        if start >= 0 and passage.span.end - start > BATCH:
            yield Span(start=start, end=end)
            start = -1
        start = passage.span.start if start < 0 else start
        end = passage.span.end
    if start >= 0:
        yield Span(start=start, end=end)


def _question(document: Document, span: Span) -> str:
    published = str(document.published) if document.published else "unknown"
    return (
        f"Published: {published}\nTitle: {document.title}\n\n{document.text[span.start : span.end]}"
    )


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(claim_schema())


def _known(actor: Actor) -> bool:
    """Say whether an actor's country is one that the tables have, or none."""
    book = gazetteer()
    country = actor.country
    return country is None or country in book.states or country in book.organisations


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _when(claim: Json) -> When:
    start, end = _date(claim["start"]), _date(claim["end"])
    if start is None and end is None:
        return When()
    return When(start=start, end=end or start, basis=Basis.TEXT)


def _found(claim: Json, document: Document, batch: Span) -> Found:
    """Check one claim and place its quote.

    Raises:
        InputError: it is no claim, or rests on words that the text does not hold.
    """
    fault = next(_validator().iter_errors(claim), None)
    if fault is not None:
        raise InputError(f"not a claim of the codebook ({fault.message[:160]})")
    at = document.text.find(claim["quote"], batch.start, batch.end)
    if at < 0:
        raise InputError("its quote is not in the text")
    body = body_from_json(Kind(claim["kind"]), claim)
    said_by = actor_from_json(claim["attribution"]) if claim["attribution"] else None
    found = Found(
        kind=Kind(claim["kind"]),
        span=Span(start=at, end=at + len(claim["quote"])),
        status=Status(claim["status"]),
        body=body,
        when=_when(claim),
        said_by=said_by,
    )
    for actor in parties(body):
        if not _known(actor):
            raise InputError(f"no state or organisation has the code {actor.country!r}")
    return found


def _claims(answer: str) -> list[Json]:
    """The claims of an answer.

    Raises:
        InputError: it is not JSON of the shape asked for.
    """
    try:
        claims = json.loads(answer)["claims"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"the answer is not the JSON asked for ({error!r})") from error
    if not isinstance(claims, list):
        raise InputError("the answer's 'claims' is no list")
    return claims


def _issue(document: Document, code: str, message: str, span: Span) -> Issue:
    return Issue(
        stage="reading",
        code=code,
        severity=Severity.WARNING,
        where=document.name,
        message=f"{document.name}: {message}",
        span=span,
    )


def read(document: Document, *, run: Run, asked: Service | None = None) -> Reading:
    """Read one document with a language model.

    Args:
        asked: the service; the one that the environment names where None.

    Raises:
        FetchError: the service cannot be reached or refuses.
        InputError: the environment names no service.
    """
    service_ = asked or service()
    found: list[Found] = []
    issues: list[Issue] = []
    for batch in _batches(document):
        answer = service_.ask(instructions(), _question(document, batch), answer_schema())
        try:
            claims = _claims(answer)
        except InputError as error:
            issues.append(_issue(document, "unreadable_answer", error.message, batch))
            continue
        for claim in claims:
            try:
                found.append(_found(claim, document, batch))
            except InputError as error:
                issues.append(
                    _issue(
                        document, "claim_left_out", f"a claim was left out: {error.message}", batch
                    )
                )
    return Reading(document=document, claims=cut(document, once(found), run), issues=tuple(issues))

"""Adding articles: by file, by pasting, by address; and how far it is."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dragoman import chronicle as api
from dragoman.chronicle import Chronicle
from dragoman.errors import InputError, NotFound
from dragoman.model.ids import short
from dragoman.web.desk import AtDesk, Desk, Shelf
from dragoman.web.jobs import Jobs, Outcome, Work
from dragoman.web.limits import UPLOAD_BYTES
from dragoman.web.pages import Page, view
from dragoman.web.visitors import AsEditor, SeesAsEditor, Visitor, log, now
from dragoman.web.words import count

router = APIRouter(tags=["adding"])

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".zip")
"""Files that can be uploaded."""

LONGEST_NAME = 80

Published = Annotated[str, Form(max_length=10)]
Line = Annotated[str, Form(max_length=500)]

_SIGNS = re.compile(r"[^\w.-]+")


def safe_name(given: str) -> str:
    r"""The name under which an upload is kept while it is read: no path, no hidden file.

    Raises:
        InputError: nothing reads such a file.

    Example:
        >>> safe_name("../../etc/Peru and Chile.txt"), safe_name(r"C:\temp\note.pdf")
        ('Peru-and-Chile.txt', 'note.pdf')
    """
    last = re.split(r"[/\\]", given)[-1]
    name = _SIGNS.sub("-", last).strip(".-")
    stem, dot, suffix = name.rpartition(".")
    if not stem or dot + suffix.lower() not in SUFFIXES:
        raise InputError(
            f"nothing reads the file {last[:80]!r}", hint="Files: " + " ".join(SUFFIXES) + "."
        )
    return stem[:LONGEST_NAME].strip(".-") + dot + suffix.lower()


def pasted(title: str, publisher: str, published: str, url: str, text: str) -> tuple[str, str]:
    """A pasted article as a line of JSON, with the name of its document.

    Raises:
        InputError: there is no text.
    """
    if not text.strip():
        raise InputError("there is no text", hint="Paste the article into the large field.")
    stem = _SIGNS.sub("-", title.lower()).strip(".-")[:LONGEST_NAME].strip(".-") or "pasted"
    name = f"{stem}-{short('p', title, text)[1:7]}"
    fields = {"id": name, "title": title, "publisher": publisher, "url": url, "text": text}
    if published:
        fields["published"] = published
    return name, json.dumps(fields, ensure_ascii=False)


def _outcome(opened: Chronicle, names: list[str], known: int) -> Outcome:
    outcome = Outcome(known=known)
    for name in dict.fromkeys(names):
        try:
            document = opened.document(name)
        except NotFound:
            continue
        claims = len(opened.claims_of(document.id))
        outcome.documents.append((document.id, document.title or document.name, claims))
    return outcome


def _fresh_folder() -> Path:
    """A folder for what is to be read; whoever reads it removes it."""
    return Path(tempfile.mkdtemp(prefix="dragoman-"))


def _of_files(folder: Path, published: str) -> Work:
    def work(opened: Chronicle, done: Callable[[str], None]) -> Outcome:
        names: list[str] = []

        def note(name: str) -> None:
            names.append(name)
            done(name)

        known = api.what_is_known(index=None, published=published or None, today=now().date())
        try:
            tally = opened.add([folder], known=known, jobs=1, watch=note)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        outcome = _outcome(opened, names, tally.known)
        outcome.issues = tally.issues
        return outcome

    return work


def _of_address(url: str, published: str) -> Work:
    def work(opened: Chronicle, done: Callable[[str], None]) -> Outcome:
        known = api.what_is_known(index=None, published=published or None, today=now().date())
        tally, documents = opened.add_address(url, known=known)
        for document in documents:
            done(document.name)
        outcome = _outcome(opened, [document.name for document in documents], tally.known)
        outcome.issues = tally.issues
        return outcome

    return work


FEED_ARTICLES = 50
"""Articles of a feed that are taken at once; asking again goes on where it stopped."""


class _Enough(Exception):
    """As many articles were taken as are taken at once."""


def _of_feed(url: str) -> Work:
    def work(opened: Chronicle, done: Callable[[str], None]) -> Outcome:
        names: list[str] = []

        def note(address: str) -> None:
            names.append(address.partition("://")[2])
            done(address)
            if len(names) >= FEED_ARTICLES:
                raise _Enough

        known = api.what_is_known(index=None, published=None, today=now().date())
        folder = _fresh_folder()
        feeds = folder / "feeds.yml"
        feeds.write_text(json.dumps({"feeds": [{"url": url}]}), encoding="utf-8")
        try:
            found = opened.watch(feeds, known=known, watch=note)
        except _Enough:
            return _outcome(opened, names, 0)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        outcome = _outcome(opened, names, 0)
        outcome.issues = found.issues
        outcome.known = 0 if outcome.documents else found.known + found.unchanged
        return outcome

    return work


def _begin(desk: Desk, visitor: Visitor, act: str, label: str, work: Work) -> Response:
    app = desk.request.app

    def and_show(opened: Chronicle, done: Callable[[str], None]) -> Outcome:
        outcome = work(opened, done)
        app.state.shelf = Shelf()
        return outcome

    jobs: Jobs = app.state.jobs
    job = jobs.submit(label, visitor.name, and_show)
    log(desk.request, visitor.name, act, label, "begun")
    return RedirectResponse(f"/adding/{job.id}", status_code=303)


def _check_date(published: str) -> None:
    api.what_is_known(index=None, published=published or None, today=now().date())


@view(router, "/add", summary="Forms to add articles", forms=("",))
def add(desk: AtDesk, visitor: SeesAsEditor) -> Page:
    """Three ways in."""
    return Page(
        template="correcting/add.html.j2",
        title="Add articles",
        context={"suffixes": SUFFIXES, "largest": UPLOAD_BYTES // 1_000_000},
    )


@router.post("/add/file", include_in_schema=False)
def add_file(
    desk: AtDesk, visitor: AsEditor, file: UploadFile, published: Published = ""
) -> Response:
    """Add a file."""
    _check_date(published)
    name = safe_name(file.filename or "")
    folder = _fresh_folder()
    with (folder / name).open("wb") as kept:
        while block := file.file.read(1 << 20):
            kept.write(block)
    return _begin(desk, visitor, "add a file", name, _of_files(folder, published))


@router.post("/add/text", include_in_schema=False)
def add_text(
    desk: AtDesk,
    visitor: AsEditor,
    text: Annotated[str, Form(max_length=1_000_000)],
    title: Line = "",
    publisher: Line = "",
    published: Published = "",
    url: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Add a text that was pasted."""
    _check_date(published)
    name, line = pasted(title.strip(), publisher.strip(), published.strip(), url.strip(), text)
    folder = _fresh_folder()
    (folder / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    return _begin(desk, visitor, "add a text", title or name, _of_files(folder, ""))


@router.post("/add/address", include_in_schema=False)
def add_address(
    desk: AtDesk,
    visitor: AsEditor,
    url: Annotated[str, Form(max_length=2000)],
    published: Published = "",
) -> Response:
    """Fetch one page and add it; addresses of private networks are refused."""
    _check_date(published)
    if not url.startswith(("http://", "https://")):
        raise InputError("not an http or https address", hint="It begins with https://.")
    return _begin(desk, visitor, "add an address", url, _of_address(url, published))


@router.post("/add/feed", include_in_schema=False)
def add_feed(
    desk: AtDesk, visitor: AsEditor, url: Annotated[str, Form(max_length=2000)]
) -> Response:
    """Ask a feed or sitemap once, and add what is new on it."""
    if not url.startswith(("http://", "https://")):
        raise InputError("not an http or https address", hint="It begins with https://.")
    return _begin(desk, visitor, "add a feed", url, _of_feed(url))


@view(router, "/adding/{id}", summary="How far adding is", forms=("",))
def adding(desk: AtDesk, visitor: SeesAsEditor, id: str) -> Page:
    """What became of it; until it is over, the page loads itself anew."""
    jobs: Jobs = desk.request.app.state.jobs
    job = jobs.find(id)
    if job is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "nothing is being added under this address")
    done = len(job.outcome.documents)
    return Page(
        template="correcting/adding.html.j2",
        title=f"Adding {job.label}",
        context={"job": job, "before": jobs.before(job)},
        made_of=count(done, "document") if job.over else "",
    )

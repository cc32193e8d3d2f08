"""Bytes to documents: read, cleaned, split, dated, with what was left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.errors import InputError, SourceError
from dragoman.ingesting.clean import clean
from dragoman.ingesting.dating import find_date, parse_stated
from dragoman.ingesting.extract import Extract, extract
from dragoman.ingesting.files import Raw, walk
from dragoman.ingesting.index import IndexEntry
from dragoman.ingesting.language import READABLE, language_of
from dragoman.ingesting.segment import segment, split
from dragoman.model.ids import DocumentId, short
from dragoman.model.issues import Issue, Severity
from dragoman.model.text import DateBasis, Document, Role
from dragoman.model.when import PartialDate

STAGE = "ingesting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """One document, or why there is none, with what else is worth saying."""

    document: Document | None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the files beforehand.

    Args:
        index: entries by file name; None where there is no index.
        published: the date of all files, where the user gives one.
        today: nothing is published after this day.
    """

    today: date
    index: Mapping[str, IndexEntry] | None = None
    published: PartialDate | None = None


def _issue(code: str, severity: Severity, where: str, message: str, hint: str = "") -> Issue:
    return Issue(stage=STAGE, code=code, severity=severity, where=where, message=message, hint=hint)


def _refusal(error: SourceError, where: str) -> Ingested:
    issue = _issue("unreadable", Severity.ERROR, where, error.message, error.hint)
    return Ingested(document=None, issues=(issue,))


def _extract(raw: Raw) -> Extract:
    if raw.fields is None:
        return extract(raw.data, raw.suffix, raw.where)
    fields = raw.fields
    if not fields["text"].strip():
        raise SourceError(f"{raw.where}: 'text' is empty")
    return Extract(
        text=clean(fields["text"]),
        title=clean(fields.get("title") or ""),
        url=fields.get("url") or "",
        publisher=fields.get("publisher") or "",
        published=fields.get("published") or "",
    )


def _apply_index(found: Extract, entry: IndexEntry) -> Extract:
    return replace(
        found,
        title=entry.title or found.title,
        url=entry.url or found.url,
        publisher=entry.publisher or found.publisher,
        published=entry.published or found.published,
    )


def _date(
    found: Extract, text: str, raw: Raw, entry: IndexEntry | None, known: Known
) -> tuple[PartialDate | None, DateBasis, list[Issue]]:
    issues: list[Issue] = []
    if known.published is not None:
        return known.published, DateBasis.STATED, issues
    if found.published:
        try:
            day = parse_stated(found.published, raw.where)
        except InputError as error:
            issues.append(
                _issue("bad_date", Severity.WARNING, raw.where, error.message, error.hint)
            )
        else:
            if day.earliest <= known.today:
                inferred = entry is not None and entry.published_known == "inferred"
                stated = DateBasis.INFERRED if inferred else DateBasis.STATED
                basis = stated if entry or raw.fields is not None else DateBasis.METADATA
                return day, basis, issues
            message = f"{raw.where}: published on {day}, which is in the future"
            hint = "Mend the date; relative dates in the text stay unknown until then."
            issues.append(_issue("future_date", Severity.ERROR, raw.where, message, hint))
            return None, DateBasis.UNKNOWN, issues
    day_found, basis = find_date(text)
    if day_found is not None and day_found.earliest > known.today:
        day_found, basis = None, DateBasis.UNKNOWN
    if day_found is None:
        message = f"{raw.where}: the date of publication is unknown"
        hint = "Give it with --published, or in an index."
        issues.append(_issue("undated", Severity.WARNING, raw.where, message, hint))
    return day_found, basis, issues


def _title(text: str, found: Extract) -> str:
    if found.title:
        return found.title
    first = segment(text)[0]
    if first.role is not Role.TITLE:
        return ""
    return " ".join(text[first.span.start : first.span.end].split())


def _entry(raw: Raw, known: Known) -> IndexEntry | None:
    """What is known of a file: by the user's index, else by the archive or feed that it is from."""
    entry = known.index.get(raw.name) if known.index is not None else None
    return entry or raw.about


def _documents(raw: Raw, known: Known) -> Iterator[Ingested]:
    entry = _entry(raw, known)
    found = _extract(raw)
    if entry is not None:
        found = _apply_index(found, entry)
    stem = entry.doc if entry else (raw.name if raw.fields is not None else Path(raw.name).stem)
    parts = split(found.text)
    for number, part in enumerate(parts, 1):
        whole = len(parts) == 1
        text = found.text if whole else found.text[part.start : part.end].strip() + "\n"
        name = stem if whole else f"{stem}-{number}"
        yield _one(raw, replace(found, text=text, title=found.title if whole else ""), name, known)


def _one(raw: Raw, found: Extract, name: str, known: Known) -> Ingested:
    entry = _entry(raw, known)
    text = found.text
    title = _title(text, found)
    published, basis, issues = _date(found, text, raw, entry, known)
    if known.index is not None and entry is None and raw.fields is None:
        message = f"{raw.where}: not in the index"
        hint = "Add an entry for it; until then it stands under its own name and date."
        issues.append(_issue("not_indexed", Severity.ERROR, raw.where, message, hint))
    language = language_of(text)
    if language not in READABLE:
        message = f"{raw.where}: in language {language!r}, which no reader knows; kept, not read"
        issues.append(_issue("unknown_language", Severity.WARNING, raw.where, message))
    digest = hashlib.sha256(raw.data or text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        id=DocumentId(short("d", text, title, str(published or ""))),
        name=name,
        text=text,
        title=title,
        url=found.url,
        publisher=found.publisher,
        language=language,
        published=published,
        published_basis=basis,
        source_digest=digest,
        passages=segment(text, title=title),
    )
    return Ingested(document=document, issues=tuple(issues))


def ingest(paths: Sequence[Path], *, known: Known) -> Iterator[Ingested]:
    """Make documents of files, folders and zips.

    Args:
        known: dates and titles that the user gives, and today.

    Yields:
        One item a document; a file that cannot be read gives an item with an issue and no document, and
        the rest goes on.

    Raises:
        InputError: a path is not there at all.
    """
    for item in walk(paths):
        if isinstance(item, SourceError):
            where = item.message.split(": ", 1)[0]
            yield _refusal(item, where)
        else:
            yield from ingest_one(item, known=known)


def ingest_one(raw: Raw, *, known: Known) -> Sequence[Ingested]:
    """Make documents of one file's or page's bytes; usually one, several of a digest of articles."""
    try:
        return list(_documents(raw, known))
    except SourceError as error:
        return [_refusal(error, raw.where)]

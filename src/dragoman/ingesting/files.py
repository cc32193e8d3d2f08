"""Paths to files' bytes: single files, folders of them, zips of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from dragoman.errors import ExtractError, InputError, SourceError
from dragoman.ingesting.extract import EXTRACTORS, KNOWN_HINT, decode
from dragoman.ingesting.feeds import FEEDS, Entry, as_page, listing
from dragoman.ingesting.index import IndexEntry
from dragoman.ingesting.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    MAX_FILE_BYTES,
    MAX_RATIO,
)
from dragoman.ingesting.warc import WARCS, pages

LINES = ".jsonl"
ARCHIVE = ".zip"
INDEX = "index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One file's bytes, or one line's fields, before anything is made of it.

    Args:
        where: the path, with the line or the name in the archive.
        about: what the archive or the feed says of it.
    """

    where: str
    name: str
    suffix: str
    data: bytes = b""
    fields: dict[str, Any] | None = None
    about: IndexEntry | None = None


Item = Raw | SourceError
"""What walking gives: something to read, or why something cannot be."""


def _too_large(where: str, size: int) -> ExtractError:
    limit = MAX_FILE_BYTES // 1024 // 1024
    return ExtractError(
        f"{where}: {size / 1024 / 1024:.0f} MB, more than the limit of {limit} MB",
        hint="Split it, or take out what is not text.",
    )


def _is_known(name: str) -> bool:
    return Path(name).suffix.lower() in {*EXTRACTORS, *FEEDS, LINES}


def _from_bytes(where: str, name: str, data: bytes) -> Iterator[Item]:
    suffix = Path(name).suffix.lower()
    if suffix == LINES:
        yield from _lines(where, data)
    elif suffix in FEEDS:
        yield from _entries(where, data)
    else:
        yield Raw(where=where, name=name, suffix=suffix, data=data)


def web_page(where: str, url: str, data: bytes) -> Raw:
    """A page of the web: it is named by its address."""
    return article(where, Entry(url=url), data)


def article(where: str, entry: Entry, data: bytes, *, publisher: str = "") -> Raw:
    """The page of an article that a feed names, with what the feed says of it."""
    name = entry.url.partition("://")[2] or where
    about = IndexEntry(
        doc=name,
        file=name,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        publisher=publisher,
    )
    return Raw(where=where, name=name, suffix=".html", data=data, about=about)


def _entries(where: str, data: bytes) -> Iterator[Item]:
    """The articles that a saved feed carries whole."""
    try:
        found = listing(data, where)
    except ExtractError as error:
        yield error
        return
    whole = [entry for entry in found.entries if entry.text]
    for entry in whole:
        yield article(f"{where}!{entry.url}", entry, as_page(entry), publisher=found.title)
    if not whole:
        yield ExtractError(
            f"{where}: a feed that carries no article whole",
            hint="Fetch what it names with 'dragoman watch'.",
        )


def _warc(path: Path) -> Iterator[Item]:
    for item in pages(path):
        yield item if isinstance(item, ExtractError) else web_page(f"{path}!{item[0]}", *item)


def _lines(where: str, data: bytes) -> Iterator[Item]:
    if not data.strip():
        yield ExtractError(f"{where}: an empty file")
        return
    try:
        text = decode(data, where)
    except ExtractError as error:
        yield error
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            fields = json.loads(line)
        except ValueError as error:
            yield ExtractError(f"{place}: not JSON ({error})")
            continue
        fault = _fault(fields)
        if fault:
            yield ExtractError(f"{place}: {fault}")
        else:
            yield Raw(where=place, name=str(fields["id"]), suffix=LINES, fields=fields)


STRINGS = ("title", "published", "url", "publisher")


def _fault(fields: Any) -> str:
    if not isinstance(fields, dict):
        return "not an object"
    if not isinstance(fields.get("id"), str | int) or fields.get("id") == "":
        return "'id' is missing"
    if not isinstance(fields.get("text"), str):
        return "'text' is missing or no string"
    for name in STRINGS:
        if not isinstance(fields.get(name), str | None):
            return f"{name!r} is no string"
    return ""


def _archive(path: Path) -> Iterator[Item]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            total = sum(info.file_size for info in infos)
            if total > MAX_ARCHIVE_BYTES or len(infos) > MAX_ARCHIVE_FILES:
                yield ExtractError(
                    f"{path}: unpacks to {total / 1024 / 1024:.0f} MB in {len(infos)} files, more than"
                    f" the limit of {MAX_ARCHIVE_BYTES // 1024 // 1024} MB and {MAX_ARCHIVE_FILES}",
                    hint="Unpack it yourself and add the folder.",
                )
                return
            for info in sorted(infos, key=lambda info: info.filename):
                yield from _entry(path, archive, info)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        yield ExtractError(f"{path}: a broken zip ({error})")


def _entry(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Item]:
    name, where = info.filename, f"{path}!{info.filename}"
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in name:
        yield ExtractError(f"{where}: a name that leads out of the archive")
    elif inside.name.startswith(".") or inside.name == INDEX or "__MACOSX" in inside.parts:
        return
    elif info.file_size > MAX_FILE_BYTES:
        yield _too_large(where, info.file_size)
    elif info.file_size > MAX_RATIO * max(info.compress_size, 1):
        yield ExtractError(f"{where}: grows more than {MAX_RATIO} times when unpacked")
    elif info.flag_bits & 1:
        yield ExtractError(f"{where}: encrypted", hint="Make the zip without a password.")
    elif not _is_known(name):
        suffix = inside.suffix
        yield ExtractError(f"{where}: nothing reads files that end in {suffix!r}", hint=KNOWN_HINT)
    else:
        try:
            data = archive.read(info)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            yield ExtractError(f"{where}: broken in the archive ({error})")
            return
        yield from _from_bytes(where, inside.name, data)


def _file(path: Path) -> Iterator[Item]:
    suffix = path.suffix.lower()
    if suffix == ARCHIVE:
        yield from _archive(path)
        return
    if path.name.lower().endswith(WARCS):
        yield from _warc(path)
        return
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            yield _too_large(str(path), size)
            return
        data = path.read_bytes()
    except OSError as error:
        yield ExtractError(f"{path}: cannot be read ({error.strerror})")
        return
    yield from _from_bytes(str(path), path.name, data)


def walk(paths: Sequence[Path]) -> Iterator[Item]:
    """Go through files, folders and zips, in the order given, folders by name.

    What cannot be read comes back as an error in its place, and the walk goes on.

    Raises:
        InputError: a path is not there at all; nothing has been read then.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
    for path in paths:
        if not path.is_dir():
            yield from _file(path)
            continue
        files = [p for p in sorted(path.rglob("*")) if p.is_file()]
        for part in files:
            hidden = any(piece.startswith(".") for piece in part.relative_to(path).parts)
            if hidden or part.name == INDEX:
                continue
            if _is_known(part.name) or part.name.lower().endswith((ARCHIVE, *WARCS)):
                yield from _file(part)
            else:
                yield ExtractError(
                    f"{part}: nothing reads files that end in {part.suffix!r}", hint=KNOWN_HINT
                )

"""Web archives (WARC): the pages that a crawler kept, one document each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import ExtractError, Unavailable
from dragoman.ingesting.limits import MAX_FILE_BYTES

WARCS = (".warc", ".warc.gz")
"""How the names of web archives end."""

WHOLE_HINT = "Get the archive again; what came before is kept."
CHUNK = 1024 * 1024

PAGES = frozenset({"text/html", "application/xhtml+xml"})


def pages(path: Path) -> Iterator[tuple[str, bytes] | ExtractError]:
    """The pages of an archive: where each was found, and its bytes.

    A broken record ends the archive with an error in its place; what came before is kept.

    Raises:
        Unavailable: what reads such archives is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise Unavailable("the reader of web archives (warcio)", extra="warc") from error
    number = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                number += 1
                found = _page(record, f"{path}!{number}")
                if found is not None:
                    yield found
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as error:
        yield ExtractError(f"{path}: broken after {number} records ({error})")
        return
    if not number:
        yield ExtractError(f"{path}: no records in the archive")
    elif path.suffix == ".gz" and not _is_whole(path):
        yield ExtractError(f"{path}: breaks off after {number} records", hint=WHOLE_HINT)


def _is_whole(path: Path) -> bool:
    """Say whether the last part of a packed archive is there to its end."""
    part = zlib.decompressobj(16 + zlib.MAX_WBITS)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            while chunk:
                if part.eof:
                    part = zlib.decompressobj(16 + zlib.MAX_WBITS)
                try:
                    part.decompress(chunk)
                except zlib.error:
                    return False
                chunk = part.unused_data
    return part.eof


def _page(record: Any, where: str) -> tuple[str, bytes] | ExtractError | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if record.http_headers.get_statuscode() != "200" or kind not in PAGES:
        return None
    data = record.content_stream().read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        return ExtractError(f"{where}: a page of more than {MAX_FILE_BYTES // 1024 // 1024} MB")
    if record.raw_stream.limit > 0:
        return ExtractError(f"{where}: a record that breaks off", hint=WHOLE_HINT)
    return record.rec_headers.get_header("WARC-Target-URI") or where, data

"""A file's bytes to a text with what the file says about itself."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.errors import ExtractError
from dragoman.ingesting.clean import clean, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a file gives: a clean text, and what its metadata say."""

    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""


BINARY_SHARE = 0.01
"""Share of control characters in the first kilobytes from which a file is no text."""

_SAMPLE = 8192
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_MARKUP = (
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?!\w)"), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*([-*_][ \t]*){3,}$", re.MULTILINE), ""),
)


def decode(data: bytes, where: str) -> str:
    """Turn bytes into text: UTF-8 or UTF-16 by its mark, and nothing guessed.

    Raises:
        ExtractError: the bytes are no text in either, or the file is binary.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        sample = data[:_SAMPLE]
        odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
        if sample and odd / len(sample) > BINARY_SHARE:
            raise ExtractError(f"{where}: a binary file, not text", hint=KNOWN_HINT)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ExtractError(
            f"{where}: not {encoding.removesuffix('-sig').upper()} text (byte {error.start})",
            hint="Save the file as UTF-8, e.g. with 'iconv -t UTF-8', and add it again.",
        ) from error


def _plain(data: bytes, where: str) -> Extract:
    return Extract(text=clean(decode(data, where)))


def _markdown(data: bytes, where: str) -> Extract:
    text = clean(decode(data, where))
    head: dict[str, str] = {}
    if match := _HEAD.match(text):
        for line in match.group(1).splitlines():
            key, _, value = line.partition(":")
            head[key.strip().lower()] = value.strip().strip("'\"")
        text = text[match.end() :]
    title = head.get("title", "")
    if not title and (first := re.search(r"^#[ \t]+(.+)$", text, re.MULTILINE)):
        title = first.group(1).strip()
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return Extract(
        text=tidy(text),
        title=title,
        url=head.get("url", ""),
        publisher=head.get("publisher", ""),
        published=head.get("published", head.get("date", "")),
    )


def _html(data: bytes, where: str) -> Extract:
    import trafilatura

    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise ExtractError(f"{where}: no article text found in the page")
    return Extract(
        text=tidy(re.sub(r"(?<=\S)\n(?=\S)", "\n\n", found.text or "")),
        title=clean(found.title or ""),
        url=found.url or "",
        publisher=clean(found.sitename or ""),
        published=found.date or "",
    )


_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_WRAPPED = re.compile(r"(?<=[^\n.!?:;\"'”’])\n(?=[^\n])|(?<=\S)[ \t]*\n(?=[a-z(])")


def _pdf(data: bytes, where: str) -> Extract:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractError(f"{where}: an encrypted PDF", hint="Save it without a password.")
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
    except FileNotDecryptedError as error:
        raise ExtractError(
            f"{where}: an encrypted PDF", hint="Save it without a password."
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractError(f"{where}: a broken PDF ({error})") from error
    text = _WRAPPED.sub(" ", _HYPHENATED.sub("", tidy("\n".join(pages))))
    if not text.strip():
        raise ExtractError(
            f"{where}: a PDF without text, only pictures",
            hint="Run it through text recognition (OCR) first.",
        )
    created = about.creation_date_raw if about else None
    stamp = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(created or ""))
    return Extract(
        text=text,
        title=clean(str(about.title)) if about and about.title else "",
        published="-".join(stamp.groups()) if stamp else "",
    )


EXTRACTORS: Mapping[str, Callable[[bytes, str], Extract]] = MappingProxyType(
    {
        ".txt": _plain,
        ".text": _plain,
        ".md": _markdown,
        ".markdown": _markdown,
        ".html": _html,
        ".htm": _html,
        ".xhtml": _html,
        ".pdf": _pdf,
    }
)
"""What reads a file, by the end of its name."""

KNOWN_HINT = (
    "Known are: "
    + " ".join(
        sorted((*EXTRACTORS, ".atom", ".jsonl", ".rss", ".warc", ".warc.gz", ".xml", ".zip"))
    )
    + "."
)


def extract(data: bytes, suffix: str, where: str) -> Extract:
    """Read a file's bytes by the end of its name.

    Raises:
        ExtractError: nothing reads such a file, it is empty, or it holds no text.
    """
    reader = EXTRACTORS.get(suffix.lower())
    if reader is None:
        raise ExtractError(f"{where}: nothing reads files that end in {suffix!r}", hint=KNOWN_HINT)
    if not data.strip():
        raise ExtractError(f"{where}: an empty file")
    found = reader(data, where)
    if not found.text.strip():
        raise ExtractError(f"{where}: no text in the file")
    return found

"""Formats of what is written from a record, and where it goes: shared by reports and questions."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import err, write
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.chronicle import Written


class Format(StrEnum):
    """How a paper is written."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    TXT = "txt"
    PDF = "pdf"
    ATOM = "atom"
    MAIL = "mail"
    EML = "eml"


HELP = (
    "How it is written: Markdown, a page, JSON, plain text, print, a feed, HTML for mail programs, or a"
    " message with both its forms."
)

FormatOption = Annotated[Format, typer.Option("--format", help=HELP)]
OutFile = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write to this file.", show_default=False)
]


def render(written: Written, format: Format) -> bytes:
    """Write a digest, a dossier or a comparison in a format."""
    from dragoman import chronicle

    match format:
        case Format.PDF:
            return chronicle.to_pdf(written)
        case Format.EML:
            return chronicle.to_message(written)
        case Format.JSON:
            text = json.dumps(chronicle.to_json(written), ensure_ascii=False, indent=1)
        case Format.MD:
            text = chronicle.to_markdown(written)
        case Format.HTML:
            text = chronicle.to_html(written)
        case Format.TXT:
            text = chronicle.to_text(written)
        case Format.ATOM:
            text = chronicle.to_feed(written)
        case Format.MAIL:
            text = chronicle.to_letter_html(written)
    return text.encode()


def deliver(written: Written, format: Format, out_file: Path | None) -> None:
    """Print what is written, or put it into a file.

    Raises:
        InputError: print is to go to a terminal.
    """
    if out_file is not None:
        out_file.write_bytes(render(written, format))
        err().print(f"written to {out_file}")
    elif format is not Format.PDF:
        write(render(written, format).decode())
    elif sys.stdout.isatty():
        raise InputError("a PDF is no text", hint="Name a file: --out FILE.pdf")
    else:
        sys.stdout.buffer.write(render(written, format))

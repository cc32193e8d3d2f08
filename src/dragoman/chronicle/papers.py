"""What is written from a record, in any format."""

from __future__ import annotations

from typing import Any

from dragoman import printing
from dragoman.asking import comparison_paper, dossier_paper
from dragoman.digesting import digest_paper, digest_to_json
from dragoman.model.digests import Digest
from dragoman.model.dossiers import Comparison, Dossier
from dragoman.model.papers import Paper

Written = Digest | Dossier | Comparison | Paper
"""What has a layout; a paper is laid out already."""


def to_paper(written: Written) -> Paper:
    """Lay out what is written: sections, sources, and what was done."""
    match written:
        case Digest():
            return digest_paper(written)
        case Dossier():
            return dossier_paper(written)
        case Comparison():
            return comparison_paper(written)
        case Paper():
            return written


def to_markdown(written: Written) -> str:
    """Write it as Markdown."""
    return printing.to_markdown(to_paper(written))


def to_html(written: Written) -> str:
    """Write it as one HTML page that needs nothing beside itself."""
    return printing.to_html(to_paper(written))


def to_json(written: Written) -> dict[str, Any]:
    """Write it as plain JSON: everything that the page shows."""
    if isinstance(written, Digest):
        return digest_to_json(written)
    return printing.paper_to_json(to_paper(written))


def to_pdf(written: Written) -> bytes:
    """Typeset it as PDF.

    Raises:
        Unavailable: the typesetter is not installed.
    """
    return printing.to_pdf(to_paper(written))


def to_feed(written: Written) -> str:
    """Write it as an Atom feed, an entry a line."""
    return printing.to_feed(to_paper(written))


def to_letter_html(written: Written) -> str:
    """Write it as HTML that mail programs show."""
    return printing.to_letter_html(to_paper(written))


def to_message(written: Written) -> bytes:
    """Write it as a message to be sent (.eml): plain text and HTML."""
    return printing.to_message(to_paper(written))


def to_text(written: Written) -> str:
    """Write it as plain text of 72 columns."""
    return printing.to_text(to_paper(written))

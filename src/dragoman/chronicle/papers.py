"""What is written from a record, in any format."""

from __future__ import annotations

from typing import Any

from dragoman.asking import comparison_paper, dossier_paper
from dragoman.digesting import digest_paper, digest_to_json
from dragoman.model.digests import Digest
from dragoman.model.dossiers import Comparison, Dossier
from dragoman.model.papers import Paper
from dragoman.printing import markdown, page, paper_to_json

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
    return markdown.to_markdown(to_paper(written))


def to_html(written: Written) -> str:
    """Write it as one HTML page that needs nothing beside itself."""
    return page.to_html(to_paper(written))


def to_json(written: Written) -> dict[str, Any]:
    """Write it as plain JSON: everything that the page shows."""
    if isinstance(written, Digest):
        return digest_to_json(written)
    return paper_to_json(to_paper(written))

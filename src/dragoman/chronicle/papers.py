"""What is written from a record, in any format."""

from __future__ import annotations

from typing import Any

from dragoman.digesting import digest_paper, digest_to_json
from dragoman.model.digests import Digest
from dragoman.model.papers import Paper
from dragoman.printing import markdown, page, paper_to_json

Written = Digest | Paper
"""What has a layout: digests, and papers that are laid out already."""


def to_paper(written: Written) -> Paper:
    """Lay out what is written: sections, sources, and what was done."""
    return written if isinstance(written, Paper) else digest_paper(written)


def to_markdown(written: Written) -> str:
    """Write it as Markdown."""
    return markdown.to_markdown(to_paper(written))


def to_html(written: Written) -> str:
    """Write it as one HTML page that needs nothing beside itself."""
    return page.to_html(to_paper(written))


def to_json(written: Written) -> dict[str, Any]:
    """Write it as plain JSON: everything that the page shows."""
    return digest_to_json(written) if isinstance(written, Digest) else paper_to_json(written)

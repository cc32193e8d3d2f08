"""Rows of gold and of training passages as documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.model.ids import DocumentId, short
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.model.when import PartialDate


def document_of(row: Mapping[str, Any]) -> Document:
    """Make a document of a row; each paragraph of its text is a passage of its own.

    Args:
        row: with ``id`` and ``text``, and perhaps ``title`` and ``published``.
    """
    text, passages, at = row["text"], [], 0
    for part in text.split("\n"):
        if part.strip():
            span = Span(start=at, end=at + len(part))
            passages.append(Passage(span=span, role=Role.BODY))
        at += len(part) + 1
    return Document(
        id=DocumentId(short("d", text)),
        name=row["id"],
        text=text,
        title=row.get("title", ""),
        language="en",
        published=PartialDate.parse(row["published"]) if row.get("published") else None,
        passages=tuple(passages),
    )

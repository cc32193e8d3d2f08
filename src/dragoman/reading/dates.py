"""Dates that a document gives to what it tells without one."""

from __future__ import annotations

from dragoman.model.text import Document
from dragoman.model.when import UNKNOWN_TIME, Basis, When


def published_month(document: Document) -> When:
    """The month of publication, which a present state takes; unknown where the date is."""
    if document.published is None:
        return UNKNOWN_TIME
    month = (
        document.published if document.published.month is None else document.published.to_month()
    )
    return When(start=month, end=month, basis=Basis.PUBLISHED)

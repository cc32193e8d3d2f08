"""What was fetched from which address, and what came of a round of watching."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """What an address said when it was fetched last.

    Args:
        etag: the server's mark of that answer.
        modified: its date of change, as the server wrote it.
        stamp: what the feed or sitemap said of it then.
    """

    url: str
    etag: str = ""
    modified: str = ""
    stamp: str = ""


@dataclass(slots=True)
class Round:
    """What came of one round of watching.

    Args:
        sources: feeds and sitemaps asked.
        unchanged: those that had nothing new.
        articles: articles fetched.
        known: articles passed over, for they had not changed.
        documents: new documents in the record.
    """

    sources: int = 0
    unchanged: int = 0
    articles: int = 0
    known: int = 0
    documents: int = 0
    claims: int = 0
    issues: list[Issue] = field(default_factory=list)

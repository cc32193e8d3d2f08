"""Feeds and sitemaps into the record: what is new on each is fetched, read and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import FetchError, SourceError
from dragoman.ingesting import (
    Entry,
    Known,
    Source,
    article,
    as_page,
    ingest_one,
    listing,
    web_page,
)
from dragoman.model.fetches import Fetch, Round
from dragoman.model.issues import Issue, Severity
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.pipeline.run import Tally, add_documents
from dragoman.store import Record

if TYPE_CHECKING:
    from dragoman.ingesting.fetching import Fetched, Fetcher

Watch = Callable[[str], None]

SITEMAPS = 200
"""Further sitemaps that one sitemap may lead to."""

WHOLE = 600
"""Characters from which an article that a feed carries counts as whole."""


def _issue(code: str, where: str, error: SourceError) -> Issue:
    return Issue(
        stage="ingesting",
        code=code,
        severity=Severity.ERROR,
        where=where,
        message=error.message,
        hint=error.hint,
    )


class _Watcher:
    """One round over some sources."""

    def __init__(
        self, record: Record, fetcher: Fetcher, known: Known, run: Run, watch: Watch
    ) -> None:
        self._record = record
        self._fetcher = fetcher
        self._known = known
        self._run = run
        self._watch = watch
        self.round = Round()

    def source(self, source: Source) -> None:
        """Ask one feed or sitemap and those that it leads to, and take what is new on them."""
        self.round.sources += 1
        waiting, asked = [source.url], 0
        while waiting:
            further = self._page(waiting.pop(0), source)[: SITEMAPS - asked]
            waiting += further
            asked += len(further)

    def _page(self, url: str, source: Source) -> Sequence[str]:
        """Take what is new on one feed or sitemap; gives the sitemaps that it leads to.

        What it said last is kept only when all of it was taken, so that a stopped round goes on, and
        never of a sitemap of sitemaps: it may stay the same while those change.
        """
        if (found := self._listed(url, source)) is None:
            return ()
        try:
            listed = listing(found.data, found.url)
        except SourceError as error:
            self.round.issues.append(_issue("unreadable", url, error))
            return ()
        faults = len(self.round.issues)
        for entry in listed.entries:
            if source.match in entry.url:
                self._article(entry, source)
        if len(self.round.issues) == faults and not listed.further:
            self._record.keep_fetch(Fetch(url=url, etag=found.etag, modified=found.modified))
        return listed.further

    def _listed(self, url: str, source: Source) -> Fetched | None:
        before = self._record.fetched(url) or Fetch(url=url)
        try:
            found = self._fetcher.fetch(url, etag=before.etag, modified=before.modified)
        except FetchError as error:
            self.round.issues.append(_issue("unfetched", url, error))
            return None
        if found.unchanged:
            self.round.unchanged += url == source.url
            return None
        return found

    def _article(self, entry: Entry, source: Source) -> None:
        before = self._record.fetched(entry.url)
        if before is not None and before.stamp == entry.stamp:
            self.round.known += 1
            return
        try:
            data, kept = self._body(entry, before)
        except FetchError as error:
            self.round.issues.append(_issue("unfetched", entry.url, error))
            return
        if data:
            self._add(entry, source, data)
        else:
            self.round.known += 1
        self._record.keep_fetch(kept)
        self._watch(entry.url)

    def _body(self, entry: Entry, before: Fetch | None) -> tuple[bytes, Fetch]:
        """An article's page, and what to remember of it; no bytes where it did not change."""
        if len(entry.text) >= WHOLE:
            return as_page(entry), Fetch(url=entry.url, stamp=entry.stamp)
        last = before or Fetch(url=entry.url)
        found = self._fetcher.fetch(entry.url, etag=last.etag, modified=last.modified)
        kept = Fetch(url=entry.url, etag=found.etag, modified=found.modified, stamp=entry.stamp)
        return found.data, kept

    def _add(self, entry: Entry, source: Source, data: bytes) -> None:
        self.round.articles += 1
        raw = article(entry.url, entry, data, publisher=source.publisher)
        documents: list[Document] = []
        for item in ingest_one(raw, known=self._known):
            self.round.issues += [issue for issue in item.issues if not _is_flaw(issue)]
            documents += [item.document] if item.document is not None else []
        tally = Tally()
        add_documents(self._record, documents, run=self._run, tally=tally)
        self.round.documents += tally.documents - tally.known
        self.round.claims += tally.claims


def _is_flaw(issue: Issue) -> bool:
    """Say whether an issue is an article's own, which no second fetch would mend."""
    return issue.severity is not Severity.ERROR


def watch_once(
    record: Record,
    sources: Iterable[Source],
    *,
    fetcher: Fetcher,
    known: Known,
    run: Run,
    watch: Watch = lambda _: None,
) -> Round:
    """Ask each source once, and add what is new; what was taken before is passed over.

    Args:
        watch: called with each article's address when it is done.
    """
    watcher = _Watcher(record, fetcher, known, run, watch)
    for source in sources:
        watcher.source(source)
    return watcher.round


def add_address(
    record: Record, url: str, *, fetcher: Fetcher, known: Known, run: Run
) -> tuple[Tally, Sequence[Document]]:
    """Fetch one page that a person asks for and add it.

    Returns:
        The count, and the documents that it gave.

    Raises:
        FetchError: the address is refused, or does not answer as it should.
    """
    found = fetcher.fetch(url, robots=False)
    tally = Tally()
    documents: list[Document] = []
    for item in ingest_one(web_page(found.url, found.url, found.data), known=known):
        tally.issues += item.issues
        documents += [item.document] if item.document is not None else []
    add_documents(record, documents, run=run, tally=tally)
    return tally, documents

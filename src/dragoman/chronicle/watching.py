"""Articles from the web: feeds and sitemaps that are watched, and single addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.chronicle.opened import Opened
from dragoman.model.fetches import Round
from dragoman.model.text import Document
from dragoman.pipeline import Tally, add_address, make_run, watch_once
from dragoman.reading import DEFAULT

if TYPE_CHECKING:
    from dragoman.ingesting import Known


class Watching(Opened):
    """What comes from the web."""

    def watch(
        self,
        feeds: Path,
        *,
        known: Known,
        private: bool = False,
        pause: float | None = None,
        reader: str | None = None,
        least: float | None = None,
        watch: Callable[[str], None] = lambda _: None,
    ) -> Round:
        """Ask every feed and sitemap of a file once, and add what is new.

        Args:
            feeds: a YAML file of feeds.
            private: whether addresses of private networks and of this machine will do.
            pause: seconds between two requests to one host; a second where None.
            watch: called with each article's address when it is done.

        Raises:
            InputError: the file of feeds cannot be used.
        """
        from dragoman.ingesting import load_sources
        from dragoman.ingesting.fetching import Fetcher

        sources = load_sources(feeds)
        fetcher = (
            Fetcher(private=private) if pause is None else Fetcher(private=private, pause=pause)
        )
        run = make_run(reader or DEFAULT, least=least)
        try:
            return watch_once(
                self._record, sources, fetcher=fetcher, known=known, run=run, watch=watch
            )
        finally:
            fetcher.close()

    def add_address(
        self, url: str, *, known: Known, private: bool = False, reader: str | None = None
    ) -> tuple[Tally, Sequence[Document]]:
        """Fetch one page and add it.

        Args:
            private: whether an address of a private network or of this machine will do.

        Raises:
            FetchError: the address is refused, or does not answer as it should.
        """
        from dragoman.ingesting.fetching import Fetcher

        fetcher = Fetcher(private=private)
        try:
            run = make_run(reader or DEFAULT)
            return add_address(self._record, url, fetcher=fetcher, known=known, run=run)
        finally:
            fetcher.close()

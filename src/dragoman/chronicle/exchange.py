"""Other people's event data beside the record, and the record written for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.chronicle.opened import Opened
from dragoman.codebook.ontology import weigh, weights
from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.model.foreign import (
    OWN,
    Comparison,
    Composition,
    CountBy,
    Counted,
    ForeignEvent,
    ForeignFormat,
    ForeignMention,
    ForeignPair,
    ForeignSource,
    Grain,
    ImportTally,
    RejectedRow,
    SeriesPoint,
)
from dragoman.model.periods import ANY_TIME, Bounds

if TYPE_CHECKING:
    from dragoman.exchanging.incoming.convert import Converted
    from dragoman.model.relations import Act
    from dragoman.store.analytics import Analytics
    from dragoman.store.foreign import ForeignSets

THREADS = 2
"""With which an import reads: more read faster and hold more in memory."""


class Exchange(Opened):
    """Foreign sources: imports, series, counts and comparisons. They are never part of the record."""

    def _foreign(self) -> ForeignSets:
        from dragoman.store.foreign import ForeignSets

        return ForeignSets(self._path)

    def _analytics(self) -> Analytics:
        from dragoman.store.analytics import Analytics

        points = {key: weight.points for key, weight in weights().items()}
        return Analytics(self._foreign(), points)

    def import_foreign(
        self,
        paths: Sequence[Path],
        *,
        format: str,
        name: str | None = None,
        mapping: Path | None = None,
        encoding: str = "utf-8",
        threads: int = THREADS,
        watch: Callable[[str], None] = lambda _: None,
    ) -> ImportTally:
        """Bring in other people's event data as a named source, apart from our own claims.

        Files that are there already change nothing. A row that cannot be read is kept with its file
        and line, and the rest goes on. A file that is not of the format is an issue. An import that
        stops half-way leaves all as it was.

        Args:
            paths: files, zips, gzips and folders of them.
            format: ``gdelt``, ``gdelt2``, ``icews``, ``polecat``, ``acled``, ``ucdp`` or ``csv``.
            name: what the source is called; its format, or what the mapping says, where None.
            mapping: for ``csv``, a YAML file that says which column is what.
            encoding: ``utf-8``, ``latin-1`` or ``utf-16``.
            watch: called with each file's name when it was looked at.

        Raises:
            InputError: a path is not there, or the mapping cannot be used.
            UnknownName: there is no such format.
            Unavailable: DuckDB is not installed.
        """
        from dragoman.exchanging.incoming.importing import Request, convert
        from dragoman.exchanging.incoming.mapped import Mapped
        from dragoman.store.foreign import spread

        if format not in set(ForeignFormat):
            raise UnknownName("format of event data", format, known=list(ForeignFormat))
        mapped = Mapped.read(mapping) if mapping else None
        source = name or (mapped.source if mapped else "") or format
        sets = self._foreign()
        with sets.staging(source) as stage:
            request = Request(
                paths=paths,
                source=source,
                format=ForeignFormat(format),
                mapping=mapped,
                encoding=encoding,
                known=sets.digests(source),
                threads=threads,
                watch=watch,
            )
            found, known = convert(request, stage, stage / "scratch")
            if found.done:
                first, last, coarse = spread(stage)
                dated = {
                    "first": first.isoformat() if first else None,
                    "last": last.isoformat() if last else None,
                    "coarse": coarse,
                }
                sets.keep(stage, {**_manifest(source, format, found), **dated})
        return ImportTally(
            source=source,
            files=len(found.done),
            known=known,
            events=found.events,
            mentions=found.mentions,
            rejected=found.rejected,
            issues=tuple(found.issues),
        )

    def foreign_sources(self) -> tuple[ForeignSource, ...]:
        """The foreign sources beside this record, with what they hold."""
        return self._foreign().sources()

    def drop_foreign(self, source: str) -> None:
        """Remove a foreign source.

        Raises:
            UnknownName: there is none of this name.
        """
        self._foreign().drop(source)

    def foreign_rejected(
        self, sources: Sequence[str] = (), *, limit: int = 100
    ) -> tuple[RejectedRow, ...]:
        """Rows that could not be read, whole, by source, file and line."""
        return self._analytics().rejected(sources, limit=limit)

    def foreign_events(
        self,
        *,
        sources: Sequence[str] = (),
        about: str | None = None,
        bounds: Bounds = ANY_TIME,
        limit: int | None = None,
    ) -> Iterator[ForeignEvent]:
        """Foreign events by time.

        Raises:
            NotFound: there are no foreign events.
            UnknownName: no source is called so.
        """
        from dragoman.store.analytics import Asked

        asked = Asked(sources=tuple(sources), first=about, bounds=bounds)
        return self._analytics().events(asked, limit=limit)

    def foreign_mentions(
        self, event: str, *, sources: Sequence[str] = ()
    ) -> tuple[ForeignMention, ...]:
        """Articles that a foreign source counts for one of its events, by time.

        Raises:
            NotFound: there are no mentions beside this record.
            UnknownName: no source is called so.
        """
        return self._analytics().mentions(sources, event)

    def foreign_series(
        self,
        first: str,
        second: str,
        *,
        by: Grain = Grain.MONTH,
        sources: Sequence[str] = (),
        directed: bool = False,
        bounds: Bounds = ANY_TIME,
        threads: int | None = None,
    ) -> tuple[SeriesPoint, ...]:
        """Follow a dyad in foreign sources; periods without an event are left out.

        Args:
            directed: only what the first does to the second; else both ways.

        Raises:
            InputError: they are the same party.
            NotFound: there are no foreign events.
            UnknownName: no source is called so.
        """
        from dragoman.store.analytics import Asked

        _two(first, second)
        asked = Asked(
            sources=tuple(sources),
            first=first,
            second=second,
            directed=directed,
            bounds=bounds,
            threads=threads,
        )
        return self._analytics().series(asked, by=by)

    def foreign_counts(
        self,
        *,
        by: CountBy = CountBy.TYPE,
        about: str | None = None,
        sources: Sequence[str] = (),
        bounds: Bounds = ANY_TIME,
        limit: int = 100,
    ) -> tuple[Counted, ...]:
        """Count foreign events by type, quad, year, party or code."""
        from dragoman.store.analytics import Asked

        asked = Asked(sources=tuple(sources), first=about, bounds=bounds)
        return self._analytics().counts(asked, by=by, limit=limit)

    def foreign_pairs(
        self,
        *,
        about: str | None = None,
        sources: Sequence[str] = (),
        bounds: Bounds = ANY_TIME,
        limit: int = 20,
    ) -> tuple[ForeignPair, ...]:
        """The directed pairs with the most foreign events."""
        from dragoman.store.analytics import Asked

        asked = Asked(sources=tuple(sources), first=about, bounds=bounds)
        return self._analytics().pairs(asked, limit=limit)

    def foreign_composition(
        self,
        first: str | None = None,
        second: str | None = None,
        *,
        sources: Sequence[str] = (),
        directed: bool = False,
        bounds: Bounds = ANY_TIME,
    ) -> tuple[Composition, ...]:
        """What foreign events add up to by source: quad classes, intensity, points."""
        from dragoman.store.analytics import Asked

        asked = Asked(
            sources=tuple(sources), first=first, second=second, directed=directed, bounds=bounds
        )
        return self._analytics().compositions(asked)

    def compare_sources(
        self,
        first: str,
        second: str,
        *,
        by: Grain = Grain.YEAR,
        sources: Sequence[str] = (),
        directed: bool = False,
        bounds: Bounds = ANY_TIME,
    ) -> Comparison:
        """Put what foreign sources and our own reading say of a dyad beside each other.

        Ours are the record's events that are held to have happened; plans, rumours and denials are
        left out, since the others have no such standing.

        Raises:
            InputError: they are the same party.
            NotFound: nobody says anything.
            UnknownName: no source is called so.
        """
        from dragoman.exchanging import comparing
        from dragoman.store.analytics import Asked

        _two(first, second)
        acts = self._own_acts(first, second, directed=directed, bounds=bounds)
        wanted = [name for name in sources if name != OWN]
        own = comparing.own_composition(acts, weigh) if not sources or OWN in sources else None
        foreign: tuple[Composition, ...] = ()
        series: tuple[SeriesPoint, ...] = ()
        types: tuple[Counted, ...] = ()
        if wanted or (not sources and any(one.events for one in self.foreign_sources())):
            analytics = self._analytics()
            asked = Asked(
                sources=tuple(wanted),
                first=first,
                second=second,
                directed=directed,
                bounds=bounds,
            )
            foreign, series = analytics.compositions(asked), analytics.series(asked, by=by)
            types = analytics.counts(asked, by=CountBy.TYPE, limit=1000)
        whole = (*foreign, *([own] if own else []))
        if not whole:
            raise NotFound(f"no source says anything of {first} and {second} in that time")
        return comparing.compare(
            first,
            second,
            directed=directed,
            whole=whole,
            series=series,
            types=types,
            own=(comparing.own_periods(acts, by), comparing.own_types(acts)),
        )

    def _own_acts(
        self, first: str, second: str, *, directed: bool, bounds: Bounds
    ) -> tuple[Act, ...]:
        from dragoman.model.passed import Way, way

        found = []
        for act in self._record.acts_between(first, second):
            passes = way(act, first, second)
            if passes is None or (directed and passes is Way.BACK):
                continue
            start = act.when.start
            after = bounds.start is None or (start and start.latest >= bounds.start.earliest)
            before = bounds.end is None or (start and start.earliest <= bounds.end.latest)
            if after and before:
                found.append(act)
        return tuple(found)


def _two(first: str, second: str) -> None:
    if first == second:
        raise InputError(f"a dyad has two parties, not {first} twice")


def _manifest(source: str, format: str, found: Converted) -> dict[str, Any]:
    return {
        "source": source,
        "format": format,
        "files": [{"name": t.shown, "digest": t.digest, "bytes": t.size} for t in found.done],
        "events": found.events,
        "mentions": found.mentions,
        "rejected": found.rejected,
    }

"""Adding documents, and asking for what was read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from dragoman.chronicle.opened import Opened
from dragoman.errors import NotFound
from dragoman.ingesting import Known
from dragoman.merging import MEETING, YIELDED, companions, sequels, tellers
from dragoman.model.claims import Claim
from dragoman.model.events import Companion, Event, Sequel, Tellers
from dragoman.model.issues import Issue
from dragoman.model.text import Document
from dragoman.pipeline import Engine, Tally, add_paths, make_run
from dragoman.reading import DEFAULT

OCCASION = timedelta(days=4)
"""How far from an event the other acts of its occasion may start: the length of a visit, and a day."""

PLANS_REACH = timedelta(days=550)
"""How far from an event its plans or outcomes are looked for: a plan for a whole year, put off by half
of one."""


class Records(Opened):
    """Documents, claims and events."""

    def add(
        self,
        paths: Sequence[Path],
        *,
        known: Known,
        reader: str | None = None,
        least: float | None = None,
        jobs: int | None = None,
        engine: Engine | None = None,
        watch: Callable[[str], None] = lambda _: None,
    ) -> Tally:
        """Add files, folders and zips; what is there already changes nothing.

        Args:
            reader: who reads; the default reader where None.
            least: confidence below which a claim is left out; None for the reader's own measure.
            jobs: processes to read with; chosen by the number of documents where None.
            engine: where to read; in local processes where None.
            watch: called with each document's name when it is done.

        Raises:
            UnknownName: there is no such reader.
            Unavailable: the engine is not installed.
            SourceError: the cluster does not answer; what was read before is kept.
        """
        run = make_run(reader or DEFAULT, least=least)
        tally = add_paths(
            self._record,
            paths,
            known=known,
            run=run,
            engine=engine or Engine(jobs=jobs),
            watch=watch,
        )
        self._record.pack()
        return tally

    def claims(self, *, kind: str | None = None, about: str | None = None) -> Iterator[Claim]:
        """Claims by document and place in the text."""
        return self._record.claims(kind=kind, about=about)

    def events(self, *, about: str | None = None) -> Iterator[Event]:
        """Events by time."""
        return self._record.events(about=about)

    def documents(self) -> Iterator[Document]:
        """Documents by date of publication."""
        return self._record.documents()

    def document(self, name: str) -> Document:
        """A document by its id or name."""
        return self._record.document(name)

    def explain(self, name: str) -> Claim | Event | Document:
        """Find whatever an id names; for an event that is no more, the one that has most of its claims.

        Raises:
            NotFound: it names nothing in this record.
        """
        for find in (self._record.event, self._record.claim, self._record.document):
            try:
                return find(name)
            except NotFound:
                continue
        if heirs := self._record.heirs(name):
            return self._record.event(heirs[0])
        raise NotFound(
            f"nothing in this record has the id {name!r}",
            hint="Ids are printed by 'dragoman claims' and 'dragoman events'.",
        )

    def issues(self) -> Iterator[Issue]:
        """What was left out of the documents in the record."""
        return self._record.issues()

    def counts(self) -> dict[str, int]:
        """Documents, claims, events and issues in the record."""
        return self._record.counts()

    def tellers(self, event: Event) -> Tellers:
        """Count the reports and publishers that tell of a happening, copies apart."""
        return tellers(self._documents(event.claims))

    def sequels(self, event: Event) -> tuple[Sequel, ...]:
        """What became of an event that was planned, or the plans that an event carried out."""
        parties = {actor.key for actor in event.actors + event.recipients}
        if event.when.start is None or event.when.end is None:
            return ()  # nothing says which plan or act it is
        first = event.when.start.earliest - PLANS_REACH
        last = event.when.end.latest + PLANS_REACH
        near = self._record.outlines(event.type, sorted(parties), first=first, last=last)
        return tuple(s for s in sequels(near) if event.id in {s.plan, s.later})

    def companions(self, event: Event) -> tuple[Companion, ...]:
        """The meeting at which something was signed or given, or what was so at a meeting."""
        if event.when.start is None or event.when.end is None:
            return ()
        first = event.when.start.earliest - OCCASION
        last = event.when.end.latest + OCCASION
        parties = sorted({actor.key for actor in event.actors + event.recipients})
        types = YIELDED if event.type == MEETING else {MEETING} if event.type in YIELDED else set()
        near = [
            other
            for type_ in sorted(types)
            for other in self._record.outlines(type_, parties, first=first, last=last)
        ]
        return companions([event, *near])

"""The Python API: open a record, add to it, ask it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman.codebook.gazetteer import Gazetteer, gazetteer_with
from dragoman.codebook.scales import DEFAULT as DEFAULT_SCALE
from dragoman.codebook.scales import scale as find_scale
from dragoman.digesting import digest as write_digest
from dragoman.digesting import to_html, to_json, to_markdown
from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.ingesting import Known, load_index, parse_stated
from dragoman.merging import fold, sequels, tellers
from dragoman.model.actors import Dyad
from dragoman.model.claims import Claim
from dragoman.model.digests import Digest
from dragoman.model.events import Event, Sequel, Tellers
from dragoman.model.ids import DocumentId, short
from dragoman.model.issues import Issue, Reading
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Bloc, Material, Partner, Relation, Triad
from dragoman.model.text import Document
from dragoman.model.votes import Choice, Matched, VotesTally
from dragoman.model.when import PartialDate
from dragoman.pipeline import Tally, add_paths, make_run, read_paths
from dragoman.reading import DEFAULT, LAYERS, Annotations, annotations_to_json, label
from dragoman.reading import annotate as annotate_document
from dragoman.searching import parse
from dragoman.store import Record

if TYPE_CHECKING:
    from dragoman.voting import Assembly

__all__ = [
    "LAYERS",
    "Chronicle",
    "annotate",
    "annotations_to_json",
    "gazetteer_with",
    "label",
    "layers_named",
    "parse_stated",
    "read",
    "to_html",
    "to_json",
    "to_markdown",
    "what_is_known",
]


def what_is_known(*, index: Path | None, published: str | None, today: date) -> Known:
    """Gather what the user says of the files beforehand.

    Raises:
        InputError: the index cannot be read, or the date is none or lies in the future.
    """
    day = parse_stated(published, "--published") if published else None
    if day is not None and day.earliest > today:
        raise InputError(f"--published {day} lies in the future")
    return Known(today=today, index=load_index(index) if index else None, published=day)


def read(
    paths: Sequence[Path],
    *,
    known: Known,
    note: Callable[[Issue], None],
    reader: str | None = None,
    least: float | None = None,
) -> Iterator[Reading]:
    """Read files without a record.

    Args:
        note: called with everything that was left out.
        reader: who reads; the default reader where None.
        least: confidence below which a claim is left out; None for the reader's own measure.

    Raises:
        UnknownName: there is no such reader.
    """
    return read_paths(paths, known=known, run=make_run(reader or DEFAULT, least=least), note=note)


def layers_named(text: str) -> tuple[str, ...]:
    """Read the layers of an annotation, with commas between.

    Raises:
        UnknownName: there is no such layer.

    Example:
        >>> layers_named("amounts, times")
        ('amounts', 'times')
    """
    asked = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in asked or (text,):
        if name not in LAYERS:
            raise UnknownName("layer", name, known=LAYERS)
    return asked


def annotate(
    text: str,
    *,
    published: PartialDate | None = None,
    layers: Collection[str] = LAYERS,
    book: Gazetteer | None = None,
) -> Annotations:
    """Find the times, actors, places and amounts that a text names.

    Args:
        text: any text; it is taken as it is.
        published: the day against which 'last week' and 'the president' are read.
        layers: which of ``LAYERS`` to find.
        book: the actors that are known; the shipped ones where None.

    Offsets:
        Code points of ``text``.

    Example:
        >>> named = annotate("They paid $3m.", layers=["amounts"])
        >>> [(mention.text, mention.unit) for mention in named.amounts]
        [('$3m', 'USD')]
    """
    name = DocumentId(short("d", text, str(published)))
    document = Document(id=name, name=name, text=text, published=published)
    return annotate_document(document, layers=layers, book=book)


class Chronicle:
    """A record, open for asking and adding. Use it as a context manager.

    Args:
        path: the record's file; ``:memory:`` for one that is gone when closed.
        create: make the file where there is none.

    Example:
        >>> with Chronicle(":memory:") as chronicle:
        ...     chronicle.counts()["documents"]
        0
    """

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        self._record = Record(path, create=create)

    def __enter__(self) -> Chronicle:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._record.close()

    def add(
        self,
        paths: Sequence[Path],
        *,
        known: Known,
        reader: str | None = None,
        least: float | None = None,
        jobs: int | None = None,
        watch: Callable[[str], None] = lambda _: None,
    ) -> Tally:
        """Add files, folders and zips; what is there already changes nothing.

        Args:
            reader: who reads; the default reader where None.
            least: confidence below which a claim is left out; None for the reader's own measure.
            jobs: processes to read with; chosen by the number of documents where None.
            watch: called with each document's name when it is done.

        Raises:
            UnknownName: there is no such reader.
        """
        run = make_run(reader or DEFAULT, least=least)
        return add_paths(self._record, paths, known=known, run=run, jobs=jobs, watch=watch)

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
        """Find whatever an id names.

        Raises:
            NotFound: it names nothing in this record.
        """
        for find in (self._record.event, self._record.claim, self._record.document):
            try:
                return find(name)
            except NotFound:
                continue
        raise NotFound(
            f"nothing in this record has the id {name!r}",
            hint="Ids are printed by 'dragoman claims' and 'dragoman events'.",
        )

    def search(self, query: str, *, limit: int = 20) -> Iterator[Claim]:
        """Claims whose words match a query, the best first.

        Raises:
            QueryError: the query cannot be read.
        """
        return self._record.search(parse(query), limit=limit)

    def issues(self) -> Iterator[Issue]:
        """What was left out of the documents in the record."""
        return self._record.issues()

    def counts(self) -> dict[str, int]:
        """Documents, claims, events and issues in the record."""
        return self._record.counts()

    def digest(
        self, about: str, *, start: PartialDate | None = None, end: PartialDate | None = None
    ) -> Digest:
        """Write the digest of one state's foreign relations in a period.

        Raises:
            UnknownName: no state has this code.
        """
        events = tuple(self._record.events(about=about))
        claims = tuple(self._record.claims(about=about))
        documents = self._documents(
            [*claims, *(claim for event in events for claim in event.claims)]
        )
        return write_digest(
            about,
            events=events,
            claims=claims,
            documents=documents,
            copies=fold(documents),
            start=start,
            end=end,
        )

    def tellers(self, event: Event) -> Tellers:
        """Count the reports and publishers that tell of a happening, copies apart."""
        return tellers(self._documents(event.claims))

    def sequels(self, event: Event) -> tuple[Sequel, ...]:
        """What became of an event that was planned, or the plans that an event carried out."""
        parties = {actor.key for actor in event.actors + event.recipients}
        near = {e.id: e for party in sorted(parties) for e in self._record.events(about=party)}
        return tuple(s for s in sequels(near.values()) if event.id in {s.plan, s.later})

    def _documents(self, claims: Iterable[Claim]) -> tuple[Document, ...]:
        """The documents of some claims, each once."""
        names = sorted({claim.evidence.doc for claim in claims})
        return tuple(self._record.document(name) for name in names)

    def relate(
        self,
        actor: str,
        recipient: str,
        *,
        by: Step = Step.MONTH,
        bounds: Bounds = ANY_TIME,
        scale: str = DEFAULT_SCALE,
    ) -> Relation:
        """Follow one party towards another over time.

        Raises:
            InputError: they are the same party.
            UnknownName: there is no such scale.
        """
        from dragoman.relating import relate

        if actor == recipient:
            raise InputError(f"a relation has two parties, not {actor} twice")
        acts = tuple(self._record.acts_between(actor, recipient))
        material = Material(
            acts=acts,
            covering=self._record.covering(actor, recipient),
            sequels=sequels(act.outline() for act in acts),
            as_of=self._record.last_published(),
        )
        return relate(
            Dyad(actor, recipient),
            material,
            self._record.between(actor, recipient),
            scale=find_scale(scale),
            step=by,
            bounds=bounds,
        )

    def partners(
        self, party: str, *, bounds: Bounds = ANY_TIME, scale: str = DEFAULT_SCALE
    ) -> tuple[Partner, ...]:
        """All with whom a party has to do, those with the most cooperation first.

        Raises:
            UnknownName: there is no such scale.
        """
        from dragoman.relating import partners

        acts = self._record.acts(party)
        return partners(party, acts, scale=find_scale(scale), bounds=bounds)

    def triad(
        self,
        parties: tuple[str, str, str],
        *,
        by: Step = Step.YEAR,
        bounds: Bounds = ANY_TIME,
        scale: str = DEFAULT_SCALE,
    ) -> tuple[Triad, ...]:
        """Follow three parties over time, and whether their relations hold together.

        Raises:
            InputError: a party is named twice.
            UnknownName: there is no such scale.
        """
        from dragoman.relating import triad

        if len(set(parties)) < 3:
            raise InputError(f"a triad has three parties: {', '.join(parties)}")
        found = {
            act.event: act
            for pair in combinations(parties, 2)
            for act in self._record.acts_between(*pair)
        }
        acts = found.values()
        return triad(parties, acts, scale=find_scale(scale), step=by, bounds=bounds)

    def blocs(self, *, bounds: Bounds = ANY_TIME, scale: str = DEFAULT_SCALE) -> tuple[Bloc, ...]:
        """Divide all parties into those that cooperate more with each other than with others.

        Raises:
            UnknownName: there is no such scale.
        """
        from dragoman.relating import blocs

        return blocs(self._record.acts(), scale=find_scale(scale), bounds=bounds)

    def add_votes(self, paths: Sequence[Path]) -> VotesTally:
        """Add tables of roll calls, Parquet or CSV; what is there already changes nothing.

        Raises:
            InputError: a file is not there, or is no table of votes, roll calls or issues.
            ExtractError: a file is not what its name says.
            Unavailable: a file is Parquet, and what reads it is not installed.
        """
        from dragoman.voting import gather, read_tables

        rolls, issues = gather(read_tables(paths), self._record.votes())
        self._record.keep_votes(rolls)
        return VotesTally(
            calls=len(rolls.calls),
            votes=len(rolls.choices) - rolls.choices.count(Choice.NONE),
            states=len(rolls.states),
            issues=issues,
        )

    def assembly(self) -> Assembly:
        """The roll calls in the record, open for asking: agreement, neighbours, ideal points.

        Raises:
            NotFound: there are none.
        """
        from dragoman.voting import Assembly

        return Assembly(self._record.votes())

    def matched_positions(self, *, about: str | None = None) -> tuple[Matched, ...]:
        """Positions read from articles, each with the roll call that it is about where one fits.

        Raises:
            NotFound: there are no roll calls.
        """
        from dragoman.voting import match_positions

        return match_positions(self.claims(kind="position", about=about), self.assembly())

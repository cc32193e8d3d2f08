"""The record written for others, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.chronicle.exchange import Exchange
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import weigh
from dragoman.errors import InputError, UnknownName
from dragoman.merging import tellers
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.events import Event
from dragoman.model.foreign import OWN, Exported, ExportFormat

if TYPE_CHECKING:
    from dragoman.exchanging.outgoing.dyads import Told
    from dragoman.exchanging.outgoing.writing import Written

TABLES = frozenset({ExportFormat.JSONL, ExportFormat.CSV, ExportFormat.PARQUET})
MIXED = TABLES | {ExportFormat.GRAPHML}
"""Formats that can hold foreign sources beside our own reading, each marked."""

MOST_PAIRS = 1_000_000
"""Pairs of foreign sources in a graph: far more than there are states and organisations."""


class Exports(Exchange):
    """Claims and events as tables, column sets of the field, a graph, a feed and provenance."""

    def export(
        self,
        folder: Path,
        *,
        format: str,
        about: str | None = None,
        sources: Sequence[str] = (),
    ) -> Exported:
        """Write the record into a folder, with a description of what is in it.

        Each file is replaced whole; what other exports wrote into the folder stays, and stays described.
        Forecasts are never written. Foreign sources are written only where they are asked for, and every
        row says whose it is.

        Args:
            format: ``jsonl``, ``csv``, ``parquet``, ``polecat``, ``gdelt``, ``graphml``, ``atom`` or
                ``prov``.
            about: a country or organisation; only what it is a party to.
            sources: foreign sources to write too.

        Raises:
            InputError: the format cannot tell foreign events from ours, the folder is a file, or something
                else than our exports is described there.
            UnknownName: there is no such format or source.
            Unavailable: Parquet or foreign sources are asked for and DuckDB is not installed.
        """
        from dragoman.exchanging.outgoing.describing import described, write_description

        if format not in set(ExportFormat):
            raise UnknownName("format of exports", format, known=list(ExportFormat))
        chosen = ExportFormat(format)
        if sources and chosen not in MIXED:
            raise InputError(
                f"{format} cannot say whose an event is, so no foreign source can be in it",
                hint="Write foreign sources as jsonl, csv, parquet or graphml.",
            )
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder} is a file; exports go into a folder")
        described(folder)
        written = self._write(folder, chosen, about, sources)
        title = f"Dragoman: {gazetteer().name_of(about) if about else 'a record'}"
        path, files = write_description(written, folder, title=title)
        left_out = {reason: n for one in written for reason, n in one.left_out.items()}
        return Exported(
            files=(*((str(one.path), one.rows) for one in written), (str(path), files)),
            left_out=tuple(sorted(left_out.items())),
        )

    def _write(
        self, folder: Path, format: ExportFormat, about: str | None, sources: Sequence[str]
    ) -> list[Written]:
        from dragoman.exchanging.outgoing import atom, column_sets, prov

        match format:
            case ExportFormat.POLECAT | ExportFormat.GDELT:
                polecat = format is ExportFormat.POLECAT
                write = column_sets.write_polecat if polecat else column_sets.write_gdelt
                return [write(self._told(about), folder)]
            case ExportFormat.GRAPHML:
                return [self._graph(folder, about, sources)]
            case ExportFormat.ATOM:
                title = f"Events about {gazetteer().name_of(about)}" if about else "Events"
                return [atom.write_atom(self._told(about), title, folder)]
            case ExportFormat.PROV:
                claims = list(self._record.claims(about=about))
                documents, events = self._documents(claims), self._record.events(about=about)
                return [prov.write_prov(documents, claims, events, folder)]
            case _:
                return self._tables(folder, format, about, sources)

    def _tables(
        self, folder: Path, format: ExportFormat, about: str | None, sources: Sequence[str]
    ) -> list[Written]:
        from dragoman.exchanging.outgoing.schemas import CLAIMS, EVENTS, FOREIGN
        from dragoman.exchanging.outgoing.tables import write_table
        from dragoman.store.codec import event_to_row

        claims = ({"source": OWN, **claim_to_row(c)} for c in self._record.claims(about=about))
        events = ({"source": OWN, **event_to_row(e)} for e in self._record.events(about=about))
        path = folder / f"claims.{format.value}"
        written = [write_table(claims, CLAIMS, path, what="Claims, each with its exact words.")]
        path = folder / f"events.{format.value}"
        what = "Happenings, each with the ids of the claims that tell it."
        written.append(write_table(events, EVENTS, path, what=what))
        if sources:
            path = folder / f"foreign.{format.value}"
            rows = self._analytics().rows(sources, about, [column.name for column in FOREIGN])
            what = "What foreign sources say, each row under its source. None of it is ours."
            written.append(replace(write_table(rows, FOREIGN, path, what=what), sources=sources))
        return written

    def _graph(self, folder: Path, about: str | None, sources: Sequence[str]) -> Written:
        from dragoman.exchanging.outgoing.graphml import edges, write_graphml

        foreign = (
            self.foreign_pairs(about=about, sources=sources, limit=MOST_PAIRS) if sources else ()
        )
        own = edges(self._record.acts(about), weigh)
        written = write_graphml(own, foreign, gazetteer().name_of, folder)
        return replace(written, sources=(OWN, *sources))

    def _told(self, about: str | None) -> Iterator[Told]:
        from dragoman.exchanging.outgoing.dyads import Told

        for event in self._record.events(about=about):
            documents = self._documents(event.claims)
            told = tellers(documents)
            yield Told(event=event, documents=documents, publishers=told.publishers)


def read_claims(path: Path) -> Iterator[Claim]:
    """Read claims back from an export as JSON Lines, CSV or Parquet.

    Raises:
        InputError: there is no such file, or a row is no claim.
        ExtractError: the file is not what its name says.
    """
    from dragoman.exchanging.outgoing.schemas import CLAIMS
    from dragoman.exchanging.outgoing.tables import read_table

    return (claim_from_row(row) for row in read_table(path, CLAIMS))


def read_events(path: Path, claims: Sequence[Claim]) -> Iterator[Event]:
    """Read events back from an export, with the claims that were written beside them.

    Raises:
        InputError: there is no such file, or a claim of an event is missing.
        ExtractError: the file is not what its name says.
    """
    from dragoman.exchanging.outgoing.schemas import EVENTS
    from dragoman.exchanging.outgoing.tables import read_table
    from dragoman.store.codec import event_from_row

    known = {claim.id: claim for claim in claims}
    for row in read_table(path, EVENTS):
        yield event_from_row(dict(row), [_known(known, name, path) for name in row["claims"]])


def _known(claims: dict[Any, Claim], name: str, path: Path) -> Claim:
    if name not in claims:
        raise InputError(f"{path}: the claim {name} is not among those given")
    return claims[name]

"""Dossiers of a pair of parties, and comparisons of several: typed, and every line with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.digests import Chart, Line, Source
from dragoman.model.papers import Table
from dragoman.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a record holds on two parties.

    Args:
        first: key of one party; ``names`` has what both are called.
        state: how the relation stands, in both directions, against the years before.
        years: the relation by year, in both directions.
        events: the most telling happenings between them, by time.
        figures: trade, loans, arms, one table a theme.
        agreements: what is told to have been signed or ratified, by time.
        thirds: votes, stances and positions of either that concern others, or each other.
        plans: what was announced, and what became of it.
        outlooks: what was expected, and whether later claims bear it out.
        left_out: happenings of less weight that are not told.
        documents: how many documents it cites, by so many ``publishers``.
    """

    first: str
    second: str
    names: tuple[str, str]
    start: PartialDate | None
    end: PartialDate | None
    state: tuple[Line, ...]
    years: Table | None
    charts: tuple[Chart, ...]
    events: tuple[Line, ...]
    figures: tuple[Table, ...]
    agreements: tuple[Line, ...]
    thirds: tuple[Line, ...]
    plans: Table | None
    outlooks: Table | None
    sources: tuple[Source, ...]
    documents: int
    publishers: int
    claims: int
    happenings: int
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One partner of a comparison in its own section.

    Args:
        lines: the most telling happenings, by time.
    """

    partner: str
    name: str
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One party's relations with several others, side by side.

    Args:
        table: a row a question, a column a partner.
        chart: the number of happenings with each.
    """

    about: str
    name: str
    start: PartialDate | None
    end: PartialDate | None
    table: Table | None
    chart: Chart | None
    partners: tuple[Compared, ...]
    sources: tuple[Source, ...]
    documents: int
    publishers: int
    claims: int
    happenings: int

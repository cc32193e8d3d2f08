"""A digest: a period told in sentences, each with the claims it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.claims import Status
from dragoman.model.ids import ClaimId
from dragoman.model.text import Evidence
from dragoman.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A numbered source of a digest: one claim's words and where they stand."""

    number: int
    claim: ClaimId
    evidence: Evidence
    doc: str
    title: str
    publisher: str
    published: PartialDate | None


class LineKind(StrEnum):
    """What a line of an entry is about; a page can set each in its own way."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DOUBTED = "doubted"
    FIGURE = "figure"
    POSITION = "position"
    STANCE = "stance"
    OUTLOOK = "outlook"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One side of a contradiction, with who says so and its own sources."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence and the numbers of its sources; never without one.

    Args:
        claims: the claims that it rests on, sorted.
        when: the time it is set at, in words; empty where the sentence has it.
        theme: what it is about, as the heading of a group.
        own: the sentence is ours; false where it is the source's own words.
        versions: both sides, where the line is of a contradiction.
    """

    text: str
    sources: tuple[int, ...]
    kind: LineKind
    status: Status = Status.ACTUAL
    claims: tuple[ClaimId, ...] = ()
    versions: tuple[Version, ...] = ()
    when: str = ""
    theme: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as SVG texts, for a page and for a telephone.

    Args:
        describe: what it shows, for those who do not see it.
        sources: the numbers of what it rests on, as far as they are cited.
    """

    title: str
    describe: str
    wide: str
    narrow: str
    sources: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What passed with one partner: the most telling line, then the rest by theme and time.

    Args:
        charts: the relation as a curve, and trade, where there is enough of either.
        left_out: lines of less weight that the record holds and the entry does not tell.
    """

    partner: str
    heading: str
    opening: Line
    lines: tuple[Line, ...]
    weight: float
    left_out: int = 0
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A period of one state's foreign relations, told by partner.

    Args:
        brief: the most telling lines of all, each from another partner.
        ahead: what was announced for the month after the period, or for no known day.
        documents: how many documents it cites, by so many ``publishers``.
        claims: how many claims of the period it was made from, and how many happenings they tell.
    """

    about: str
    name: str
    start: PartialDate | None
    end: PartialDate | None
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    documents: int
    publishers: int
    claims: int = 0
    events: int = 0
    brief: tuple[Line, ...] = ()
    ahead: tuple[Line, ...] = ()

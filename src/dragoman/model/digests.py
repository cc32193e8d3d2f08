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
class Line:
    """One sentence and the numbers of its sources; never without one."""

    text: str
    sources: tuple[int, ...]
    kind: LineKind
    status: Status = Status.ACTUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What passed with one partner: the most telling sentence, then the rest."""

    partner: str
    heading: str
    opening: Line
    lines: tuple[Line, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A period of one state's foreign relations, told by partner."""

    about: str
    name: str
    start: PartialDate | None
    end: PartialDate | None
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    documents: int
    publishers: int

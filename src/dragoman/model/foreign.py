"""Other people's event data: named sources apart from our own claims, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model.actors import Dyad
    from dragoman.model.issues import Issue

OWN = "dragoman"
"""The name under which our own reading stands beside foreign sources; no foreign source may have it."""


class ForeignFormat(StrEnum):
    """Whose files they are."""

    GDELT = "gdelt"
    GDELT2 = "gdelt2"
    ICEWS = "icews"
    POLECAT = "polecat"
    ACLED = "acled"
    UCDP = "ucdp"
    CSV = "csv"


class Grain(StrEnum):
    """How long one period of a foreign series is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class CountBy(StrEnum):
    """What events are counted by."""

    SOURCE = "source"
    TYPE = "type"
    QUAD = "quad"
    YEAR = "year"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTally:
    """What an import brought.

    Args:
        source: the name under which the events stand.
        files: files taken over now.
        known: files that were there already and changed nothing.
        events: rows of events kept.
        mentions: rows of mentions kept.
        rejected: rows that could not be read; each is kept with file and line.
    """

    source: str
    files: int = 0
    known: int = 0
    events: int = 0
    mentions: int = 0
    rejected: int = 0
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSource:
    """A named foreign source of a record."""

    name: str
    format: str
    files: int
    events: int
    mentions: int
    rejected: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEvent:
    """One row of a foreign source: an act between one party and another, as the source tells it.

    Args:
        day: the first day on which it can have happened.
        precision: ``day``, ``week``, ``month`` or ``year``.
        type: of PLOVER; None where it has none for the source's code.
        code: the source's own code of the act.
        intensity: on the source's own scale.
    """

    source: str
    id: str
    day: date
    precision: str
    type: str | None
    mode: str | None
    code: str | None
    actor: str | None
    recipient: str | None
    actor_name: str | None = None
    recipient_name: str | None = None
    place: str | None = None
    intensity: float | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMention:
    """One article that a source counts for one of its events.

    Args:
        id: of the event.
        confidence: the source's own, in per cent.
    """

    source: str
    id: str
    event_time: datetime
    mention_time: datetime
    publisher: str | None = None
    url: str | None = None
    confidence: int | None = None
    tone: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that could not be read, whole."""

    source: str
    file: str
    line: int
    code: str
    message: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What some events of one source add up to.

    Args:
        quads: events of the four quad classes: verbal and material cooperation, verbal and material
            conflict.
        untyped: events of no class.
        intensity: the mean on the source's own scale; None where it has none. Not comparable between
            sources.
        points: the mean on our scale of conflict and cooperation, by type and mode alone; comparable.
    """

    source: str
    events: int
    quads: tuple[int, int, int, int]
    untyped: int = 0
    intensity: float | None = None
    points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One period of a dyad in one source; ``period`` is an ISO prefix."""

    period: str
    sum: Composition


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many events of a source fall under a key."""

    source: str
    key: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPair:
    """What passes from one party to another in one source."""

    dyad: Dyad
    sum: Composition


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPeriod:
    """One period of a dyad in several sources; events in the order of :attr:`Comparison.whole`."""

    period: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What several sources say of one dyad.

    Args:
        whole: one composition for each source, by name; ours is ``dragoman``.
        types: for each PLOVER type that any source has, the events of each source, in that order.
        agreement: rank correlation of the events by period, for each pair of sources with at least
            three periods.
    """

    first: str
    second: str
    directed: bool
    whole: tuple[Composition, ...]
    periods: tuple[ComparedPeriod, ...]
    types: tuple[tuple[str, tuple[int, ...]], ...]
    agreement: tuple[tuple[str, str, float], ...] = ()


class ExportFormat(StrEnum):
    """How a record is written for others."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GRAPHML = "graphml"
    ATOM = "atom"
    PROV = "prov"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Args:
        files: paths with how many rows each has; the description of all is the last.
        left_out: events that do not fit the format, by reason.
    """

    files: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...] = ()

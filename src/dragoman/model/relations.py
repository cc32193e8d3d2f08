"""Relations: two parties over time, and what moves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dragoman.model.actors import Dyad
from dragoman.model.claims import Status
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.periods import Period, Step
from dragoman.model.when import PartialDate, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An event as a relation sees it: who to whom, what, when, and who told of it.

    Args:
        actors: keys of the parties that act; see :attr:`dragoman.model.actors.Actor.key`.
        recipients: keys of the parties acted on; none where the parties act together.
        told_as: every status that a claim of it has.
        publishers: known ones only.
    """

    event: EventId
    type: str
    mode: str = ""
    status: Status = Status.ACTUAL
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    when: When
    told_as: frozenset[Status] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    publishers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """How many documents of one date of publication have something on one party of a pair.

    Args:
        documents: those with something on either party.
        both: of these, the ones with something on both.
    """

    published: PartialDate | None
    documents: int = 1
    both: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """What one event adds to a relation.

    Args:
        points: its weight on the scale, discounted for its status.
        counts: false where the status leaves nothing of it (denied, called off, carried out since).

    Units:
        Points of the scale.
    """

    event: EventId
    points: float
    counts: bool = True


class Drivers(Sequence[Driver]):
    """The drivers of one period, those with the most points first.

    A busy pair has thousands that nobody looks at, so each is made when it is.

    Args:
        counted: how many count.
        size: how many there are.
        make: gives them, in any order.
    """

    __slots__ = ("_made", "_make", "_size", "counted")

    def __init__(self, counted: int, size: int, make: Callable[[], Iterable[Driver]]) -> None:
        self.counted = counted
        self._size, self._make = size, make
        self._made: tuple[Driver, ...] | None = None

    def _all(self) -> tuple[Driver, ...]:
        if self._made is None:
            ordered = sorted(self._make(), key=lambda one: (-abs(one.points), one.event))
            self._made = tuple(ordered)
        return self._made

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Driver]:
        return iter(self._all())

    def __getitem__(self, place: Any) -> Any:
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Drivers) and self._all() == other._all()

    def __repr__(self) -> str:
        return repr(self._all())


class Band(StrEnum):
    """What a period without a value means."""

    TOLD = "told"
    QUIET = "quiet"
    UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a relation.

    Args:
        value: the sum of the drivers' points; None where no event counts.
        documents: those that tell of the drivers.
        covering: documents published in the period that have something on either party.
        covering_both: of these, the ones that have something on both.
        silence: how likely so many documents would tell of nothing, if the pair were reported as usual.
    """

    period: Period
    value: float | None
    drivers: Drivers
    documents: int
    publishers: int
    covering: int
    covering_both: int
    silence: float
    band: Band

    @property
    def events(self) -> int:
        """Events that count."""
        return self.drivers.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a point is compared with: the periods before it that have a value.

    Args:
        first: the first period looked at, with a value or not.
        periods: how many have a value.
        spread: the standard deviation of their values.
    """

    first: Period
    last: Period
    periods: int
    events: int
    mean: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change worth saying."""

    point: Point
    baseline: Baseline

    @property
    def size(self) -> float:
        """By how many points the value differs from the mean before."""
        return (self.point.value or 0.0) - self.baseline.mean

    def __str__(self) -> str:
        """In words, e.g. 'worse than the 12 months before: -13.5, mean -0.4, on 6 events'."""
        step = self.point.period.step
        count = sum(1 for _ in Period.span(self.baseline.first, self.baseline.last))
        way = "better" if self.size > 0 else "worse"
        before = f"the {count} {step.value}s before" if count > 1 else f"the {step.value} before"
        return (
            f"{way} than {before}: {self.point.value:+.1f}, mean {self.baseline.mean:+.1f},"
            f" on {self.point.events} events"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the events of one context add to a relation; events may have several contexts or none."""

    context: str
    events: int
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Who acts towards whom: events of each direction, and those of both together."""

    first: int
    second: int
    joint: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """What was announced, and what became of it.

    Args:
        overdue: still plans although their time is past and nothing more was told.
        ahead: their time is to come, or is not known.
    """

    announced: int
    held: int
    called_off: int
    denied: int
    overdue: int
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number as one claim tells it; what other claims tell stands beside it."""

    when: When
    value: Decimal
    value_max: Decimal | None
    status: Status
    claim: ClaimId
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one indicator between two parties, from the one to the other, by time.

    Args:
        mutual: the figure has no direction, as turnover.
    """

    indicator: str
    giver: str
    taker: str
    unit: str
    mutual: bool
    values: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """How one party stands to another, as one claim states it."""

    holder: str
    towards: str
    polarity: int
    mutual: bool
    when: When
    status: Status
    said_by: str
    claim: ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One party towards another over time.

    Args:
        points: one a period, without gaps.
        unplaced: events of this direction whose date is unknown or coarser than a period.
        composition: by context, the most events first.
        initiative: both directions.
        usual: what each point is compared with, whether it differs or not.
    """

    dyad: Dyad
    scale: str
    step: Step
    points: tuple[Point, ...]
    shifts: tuple[Shift, ...]
    unplaced: tuple[EventId, ...]
    composition: tuple[Share, ...]
    initiative: Initiative
    plans: Plans
    figures: tuple[Series, ...]
    stances: tuple[Attitude, ...]
    usual: tuple[Baseline | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """What passed between a party and another, in both directions."""

    party: str
    value: float
    events: int
    given: int
    received: int
    joint: int
    documents: int

    @property
    def mean(self) -> float:
        """Points an event."""
        return self.value / self.events if self.events else 0.0


class Sign(StrEnum):
    """How two parties stand to each other in a period."""

    FRIENDLY = "friendly"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"
    UNKNOWN = "unknown"


class Balance(StrEnum):
    """Whether three parties can go on as they are (Heider, Cartwright and Harary)."""

    BALANCED = "balanced"
    STRAINED = "strained"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two parties of a triad in one period, in both directions."""

    first: str
    second: str
    value: float | None
    events: int
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three parties in one period."""

    period: Period
    edges: tuple[Edge, Edge, Edge]
    balance: Balance
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """Parties that cooperate more with each other than their activity explains.

    Args:
        value: points of all events inside it.
    """

    members: tuple[str, ...]
    value: float

"""Forecasts: questions, probabilities, what came, and how good they were. Never facts of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from dragoman.model.ids import ClaimId, EventId, short

if TYPE_CHECKING:
    from dragoman.model.actors import Dyad
    from dragoman.model.periods import Period

ForecastId = NewType("ForecastId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as forecasts see it: one party did something to another on a day.

    Args:
        classes: ids of all classes that it belongs to.
        day: when it happened; for a month, its last day.
        known: from when on a reader of the record could know of it, never before ``day``.
    """

    event: EventId
    actor: str
    recipient: str
    classes: frozenset[str]
    day: date
    known: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and what settles it.

    Args:
        text: in words; for an outlook, the proposition as its author is read.
        dyad: who is to act towards whom; None where no event of the record can settle the question.
        event_class: the class of events, or empty.
        start: the first day that counts; None where nothing was said.
        end: the last day that counts, on which the answer is due; None where nothing was said.
    """

    text: str
    dyad: Dyad | None = None
    event_class: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def days(self) -> int | None:
        """How many days count."""
        return (self.end - self.start).days + 1 if self.start and self.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a simpler way of forecasting says to the same question.

    Args:
        name: ``climatology``, ``base_rate``, ``persistence`` or ``even``.
        basis: what it rests on, in words.
    """

    name: str
    probability: float
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that moves a probability.

    Args:
        words: what is so on the day of the forecast.
        effect: the probability less what it would be if this were as it is on average; positive raises it.

    Units:
        ``effect`` in probability, from -1 to 1.
    """

    words: str
    effect: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would change a forecast: the probability that it would give then.

    Args:
        words: what would have to be so.
    """

    words: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A probability with everything that it has to be judged by.

    Args:
        id: made from the question, the day, the method, the data and the probability.
        as_of: the last day of which anything was known.
        author: who says so; empty for Dragoman itself.
        references: simpler forecasts of the same question.
        cases: windows of other pairs and earlier times that the method learned from.
        hits: how many of these had an event.
        data: a stamp of the happenings that were known; the same data give the same stamp.
        reasons: those that move the probability most first.
        changes: what would change it.
        events: past events that carry it, the newest first.
        claim: the claim of an outlook.
    """

    id: ForecastId
    question: Question
    as_of: date
    method: str
    probability: float
    author: str = ""
    references: tuple[Reference, ...] = ()
    cases: int = 0
    hits: int = 0
    data: str = ""
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()
    events: tuple[EventId, ...] = ()
    claim: ClaimId | None = None
    note: str = ""

    def reference(self, name: str) -> Reference | None:
        """The reference of a name."""
        return next((found for found in self.references if found.name == name), None)


def forecast_id(
    question: Question, *, as_of: date, method: str, author: str, data: str, probability: float
) -> ForecastId:
    """Make the id of a forecast from all that makes it this forecast and no other."""
    dyad = str(question.dyad) if question.dyad else ""
    dates = (question.start, question.end, as_of)
    parts = (*(day.isoformat() if day else "" for day in dates), method, author, data)
    number = format(probability, ".6f")
    return ForecastId(short("f", question.text, dyad, question.event_class, *parts, number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What came of a question.

    Args:
        came: whether it did.
        by: who settles it: ``record``, or a person's name.
        on: the day on which it was settled.
        why: in words.
        events: those that show it.
    """

    forecast: ForecastId
    came: bool
    by: str
    on: date
    why: str
    events: tuple[EventId, ...] = ()


BY_RECORD = "record"
"""Who settles a question by events of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A forecast in the ledger, with every settlement in the order in which they were made.

    What a person says stands over what the record says; of two of a kind the later stands.
    """

    forecast: Forecast
    settlements: tuple[Settlement, ...] = ()

    @property
    def settled(self) -> Settlement | None:
        """The settlement that stands."""
        by_people = [item for item in self.settlements if item.by != BY_RECORD]
        standing = by_people or list(self.settlements)
        return standing[-1] if standing else None


class Standing(StrEnum):
    """Which entries of the ledger are asked for."""

    OPEN = "open"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts of about one probability, and how often what they said came.

    Args:
        low: probabilities from here ...
        high: ... to under here; the last one includes 1.
        mean: of the probabilities.
        share: of those that came.
        low_share: lower end of the 95 % interval of the share (Wilson).
        high_share: its upper end.
    """

    low: float
    high: float
    count: int
    mean: float
    share: float
    low_share: float
    high_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """How much better than a reference: 1 is perfect, 0 no better, below 0 worse.

    Args:
        count: forecasts that have this reference.
        low: lower end of the 95 % interval (bootstrap over pairs, or over forecasts without one); None
            where there are too few.
        high: its upper end.
    """

    reference: str
    count: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good the settled forecasts of one group were.

    Args:
        method: empty for all.
        event_class: empty for all.
        base_rate: the share of those that came.
        brier: mean squared difference of probability and outcome; lower is better.
        log: mean negative logarithm of what was given to that which came, in nats; lower is better.
        reliability: mean squared distance of probability and share over the bins (Murphy 1973).
        resolution: mean squared distance of the bins' shares and the base rate.
        uncertainty: what always saying the base rate would score.
    """

    method: str
    event_class: str
    count: int
    base_rate: float
    brier: float
    log: float
    reliability: float
    resolution: float
    uncertainty: float
    bins: tuple[Bin, ...]
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a run of settling did.

    Args:
        open: forecasts whose day has not come, or of whose time the record does not tell yet.
        due: questions past their day that only a person can settle.
    """

    settlements: tuple[Settlement, ...]
    open: int
    due: tuple[ForecastId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What a relation is expected to be worth in a period to come.

    Args:
        value: points of the scale.
        low: lower end of the 80 % interval.
        high: its upper end.
    """

    period: Period
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How one method did on the periods that are known, each forecast from the ones before it.

    Args:
        error: mean absolute error, in points of the scale.
        within: the share of periods inside the 80 % interval.
        count: forecasts tried.
    """

    method: str
    error: float
    within: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A relation in the periods to come, with every method that was tried.

    Args:
        method: the one that did best so far.
        levels: one a period to come.
        tried: the best first.
        history: periods that it was learned from.
    """

    dyad: Dyad
    scale: str
    as_of: Period
    method: str
    levels: tuple[Level, ...]
    tried: tuple[Tried, ...]
    history: int

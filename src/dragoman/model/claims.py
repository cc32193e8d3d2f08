"""A claim: one thing that one passage of a document says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.ids import ClaimId, RunId, short
from dragoman.model.text import Evidence
from dragoman.model.when import UNKNOWN_TIME, PartialDate, When


class Kind(StrEnum):
    """The five kinds of claim."""

    EVENT = "event"
    FIGURE = "figure"
    POSITION = "position"
    STANCE = "stance"
    OUTLOOK = "outlook"


class Status(StrEnum):
    """Whether it happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    DENIED = "denied"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBody:
    """Somebody did something to or with somebody. ``type`` is one of PLOVER's sixteen."""

    type: str
    mode: str = ""
    context: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBody:
    """A number about a state or a pair of states."""

    indicator: str
    about: tuple[Actor, ...]
    value: Decimal
    unit: str
    of: str = ""
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionBody:
    """Where an actor stands on a question put to a body."""

    actors: tuple[Actor, ...]
    choice: str
    question: str
    body: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceBody:
    """How one actor stands to another. ``polarity`` runs from -2 (enemy) to 2 (ally)."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    polarity: int
    symmetric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookBody:
    """What somebody expects."""

    actors: tuple[Actor, ...]
    proposition: str
    likelihood: str = ""
    condition: str = ""
    horizon: PartialDate | None = None


Body = EventBody | FigureBody | PositionBody | StanceBody | OutlookBody

_KINDS: dict[type, Kind] = {
    EventBody: Kind.EVENT,
    FigureBody: Kind.FIGURE,
    PositionBody: Kind.POSITION,
    StanceBody: Kind.STANCE,
    OutlookBody: Kind.OUTLOOK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one passage says, with the words it rests on.

    ``doc`` is the document's name as its user knows it; ``evidence.doc`` its id. ``said_by`` is who is
    cited as saying so, or None where the document itself does.
    """

    id: ClaimId
    doc: str
    evidence: Evidence
    status: Status
    body: Body
    said_by: Actor | None = None
    when: When = UNKNOWN_TIME
    confidence: float | None = None
    run: RunId | None = None
    note: str = ""

    @property
    def kind(self) -> Kind:
        """Which of the five kinds the body is."""
        return _KINDS[type(self.body)]

    @property
    def parties(self) -> tuple[Actor, ...]:
        """All actors of the body, those who act first."""
        return parties(self.body)


def parties(body: Body) -> tuple[Actor, ...]:
    """All actors of a body, those who act first."""
    match body:
        case EventBody(actors=a, recipients=r) | StanceBody(actors=a, recipients=r):
            return a + r
        case FigureBody(about=a):
            return a
        case PositionBody(actors=a) | OutlookBody(actors=a):
            return a


def claim_id(evidence: Evidence, kind: Kind, *, nth: int = 0) -> ClaimId:
    """Make the id of a claim from where it stands and what kind it is.

    Args:
        nth: tells apart several claims of one kind on one and the same stretch.
    """
    span = evidence.span
    return ClaimId(short("c", evidence.doc, str(span.start), str(span.end), kind, str(nth)))

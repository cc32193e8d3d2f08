"""Values made by hand for tests: documents, and claims cut out of them."""

from dragoman.model.actors import Actor
from dragoman.model.claims import (
    Body,
    Claim,
    EventBody,
    FigureBody,
    Kind,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
    claim_id,
)
from dragoman.model.ids import DocumentId, RunId, short
from dragoman.model.text import DateBasis, Document, Evidence, Passage, Role, Span
from dragoman.model.when import UNKNOWN_TIME, Basis, PartialDate, When

RUN = RunId("r0")
KINDS = {
    EventBody: Kind.EVENT,
    FigureBody: Kind.FIGURE,
    PositionBody: Kind.POSITION,
    StanceBody: Kind.STANCE,
    OutlookBody: Kind.OUTLOOK,
}
PERU = Actor(name="Peru", country="PER", sector="GOV")
CHILE = Actor(name="Chile", country="CHL", sector="GOV")
BRAZIL = Actor(name="Brazil", country="BRA", sector="GOV")
BOLIVIA = Actor(name="Bolivia", country="BOL", sector="GOV")
ECUADOR = Actor(name="Ecuador", country="ECU", sector="GOV")
OAS = Actor(name="Organization of American States", country="OAS", sector="IGO")


def document(
    text: str, *, name: str = "one", published: str = "2019-05-14", publisher: str = "Andes Post"
) -> Document:
    """A document of one paragraph."""
    return Document(
        id=DocumentId(short("d", text, name)),
        name=name,
        text=text,
        title=name.title(),
        publisher=publisher,
        language="en",
        published=PartialDate.parse(published) if published else None,
        published_basis=DateBasis.STATED if published else DateBasis.UNKNOWN,
        passages=(Passage(span=Span(start=0, end=len(text)), role=Role.LEAD),),
    )


def time(words: str, basis: Basis = Basis.TEXT) -> When:
    """A time as ISO dates: '2019-05', '2019-05-01 2019-05-03', or '' where none is known."""
    if not words:
        return UNKNOWN_TIME
    days = [PartialDate.parse(word) for word in words.split()]
    return When(start=days[0], end=days[-1], basis=basis)


def claim(
    told: Document,
    body: Body,
    *,
    words: str = "",
    when: str = "2019-05-14",
    basis: Basis = Basis.TEXT,
    status: Status = Status.ACTUAL,
    said_by: Actor | None = None,
    nth: int = 0,
) -> Claim:
    """A claim on some words of a document, or on its whole text."""
    start = told.text.index(words)
    evidence = Evidence.cut(told, Span(start=start, end=start + len(words or told.text)))
    return Claim(
        id=claim_id(evidence, KINDS[type(body)], nth=nth),
        doc=told.name,
        evidence=evidence,
        status=status,
        body=body,
        said_by=said_by,
        when=time(when, basis),
        run=RUN,
    )


def act(
    type_: str,
    actors: Actor | tuple[Actor, ...] = PERU,
    recipients: Actor | tuple[Actor, ...] = CHILE,
    **more: object,
) -> EventBody:
    """An act of one party (or several) towards another."""
    return EventBody(
        type=type_,
        actors=actors if isinstance(actors, tuple) else (actors,),
        recipients=recipients if isinstance(recipients, tuple) else (recipients,),
        **more,  # type: ignore[arg-type]
    )

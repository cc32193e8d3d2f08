"""Hypothesis strategies for the values of the model."""

import string
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import (
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
from dragoman.model.when import Basis, PartialDate, When

words = st.text(string.ascii_letters + "éß–’ ", min_size=1, max_size=12).filter(str.strip)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200
)
countries = st.sampled_from(["PER", "KEN", "FIN", "LAO", "EU", None])
actors = st.builds(Actor, name=words, country=countries, sector=st.sampled_from(["GOV", "MIL", ""]))
some_actors = st.lists(actors, max_size=3).map(tuple)
one_or_more = st.lists(actors, min_size=1, max_size=3).map(tuple)
numbers = st.integers(-(10**12), 10**12).map(Decimal) | st.decimals(
    min_value=-(10**6), max_value=10**6, places=2, allow_nan=False
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(min_value=date(1990, 1, 1), max_value=date(2026, 12, 31)))
    depth = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:depth])


@st.composite
def whens(draw: st.DrawFn) -> When:
    basis = draw(st.sampled_from(Basis))
    start, end = draw(st.none() | partial_dates()), draw(st.none() | partial_dates())
    if start and end and end.latest < start.earliest:
        start, end = end, start
    return When(start=start, end=end, basis=basis)


def bodies(kind: Kind) -> st.SearchStrategy[object]:
    places = st.none() | st.builds(Place, name=words, country=countries)
    amounts = st.none() | st.builds(Amount, value=numbers, unit=st.just("USD"))
    return {
        Kind.EVENT: st.builds(
            EventBody,
            type=st.sampled_from(["CONSULT", "AGREE", "AID"]),
            mode=st.sampled_from(["", "visit"]),
            context=st.lists(st.sampled_from(["economic", "military"]), max_size=2).map(tuple),
            actors=some_actors,
            recipients=some_actors,
            place=places,
            amount=amounts,
        ),
        Kind.FIGURE: st.builds(
            FigureBody,
            indicator=st.sampled_from(["loan", "count"]),
            about=one_or_more,
            value=numbers,
            unit=st.sampled_from(["USD", "persons"]),
            of=st.just("") | words,
            value_max=st.none() | numbers,
        ),
        Kind.POSITION: st.builds(
            PositionBody,
            actors=one_or_more,
            choice=st.sampled_from(["for", "against"]),
            question=words,
            body=st.none() | actors,
        ),
        Kind.STANCE: st.builds(
            StanceBody,
            actors=one_or_more,
            recipients=one_or_more,
            polarity=st.integers(-2, 2),
            symmetric=st.booleans(),
        ),
        Kind.OUTLOOK: st.builds(
            OutlookBody,
            actors=one_or_more,
            proposition=words,
            likelihood=st.sampled_from(["", "likely"]),
            condition=st.just("") | words,
            horizon=st.none() | partial_dates(),
        ),
    }[kind]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)
    return Document(
        id=DocumentId(short("d", text)),
        name=draw(words),
        text=text,
        title=draw(words),
        published=draw(st.none() | partial_dates()),
        published_basis=draw(st.sampled_from(DateBasis)),
        passages=(Passage(span=Span(start=0, end=len(text)), role=Role.LEAD),),
    )


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    start = draw(st.integers(0, len(document.text) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(document.text))))


@st.composite
def claims(draw: st.DrawFn, document: Document | None = None, kind: Kind | None = None) -> Claim:
    document = document or draw(documents())
    kind = kind or draw(st.sampled_from(Kind))
    evidence = Evidence.cut(document, draw(spans(document)))
    return Claim(
        id=claim_id(evidence, kind, nth=draw(st.integers(0, 3))),
        doc=document.name,
        evidence=evidence,
        status=draw(st.sampled_from(Status)),
        body=draw(bodies(kind)),
        said_by=draw(st.none() | actors),
        when=draw(whens()),
        confidence=draw(st.none() | st.floats(0, 1)),
        run=draw(st.none() | st.just(RunId("r0"))),
        note=draw(st.just("") | words),
    )

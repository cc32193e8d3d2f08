"""The reader by rules on plain sentences whose right answer nobody would dispute.

The expected answers were written by hand from the codebook, not copied from what the reader says.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ingesting.clean import clean
from dragoman.ingesting.segment import segment
from dragoman.model.claims import Claim, EventBody, FigureBody, PositionBody, StanceBody, Status
from dragoman.model.runs import Run
from dragoman.model.text import EVIDENTIAL, Role
from dragoman.reading.rules import read
from making import document

RUN = Run.of(version="0", reader="rules", codebook="x")


def claims(text: str, published: str = "2019-05-16") -> tuple[Claim, ...]:
    return read(document(text, published=published), run=RUN).claims


def keys(actors: object) -> str:
    return "+".join(actor.key for actor in actors)  # type: ignore[attr-defined]


def told(claim: Claim) -> str:
    """A claim in one line."""
    match claim.body:
        case EventBody() as body:
            what = f"{body.type} {body.mode}".strip()
            return f"{what}: {keys(body.actors)} > {keys(body.recipients)}"
        case FigureBody() as body:
            return f"{body.indicator}: {keys(body.about)} {body.value:f} {body.unit}"
        case PositionBody() as body:
            return f"{body.choice}: {keys(body.actors)}"
        case StanceBody() as body:
            return f"{body.polarity:+d}: {keys(body.actors)} {keys(body.recipients)}"
        case body:
            return f"{body.likelihood}: {keys(body.actors)}"


GOLDEN = {
    "Peru signed an agreement with Chile.": "AGREE: PER > CHL",
    "Kenya and Ghana signed a treaty.": "AGREE: KEN+GHA > ",
    "The president of Peru visited Chile on 14 May 2019.": "CONSULT visit: PER > CHL",
    "Japan imposed sanctions on Laos.": "SANCTION",
    "Ghana accused Kenya of spying.": "ACCUSE",
    "Finland threatened Norway with a blockade.": "THREATEN",
    "Oman rejected the demand of Jordan.": "REJECT",
    "Germany provided humanitarian aid to Nepal.": "AID",
    "Troops of Chad attacked soldiers of Niger.": "ASSAULT",
    "Jordan abstained from voting on the resolution.": "abstain: JOR",
    "Peru and Chile are allies.": "+2: PER CHL",
}


@pytest.mark.parametrize("text", GOLDEN)
def test_what_is_told(text: str) -> None:
    found = [told(claim) for claim in claims(text)]
    assert any(line.startswith(GOLDEN[text]) for line in found), found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru signed an agreement with Chile.", Status.ACTUAL),
        ("Peru will sign an agreement with Chile.", Status.PLANNED),
        ("Peru is to sign an agreement with Chile.", Status.PLANNED),
        ("Peru plans to sign an agreement with Chile.", Status.PLANNED),
        ("Peru might sign an agreement with Chile.", Status.HYPOTHETICAL),
        ("Peru would sign an agreement with Chile.", Status.PLANNED),
        ("Peru did not sign an agreement with Chile.", Status.DENIED),
        ("Peru denied that it had signed an agreement with Chile.", Status.DENIED),
        ("Peru failed to sign an agreement with Chile.", Status.DENIED),
        ("Peru reportedly signed an agreement with Chile.", Status.ALLEGED),
        ("Peru will sign an agreement with Chile if the talks succeed.", Status.HYPOTHETICAL),
        ("Peru cancelled a visit to Chile.", Status.CALLED_OFF),
    ],
)
def test_whether_it_happened(text: str, status: Status) -> None:
    acts = [c for c in claims(text) if told(c).startswith(("AGREE", "CONSULT"))]
    assert [act.status for act in acts] == [status]


def test_who_is_cited() -> None:
    (claim, *_) = claims("Brazil said that Peru had signed an agreement with Chile.")
    assert claim.said_by is not None
    assert claim.said_by.country == "BRA"
    (claim, *_) = claims("According to Brazil, Peru signed an agreement with Chile.")
    assert claim.said_by is not None
    assert claim.said_by.country == "BRA"
    assert claims("Peru signed an agreement with Chile.")[0].said_by is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Peru signed an agreement with Chile on 14 May 2019.", "2019-05-14"),
        ("Peru signed an agreement with Chile on Tuesday.", "2019-05-14"),
        ("Peru signed an agreement with Chile in 2017.", "2017"),
        ("Peru signed an agreement with Chile.", "None"),
    ],
)
def test_when_it_was(text: str, day: str) -> None:
    assert str(claims(text)[0].when.start) == day


def test_without_a_date_of_publication_a_weekday_stays_unknown() -> None:
    text = "Peru signed an agreement with Chile on Tuesday."
    assert claims(text, published="")[0].when.start is None


def test_one_act_told_twice_is_one_claim() -> None:
    text = "Peru signed an agreement with Chile on 14 May. Peru signed an agreement with Chile on 14 May."
    assert len([c for c in claims(text) if isinstance(c.body, EventBody)]) == 1


def test_a_long_sentence_is_quoted_in_part() -> None:
    tail = ", which had been prepared for many years by several commissions" * 8
    (claim, *_) = claims(f"Peru signed an agreement with Chile on 14 May 2019{tail}.")
    assert len(claim.evidence.quote) <= 300
    assert "signed an agreement" in claim.evidence.quote


@pytest.mark.parametrize("role", sorted(set(Role) - EVIDENTIAL))
def test_headings_and_pull_quotes_are_no_evidence(role: Role) -> None:
    whole = document("Peru signed an agreement with Chile.")
    passage = replace(whole.passages[0], role=role)
    assert read(replace(whole, passages=(passage,)), run=RUN).claims == ()


texts = st.lists(
    st.sampled_from(
        [
            "Peru",
            "Chile",
            "the",
            "president",
            "of",
            "visited",
            "signed",
            "attacked",
            "will",
            "not",
            "if",
            "said",
            "that",
            ",",
            ".",
            ":",
            "“",
            "”",
            "(",
            ")",
            "-",
            "and",
            "$40",
            "million",
            "12",
            "%",
            "on",
            "Tuesday",
            "in",
            "2015",
            "\n\n",
            "\t",
            "voted",
            "against",
            "a",
            "resolution",
            "loan",
            "is",
            "'s",
            "É",
            "😀",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(texts | st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_crashes_it_and_every_quote_is_in_its_document(text: str) -> None:
    plain = clean(text)
    whole = replace(document(plain or " "), passages=segment(plain))
    reading = read(whole, run=RUN)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    for claim in reading.claims:
        span = claim.evidence.span
        assert claim.evidence.quote == whole.text[span.start : span.end]

"""A digest tells what its claims tell, marks how it stands, and cites every sentence."""

import json
import random
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from dragoman.digesting import digest, to_html, to_json, to_markdown
from dragoman.errors import UnknownName
from dragoman.merging import merge
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import (
    Claim,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.digests import Digest, Line, LineKind
from dragoman.model.text import Document
from dragoman.model.when import Basis, PartialDate
from making import BOLIVIA, BRAZIL, CHILE, ECUADOR, OAS, PERU, act, claim, document

TEXT = "Peru signed an agreement with Chile in Lima on Tuesday."
DOC = document(TEXT)


def write(
    *claims: Claim,
    documents: Sequence[Document] = (DOC,),
    about: str = "PER",
    start: str = "",
    end: str = "",
) -> Digest:
    return digest(
        about,
        events=merge(claims),
        claims=claims,
        documents=tuple(documents),
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
    )


def lines(made: Digest) -> list[Line]:
    return [line for entry in made.entries for line in (entry.opening, *entry.lines)]


def texts(made: Digest) -> list[str]:
    return [line.text for line in lines(made)]


def test_a_visit_opens_the_entry_of_its_partner() -> None:
    visit = claim(DOC, act("CONSULT", mode="visit", place=Place(name="Santiago", country="CHL")))
    made = write(visit)
    (entry,) = made.entries
    assert entry.heading == "Chile"
    assert entry.opening.text == "Peru visited Chile (Santiago) on 14 May 2019."
    assert entry.opening.sources == (1,)
    assert made.sources[0].evidence.quote == TEXT


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (Status.PLANNED, "planned to", LineKind.PLANNED),
        (Status.CALLED_OFF, "was called off", LineKind.PLANNED),
        (Status.DENIED, "was denied that", LineKind.DOUBTED),
        (Status.ALLEGED, "reportedly", LineKind.DOUBTED),
        (Status.HYPOTHETICAL, "would", LineKind.DOUBTED),
    ],
)
def test_what_is_no_fact_is_not_told_as_one(status: Status, said: str, kind: LineKind) -> None:
    (line,) = lines(write(claim(DOC, act("CONSULT", mode="visit"), status=status)))
    assert said in line.text
    assert (line.kind, line.status) == (kind, status)


def test_who_says_so_stands_before_what_is_said() -> None:
    aid = claim(DOC, act("AID"), said_by=BRAZIL)
    (line,) = lines(write(aid))
    assert line.text.startswith("According to Brazil, Peru")
    own = claim(DOC, act("AID"), said_by=PERU)
    assert lines(write(own))[0].text.startswith("By its own account, Peru")


def test_a_date_borrowed_from_publication_and_a_missing_one_are_marked() -> None:
    borrowed = claim(DOC, act("AID"), basis=Basis.PUBLISHED)
    assert "(dated by publication)" in texts(write(borrowed))[0]
    assert "(undated)" in texts(write(claim(DOC, act("AID"), when="")))[0]


def test_contradicted_acts_are_told_from_both_sides() -> None:
    other = document("Chile denies that Peru attacked it on Tuesday.", name="two", publisher="Sur")
    attack = claim(DOC, act("ASSAULT"))
    denial = claim(other, act("ASSAULT"), status=Status.DENIED, said_by=CHILE)
    made = write(attack, denial, documents=(DOC, other))
    (dispute,) = (line for line in lines(made) if line.kind is LineKind.DISPUTE)
    assert [version.text for version in dispute.versions] == [
        "told as a fact (Andes Post)",
        "denied (Chile in Sur)",
    ]
    assert {n for version in dispute.versions for n in version.sources} == {1, 2}


def test_two_sums_for_one_loan_stand_side_by_side() -> None:
    other = document("Peru lends Chile 90 million dollars.", name="two", publisher="Sur")
    loans = [
        claim(told, act("AID", amount=Amount(value=Decimal(value), unit="USD")))
        for told, value in ((DOC, 40_000_000), (other, 90_000_000))
    ]
    dispute = next(line for line in lines(write(*loans, documents=(DOC, other))) if line.versions)
    assert [version.text for version in dispute.versions] == [
        "$40 million (Andes Post)",
        "$90 million (Sur)",
    ]


def test_sums_that_differ_by_rounding_are_no_dispute() -> None:
    other = document("Peru lends Chile 40.5 million dollars.", name="two", publisher="Sur")
    loans = [
        claim(told, act("AID", amount=Amount(value=Decimal(value), unit="USD")))
        for told, value in ((DOC, 40_000_000), (other, 40_500_000))
    ]
    assert not any(line.versions for line in lines(write(*loans, documents=(DOC, other))))


def trade(value: int, told: Document, when: str = "2018", indicator: str = "exports") -> Claim:
    body = FigureBody(indicator=indicator, about=(PERU, CHILE), value=Decimal(value), unit="USD")
    return claim(told, body, when=when)


def test_two_values_of_one_figure_stand_side_by_side() -> None:
    other = document("Exports came to 3 billion.", name="two", publisher="Sur")
    made = write(trade(2_000_000_000, DOC), trade(3_000_000_000, other), documents=(DOC, other))
    (line,) = lines(made)
    assert line.text.startswith("Accounts differ on the exports of Peru and Chile in 2018")
    assert [v.text for v in line.versions] == ["$2 billion (Andes Post)", "$3 billion (Sur)"]


def test_figures_of_different_years_contradict_nothing() -> None:
    made = write(trade(2_000_000_000, DOC), trade(3_000_000_000, DOC, when="2017"))
    assert not any(line.versions for line in lines(made))


STATED = {
    "exports from Peru to Chile came to $2 billion in 2018": FigureBody(
        indicator="exports", about=(PERU, CHILE), value=Decimal(2_000_000_000), unit="USD"
    ),
    "trade between Peru and Chile fell by 12 percent in 2018": FigureBody(
        indicator="trade_growth", about=(PERU, CHILE), value=Decimal(-12), unit="percent"
    ),
    "Peru voted for a resolution on fishing in the Organization of American States": PositionBody(
        actors=(PERU,), choice="for", question="a resolution on fishing", body=OAS
    ),
    "Peru towards Chile was put as hostile": StanceBody(
        actors=(PERU,), recipients=(CHILE,), polarity=-2
    ),
    "a port will open": OutlookBody(
        actors=(PERU, CHILE), proposition="a port will open.", likelihood="likely"
    ),
}


@pytest.mark.parametrize("said", STATED)
def test_what_is_no_event_is_told_in_a_sentence(said: str) -> None:
    (line,) = lines(write(claim(DOC, STATED[said], when="2018")))
    assert said.casefold() in line.text.casefold()
    assert line.sources == (1,)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.DENIED, "It was denied that"),
        (Status.ALLEGED, "It was reported without confirmation that"),
        (Status.CALLED_OFF, "It was called off that"),
        (Status.HYPOTHETICAL, "Under a condition,"),
    ],
)
def test_figures_that_are_no_fact_are_marked_too(status: Status, said: str) -> None:
    body = FigureBody(indicator="loan", about=(PERU, CHILE), value=Decimal(5), unit="USD")
    assert texts(write(claim(DOC, body, status=status)))[0].startswith(said)


def test_the_more_telling_comes_first_and_the_rest_is_counted() -> None:
    told = document("Peru attacked Chile. " + " ".join(f"Ship {n} sank." for n in range(9)))
    counts = [
        claim(
            told,
            FigureBody(
                indicator="count",
                about=(PERU, CHILE),
                value=Decimal(n),
                unit="ships",
                of=f"hull {n}",
            ),
            words=f"Ship {n} sank.",
        )
        for n in range(9)
    ]
    attack = claim(told, act("ASSAULT"), words="Peru attacked Chile.")
    (entry,) = write(*counts, attack, documents=(told,)).entries
    assert entry.opening.kind is LineKind.HAPPENED
    assert len(entry.lines) == 6
    assert entry.left_out == 3


def test_copies_by_one_publisher_weigh_no_more_than_one_report() -> None:
    copies = [document(TEXT + " " * n, name=f"copy {n}", publisher="Andes Post") for n in range(3)]
    papers = [document(TEXT + " " * n, name=f"paper {n}", publisher=f"Paper {n}") for n in range(3)]

    def weight(documents: Sequence[Document]) -> float:
        claims = [claim(told, act("AID"), words=TEXT) for told in documents]
        return write(*claims, documents=documents).entries[0].weight

    assert weight(copies) == weight(copies[:1]) < weight(papers)


def test_a_text_that_several_papers_copy_weighs_no_more_than_one_report() -> None:
    papers = tuple(
        document(TEXT + " " * n, name=f"paper {n}", publisher=f"Paper {n}") for n in range(3)
    )
    claims = tuple(claim(told, act("AID"), words=TEXT) for told in papers)
    alone, copied, apart = (
        digest(
            "PER",
            events=merge(claims[: len(told)]),
            claims=claims[: len(told)],
            documents=told,
            copies=copies,
            start=None,
            end=None,
        )
        for told, copies in (
            (papers[:1], {}),
            (papers, {paper.id: papers[0].id for paper in papers}),
            (papers, {}),
        )
    )
    assert alone.entries[0].weight == copied.entries[0].weight < apart.entries[0].weight


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2019-05-31", True),
        ("2019-06-01", False),
        ("2019-04-30", False),
        ("2019-05", True),
        ("2019", True),  # coarser than the period: it belongs where it was published
        ("2018", False),
        ("2019-04-20 2019-05-02", True),
        ("2019-04-20 2019-04-29", False),
        ("", True),
    ],
)
def test_what_falls_into_a_period(when: str, inside: bool) -> None:
    made = write(claim(DOC, act("AID"), when=when), start="2019-05", end="2019-05")
    assert bool(made.entries) is inside
    assert made.events == int(inside)


def test_acts_of_many_stand_under_several_parties_and_lone_acts_under_oneself() -> None:
    many = claim(DOC, act("AGREE", (PERU, CHILE), (BRAZIL, BOLIVIA, ECUADOR)), words="Peru")
    alone = claim(DOC, act("MOBILIZE", PERU, ()), words="signed")
    headings = [entry.heading for entry in write(many, alone).entries]
    assert sorted(headings) == ["Peru on its own", "Several parties at once"]


def test_the_order_of_what_is_handed_in_changes_nothing() -> None:
    told = document("Peru aids Chile. Peru warns Brazil. Chile visits Peru. Exports grew.")
    claims = [
        claim(told, act("AID"), words="Peru aids Chile."),
        claim(told, act("THREATEN", PERU, BRAZIL), words="Peru warns Brazil."),
        claim(told, act("CONSULT", CHILE, PERU, mode="visit"), words="Chile visits Peru."),
        claim(told, STATED["exports from Peru to Chile came to $2 billion in 2018"], words="Exp"),
    ]
    first = to_json(write(*claims, documents=(told,)))
    random.Random(4).shuffle(claims)
    assert to_json(write(*claims, documents=(told,))) == first


def test_claims_without_their_document_are_left_out() -> None:
    assert write(claim(DOC, act("AID")), documents=()).entries == ()


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(UnknownName, match="'XYZ'"):
        write(about="XYZ")


# The three forms

WILD = document('Peru gave "aid" <script>alert(1)</script> & *more* to Chile [1].', name="wild")


def test_the_page_needs_nothing_beside_itself_and_runs_nothing() -> None:
    html = to_html(write(claim(WILD, act("AID")), documents=(WILD,)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert re.findall(r"""(?:src|href)=["'](?!#)""", html) == []
    assert "@import" not in html
    assert "url(" not in html


def test_every_citation_of_the_page_leads_to_a_source_and_back() -> None:
    html = to_html(write(claim(DOC, act("AID")), claim(DOC, act("THREATEN"), nth=1)))
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_markdown_is_escaped_and_numbers_its_sources() -> None:
    text = to_markdown(write(claim(WILD, act("AID")), documents=(WILD,)))
    assert r"\*more\*" in text
    assert r"\<script\>" in text
    assert re.search(r"^1\. “Peru gave", text, re.MULTILINE)


def test_a_dispute_is_told_in_markdown_and_on_the_page() -> None:
    denial = claim(DOC, act("ASSAULT"), status=Status.DENIED, said_by=CHILE, nth=1)
    made = write(claim(DOC, act("ASSAULT")), denial)
    for form in (to_markdown(made), to_html(made)):
        assert "told as a fact" in form
        assert "denied (Chile in Andes Post)" in form


def test_json_holds_what_the_page_shows() -> None:
    made = write(claim(DOC, act("AID"), said_by=Actor(name="Ana Ruiz", country="PER")))
    data = json.loads(json.dumps(to_json(made)))
    assert data["entries"][0]["opening"]["sources"] == [1]
    assert data["sources"][0]["quote"] == TEXT
    assert data["id"] == to_json(made)["id"]

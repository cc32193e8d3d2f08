"""A digest tells what its claims tell, marks how it stands, and cites every sentence."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from dragoman.digesting import digest, digest_paper
from dragoman.digesting import digest_to_json as to_json
from dragoman.errors import UnknownName
from dragoman.merging import merge
from dragoman.model.actors import Actor, Amount
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.digests import Digest, Line, LineKind
from dragoman.model.text import Document
from dragoman.model.when import Basis, PartialDate
from dragoman.printing import to_html as page
from dragoman.printing import to_markdown as markdown
from dragoman.wording.statements import figure_is_told
from making import BOLIVIA, BRAZIL, CHILE, ECUADOR, OAS, PERU, act, claim, document


def to_html(made: Digest) -> str:
    return page(digest_paper(made))


def to_markdown(made: Digest) -> str:
    return markdown(digest_paper(made))


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


VISIT = document("President Vargas left: Peru visited Chile in May 2019.", name="visit")
SIGNED = act("AGREE", PERU, CHILE)


def test_a_sentence_of_ours_stands_where_the_words_bear_it_out() -> None:
    made = write(claim(DOC, SIGNED))
    (entry,) = made.entries
    assert entry.heading == "Chile"
    assert entry.opening.text == "Peru signed an agreement with Chile."
    assert (entry.opening.when, entry.opening.own) == ("14 May 2019", True)
    assert entry.opening.sources == (1,)
    assert made.sources[0].evidence.quote == TEXT


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Peruvian fishermen attacked boats off Chile.", act("ASSAULT", PERU, CHILE)),
        ("Chile visited Peru on Tuesday.", act("CONSULT", PERU, CHILE, mode="visit")),
        ("Peru did not sign an agreement with Chile.", SIGNED),
        ("Peru may sign an agreement with Chile.", SIGNED),
        ("Peru signed nothing and left; in Chile nobody minded.", SIGNED),
        ("An agreement with Chile was signed by Lima's neighbour.", act("AGREE", BRAZIL, CHILE)),
    ],
)
def test_else_the_source_speaks_for_itself(text: str, body: EventBody) -> None:
    told = document(text, name="said")
    (line,) = lines(write(claim(told, body), documents=(told,)))
    assert (line.text, line.own) == (f"“{text}”", False)


def test_what_was_read_with_doubt_is_quoted_and_what_is_doubtful_left_out() -> None:
    sure, unsure, doubtful = (
        replace(claim(DOC, SIGNED), confidence=value) for value in (0.9, 0.47, 0.2)
    )
    assert lines(write(sure))[0].own
    assert lines(write(unsure))[0].text == f"“{TEXT}”"
    assert lines(write(doubtful)) == []


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (Status.PLANNED, "Peru will visit Chile.", LineKind.PLANNED),
        (Status.CALLED_OFF, "Peru's visit to Chile was cancelled.", LineKind.PLANNED),
        (Status.DENIED, "Peru denied that it visited Chile.", LineKind.DOUBTED),
        (Status.ALLEGED, "Peru allegedly visited Chile.", LineKind.DOUBTED),
        (Status.HYPOTHETICAL, "If Peru visited Chile, Lima would gain.", LineKind.DOUBTED),
    ],
)
def test_what_is_no_fact_is_quoted_and_marked(status: Status, text: str, kind: LineKind) -> None:
    told = document(text, name="said")
    visit = claim(told, act("CONSULT", mode="visit"), status=status)
    (line,) = lines(write(visit, documents=(told,)))
    assert (line.text, line.kind, line.status) == (f"“{text}”", kind, status)


def test_a_mark_that_the_words_do_not_show_is_left_to_the_words() -> None:
    denial = claim(DOC, SIGNED, status=Status.DENIED)
    (line,) = lines(write(denial))
    assert (line.text, line.status) == (f"“{TEXT}”", Status.ACTUAL)


def test_who_says_so_stands_before_what_is_said() -> None:
    said = lines(write(claim(DOC, SIGNED, said_by=BRAZIL)))[0]
    assert said.text == "According to Brazil, Peru signed an agreement with Chile."
    own = lines(write(claim(DOC, SIGNED, said_by=PERU)))[0]
    assert own.text == "Peru signed an agreement with Chile."


def test_a_time_that_only_the_publication_gives_is_said_to_be_that() -> None:
    plain = document("Peru signed an agreement with Chile.", name="plain")
    borrowed = claim(plain, SIGNED, when="2019-05", basis=Basis.PUBLISHED)
    assert lines(write(borrowed, documents=(plain,)))[0].when == "reported May 2019"
    unknown = claim(plain, SIGNED, when="")
    assert lines(write(unknown, documents=(plain,)))[0].when == "reported May 2019"
    dateless = document("Peru signed an agreement with Chile.", name="none", published="")
    assert lines(write(claim(dateless, SIGNED, when=""), documents=(dateless,)))[0].when == (
        "undated"
    )


def test_contradicted_acts_are_told_from_both_sides() -> None:
    other = document("Chile denies that Peru attacked it on Tuesday.", name="two", publisher="Sur")
    attack = claim(DOC, act("ASSAULT"))
    denial = claim(other, act("ASSAULT"), status=Status.DENIED, said_by=CHILE)
    made = write(attack, denial, documents=(DOC, other))
    (dispute,) = (line for line in lines(made) if line.kind is LineKind.DISPUTE)
    assert [version.text for version in dispute.versions] == [
        f"told as a fact (Andes Post): “{TEXT}”",
        "denied (Chile in Sur): “Chile denies that Peru attacked it on Tuesday.”",
    ]
    assert {n for version in dispute.versions for n in version.sources} == {1, 2}


def test_two_sums_for_one_loan_stand_side_by_side() -> None:
    other = document("Peru lends Chile 90 million dollars.", name="two", publisher="Sur")
    loans = [
        claim(told, act("AID", amount=Amount(value=Decimal(value), unit="USD")))
        for told, value in ((DOC, 40_000_000), (other, 90_000_000))
    ]
    dispute = next(line for line in lines(write(*loans, documents=(DOC, other))) if line.versions)
    assert [version.text.split(":")[0] for version in dispute.versions] == [
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
    assert line.text == "Accounts differ on the exports of Peru and Chile."
    assert line.when == "2018"
    assert [v.text for v in line.versions] == ["$2 billion (Andes Post)", "$3 billion (Sur)"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Exports of Chile came to 4 million dollars.", True),
        ("By Chilean count exports of the two countries came to 4 million dollars.", False),
        ("Exports of Chile to Peru came to 4 million dollars.", False),
    ],
)
def test_a_figure_of_two_is_not_told_of_one(text: str, told: bool) -> None:
    body = FigureBody(indicator="exports", about=(CHILE,), value=Decimal(4_000_000), unit="USD")
    assert figure_is_told(claim(document(text), body, when="2018")) is told


def test_figures_of_different_years_contradict_nothing() -> None:
    made = write(trade(2_000_000_000, DOC), trade(3_000_000_000, DOC, when="2017"))
    assert not any(line.versions for line in lines(made))


STATED = {
    "Exports from Peru to Chile came to $2 billion in 2018.": (
        FigureBody(
            indicator="exports", about=(PERU, CHILE), value=Decimal(2_000_000_000), unit="USD"
        ),
        "Exports from Peru to Chile came to $2 billion.",
    ),
    "Peru voted for a resolution on fishing.": (
        PositionBody(actors=(PERU,), choice="for", question="a resolution on fishing", body=OAS),
        "Peru voted for a resolution on fishing in the Organization of American States.",
    ),
    "Trade of Peru and Chile fell by 12 percent in 2018.": (
        FigureBody(
            indicator="trade_growth", about=(PERU, CHILE), value=Decimal(-12), unit="percent"
        ),
        "",
    ),
    "Peru is no friend of Chile.": (
        StanceBody(actors=(PERU,), recipients=(CHILE,), polarity=-2),
        "",
    ),
    "Peru and Chile will probably open a port.": (
        OutlookBody(actors=(PERU, CHILE), proposition="a port will open.", likelihood="likely"),
        "",
    ),
}


@pytest.mark.parametrize("text", STATED)
def test_what_is_no_event_is_told_or_quoted(text: str) -> None:
    body, own = STATED[text]
    told = document(text, name="said")
    (line,) = lines(write(claim(told, body, when="2018"), documents=(told,)))
    assert line.text == (own or f"“{text}”")
    assert line.sources == (1,)


def test_a_target_is_quoted() -> None:
    text = "Exports from Peru to Chile are to come to $2 billion."
    told = document(text, name="said")
    body = STATED["Exports from Peru to Chile came to $2 billion in 2018."][0]
    (line,) = lines(write(claim(told, body, status=Status.PLANNED), documents=(told,)))
    assert line.text == f"“{text}”"


def test_a_passage_is_told_once() -> None:
    claims = [claim(DOC, SIGNED), claim(DOC, act("COOPERATE"), nth=1)]
    stance = claim(DOC, StanceBody(actors=(PERU,), recipients=(CHILE,), polarity=1))
    assert len(lines(write(*claims, stance))) == 1


def test_a_passage_that_leans_on_another_weighs_less() -> None:
    whole = document("Peru attacked Chile on Monday.", name="whole")
    leaning = document("They attacked it on Monday.", name="leaning")
    weights = [
        write(claim(told, act("ASSAULT")), documents=(told,)).entries for told in (whole, leaning)
    ]
    assert weights[0][0].weight > 2 * (weights[1][0].weight if weights[1] else 0.0)


def test_a_section_opens_with_a_passage_that_names_its_parties() -> None:
    treaty = document("Chile signed the treaty of friendship at last.", name="treaty")
    thanks = document("Peru thanked Chile.", name="thanks")
    made = write(
        claim(treaty, act("AGREE"), when="2019-05-02"),
        claim(thanks, act("SUPPORT"), when="2019-05-03"),
        documents=(treaty, thanks),
    )
    (entry,) = made.entries
    assert entry.opening.text == "“Peru thanked Chile.”"


def test_what_is_new_weighs_more_than_routine() -> None:
    days = [
        document(f"Peru met Chile on {n} May 2019.", name=f"day {n}") for n in (1, 5, 9, 13, 17)
    ]
    other = document("Peru met Brazil on 17 May 2019.", name="other")
    meetings = [
        claim(told, act("CONSULT"), when=f"2019-05-{told.name.split()[1]:0>2}") for told in days
    ]
    first = claim(other, act("CONSULT", PERU, BRAZIL), when="2019-05-17")
    made = write(*meetings, first, documents=(*days, other), start="2019-05-16", end="2019-05-18")
    assert made.entries[0].heading == "Brazil"
    assert made.entries[0].weight > made.entries[1].weight


def test_plans_for_the_next_month_stand_at_the_end() -> None:
    text = "Peru will visit Chile on 10 June 2019."
    told = document(text, name="plan", published="2019-05-20")
    plan = claim(told, act("CONSULT", mode="visit"), when="2019-06-10", status=Status.PLANNED)
    made = write(plan, documents=(told,), start="2019-05", end="2019-05")
    assert [(line.when, line.text) for line in made.ahead] == [("10 June 2019", f"“{text}”")]
    assert made.entries == ()
    later = write(plan, documents=(told,), start="2019-03", end="2019-03")
    assert later.ahead == ()


def test_the_more_telling_comes_first_and_the_rest_is_counted() -> None:
    told = document("Peru attacked Chile. " + " ".join(f"Ship {n} sank." for n in range(40)))
    counts = [
        claim(
            told,
            act("MOBILIZE"),
            words=f"Ship {n} sank.",
            when=f"20{n + 10}-01-01",
        )
        for n in range(40)
    ]
    attack = claim(told, act("ASSAULT"), words="Peru attacked Chile.")
    (entry,) = write(*counts, attack, documents=(told,)).entries
    assert entry.opening.kind is LineKind.HAPPENED
    assert "attacked" in entry.opening.text
    assert len(entry.lines) + entry.left_out == 40
    assert len(entry.lines) <= 24


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
    assert sorted(headings) == ["Other matters", "Peru on its own"]


def test_the_order_of_what_is_handed_in_changes_nothing() -> None:
    told = document("Peru aids Chile. Peru warns Brazil. Chile visits Peru. Exports grew.")
    claims = [
        claim(told, act("AID"), words="Peru aids Chile."),
        claim(told, act("THREATEN", PERU, BRAZIL), words="Peru warns Brazil."),
        claim(told, act("CONSULT", CHILE, PERU, mode="visit"), words="Chile visits Peru."),
        claim(
            told, STATED["Exports from Peru to Chile came to $2 billion in 2018."][0], words="Exp"
        ),
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
    other = document("Chile denied that Peru attacked it.", name="two", publisher="Sur")
    denial = claim(other, act("ASSAULT"), status=Status.DENIED, said_by=CHILE)
    made = write(claim(DOC, act("ASSAULT")), denial, documents=(DOC, other))
    for form in (to_markdown(made), to_html(made)):
        assert "told as a fact" in form
        assert "denied (Chile in Sur)" in form


def test_json_holds_what_the_page_shows() -> None:
    made = write(claim(DOC, act("AID"), said_by=Actor(name="Ana Ruiz", country="PER")))
    data = json.loads(json.dumps(to_json(made)))
    assert data["entries"][0]["opening"]["sources"] == [1]
    assert data["sources"][0]["quote"] == TEXT
    assert data["id"] == to_json(made)["id"]

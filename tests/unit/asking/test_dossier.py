"""Briefs and comparisons tell what is there, of the right parties, and nothing twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman.asking import Beside, brief, compare, pair
from dragoman.asking.sheets import figures
from dragoman.merging import merge, sequels
from dragoman.model.actors import Actor, Dyad
from dragoman.model.claims import Claim, FigureBody, Status
from dragoman.model.dossiers import Comparison, Dossier
from dragoman.model.passed import Material, Passed
from dragoman.model.periods import Step
from dragoman.model.relations import Relation
from dragoman.model.text import Document
from dragoman.model.votes import Agreement
from dragoman.model.when import PartialDate
from dragoman.wording.notes import Notes
from dragoman.wording.weigh import Documents
from making import BRAZIL, CHILE, PERU, act, claim, document

SIGNED = document(
    "Peru signed a treaty with Chile on 3 May 2016.", name="signed", published="2016-05-04"
)
TOLD = document("Chile visited nobody; Peru praised Brazil.", name="told", published="2017-05-04")
PLAN = document("Peru will visit Chile on 10 June 2016.", name="plan", published="2016-05-20")
DONE = document("Peru visited Chile on 10 June 2016.", name="done", published="2016-06-11")
TRADE = [
    document(
        f"Exports from Peru to Chile came to {n} billion dollars in {year}.",
        name=f"trade {year}",
        published=f"{year + 1}-02-01",
    )
    for n, year in ((2, 2014), (3, 2015))
]


def claims() -> list[Claim]:
    visit = act("CONSULT", PERU, CHILE, mode="visit")
    figures = [
        claim(
            told,
            FigureBody(
                indicator="exports",
                about=(PERU, CHILE),
                value=Decimal(n) * 10**9,
                unit="USD",
            ),
            when=str(year),
        )
        for told, n, year in zip(TRADE, (2, 3), (2014, 2015), strict=True)
    ]
    return [
        claim(SIGNED, act("AGREE", PERU, CHILE), when="2016-05-03"),
        claim(TOLD, act("SUPPORT", PERU, CHILE), when="2017-05-01"),
        claim(PLAN, visit, when="2016-06-10", status=Status.PLANNED),
        claim(DONE, visit, when="2016-06-10"),
        *figures,
    ]


DOCUMENTS = Documents([SIGNED, TOLD, PLAN, DONE, *TRADE], {})


def relation(first: str, second: str, events: tuple[object, ...], held: list[Claim]) -> Relation:
    from dragoman.codebook.scales import scale
    from dragoman.model.events import Event
    from dragoman.model.relations import Act
    from dragoman.relating import relate

    acts = tuple(
        Act(
            event=e.id,
            type=e.type,
            mode=e.mode,
            status=e.status,
            actors=tuple(a.key for a in e.actors),
            recipients=tuple(a.key for a in e.recipients),
            when=e.when,
        )
        for e in events
        if isinstance(e, Event)
    )
    figures = [c for c in held if isinstance(c.body, FigureBody)]
    material = Material(passed=Passed.of(first, second, acts, figures), as_of=date(2018, 1, 1))
    known = scale("conflict_cooperation")
    return relate(Dyad(first, second), material, scale=known, step=Step.YEAR)[0]


def write(
    start: PartialDate | None = None, end: PartialDate | None = None, extra: tuple[Claim, ...] = ()
) -> Dossier:
    told = [*claims(), *extra]
    events = merge(told)
    held = pair("PER", "CHL", events, told, DOCUMENTS, (start, end))
    both = relation("PER", "CHL", events, told), relation("CHL", "PER", events, told)
    return brief(held, both, sequels=sequels(held.events))


def test_key_events_stand_in_order_of_time_and_name_both() -> None:
    made = write()
    told = [(line.when, line.text) for line in made.events if line.own]
    assert told == [
        ("3 May 2016", "Peru signed a treaty with Chile."),
        ("10 June 2016", "Peru visited Chile."),
    ]


def test_figures_stand_by_year_in_a_table_and_a_chart() -> None:
    made = write()
    (table,) = made.figures
    assert [row.cells[0] for row in table.rows] == ["2014", "2015"]
    assert [row.cells[-1] for row in table.rows] == ["$2 billion", "$3 billion"]
    (chart,) = [chart for chart in made.charts if chart.title.startswith("Trade")]
    assert "Peru to Chile: 2,000,000,000 in 2014, 3,000,000,000 in 2015" in chart.describe
    assert len(chart.sources) == 2


def test_a_figure_between_two_has_two_ends() -> None:
    text = "Peru lent Chile and Codelco of Chile 5 million dollars."
    told = document(text, name="loan")
    firm = Actor(name="Codelco", country="CHL", sector="BUS")
    body = FigureBody(
        indicator="loan", about=(PERU, CHILE, firm), value=Decimal(5_000_000), unit="USD"
    )
    documents = Documents([told], {})
    held = pair("PER", "CHL", (), [claim(told, body)], documents)
    (table,) = figures(held, Notes(documents))
    assert table.rows[0].cells[2] == "Peru → Chile"


def test_a_treaty_is_among_the_agreements() -> None:
    assert [line.text for line in write().agreements] == ["Peru signed a treaty with Chile."]


def test_a_plan_and_what_became_of_it_stand_together() -> None:
    plans = write().plans
    assert plans is not None
    (row,) = plans.rows
    assert row.cells[:2] == ("10 June 2016", f"“{PLAN.text}”")
    assert row.cells[2] == "carried out: Peru visited Chile on 10 June 2016."
    assert len(row.sources) == 2


def test_a_period_leaves_out_what_lies_outside() -> None:
    made = write(start=PartialDate(2017), end=PartialDate(2017))
    assert made.agreements == ()
    assert made.figures == ()
    assert made.happenings == 1


def test_passages_that_do_not_name_both_are_not_quoted() -> None:
    alone = document("Lima recalled the fleet on Monday.", name="alone", published="2016-08-01")
    documents = Documents([*DOCUMENTS.values(), alone], {})
    stray = claim(alone, act("RETREAT", PERU, CHILE), when="2016-08-01")
    held = pair("PER", "CHL", merge([stray]), [stray], documents)
    empty = relation("PER", "CHL", (), [])
    made = brief(held, (empty, empty))
    assert made.events == ()
    assert made.happenings == 1


def side(partner: str, votes: Agreement | None = None) -> Beside:
    told = [*claims(), claim(TOLD, act("SUPPORT", PERU, BRAZIL), when="2017-05-01", nth=1)]
    events = merge(told)
    held = pair("PER", partner, events, told, DOCUMENTS)
    there, back = relation("PER", partner, events, told), relation(partner, "PER", events, told)
    return Beside(held=held, there=there, back=back, votes=votes)


def rows(made: Comparison) -> dict[str, tuple[str, ...]]:
    assert made.table is not None
    return {row.cells[0]: row.cells[1:] for row in made.table.rows}


def test_partners_stand_side_by_side() -> None:
    made = compare("PER", [side("CHL"), side("BRA")])
    assert made.table is not None
    assert made.table.columns == ("", "Chile", "Brazil")
    told = rows(made)
    assert told["Visits"] == ("1", "–")
    assert told["Agreements told as signed or ratified"] == ("1", "–")
    assert told["Latest trade figure"] == ("$3 billion, 2015", "–")
    assert all(row.sources for row in made.table.rows)


def test_votes_are_told_where_the_record_has_roll_calls() -> None:
    votes = Agreement(first="PER", second="CHL", within="all", shared=40, same=30, half=4)
    made = compare("PER", [side("CHL", votes), side("BRA")])
    assert made.table is not None
    assert "Chile 80% of 40" in made.table.note


@pytest.mark.parametrize("name", ["brief", "compare"])
def test_what_is_empty_says_so(name: str, sample_record: Path) -> None:
    from dragoman import chronicle
    from dragoman.chronicle import Chronicle

    with Chronicle(sample_record, create=False) as record:
        made = record.brief("NZL", "FJI") if name == "brief" else record.compare("NZL", ["FJI"])
        paper = chronicle.to_paper(made)
    assert paper.sections == ()
    assert paper.nothing in chronicle.to_markdown(paper)


def test_documents_are_only_those_that_are_cited() -> None:
    made = write()
    cited = {source.evidence.doc for source in made.sources}
    assert made.documents == len(cited)
    assert cited <= {d.id for d in DOCUMENTS.values() if isinstance(d, Document)}

"""Events as relations see them, out of the record."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dragoman.merging import blocks, merge
from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.issues import Reading
from dragoman.model.relations import Covering
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.store import Record
from making import BOLIVIA, CHILE, PERU, act, claim, document

RUN = Run.of(version="1", reader="rules", codebook="x")
OTHER_RUN = Run.of(version="2", reader="rules", codebook="x")
ONE = document(
    "Peru met Chile in Lima. Peru sold copper to Chile. Peru dislikes Chile.", name="one"
)
TWO = document("Chile met Peru.", name="two", published="2019-06", publisher="Lima Times")
OTHER = document("Bolivia met Peru.", name="other", published="", publisher="")


def kept(*readings: tuple[Document, list[Claim]]) -> Record:
    record = Record(":memory:")
    for told, claims in readings:
        stamped = tuple(replace(one, run=RUN.id) for one in claims)
        reading = Reading(document=told, claims=stamped)
        record.keep(reading, run=RUN, blocks=blocks, merge=merge)
    return record


@pytest.fixture
def record() -> Record:
    meeting = act("CONSULT", context=("diplomatic",), mode="visit")
    figure = FigureBody(indicator="exports", about=(PERU, CHILE), value=Decimal(5), unit="USD")
    stance = StanceBody(actors=(PERU,), recipients=(CHILE,), polarity=-1)
    return kept(
        (
            ONE,
            [
                claim(ONE, meeting, words="Peru met Chile in Lima."),
                claim(ONE, figure, words="Peru sold copper to Chile."),
                claim(ONE, stance, words="Peru dislikes Chile."),
            ],
        ),
        (TWO, [claim(TWO, act("CONSULT", CHILE, PERU), status=Status.PLANNED)]),
        (OTHER, [claim(OTHER, act("CONSULT", BOLIVIA, PERU), said_by=CHILE)]),
    )


def test_an_act_is_its_event(record: Record) -> None:
    (found,) = record.acts_between("PER", "CHL")
    (event,) = [e for e in record.events(about="CHL") if len(e.claims) == 2]
    assert (found.event, found.type, found.status) == (event.id, "CONSULT", event.status)
    assert found.actors == tuple(actor.key for actor in event.actors)
    assert found.recipients == tuple(actor.key for actor in event.recipients)
    assert (found.when.start, found.context) == (event.when.start, event.context)
    assert found.told_as == {Status.ACTUAL, Status.PLANNED}
    assert found.documents == {ONE.id, TWO.id}
    assert found.publishers == {"Andes Post", "Lima Times"}


def test_acts_are_found_by_their_parties_and_not_by_who_is_cited(record: Record) -> None:
    assert len(list(record.acts("PER"))) == 2
    assert len(list(record.acts("CHL"))) == 1
    assert len(list(record.acts_between("BOL", "CHL"))) == 0
    assert len(list(record.acts())) == 2


def test_unknown_publishers_are_not_counted(record: Record) -> None:
    (found,) = record.acts("BOL")
    assert (found.documents, found.publishers) == ({OTHER.id}, frozenset())


def test_documents_cover_one_party_or_both(record: Record) -> None:
    assert record.covering("CHL", "BOL") == (
        Covering(published=None),
        Covering(published=PartialDate.parse("2019-05")),
        Covering(published=PartialDate.parse("2019-06")),
    )
    found = [(c.documents, c.both) for c in record.covering("PER", "CHL")]
    assert found == [(1, 0), (1, 1), (1, 1)]


def test_a_document_that_is_read_anew_covers_what_it_tells_now(record: Record) -> None:
    told = replace(claim(TWO, act("CONSULT", BOLIVIA, CHILE)), run=OTHER_RUN.id)
    record.keep(Reading(document=TWO, claims=(told,)), run=OTHER_RUN, blocks=blocks, merge=merge)
    june = PartialDate.parse("2019-06")
    assert Covering(published=june, documents=1, both=1) in record.covering("BOL", "CHL")
    assert june not in {found.published for found in record.covering("PER", "KEN")}


def test_figures_and_stances_between_two(record: Record) -> None:
    found = record.passed("CHL", "PER")
    assert [figure.indicator for figure in found.figures] == ["exports"]
    assert [stance.polarity for stance in found.stances] == [-1]
    other = record.passed("BOL", "PER")
    assert (other.figures, other.stances, len(other.acts.event)) == ([], [], 1)


def test_the_record_knows_up_to_when_it_can_know(record: Record) -> None:
    assert record.last_published() == date(2019, 6, 30)
    assert Record(":memory:").last_published() is None

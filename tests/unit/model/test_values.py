"""What the values refuse, and how they write themselves."""

import pytest

from dragoman.errors import EvidenceError, InputError
from dragoman.model.actors import Dyad
from dragoman.model.claims import Kind
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.runs import Run
from dragoman.model.text import Span
from dragoman.model.when import PartialDate, When
from making import CHILE, PERU, act, claim, document


@pytest.mark.parametrize(
    "text", ["", "5/6/2014", "2014-13", "2014-02-30", "2014-2-3", "14", "2014-02-03-04", "x"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(InputError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2016-02-29", "2016-02-29", "2016-02-29", "day"),
    ],
)
def test_a_date_keeps_its_precision(text: str, first: str, last: str, precision: str) -> None:
    day = PartialDate.parse(text)
    assert (str(day.earliest), str(day.latest)) == (first, last)
    assert (str(day), day.precision) == (text, precision)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(InputError):
        PartialDate(2016, None, 3)


def test_a_time_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InputError, match="ends before it starts"):
        When(start=PartialDate(2016, 3), end=PartialDate(2016, 2))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_an_empty_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Span(start=start, end=end)


def test_stretches_overlap_where_they_share_a_character() -> None:
    assert Span(start=0, end=3).overlaps(Span(start=2, end=5))
    assert not Span(start=0, end=3).overlaps(Span(start=3, end=5))


def test_parties_and_kind_of_a_claim() -> None:
    told = claim(document("Peru aids Chile."), act("AID"))
    assert told.parties == (PERU, CHILE)
    assert told.kind is Kind.EVENT
    assert str(Dyad(PERU.key, CHILE.key)) == "PER-CHL"


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "rumour"), ("status", "maybe"), ("start", "May"), ("span", [1])]
)
def test_a_row_that_is_no_claim_is_refused(field: str, value: object) -> None:
    row = claim_to_row(claim(document("Peru aids Chile."), act("AID")))
    with pytest.raises(InputError):
        claim_from_row({**row, field: value})
    del row[field]
    with pytest.raises(InputError, match="not a claim"):
        claim_from_row(row)


def test_a_run_is_its_content() -> None:
    one = Run.of(version="1", reader="rules", codebook="x")
    assert one == Run.of(version="1", reader="rules", codebook="x")
    others = [
        Run.of(version="2", reader="rules", codebook="x"),
        Run.of(version="1", reader="learned", codebook="x"),
        Run.of(version="1", reader="rules", codebook="y"),
        Run.of(version="1", reader="rules", codebook="x", settings="min_confidence=0.5"),
    ]
    assert len({one.id, *(run.id for run in others)}) == 5

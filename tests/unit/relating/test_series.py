"""Points of a series, and what silence means."""

import pytest

from acts import SCALE, act, covering
from dragoman.model.actors import Dyad
from dragoman.model.claims import Status
from dragoman.model.ids import DocumentId
from dragoman.model.passed import Material, Passed
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Act, Band, Covering, Point
from dragoman.model.when import PartialDate
from dragoman.relating import relate


def made(
    *acts: Act, told: tuple[Covering, ...] = (), step: Step = Step.MONTH, bounds: Bounds = ANY_TIME
) -> dict[str, Point]:
    material = Material(passed=Passed.of("PER", "CHL", acts), covering=told)
    found, _ = relate(Dyad("PER", "CHL"), material, scale=SCALE, step=step, bounds=bounds)
    return {str(point.period): point for point in found.points}


def test_events_are_summed_in_their_months() -> None:
    found = made(
        act("e1", "AGREE", when="2019-03-02"),
        act("e2", "ACCUSE", when="2019-03"),
        act("e3", "AID", when="2019-05-31 2019-06-03"),
    )
    assert list(found) == ["2019-03", "2019-04", "2019-05"]
    assert [point.value for point in found.values()] == [2.0, None, 7.5]
    assert [point.events for point in found.values()] == [2, 0, 1]
    assert [driver.event for driver in found["2019-03"].drivers] == ["e1", "e2"]


def test_a_year_is_in_no_month_but_in_its_year() -> None:
    year = act("e1", when="2019")
    assert made(year) == {}
    assert made(year, step=Step.YEAR)["2019"].value == 2.0


def test_what_ends_is_placed_where_only_the_end_is_known() -> None:
    from dataclasses import replace

    from dragoman.model.when import When

    known = replace(act("e1"), when=When(end=PartialDate.parse("2019-07")))
    assert list(made(known)) == ["2019-07"]


def test_denied_events_are_drivers_without_points() -> None:
    (point,) = made(act("e1", status=Status.DENIED)).values()
    assert (point.value, point.events, len(point.drivers)) == (None, 0, 1)
    assert point.band is Band.QUIET
    (both,) = made(act("e1", status=Status.DENIED), act("e2")).values()
    assert (both.value, both.events, len(both.drivers)) == (2.0, 1, 2)


def test_documents_and_publishers_are_counted_once() -> None:
    shared = frozenset({DocumentId("d1"), DocumentId("d2")})
    (point,) = made(
        act("e1", documents=shared, publishers=frozenset({"A", "B"})),
        act("e2", documents=shared, publishers=frozenset({"B"})),
    ).values()
    assert (point.events, point.documents, point.publishers) == (2, 2, 2)


def test_bounds_cut_and_stretch_the_series() -> None:
    bounds = Bounds(PartialDate.parse("2019-02"), PartialDate.parse("2019-04"))
    found = made(act("e1", when="2019-03-01"), act("e2", when="2019-07-01"), bounds=bounds)
    assert list(found) == ["2019-02", "2019-03", "2019-04"]
    assert found["2019-03"].events == 1


YEAR = Bounds(PartialDate.parse("2019"), PartialDate.parse("2019"))
REPORTED = tuple(
    act(f"e{month}", when=f"2019-{month:02d}-10") for month in range(1, 13) if month != 6
)
"""A pair told of in every month but June."""


def june(*documents: Covering) -> Point:
    every = covering(*(f"2019-{month:02d}-11" for month in range(1, 13) if month != 6))
    return made(*REPORTED, told=(*every, *documents), bounds=YEAR)["2019-06"]


def test_a_month_with_an_event_is_told() -> None:
    assert made(*REPORTED, bounds=YEAR)["2019-05"].band is Band.TOLD


def test_a_month_without_documents_is_unreported() -> None:
    point = june()
    assert (point.value, point.band, point.covering, point.silence) == (
        None,
        Band.UNREPORTED,
        0,
        1.0,
    )


def test_a_month_with_as_many_documents_as_ever_is_quiet() -> None:
    point = june(*covering("2019-06-05", "2019-06-20"))
    assert (point.value, point.band, point.covering) == (None, Band.QUIET, 2)
    assert point.silence < 0.2


def test_documents_that_seldom_tell_of_the_pair_prove_no_silence() -> None:
    """Ten documents a month on either party, and one in 120 tells of the pair."""
    documents = covering(*(f"2019-{month:02d}" for month in range(1, 13) for _ in range(10)))
    found = made(act("e1", when="2019-03-10"), told=documents, bounds=YEAR)
    assert found["2019-06"].covering == 10
    assert found["2019-06"].band is Band.UNREPORTED
    assert found["2019-06"].silence == pytest.approx((1 - 1.5 / 121) ** 10)


def test_a_document_on_both_parties_makes_a_month_quiet() -> None:
    documents = covering(*(f"2019-{month:02d}" for month in range(1, 13) for _ in range(10)))
    both = covering("2019-06-05", both=True)
    found = made(act("e1", when="2019-03-10"), told=(*documents, *both), bounds=YEAR)
    assert found["2019-06"].band is Band.QUIET
    assert found["2019-06"].covering_both == 1


def test_documents_without_a_date_cover_no_month() -> None:
    undated = (Covering(published=None, both=1), *covering("2019"))
    assert june(*undated).covering == 0

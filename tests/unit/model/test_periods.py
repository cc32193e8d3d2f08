"""Months, quarters and years."""

from datetime import date
from itertools import pairwise

import pytest

from dragoman.model.periods import ANY_TIME, Bounds, Period, Step
from dragoman.model.when import PartialDate


@pytest.mark.parametrize(
    ("day", "step", "name"),
    [
        ("2015-11-28", Step.MONTH, "2015-11"),
        ("2015-11", Step.MONTH, "2015-11"),
        ("2015", Step.MONTH, "None"),
        ("2015-11-28", Step.QUARTER, "2015-Q4"),
        ("2015-03", Step.QUARTER, "2015-Q1"),
        ("2015", Step.QUARTER, "None"),
        ("2015-11-28", Step.YEAR, "2015"),
        ("2015", Step.YEAR, "2015"),
    ],
)
def test_a_date_lies_in_a_period_that_is_no_finer(day: str, step: Step, name: str) -> None:
    assert str(Period.of(PartialDate.parse(day), step)) == name


def test_periods_follow_each_other_without_gaps() -> None:
    first, last = Period(2014, 10, Step.MONTH), Period(2015, 1, Step.MONTH)
    found = list(Period.span(first, last))
    assert [str(period) for period in found] == ["2014-11", "2014-12", "2015-01", "2015-02"]
    assert [(b.first - a.last).days for a, b in pairwise(found)] == [1, 1, 1]


def test_a_period_knows_its_first_and_last_day() -> None:
    quarter = Period(2016, 0, Step.QUARTER)
    assert (quarter.first, quarter.last) == (date(2016, 1, 1), date(2016, 3, 31))
    assert Period(2016, 1, Step.MONTH).last == date(2016, 2, 29)


def test_bounds_hold_what_lies_partly_inside() -> None:
    bounds = Bounds(PartialDate.parse("2015-11-15"), PartialDate.parse("2016"))
    assert bounds.holds(Period(2015, 10, Step.MONTH))
    assert not bounds.holds(Period(2015, 9, Step.MONTH))
    assert bounds.holds(Period(2016, 11, Step.MONTH))
    assert not bounds.holds(Period(2017, 0, Step.MONTH))
    assert len(bounds.periods((), Step.MONTH)) == 14


def test_open_bounds_reach_as_far_as_is_told() -> None:
    told = {Period(2015, 0, Step.YEAR), Period(2017, 0, Step.YEAR)}
    assert [p.year for p in ANY_TIME.periods(told, Step.YEAR)] == [2015, 2016, 2017]
    assert ANY_TIME.periods((), Step.YEAR) == ()

"""What a relation will be worth: methods by hand, intervals that hold what they say."""

import random

import pytest

from acts import SCALE, act
from dragoman.errors import InputError
from dragoman.forecasting.levels import (
    course,
    drift,
    half_width,
    mean,
    naive,
    seasonal,
    smoothed,
    trial,
    values_of,
)
from dragoman.model.actors import Dyad
from dragoman.model.passed import Material, Passed
from dragoman.model.relations import Relation
from dragoman.relating import relate


def relation(months: int) -> Relation:
    """Peru meets Chile once, twice, once, twice ... a month from 2017 on."""
    acts = [
        act(f"a{n}-{k}", when=f"{2017 + n // 12}-{n % 12 + 1:02}-{10 + k}")
        for n in range(months)
        for k in range(1 + n % 2)
    ]
    material = Material(passed=Passed.of("PER", "CHL", acts))
    return relate(Dyad("PER", "CHL"), material, scale=SCALE)[0]


def test_methods_by_hand() -> None:
    values = [1.0, 2.0, 4.0, 7.0]
    assert naive(values, 2) == [7.0, 7.0]
    assert mean(values, 2) == [3.5, 3.5]
    assert drift(values, 2) == [9.0, 11.0]
    assert seasonal(4)(values, 5) == [1.0, 2.0, 4.0, 7.0, 1.0]
    assert seasonal(12)(values, 1) == naive(values, 1)
    level = 3.5
    for value in values:
        level += 0.3 * (value - level)
    assert smoothed(values, 1) == [pytest.approx(level)]


def test_the_interval_is_a_quantile_of_the_errors() -> None:
    errors = [-1.0, 2.0, -3.0, 4.0, 5.0, -6.0, 7.0, 8.0, 9.0]
    assert half_width(errors, [0.0]) == 8.0


def test_intervals_hold_about_four_values_in_five() -> None:
    draw = random.Random(4)
    values = [draw.gauss(0, 2) for _ in range(400)]
    found = trial("mean", mean, values)
    assert found.within == pytest.approx(0.8, abs=0.06)


def test_the_best_method_so_far_is_chosen() -> None:
    found = course(relation(30), ahead=3)
    errors = [item.error for item in found.tried]
    assert errors == sorted(errors)
    assert found.method == found.tried[0].method
    assert [str(level.period) for level in found.levels] == ["2019-07", "2019-08", "2019-09"]
    assert all(level.low <= level.value <= level.high for level in found.levels)


def test_a_pattern_of_the_year_is_found_where_there_is_one() -> None:
    found = course(relation(48), ahead=2)
    told = values_of(relation(48))
    assert found.method == "seasonal"
    assert [level.value for level in found.levels] == told[-12:-10]


def test_too_few_periods_are_refused() -> None:
    with pytest.raises(InputError, match="are needed"):
        course(relation(3), ahead=1)

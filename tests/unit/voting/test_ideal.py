"""Ideal points: the known blocs come out, and points that were made are found again."""

import numpy as np
import pytest

from dragoman.voting import Assembly
from dragoman.voting.ideal import ideal_points
from votes_slice import NATO, WARSAW_PACT


def ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(values))


def test_the_blocs_of_the_cold_war_are_apart(assembly: Assembly) -> None:
    """Every member of NATO stands on the American side of every member of the Warsaw Pact."""
    for year in range(1973, 1989):
        points = {point.state: point.value for point in assembly.ideal(year=year)}
        assert min(points[s] for s in NATO) > max(points[s] for s in WARSAW_PACT), year


def test_the_united_states_and_the_soviet_union_are_poles(assembly: Assembly) -> None:
    points = {point.state: point.value for point in assembly.ideal(year=1980)}
    assert max(points, key=points.__getitem__) == "USA"
    assert points["SUN"] < points["YUG"] < points["GBR"]
    assert min(points, key=points.__getitem__) in WARSAW_PACT


def test_adjacent_years_are_alike(assembly: Assembly) -> None:
    one = {point.state: point.value for point in assembly.ideal(year=1979)}
    two = {point.state: point.value for point in assembly.ideal(year=1980)}
    both = sorted(one.keys() & two.keys())
    left, right = (ranks(np.array([year[s] for s in both])) for year in (one, two))
    assert np.corrcoef(left, right)[0, 1] > 0.95


def test_those_who_left_the_bloc_moved_most(assembly: Assembly) -> None:
    moves = assembly.moved(1988, 1994)
    farthest = [move.state for move in moves[:4]]
    assert set(farthest) <= {"RUS", "POL", "HUN", "BGR", "BLR"}
    assert all(move.distance > 0 for move in moves[:4])
    russia = next(move for move in moves if move.state == "RUS")
    assert russia.before.state == "SUN"


def test_one_state_is_a_series_by_year(assembly: Assembly) -> None:
    series = assembly.ideal(state="RUS")
    assert [point.year for point in series] == sorted({point.year for point in series})
    assert {point.state for point in series} == {"SUN", "RUS"}
    assert all(point.votes > 0 for point in series)


def test_the_scale_is_in_standard_deviations(assembly: Assembly) -> None:
    values = np.array([point.value for point in assembly.ideal()])
    assert values.mean() == pytest.approx(0, abs=1e-3)
    assert values.std() == pytest.approx(1, abs=1e-3)


def test_points_that_were_made_are_found_again() -> None:
    """Votes drawn from known points: the ranks come back, also where a fifth of the votes is missing."""
    chance = np.random.default_rng(11)
    true = np.linspace(-2, 2, 25) + np.cumsum(chance.normal(0, 0.1, (10, 25)), axis=0)
    years = np.repeat(np.arange(2000, 2010), 60)
    slope, level = chance.normal(0, 2, (2, 600))
    odds = level[:, None] + slope[:, None] * true[years - 2000]
    yes = chance.random(odds.shape) < 1 / (1 + np.exp(-odds))
    choices = np.where(yes, 1, 3).astype(np.uint8)
    choices[chance.random(odds.shape) < 0.2] = 0
    found = ideal_points(choices, years, anchor=24)
    for row in range(10):
        assert np.corrcoef(ranks(found.values[row]), ranks(true[row]))[0, 1] > 0.95
    assert found.values[:, 24].mean() > 0
    assert np.corrcoef(found.slope, slope)[0, 1] > 0.9
    assert np.corrcoef(found.level, level)[0, 1] > 0.9


def test_years_may_come_in_any_order() -> None:
    chance = np.random.default_rng(5)
    choices = chance.integers(0, 4, (80, 12)).astype(np.uint8)
    years = np.repeat(np.array([2003, 2000, 2001, 2009]), 20)
    one = ideal_points(choices, years, anchor=0)
    order = np.argsort(years, kind="stable")
    two = ideal_points(choices[order], years[order], anchor=0)
    assert list(one.years) == [2000, 2001, 2003, 2009]
    np.testing.assert_array_equal(one.values, two.values)
    np.testing.assert_array_equal(one.slope[order], two.slope)


def test_a_body_that_never_divides_has_points_all_the_same() -> None:
    found = ideal_points(np.ones((5, 3), np.uint8), np.full(5, 2001), anchor=0)
    assert np.isfinite(found.values).all()

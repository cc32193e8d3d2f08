"""Scores against values worked out by hand."""

import math

import numpy as np
import pytest

from dragoman.forecasting.scores import bins, brier, decompose, log_score, score, skill, wilson

SAID = [0.1, 0.1, 0.4, 0.9]
CAME = [0, 1, 0, 1]


def test_the_brier_score_is_the_mean_squared_difference() -> None:
    assert brier(SAID, CAME) == pytest.approx((0.01 + 0.81 + 0.16 + 0.01) / 4)


def test_the_log_score_is_what_was_given_to_that_which_came() -> None:
    by_hand = -(math.log(0.9) + math.log(0.1) + math.log(0.6) + math.log(0.9)) / 4
    assert log_score(SAID, CAME) == pytest.approx(by_hand)


def test_a_wrong_certainty_is_dear_but_not_infinite() -> None:
    assert log_score([0.0], [1]) == pytest.approx(-math.log(1e-6))


def test_the_decomposition_by_hand() -> None:
    found = bins(SAID, CAME)
    assert [(item.low, item.count, item.mean, item.share) for item in found] == [
        (0.1, 2, pytest.approx(0.1), 0.5),
        (0.4, 1, pytest.approx(0.4), 0.0),
        (0.9, 1, pytest.approx(0.9), 1.0),
    ]
    reliability, resolution, uncertainty = decompose(found)
    assert reliability == pytest.approx((2 * 0.16 + 0.16 + 0.01) / 4)
    assert resolution == pytest.approx((0 + 0.25 + 0.25) / 4)
    assert uncertainty == pytest.approx(0.25)
    assert brier(SAID, CAME) == pytest.approx(reliability - resolution + uncertainty)


def test_a_probability_of_one_is_in_the_last_tenth() -> None:
    (only,) = bins([1.0], [1])
    assert (only.low, only.high) == (0.9, 1.0)


def test_the_interval_of_a_share_by_wilson() -> None:
    low, high = wilson(0.5, 10)
    assert (low, high) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))


def test_skill_against_a_reference_by_hand_and_without_an_interval_where_few() -> None:
    found = skill("even", [0.8, 0.3], [0.5, 0.5], [1, 0], ["a", "b"])
    assert found.value == pytest.approx(1 - (0.04 + 0.09) / 0.5)
    assert (found.count, found.low, found.high) == (2, None, None)


def test_forecasts_without_a_reference_are_not_held_against_it() -> None:
    found = skill("even", [0.8, 0.0], [0.5, math.nan], [1, 1], ["a", "b"])
    assert found.count == 1
    assert found.value == pytest.approx(1 - 0.04 / 0.25)


def test_the_bootstrap_draws_groups_and_repeats_itself() -> None:
    draw = np.random.default_rng(2)
    came = (draw.random(400) < 0.3).astype(float)
    said = np.clip(0.3 + 0.3 * (came - 0.3) + draw.normal(0, 0.05, 400), 0.01, 0.99)
    reference = np.full(400, 0.3)
    alone = [str(n) for n in range(400)]
    tens = [str(n // 10) for n in range(400)]
    one, two = (skill("r", said, reference, came, alone) for _ in range(2))
    assert one == two
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.value < one.high
    grouped = skill("r", said, reference, came, tens)
    assert grouped.value == pytest.approx(one.value)
    assert (grouped.low, grouped.high) != (one.low, one.high)


def test_one_score_holds_all_of_it() -> None:
    found = score(
        SAID, CAME, references={"even": [0.5] * 4, "none": [math.nan] * 4}, groups=list("abcd")
    )
    assert (found.count, found.base_rate) == (4, 0.5)
    assert [item.reference for item in found.skills] == ["even"]

"""Events on a scale, and their direction."""

import pytest

from acts import SCALE, act
from dragoman.model.claims import Status
from dragoman.model.passed import Way, way
from dragoman.relating.weigh import driver


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ("PER", "CHL", Way.THERE),
        ("CHL", "PER", Way.BACK),
        ("PER BOL", "CHL ECU", Way.THERE),
        ("PER CHL", "", Way.JOINT),
        ("PER CHL BOL", "", Way.JOINT),
        ("PER CHL", "BOL", None),
        ("BOL", "PER CHL", None),
        ("PER", "", None),
        ("PER", "BOL", None),
        ("PER CHL", "PER CHL", Way.JOINT),
    ],
)
def test_an_event_passes_from_who_acts_to_who_is_acted_on(
    actors: str, recipients: str, expected: Way | None
) -> None:
    assert way(act("e1", actors=actors, recipients=recipients), "PER", "CHL") is expected


@pytest.mark.parametrize(
    ("status", "points", "counts"),
    [
        (Status.ACTUAL, 2.0, True),
        (Status.PLANNED, 1.0, True),
        (Status.ALLEGED, 0.6, True),
        (Status.DENIED, 0.0, False),
        (Status.CALLED_OFF, 0.0, False),
        (Status.HYPOTHETICAL, 0.0, False),
    ],
)
def test_a_status_discounts_an_event(status: Status, points: float, counts: bool) -> None:
    found = driver(act("e1", status=status), SCALE)
    assert found.points == pytest.approx(points)
    assert found.counts is counts


def test_a_mode_weighs_more_than_its_type() -> None:
    assert driver(act("e1", mode="visit"), SCALE).points == 2.5


def test_an_event_of_a_type_that_the_scale_lacks_weighs_nothing() -> None:
    assert not driver(act("e1", "APPLAUD"), SCALE).counts

"""Scales by name."""

import pytest

from dragoman.codebook.scales import DEFAULT, scale
from dragoman.errors import UnknownName
from dragoman.model.claims import Status


def test_a_scale_weighs_types_and_discounts_every_status() -> None:
    known = scale(DEFAULT)
    assert known.weigh("ASSAULT", "") < known.weigh("ACCUSE", "") < 0 < known.weigh("AID", "")
    assert set(known.discounts) == set(Status)
    assert known.discounts[Status.ACTUAL] == 1.0
    assert known.discounts[Status.DENIED] == 0.0


def test_an_unknown_scale_offers_the_nearest() -> None:
    with pytest.raises(UnknownName) as raised:
        scale("conflict_cooperations")
    assert raised.value.nearest == (DEFAULT,)

"""Laws of roll calls."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model.votes import RollCall, RollCalls, Within
from dragoman.voting import Assembly
from dragoman.voting.ideal import ideal_points


@st.composite
def assemblies(draw: st.DrawFn) -> Assembly:
    count = draw(st.integers(1, 12))
    states = ("CHL", "PER", "URY")
    years = draw(st.lists(st.integers(1990, 1993), min_size=count, max_size=count))
    calls = tuple(RollCall(id=n, day=date(year, 5, 5)) for n, year in enumerate(years))
    size = count * len(states)
    choices = bytes(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    return Assembly(RollCalls(calls=calls, states=states, choices=choices))


@given(assemblies())
def test_agreement_is_the_same_from_both_sides(asked: Assembly) -> None:
    there, back = asked.agreement("CHL", "PER"), asked.agreement("PER", "CHL")
    assert [pair.index for pair in there] == [pair.index for pair in back]
    assert all(0 <= pair.index <= 1 for pair in there)


@given(assemblies())
def test_years_add_up_to_the_whole(asked: Assembly) -> None:
    whole = asked.agreement("CHL", "URY")
    parts = asked.agreement("CHL", "URY", by=Within.YEAR)
    for count in ("shared", "same", "half", "opposed"):
        assert sum(getattr(p, count) for p in whole) == sum(getattr(p, count) for p in parts)


@given(assemblies())
def test_everyone_agrees_with_itself(asked: Assembly) -> None:
    assert all(pair.index == 1 for pair in asked.agreement("PER", "PER"))


@given(st.integers(1, 8), st.integers(2, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_ideal_points_are_always_numbers(calls: int, states: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    choices = chance.integers(0, 4, (calls, states)).astype(np.uint8)
    found = ideal_points(choices, chance.integers(2000, 2004, calls), anchor=0)
    assert np.isfinite(found.values).all()

"""Laws of relations: a value is the sum of its drivers, and nothing is lost or counted twice."""

import math
import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from strategies import partial_dates

from acts import SCALE
from dragoman.model.actors import Dyad
from dragoman.model.claims import Status
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.passed import Material, Passed, Way, way
from dragoman.model.periods import Bounds, Step
from dragoman.model.relations import Act, Band, Covering, Relation
from dragoman.model.when import UNKNOWN_TIME, When
from dragoman.relating import blocs, partners, relate, triad

PARTIES = ("BOL", "CHL", "PER")
groups = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)


@st.composite
def acts(draw: st.DrawFn) -> tuple[Act, ...]:
    found = []
    for number in range(draw(st.integers(0, 15))):
        start, end = draw(partial_dates()), draw(partial_dates())
        if end.latest < start.earliest:
            start, end = end, start
        time = draw(st.sampled_from([UNKNOWN_TIME, When(start=start, end=end), When(end=end)]))
        act = Act(
            event=EventId(f"e{number}"),
            type=draw(st.sampled_from(["CONSULT", "AID", "ACCUSE", "ASSAULT", "REQUEST"])),
            mode=draw(st.sampled_from(["", "visit", "assist"])),
            status=draw(st.sampled_from(Status)),
            actors=draw(groups),
            recipients=draw(groups),
            context=draw(st.sampled_from([(), ("economic",), ("economic", "military")])),
            when=time,
            documents=frozenset({DocumentId(f"d{draw(st.integers(0, 5))}")}),
        )
        found.append(act)
    return tuple(found)


steps = st.sampled_from(Step)
documents = st.lists(
    st.builds(
        Covering,
        published=st.none() | partial_dates(),
        documents=st.integers(1, 5),
        both=st.integers(0, 1),
    ),
    max_size=10,
).map(tuple)


def related(told: tuple[Act, ...], step: Step, covering: tuple[Covering, ...] = ()) -> Relation:
    material = Material(passed=Passed.of("PER", "CHL", told), covering=covering)
    return relate(Dyad("PER", "CHL"), material, scale=SCALE, step=step)[0]


@given(acts(), steps)
def test_a_value_is_the_sum_of_its_drivers(told: tuple[Act, ...], step: Step) -> None:
    for point in related(told, step).points:
        if point.value is None:
            assert not any(driver.counts or driver.points for driver in point.drivers)
        else:
            assert point.value == math.fsum(driver.points for driver in point.drivers)
            assert point.events > 0


@given(acts(), steps)
def test_every_event_of_the_direction_is_in_one_place(told: tuple[Act, ...], step: Step) -> None:
    relation = related(told, step)
    placed = [driver.event for point in relation.points for driver in point.drivers]
    directed = [a.event for a in told if way(a, "PER", "CHL") in (Way.THERE, Way.JOINT)]
    assert sorted([*placed, *relation.unplaced]) == sorted(directed)


@given(acts(), steps, documents)
def test_periods_have_no_gaps_and_the_band_says_why_there_is_no_value(
    told: tuple[Act, ...], step: Step, covering: tuple[Covering, ...]
) -> None:
    points = related(told, step, covering).points
    for one, two in pairwise(points):
        assert (two.period.first - one.period.last).days == 1
    for point in points:
        assert (point.band is Band.TOLD) == (point.value is not None)
        assert point.band is not Band.QUIET or point.covering or point.drivers
        assert 0 <= point.silence <= 1


@given(acts(), steps, st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(
    told: tuple[Act, ...], step: Step, chance: random.Random
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert related(told, step) == related(tuple(shuffled), step)
    assert partners("PER", told, scale=SCALE) == partners("PER", shuffled, scale=SCALE)
    assert blocs(told, scale=SCALE) == blocs(shuffled, scale=SCALE)


@given(acts(), steps)
def test_shifts_rest_on_five_events_and_more(told: tuple[Act, ...], step: Step) -> None:
    for shift in related(told, step).shifts:
        assert shift.point.events >= 5
        assert shift.baseline.events >= 5


@given(acts())
def test_partners_see_each_other_alike(told: tuple[Act, ...]) -> None:
    one = {p.party: p for p in partners("PER", told, scale=SCALE)}
    two = {p.party: p for p in partners("CHL", told, scale=SCALE)}
    assert ("CHL" in one) == ("PER" in two)
    if "CHL" in one:
        assert one["CHL"].value == two["PER"].value
        assert (one["CHL"].given, one["CHL"].received) == (two["PER"].received, two["PER"].given)


@given(acts(), steps, partial_dates(), partial_dates())
def test_a_series_keeps_to_its_bounds(
    told: tuple[Act, ...], step: Step, start: object, end: object
) -> None:
    bounds = Bounds(start, end)  # type: ignore[arg-type]
    material = Material(passed=Passed.of("PER", "CHL", told))
    relation, _ = relate(Dyad("PER", "CHL"), material, scale=SCALE, step=step, bounds=bounds)
    assert all(bounds.holds(point.period) for point in relation.points)
    triads = triad(PARTIES, told, scale=SCALE, step=step, bounds=bounds)
    assert all(bounds.holds(item.period) for item in triads)

"""Shifts against the periods before."""

from acts import SCALE, act
from dragoman.model.actors import Dyad
from dragoman.model.passed import Material, Passed
from dragoman.model.periods import Step
from dragoman.model.relations import Act, Shift
from dragoman.relating import relate


def found(*acts: Act, step: Step = Step.MONTH) -> tuple[Shift, ...]:
    material = Material(passed=Passed.of("PER", "CHL", acts))
    return relate(Dyad("PER", "CHL"), material, scale=SCALE, step=step)[0].shifts


def many(month: str, type_: str, count: int) -> list[Act]:
    return [act(f"{month}-{type_}-{n}", type_, when=f"{month}-10") for n in range(count)]


CALM = [one for month in range(1, 7) for one in many(f"2019-{month:02d}", "CONSULT", 1)]


def test_a_fall_is_said_against_its_baseline() -> None:
    (shift,) = found(*CALM, *many("2019-07", "ACCUSE", 5))
    assert str(shift) == "worse than the 6 months before: -12.5, mean +2.0, on 5 events"
    assert (shift.baseline.periods, shift.baseline.events) == (6, 6)
    assert str(shift.baseline.first) == "2019-01"


def test_a_rise_is_said_too() -> None:
    (shift,) = found(*CALM, *many("2019-07", "AID", 5))
    assert str(shift) == "better than the 6 months before: +37.5, mean +2.0, on 5 events"


def test_nothing_is_said_on_fewer_than_five_events() -> None:
    assert found(*CALM, *many("2019-07", "ASSAULT", 4)) == ()


def test_nothing_is_said_against_fewer_than_five_events() -> None:
    assert found(*CALM[:4], *many("2019-07", "ASSAULT", 9)) == ()


def test_denied_events_are_no_events() -> None:
    from dragoman.model.claims import Status

    denied = [act(f"d{n}", "ASSAULT", when="2019-07-10", status=Status.DENIED) for n in range(9)]
    assert found(*CALM, *denied, *many("2019-07", "ASSAULT", 4)) == ()


def test_what_varies_all_the_time_is_no_shift() -> None:
    months = [f"2019-{month:02d}" for month in range(1, 7)]
    swings = [one for n, m in enumerate(months) for one in many(m, "AID" if n % 2 else "ACCUSE", 5)]
    said = [str(shift.point.period) for shift in found(*swings, *many("2019-07", "AGREE", 5))]
    assert "2019-07" not in said


def test_a_baseline_is_the_twelve_months_before() -> None:
    old = [one for month in range(1, 13) for one in many(f"2017-{month:02d}", "ASSAULT", 5)]
    year = [one for month in range(1, 13) for one in many(f"2018-{month:02d}", "CONSULT", 1)]
    shift = found(*old, *year, *many("2019-01", "ACCUSE", 5))[-1]
    assert str(shift) == "worse than the 12 months before: -12.5, mean +2.0, on 5 events"


def test_years_have_their_own_baseline() -> None:
    years = [act(f"y{n}", when=str(2010 + n // 5)) for n in range(15)]
    (shift,) = found(
        *years, *(act(f"z{n}", "ACCUSE", when="2013") for n in range(6)), step=Step.YEAR
    )
    assert str(shift) == "worse than the 3 years before: -15.0, mean +10.0, on 6 events"

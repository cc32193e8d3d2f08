"""A relation whole, and what it is made of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from acts import SCALE, act
from dragoman.model.actors import Dyad
from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.events import Outcome
from dragoman.model.passed import Material, Passed
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Act, Initiative, Plans, Relation, Share
from dragoman.model.when import PartialDate
from dragoman.relating import relate
from making import CHILE, PERU, claim, document

DYAD = Dyad("PER", "CHL")
TEXT = document("Peru and Chile traded.")


def relation(
    *acts: Act,
    claims: tuple[Claim, ...] = (),
    fates: dict[str, Outcome] | None = None,
    as_of: date | None = date(2020, 1, 31),
    bounds: Bounds = ANY_TIME,
) -> Relation:
    passed = Passed.of("PER", "CHL", acts, claims)
    material = Material(passed=passed, fates=fates or {}, as_of=as_of)
    return relate(DYAD, material, scale=SCALE, step=Step.MONTH, bounds=bounds)[0]


def figure(
    indicator: str, *about: object, value: int = 5, when: str = "2018", nth: int = 0
) -> Claim:
    body = FigureBody(indicator=indicator, about=about, value=Decimal(value), unit="USD")  # type: ignore[arg-type]
    return claim(TEXT, body, when=when, nth=nth)


def test_only_the_direction_that_is_asked_for_moves_the_curve() -> None:
    found = relation(
        act("e1", "AID"),
        act("e2", "ACCUSE", "CHL", "PER"),
        act("e3", "AGREE", "CHL PER", ""),
        act("e4", "AID", "PER", "BOL"),
    )
    (point,) = found.points
    assert (point.value, [d.event for d in point.drivers]) == (12.0, ["e1", "e3"])
    assert found.initiative == Initiative(first=1, second=1, joint=1)


def test_events_without_a_month_are_counted_apart() -> None:
    found = relation(act("e1"), act("e2", when="2019"), act("e3", when=""))
    assert found.unplaced == ("e2", "e3")
    assert sum(point.events for point in found.points) == 1


def test_bounds_leave_out_what_lies_outside_or_nowhere() -> None:
    bounds = Bounds(PartialDate.parse("2019-05"), PartialDate.parse("2019-06"))
    found = relation(
        act("e1"),
        act("e2", when="2018-05-01"),
        act("e3", when="2019"),
        act("e4", when=""),
        bounds=bounds,
    )
    assert found.unplaced == ("e3",)
    assert found.initiative.first == 2
    assert [str(point.period) for point in found.points] == ["2019-05", "2019-06"]


def test_contexts_are_counted_each_and_none_is_told() -> None:
    found = relation(
        act("e1", "AID", context=("economic", "military")),
        act("e2", "ACCUSE", context=("military",)),
        act("e3"),
        act("e4", status=Status.DENIED, context=("cyber",)),
    )
    assert found.composition == (
        Share(context="military", events=2, points=5.0),
        Share(context="economic", events=1, points=7.5),
        Share(context="none", events=1, points=2.0),
    )


def test_plans_are_told_with_what_became_of_them() -> None:
    planned = frozenset({Status.PLANNED})
    acts = (
        act("carried-out", told_as=planned | {Status.ACTUAL}),
        act("off", status=Status.CALLED_OFF),
        act("past", status=Status.PLANNED, when="2019-05"),
        act("to-come", status=Status.PLANNED, when="2020-02"),
        act("some-day", status=Status.PLANNED, when=""),
        act("refused", status=Status.DENIED, told_as=planned | {Status.DENIED}),
        act("followed", status=Status.PLANNED, when="2019-05"),
        act("plain"),
    )
    found = relation(*acts, fates={acts[6].event: Outcome.HELD})
    assert found.plans == Plans(announced=7, held=2, called_off=1, denied=1, overdue=1, ahead=2)
    followed = [d for p in found.points for d in p.drivers if d.event == "followed"]
    assert [driver.counts for driver in followed] == [False]


def test_a_plan_is_not_overdue_while_nobody_can_know() -> None:
    assert relation(act("e1", status=Status.PLANNED), as_of=None).plans.ahead == 1


def test_figures_are_series_by_direction() -> None:
    found = relation(
        claims=(
            figure("exports", PERU, CHILE, value=7, when="2019", nth=0),
            figure("exports", PERU, CHILE, value=5, when="2018", nth=1),
            figure("exports", CHILE, PERU, value=3, nth=2),
            figure("imports", PERU, CHILE, value=4, nth=3),
            figure("trade_turnover", PERU, CHILE, value=9, nth=4),
            figure("trade_turnover", CHILE, PERU, value=8, nth=5),
            figure("exports", PERU, value=99, nth=6),
            figure("loan", CHILE, PERU, value=2, nth=7),
        )
    ).figures
    told = {
        (series.indicator, series.giver, series.taker, series.mutual): [
            int(v.value) for v in series.values
        ]
        for series in found
    }
    assert told == {
        ("exports", "PER", "CHL", False): [5, 7],
        ("exports", "CHL", "PER", False): [3],
        ("imports", "CHL", "PER", False): [4],
        ("trade_turnover", "CHL", "PER", True): told[("trade_turnover", "CHL", "PER", True)],
        ("loan", "CHL", "PER", False): [2],
    }
    assert sorted(told[("trade_turnover", "CHL", "PER", True)]) == [8, 9]


def test_units_are_never_mixed() -> None:
    euros = figure("loan", PERU, CHILE, nth=1)
    assert isinstance(euros.body, FigureBody)
    other = replace(euros, body=replace(euros.body, unit="EUR"))
    found = relation(claims=(figure("loan", PERU, CHILE), other)).figures
    assert [series.unit for series in found] == ["EUR", "USD"]


@pytest.mark.parametrize(("holder", "towards"), [("PER", "CHL"), ("CHL", "PER")])
def test_stances_are_told_as_stated(holder: str, towards: str) -> None:
    actors = {"PER": PERU, "CHL": CHILE}
    body = StanceBody(actors=(actors[holder],), recipients=(actors[towards],), polarity=-1)
    told = claim(TEXT, body, when="2019-05", said_by=PERU)
    (stance,) = relation(claims=(told,)).stances
    assert (stance.holder, stance.towards, stance.polarity, stance.said_by) == (
        holder,
        towards,
        -1,
        "Peru",
    )

"""Partners, triads and blocs."""

import pytest

from acts import SCALE, act
from dragoman.model.claims import Status
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Act, Balance, Sign
from dragoman.model.when import PartialDate
from dragoman.relating import blocs, partners, triad


def test_partners_are_sorted_by_what_passed() -> None:
    found = partners(
        "PER",
        [
            act("e1", "AID", "PER", "CHL"),
            act("e2", "ACCUSE", "CHL", "PER"),
            act("e3", "AGREE", "PER BOL", ""),
            act("e4", "ACCUSE", "ECU", "PER"),
            act("e5", "AID", "PER", "ECU", status=Status.DENIED),
            act("e6", "AID", "BRA", "CHL"),
        ],
        scale=SCALE,
    )
    assert [(p.party, p.value, p.events) for p in found] == [
        ("CHL", 5.0, 2),
        ("BOL", 4.5, 1),
        ("ECU", -2.5, 1),
    ]
    chile = found[0]
    assert (chile.given, chile.received, chile.joint, chile.mean, chile.documents) == (
        1,
        1,
        0,
        2.5,
        2,
    )


def test_partners_of_a_period() -> None:
    bounds = Bounds(PartialDate.parse("2019"), PartialDate.parse("2019"))
    acts = [
        act("e1", when="2019"),
        act("e2", "CONSULT", "PER", "BOL", when="2018-12-31"),
        act("e3", "CONSULT", "PER", "ECU", when=""),
    ]
    assert [p.party for p in partners("PER", acts, scale=SCALE, bounds=bounds)] == ["CHL"]


FRIENDS, ENEMIES, NEITHER = "AID", "ASSAULT", "REQUEST"


@pytest.mark.parametrize(
    ("types", "balance", "words"),
    [
        ((FRIENDS, FRIENDS, FRIENDS), Balance.BALANCED, "all three are friendly"),
        (
            (FRIENDS, ENEMIES, ENEMIES),
            Balance.BALANCED,
            "BOL and CHL are friendly, and hostile to PER",
        ),
        (
            (FRIENDS, FRIENDS, ENEMIES),
            Balance.STRAINED,
            "BOL is friendly with CHL and PER, who are hostile",
        ),
        ((ENEMIES, ENEMIES, ENEMIES), Balance.STRAINED, "all three are hostile to one another"),
        ((FRIENDS, FRIENDS, ""), Balance.OPEN, "nothing told of CHL–PER"),
    ],
)
def test_three_parties_are_balanced_or_strained(
    types: tuple[str, str, str], balance: Balance, words: str
) -> None:
    pairs = (("BOL", "CHL"), ("BOL", "PER"), ("CHL", "PER"))
    acts = [
        act(f"e{n}", type_, *pair)
        for n, (type_, pair) in enumerate(zip(types, pairs, strict=True))
        if type_
    ]
    (found,) = triad(("BOL", "CHL", "PER"), acts, scale=SCALE)
    assert (found.balance, found.words) == (balance, words)
    assert str(found.period) == "2019"


def test_what_is_neither_warm_nor_cold_leaves_a_triad_open() -> None:
    acts = [
        act("e1", "AID", "BOL", "CHL"),
        act("e2", "AID", "BOL", "PER"),
        act("e3", "CONSULT", "CHL", "PER"),
        act("e4", "ACCUSE", "PER", "CHL"),
    ]
    (found,) = triad(("BOL", "CHL", "PER"), acts, scale=SCALE)
    assert (found.balance, found.words) == (Balance.OPEN, "neutral: CHL–PER")
    assert (found.edges[2].sign, found.edges[2].value, found.edges[2].events) == (
        Sign.NEUTRAL,
        -0.5,
        2,
    )


def test_a_triad_is_followed_through_years_without_events() -> None:
    acts = [act("e1", when="2015"), act("e2", when="2017")]
    found = triad(("BOL", "CHL", "PER"), acts, scale=SCALE, step=Step.YEAR, bounds=ANY_TIME)
    assert [str(item.period) for item in found] == ["2015", "2016", "2017"]
    assert {edge.sign for edge in found[1].edges} == {Sign.UNKNOWN}


def camp(*members: str, type_: str = "COOPERATE") -> list[Act]:
    return [act(f"{a}-{b}-{type_}", type_, a, b) for a in members for b in members if a < b]


def test_two_camps_come_out_as_blocs() -> None:
    west, east = ("BOL", "CHL", "PER", "URY"), ("KEN", "TZA", "UGA")
    between = [act(f"{a}-{b}", "ACCUSE", a, b) for a in west for b in east]
    meetings = [act("m1", "CONSULT", "CHL", "KEN"), act("m2", "CONSULT", "PER", "UGA")]
    found = blocs([*camp(*west), *camp(*east), *between, *meetings], scale=SCALE)
    assert [bloc.members for bloc in found] == [west, east]
    assert found[0].value == pytest.approx(6 * 6.5)


def test_blocs_do_not_depend_on_the_order_of_events() -> None:
    acts = [
        *camp("BOL", "CHL", "PER"),
        *camp("KEN", "TZA", "UGA"),
        *camp("PER", "KEN", type_="CONSULT"),
    ]
    assert blocs(acts, scale=SCALE) == blocs(acts[::-1], scale=SCALE)


def test_those_who_appear_once_or_twice_are_in_no_bloc() -> None:
    assert blocs([act("e1", "AID", "PER", "CHL")], scale=SCALE) == ()
    assert blocs([], scale=SCALE) == ()

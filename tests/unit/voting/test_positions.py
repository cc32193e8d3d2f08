"""Positions joined to roll calls."""

import pytest

from dragoman.model.actors import Actor
from dragoman.model.claims import PositionBody, Status
from dragoman.model.votes import Choice, Matched
from dragoman.voting import Assembly, match_positions
from making import claim, document

BELARUS = Actor(name="Belarus", country="BLR", sector="GOV")
FRANCE = Actor(name="France", country="FRA", sector="GOV")
KENYA = Actor(name="Kenya", country="KEN", sector="GOV")
ASSEMBLY = Actor(name="UN General Assembly", country="UN", sector="IGO")
COUNCIL = Actor(name="UN Security Council", country="UNSC", sector="IGO")

ZONE = "a zone of peace in the Indian Ocean"
DAY = "1972-12-04"
"""The day of roll call 1308, on the Indian Ocean; Belarus abstained."""


def matches(
    assembly: Assembly,
    *actors: Actor,
    choice: str = "abstain",
    question: str = ZONE,
    body: Actor | None = ASSEMBLY,
    when: str = DAY,
    status: Status = Status.ACTUAL,
    text: str = "Belarus abstained.",
) -> tuple[Matched, ...]:
    position = PositionBody(
        actors=actors or (BELARUS,), choice=choice, question=question, body=body
    )
    told = claim(document(text), position, when=when, status=status)
    return match_positions([told], assembly)


def test_a_position_finds_its_roll_call_by_day_body_and_words(assembly: Assembly) -> None:
    (found,) = matches(assembly)
    assert (found.call.id, found.state, found.voted) == (1308, "BLR", Choice.ABSTAIN)
    assert found.agrees
    assert found.reasons[0] == "voted on 1972-12-04"
    assert "words of the question" in found.reasons[1]


def test_an_article_that_says_otherwise_is_told_so(assembly: Assembly) -> None:
    (found,) = matches(assembly, choice="support")
    assert (found.said, found.voted, found.agrees) == ("for", Choice.ABSTAIN, False)


def test_the_number_of_a_resolution_decides(assembly: Assembly) -> None:
    numbered = next(call for call in assembly.calls if call.resolution == "R/45/67B")
    (found,) = matches(assembly, FRANCE, question="resolution 45/67", body=None, when="")
    assert found.call == numbered
    assert (found.score, found.reasons) == (1.0, ("both name 45/67",))


def test_a_month_fits_less_surely_than_a_day(assembly: Assembly) -> None:
    (day,) = matches(assembly)
    (month,) = matches(assembly, when="1972-12")
    assert month.call == day.call
    assert month.score < day.score
    assert month.reasons[0] == "voted on 1972-12-04, within 1972-12"


def test_several_voters_are_matched_one_by_one(assembly: Assembly) -> None:
    found = matches(assembly, BELARUS, FRANCE, KENYA)
    assert [match.state for match in found] == ["BLR", "FRA"]


@pytest.mark.parametrize(
    "changed",
    [
        {"when": "1973-06-04"},
        {"when": ""},
        {"question": "a ban on commercial whaling"},
        {"body": COUNCIL},
        {"body": None},
        {"choice": "sponsor"},
        {"status": Status.DENIED},
    ],
    ids=str,
)
def test_what_does_not_fit_is_not_joined(assembly: Assembly, changed: dict[str, object]) -> None:
    assert matches(assembly, **changed) == ()  # type: ignore[arg-type]


def test_the_assembly_in_the_words_is_enough_of_a_body(assembly: Assembly) -> None:
    (found,) = matches(assembly, body=None, text="In the General Assembly Belarus abstained.")
    assert found.call.id == 1308

"""What became of plans. Each case was written by hand: a plan, what is told later, and the answer."""

import random

import pytest

from dragoman.merging import merge, sequels
from dragoman.model.claims import EventBody, Status
from dragoman.model.events import Event, Outcome
from making import BRAZIL, CHILE, PERU, act, claim, document

PLANNED, ACTUAL, OFF, DENIED = (
    Status.PLANNED,
    Status.ACTUAL,
    Status.CALLED_OFF,
    Status.DENIED,
)
VISIT = act("CONSULT", mode="visit")
PLAN = document("The president of Peru is to go to Chile in May.", name="plan")
LATER = document("On a Tuesday Lima's head of state travelled to Santiago.", name="later")


def events(
    first: tuple[str, Status], second: tuple[str, Status], body: EventBody = VISIT
) -> tuple[Event, ...]:
    return merge(
        [
            claim(PLAN, VISIT, when=first[0], status=first[1]),
            claim(LATER, body, when=second[0], status=second[1]),
        ]
    )


@pytest.mark.parametrize(
    ("plan", "later", "outcome"),
    [
        (("2019-05", PLANNED), ("2019-05-14", ACTUAL), Outcome.HELD),
        (("2019", PLANNED), ("2019-05-14", ACTUAL), Outcome.HELD),
        (("2019-05 2019-06", PLANNED), ("2019-05-14", ACTUAL), Outcome.HELD),
        (("2019-05", PLANNED), ("2019-06-01", ACTUAL), Outcome.HELD),
        (("2019-05", PLANNED), ("2019-05-14", OFF), Outcome.CALLED_OFF),
        (("2019-05-14", OFF), ("2019-07-02", ACTUAL), Outcome.HELD_LATER),
        (("2019-05-14", OFF), ("2019-07-02", PLANNED), Outcome.PUT_OFF),
        (("2019-05-14", OFF), ("2019-07-02", OFF), Outcome.PUT_OFF),
        (("2019-05-14", OFF), ("2019-03-02", PLANNED), None),
        (("2019-05", PLANNED), ("2019-06-20", ACTUAL), None),
        (("2019-05", PLANNED), ("2019-03-01", ACTUAL), None),
        (("", PLANNED), ("2019-05-14", ACTUAL), None),
        (("2019-05", PLANNED), ("", ACTUAL), None),
        (("2019-05", PLANNED), ("2019-05-14", DENIED), None),
        (("2019-05-14", OFF), ("2020-07-02", ACTUAL), None),
        (("2019-05-14", OFF), ("2019-02-02", ACTUAL), None),
        (("2019-05", ACTUAL), ("2019-05-14", ACTUAL), None),
    ],
)
def test_what_became_of_a_plan(
    plan: tuple[str, Status], later: tuple[str, Status], outcome: Outcome | None
) -> None:
    found = sequels(events(plan, later))
    assert [sequel.outcome for sequel in found] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    "body",
    [act("AGREE"), act("CONSULT", PERU, BRAZIL), act("CONSULT", mode="phone")],
)
def test_another_act_or_other_parties_fulfil_no_plan(body: EventBody) -> None:
    assert sequels(events(("2019-05", PLANNED), ("2019-05-14", ACTUAL), body)) == ()


def test_the_host_may_be_told_of_as_the_one_who_acts() -> None:
    body = act("CONSULT", CHILE, PERU)
    assert len(sequels(events(("2019-05", PLANNED), ("2019-05-14", ACTUAL), body))) == 1


def test_the_first_that_fits_is_taken_whatever_the_order() -> None:
    told = document("First visit. Second visit. Third visit.")
    days = {"First": "2019-05-03", "Second": "2019-05-14", "Third": "2019-05-25"}
    visits = [claim(told, VISIT, words=f"{n} visit.", when=day) for n, day in days.items()]
    found = list(merge([claim(PLAN, VISIT, when="2019-05", status=PLANNED), *visits]))
    expected = sequels(found)
    random.Random(1).shuffle(found)
    assert sequels(found) == expected
    (sequel,) = expected
    by_id = {event.id: event for event in found}
    assert str(by_id[sequel.later].when.start) == "2019-05-03"
    assert sequel.reasons[-1] == "planned for 2019-05, told of 2019-05-03"


def test_a_visit_that_took_place_goes_before_a_new_date() -> None:
    told = document("It is off. It is to be in June. It was held in July.")
    words = (("It is off.", "2019-05-14", OFF), ("It is to be in June.", "2019-06-11", PLANNED))
    held = ("It was held in July.", "2019-07-02", ACTUAL)
    claims = [claim(told, VISIT, words=w, when=d, status=s) for w, d, s in (*words, held)]
    found = {s.outcome for s in sequels(merge(claims))}
    assert found == {Outcome.HELD_LATER}
    assert {s.outcome for s in sequels(merge(claims[:2]))} == {Outcome.PUT_OFF}

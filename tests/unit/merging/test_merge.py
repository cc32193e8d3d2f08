"""Which claims tell of one happening, and what is made of where they differ."""

from decimal import Decimal

import pytest

from dragoman.merging import merge
from dragoman.merging.compare import compare
from dragoman.model.actors import Amount, Place
from dragoman.model.claims import Claim, Status
from dragoman.model.events import Event
from making import BRAZIL, CHILE, PERU, act, claim, document

ONE = document("Peru's president met his Chilean counterpart in Lima on Tuesday.", name="one")
TWO = document("The heads of state of Peru and Chile held talks yesterday.", name="two")
COPY = document("In Lima Peru's president met his Chilean counterpart.", name="copy")


def pair(left: Claim, right: Claim) -> tuple[Event, ...]:
    return merge([left, right])


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2019-05-14", "2019-05-14", True),
        ("2019-05-14", "2019-05-16", True),
        ("2019-05-14", "2019-05-17", False),
        ("2019-05-14", "2018-05-14", False),
        ("2019-05-14", "", False),
        ("2019-05", "2019-05", True),
        ("2019-05", "2019-06-09", False),
    ],
)
def test_times_decide(first: str, second: str, together: bool) -> None:
    left = claim(ONE, act("CONSULT"), when=first)
    right = claim(TWO, act("CONSULT"), when=second)
    assert (len(pair(left, right)) == 1) is together


def test_the_same_words_are_the_same_happening_though_one_is_undated() -> None:
    left, right = claim(ONE, act("CONSULT")), claim(COPY, act("CONSULT"), when="")
    (event,) = pair(left, right)
    assert "of the words in common" in event.links[0].reasons[2]


@pytest.mark.parametrize(
    "other",
    [act("AID"), act("CONSULT", PERU, BRAZIL), act("CONSULT", BRAZIL, ())],
)
def test_another_act_or_other_parties_are_another_happening(other: object) -> None:
    left = claim(ONE, act("CONSULT"))
    right = claim(TWO, other)  # type: ignore[arg-type]
    assert len(pair(left, right)) == 2
    assert compare(left, right) is None


def test_direction_of_the_telling_does_not_matter() -> None:
    left = claim(ONE, act("CONSULT", PERU, CHILE))
    right = claim(TWO, act("CONSULT", CHILE, PERU))
    assert len(pair(left, right)) == 1


def test_a_link_bears_its_reasons() -> None:
    place = Place(name="Lima", country="PER")
    left = claim(ONE, act("CONSULT", place=place))
    right = claim(TWO, act("CONSULT", place=place), when="2019-05-15")
    (link,) = pair(left, right)[0].links
    assert link.reasons == (
        "both CONSULT",
        "both name CHL and PER",
        "a day apart",
        "both in Lima",
        "both by the president",
    )
    assert link.left < link.right
    assert 0 < link.score <= 1


def test_the_fullest_account_speaks_and_the_firmest_status() -> None:
    hedged = claim(ONE, act("CONSULT"), when="2019-05", status=Status.ALLEGED)
    exact = claim(COPY, act("CONSULT"), when="2019-05-14")
    (event,) = pair(hedged, exact)
    assert str(event.when.start) == "2019-05-14"
    assert event.status is Status.ACTUAL
    assert event.documents == ("copy", "one")


def test_disputes_keep_every_account() -> None:
    sums = [Amount(value=Decimal(value), unit="USD") for value in (40, 90)]
    left = claim(ONE, act("AID", amount=sums[0]))
    right = claim(TWO, act("AID", amount=sums[1]), when="2019-05-15", status=Status.DENIED)
    (event,) = pair(left, right)
    disputes = {d.field: {a.value: a.claims for a in d.accounts} for d in event.disputes}
    assert disputes == {
        "status": {"actual": (left.id,), "denied": (right.id,)},
        "date": {"2019-05-14": (left.id,), "2019-05-15": (right.id,)},
        "amount": {"40 USD": (left.id,), "90 USD": (right.id,)},
    }


def test_a_plan_that_was_carried_out_contradicts_nothing() -> None:
    plan = claim(ONE, act("CONSULT"), status=Status.PLANNED)
    (event,) = pair(plan, claim(TWO, act("CONSULT")))
    assert event.status is Status.ACTUAL
    assert event.disputes == ()


def test_a_stretch_and_a_day_inside_it_are_no_dispute() -> None:
    talks = claim(ONE, act("CONSULT"), when="2019-05-13 2019-05-15")
    (event,) = pair(talks, claim(TWO, act("CONSULT"), when="2019-05-14"))
    assert event.links[0].reasons[2] == "days overlap"
    assert event.disputes == ()


def test_a_chain_of_links_is_one_event_and_its_id_survives_a_later_claim() -> None:
    days = ("2019-05-14", "2019-05-16", "2019-05-18")
    claims = [claim(ONE, act("CONSULT"), when=day, nth=n) for n, day in enumerate(days)]
    assert compare(claims[0], claims[2]) is None
    (event,) = merge(claims)
    assert len(event.claims) == 3
    first = min(claims, key=lambda c: c.id)
    assert event.id == merge([first])[0].id

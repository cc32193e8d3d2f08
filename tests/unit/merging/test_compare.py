"""What speaks for and against two claims' being of one happening, reason by reason."""

from decimal import Decimal

import pytest

from dragoman.merging import merge
from dragoman.merging.compare import Weighed, compare, weigh
from dragoman.merging.traits import traits
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import EventBody, Status
from dragoman.model.when import Basis
from making import CHILE, PERU, act, claim, document

ONE = "Envoys of Peru and Chile sat down on the coast."
TWO = "Somebody from Santiago saw somebody from Lima."
LIMA, ARICA = Place(name="Lima", country="PER"), Place(name="Arica", country="CHL")


def office(name: str) -> Actor:
    return Actor(name=f"{name} of Peru", country="PER", sector="GOV")


def weighed(
    left: EventBody,
    right: EventBody,
    *,
    words: tuple[str, str] = (ONE, TWO),
    when: tuple[str, str] = ("2019-05-14", "2019-05-14"),
    status: tuple[Status, Status] = (Status.ACTUAL, Status.ACTUAL),
) -> Weighed | None:
    one, two = (
        claim(document(words[n], name=str(n)), body, when=when[n], status=status[n])
        for n, body in enumerate((left, right))
    )
    sides = (traits(one, left), traits(two, right))
    found = weigh(*sides)
    again = weigh(*reversed(sides))
    assert (again.points if again else None) == (found.points if found else None)
    assert (compare(one, two) is not None) is (found is not None and found.same)
    return found


MEETING = act("CONSULT")


def said(found: Weighed | None) -> str:
    assert found is not None
    return found.words[-1]


@pytest.mark.parametrize(
    ("left", "right", "same", "reason"),
    [
        (act("CONSULT", place=LIMA), act("CONSULT", place=LIMA), True, "both in Lima"),
        (
            act("CONSULT", place=LIMA),
            act("CONSULT", place=ARICA),
            False,
            "but in Lima and in Arica",
        ),
        (
            act("CONSULT", place=LIMA),
            act("CONSULT", place=Place(name="Peru", country="PER")),
            True,
            "same day",
        ),
        (
            act("CONSULT", office("Foreign Minister")),
            act("CONSULT", office("Foreign Secretary")),
            True,
            "both by the foreign minister",
        ),
        (
            act("CONSULT", office("Foreign Minister")),
            act("CONSULT", office("Energy Minister")),
            False,
            "but by the foreign minister and by the minister of energy",
        ),
        (
            act("CONSULT", office("Foreign Minister")),
            act("CONSULT", office("Deputy Foreign Minister")),
            False,
            "but by the foreign minister and by the deputy foreign minister",
        ),
        (act("CONSULT", office("President")), act("CONSULT", PERU), True, "same day"),
        (
            act("CONSULT", office("Third Squadron")),
            act("CONSULT", office("Third Squadron")),
            True,
            "both by Third Squadron of Peru",
        ),
        (act("CONSULT", mode="phone"), act("CONSULT", mode="visit"), False, "but phone and visit"),
    ],
)
def test_places_and_posts(left: EventBody, right: EventBody, same: bool, reason: str) -> None:
    found = weighed(left, right)
    assert said(found) == reason
    assert found is not None
    assert found.same is same


@pytest.mark.parametrize(
    ("left", "right", "same", "reason"),
    [
        ((40, "USD"), (40, "USD"), True, "both 40 USD"),
        ((40, "USD"), (45, "USD"), True, "same day"),
        ((40, "USD"), (90, "USD"), True, "but 40 USD and 90 USD"),
        ((40, "USD"), (400, "USD"), False, "but 40 USD and 400 USD"),
        ((40, "USD"), (36, "EUR"), True, "but 40 USD and 36 EUR"),
        ((40, "USD"), (2, "vehicles"), False, "but 40 USD and 2 vehicles"),
        ((3, "persons"), (11, "persons"), True, "same day"),
        ((300, "persons"), (1100, "persons"), False, "but 300 persons and 1100 persons"),
    ],
)
def test_numbers(left: tuple[int, str], right: tuple[int, str], same: bool, reason: str) -> None:
    one, two = (act("AID", amount=Amount(value=Decimal(v), unit=u)) for v, u in (left, right))
    found = weighed(one, two)
    assert said(found) == reason
    assert found is not None
    assert found.same is same


def test_a_number_finds_its_fellow_where_no_date_does() -> None:
    loan = act("AID", amount=Amount(value=Decimal(243_000_000), unit="USD"))
    found = weighed(loan, loan, when=("", "2019-05-14"))
    assert found is not None
    assert found.same
    assert weighed(MEETING, MEETING, when=("", "2019-05-14")).same is False  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("The second round of talks began.", "A third round followed."), False),
        (("The second round of talks began.", "They met for a second round."), True),
        (("They met for the first time.", "A second meeting was held."), True),
    ],
)
def test_rounds(words: tuple[str, str], same: bool) -> None:
    found = weighed(MEETING, MEETING, words=words)
    assert found is not None
    assert found.same is same


def test_what_one_does_to_the_other_is_not_what_the_other_does() -> None:
    charge, answer = act("ACCUSE", PERU, CHILE), act("ACCUSE", CHILE, PERU)
    assert weighed(charge, answer) is None
    assert weighed(charge, act("ACCUSE", (PERU, CHILE), ())) is not None


def test_a_lone_party_needs_more_than_the_day() -> None:
    lone = act("CONSULT", PERU, ())
    assert weighed(MEETING, lone).same is False  # type: ignore[union-attr]
    assert weighed(MEETING, lone, words=(ONE, ONE)).same is True  # type: ignore[union-attr]
    assert said(weighed(MEETING, lone)) == "but one names no other side"


PLANNED, ACTUAL, OFF = Status.PLANNED, Status.ACTUAL, Status.CALLED_OFF


@pytest.mark.parametrize(
    ("status", "when", "same"),
    [
        ((PLANNED, ACTUAL), ("2019-05-14", "2019-05-14"), True),
        ((PLANNED, ACTUAL), ("2019-05-14", "2019-05-15"), True),
        ((PLANNED, ACTUAL), ("2019-05", "2019-05-14"), False),
        ((PLANNED, OFF), ("2019-05-14", "2019-05-14"), True),
        ((PLANNED, OFF), ("2019-05", "2019-05-14"), False),
        ((OFF, ACTUAL), ("2019-05-14", "2019-05-14"), True),
        ((OFF, ACTUAL), ("2019-05-14", "2019-05-15"), False),
        ((OFF, OFF), ("2019-05", "2019-05-14"), True),
        ((PLANNED, ACTUAL), ("", "2019-05-14"), False),
    ],
)
def test_plans_and_what_became_of_them(
    status: tuple[Status, Status], when: tuple[str, str], same: bool
) -> None:
    found = weighed(MEETING, MEETING, status=status, when=when, words=(ONE, ONE))
    assert (found is not None and found.same) is same


AGENCY = "Foreign ministers from Peru and Chile discussed fishing quotas during talks held in Lima on Tuesday."


@pytest.mark.parametrize(
    ("words", "when", "basis", "same"),
    [
        ((AGENCY, AGENCY), ("2019-05-14", "2019-05-21"), Basis.PUBLISHED, True),
        ((AGENCY, AGENCY), ("2019-05-14", "2019-05-21"), Basis.TEXT, False),
        ((AGENCY, AGENCY), ("2019-05-14", "2019-06-11"), Basis.PUBLISHED, False),
        ((AGENCY, ONE), ("2019-05-14", "2019-05-21"), Basis.PUBLISHED, False),
        (("They met on Tuesday.",) * 2, ("2019-05-14", "2019-05-21"), Basis.PUBLISHED, False),
    ],
)
def test_a_sentence_printed_again_counts_its_days_from_another(
    words: tuple[str, str], when: tuple[str, str], basis: Basis, same: bool
) -> None:
    told = [
        claim(document(text, name=str(n)), MEETING, when=when[n], basis=basis)
        for n, text in enumerate(words)
    ]
    assert (len(merge(told)) == 1) is same

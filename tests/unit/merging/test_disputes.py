"""What accounts differ on: numbers, days, and whether it happened."""

from decimal import Decimal

import pytest

from dragoman.merging.disputes import disputes
from dragoman.model.actors import Amount
from dragoman.model.claims import Claim, Status
from making import act, claim, document

ACTUAL, ALLEGED, DENIED, PLANNED, OFF = (
    Status.ACTUAL,
    Status.ALLEGED,
    Status.DENIED,
    Status.PLANNED,
    Status.CALLED_OFF,
)


def told(
    name: str, status: Status = ACTUAL, when: str = "2019-05-14", amount: tuple[str, str] = ("", "")
) -> Claim:
    value, unit = amount
    body = act("AID", amount=Amount(value=Decimal(value), unit=unit) if value else None)
    return claim(document(f"Help came. {name}", name=name), body, status=status, when=when)


def accounts(*claims: Claim, status: Status = ACTUAL) -> dict[str, list[str]]:
    return {d.field: [a.value for a in d.accounts] for d in disputes(claims, status)}


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (ACTUAL, DENIED, True),
        (ALLEGED, DENIED, True),
        (PLANNED, DENIED, True),
        (ACTUAL, OFF, True),
        (PLANNED, OFF, False),
        (PLANNED, ACTUAL, False),
        (ALLEGED, ACTUAL, False),
        (DENIED, DENIED, False),
    ],
)
def test_whether_it_happened(first: Status, second: Status, differ: bool) -> None:
    found = accounts(told("a", first), told("b", second))
    assert found == ({"status": sorted([first.value, second.value])} if differ else {})


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (("40", "tonnes"), ("45", "tonnes"), True),
        (("1000", "USD"), ("1015", "USD"), False),
        (("11.3", "USD"), ("9", "EUR"), False),
        (("-3", "percent"), ("3", "percent"), True),
    ],
)
def test_numbers(first: tuple[str, str], second: tuple[str, str], differ: bool) -> None:
    found = accounts(told("a", amount=first), told("b", amount=second))
    assert ("amount" in found) is differ
    assert found == ({"amount": sorted([" ".join(first), " ".join(second)])} if differ else {})


def test_days_of_one_status_are_compared() -> None:
    assert accounts(told("a"), told("b", when="2019-05-15")) == {
        "date": ["2019-05-14", "2019-05-15"]
    }
    assert accounts(told("a", PLANNED), told("b", when="2019-05-15")) == {}
    assert accounts(told("a"), told("b", when="2019-05")) == {}


def test_every_account_keeps_its_claims() -> None:
    some = [told("a"), told("b"), told("c", DENIED)]
    (dispute,) = disputes(some, ACTUAL)
    assert [account.claims for account in dispute.accounts] == [
        (some[0].id, some[1].id),
        (some[2].id,),
    ]

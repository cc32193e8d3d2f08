"""What the accounts of one happening differ on: whether it happened, when, how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dragoman.model.actors import Amount
from dragoman.model.claims import Claim, EventBody, Status
from dragoman.model.events import Account, Dispute
from dragoman.model.ids import ClaimId

ROUNDING = Decimal("0.02")
"""Share by which two numbers may differ and still be one, rounded differently."""

SAID = (Status.ACTUAL, Status.ALLEGED, Status.PLANNED)
"""What a denial contradicts."""

OPEN = frozenset({Status.PLANNED, Status.CALLED_OFF})
"""Statuses of accounts whose day may have changed since."""

Accounts = Mapping[str, Sequence[ClaimId]]


def _accounts(told: Sequence[tuple[str, Claim]]) -> dict[str, list[ClaimId]]:
    found: dict[str, list[ClaimId]] = defaultdict(list)
    for value, claim in told:
        found[value].append(claim.id)
    return dict(sorted(found.items()))


def _statuses(claims: Sequence[Claim]) -> Accounts:
    """Whether it happened: a denial contradicts all else, what was called off did not take place as well.

    A plan that was carried out, or called off, contradicts nothing.
    """
    known = {claim.status for claim in claims}
    contrary: set[Status] = set()
    if Status.DENIED in known and known & set(SAID):
        contrary |= {Status.DENIED, *SAID}
    if {Status.CALLED_OFF, Status.ACTUAL} <= known:
        contrary |= {Status.CALLED_OFF, Status.ACTUAL}
    return _accounts([(c.status.value, c) for c in claims if c.status in contrary])


def _dates(claims: Sequence[Claim], status: Status) -> Accounts:
    """The days that accounts name; a plan for another day than that of the act is a change of plan.

    A stretch or a month contradicts no day inside it.
    """
    told = []
    for claim in claims:
        start, end = claim.when.start, claim.when.end
        settled = claim.status is status or claim.status not in OPEN
        if settled and start and start.day and start == end:
            told.append((str(start), claim))
    return _accounts(told)


def _sums(claims: Sequence[Claim]) -> Iterator[tuple[Amount, Claim]]:
    for claim in claims:
        body = claim.body
        if isinstance(body, EventBody) and body.amount is not None:
            yield body.amount, claim


def differ(values: Sequence[Decimal]) -> bool:
    """Say whether numbers differ by more than rounding does."""
    least, most = min(values), max(values)
    return most - least > ROUNDING * max(abs(least), abs(most))


def _amounts(claims: Sequence[Claim]) -> Accounts:
    """Numbers of one unit that differ by more than rounding; units are never converted."""
    units: dict[str, list[tuple[Amount, Claim]]] = defaultdict(list)
    for amount, claim in _sums(claims):
        units[amount.unit].append((amount, claim))
    told = [
        (f"{amount.value:f} {amount.unit}", claim)
        for _, members in sorted(units.items())
        if differ([amount.value for amount, _ in members])
        for amount, claim in members
    ]
    return _accounts(told)


def disputes(claims: Sequence[Claim], status: Status) -> tuple[Dispute, ...]:
    """Keep side by side what the accounts of one happening differ on; nothing is averaged.

    Args:
        status: the event's own, which says whose days are compared.
    """
    found = (
        ("status", _statuses(claims)),
        ("date", _dates(claims, status)),
        ("amount", _amounts(claims)),
    )
    return tuple(
        Dispute(
            field=name,
            accounts=tuple(Account(value=v, claims=tuple(ids)) for v, ids in accounts.items()),
        )
        for name, accounts in found
        if len(accounts) > 1
    )

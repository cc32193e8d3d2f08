"""Laws of merging: the order of telling does not matter, and telling again changes nothing."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import claims

from dragoman.merging import blocks, merge
from dragoman.model.claims import Claim, Kind

some = st.lists(claims(kind=Kind.EVENT), max_size=12)


@given(some, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_merging_does_not_depend_on_the_order(told: list[Claim], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    unique = {claim.id: claim for claim in told}
    again = {claim.id: claim for claim in shuffled}
    if unique == again:
        assert merge(told) == merge(shuffled)


@given(some)
@settings(max_examples=60)
def test_merging_twice_changes_nothing(told: list[Claim]) -> None:
    unique = list({claim.id: claim for claim in told}.values())
    events = merge(unique)
    again = merge([claim for event in events for claim in event.claims])
    assert events == again


@given(some)
@settings(max_examples=60)
def test_every_claim_is_in_exactly_one_event(told: list[Claim]) -> None:
    unique = {claim.id: claim for claim in told}
    found = [claim.id for event in merge(unique.values()) for claim in event.claims]
    assert sorted(found) == sorted(unique)


@given(claims())
def test_only_events_have_neighbourhoods(claim: Claim) -> None:
    assert claim.kind is Kind.EVENT or blocks(claim) == frozenset()

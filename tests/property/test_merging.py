"""Laws of merging: the order of telling does not matter, and telling again changes nothing."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import claims

from dragoman.merging import blocks, merge
from dragoman.model.actors import Actor, Amount, Place
from dragoman.model.claims import Claim, Kind, Status
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId
from making import act, claim, document

some = st.lists(claims(kind=Kind.EVENT), max_size=12)

NAMES = ("Peru", "Chile", "Brazil", "Foreign Minister of Peru", "President of Chile")
CODES = {"Peru": "PER", "Chile": "CHL", "Brazil": "BRA"}
TIMES = (
    *(
        "2019-05-13",
        "2019-05-14",
        "2019-05-15",
        "2019-05-17",
        "2019-05-31",
        "2019-06-01",
        "2019-06",
    ),
    *(
        "2019-05",
        "2019-05-13 2019-05-15",
        "2019-05-13 2019-05-19",
        "2019-05-27 2019-06-02",
        "2019",
        "",
    ),
)
TEXTS = (
    "They met in Lima to discuss fishing in the disputed waters of the south.",
    "Fishing in the disputed waters was discussed when they met.",
    "The second round of talks on tariffs was held behind closed doors.",
    "A third round of talks on tariffs followed.",
    "Talks.",
)
party = st.sampled_from(NAMES).map(lambda name: Actor(name=name, country=CODES[name.split()[-1]]))


@st.composite
def neighbours(draw: st.DrawFn) -> list[Claim]:
    """Claims that are close in time, place and parties, so that much hangs on what else is known."""
    found = []
    for nth in range(draw(st.integers(1, 9))):
        told = document(draw(st.sampled_from(TEXTS)), name=f"report {nth}")
        body = act(
            draw(st.sampled_from(("CONSULT", "AID"))),
            tuple(draw(st.lists(party, min_size=1, max_size=2))),
            tuple(draw(st.lists(party, max_size=2))),
            place=draw(st.sampled_from((None, Place(name="Lima"), Place(name="Arica")))),
            amount=draw(st.sampled_from((None, Amount(value=Decimal(500), unit="USD")))),
        )
        status = draw(st.sampled_from((Status.ACTUAL, Status.PLANNED, Status.CALLED_OFF)))
        found.append(claim(told, body, when=draw(st.sampled_from(TIMES)), status=status))
    return found


def gathered(events: Iterable[Event]) -> set[frozenset[ClaimId]]:
    return {frozenset(c.id for c in event.claims) for event in events}


def by_batches(batches: Sequence[Sequence[Claim]]) -> set[frozenset[ClaimId]]:
    """Merge as a record does: with each batch, the events that its neighbourhoods touch, and no others."""
    known: dict[ClaimId, Claim] = {}
    holders: dict[object, set[ClaimId]] = defaultdict(set)
    event_of: dict[ClaimId, frozenset[ClaimId]] = {}
    for batch in batches:
        near = set()
        for fresh in batch:
            known[fresh.id] = fresh
            for block in blocks(fresh):
                holders[block].add(fresh.id)
                near |= holders[block]
        near |= {fresh.id for fresh in batch}
        touched = {name for one in near for name in event_of.get(one, {one})}
        for group in gathered(merge(known[name] for name in touched)):
            event_of.update(dict.fromkeys(group, group))
    return set(event_of.values())


@given(some, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_merging_does_not_depend_on_the_order(told: list[Claim], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    unique = {claim.id: claim for claim in told}
    again = {claim.id: claim for claim in shuffled}
    if unique == again:
        assert merge(told) == merge(shuffled)


@given(neighbours(), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_of_close_claims_changes_nothing(
    told: list[Claim], chance: random.Random
) -> None:
    expected = merge(told)
    chance.shuffle(told)
    assert merge(told) == expected


@given(neighbours(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=500)
def test_how_claims_arrive_changes_nothing(
    told: list[Claim], chance: random.Random, size: int
) -> None:
    """One by one or some at a time, in any order: what comes out is what merging all at once gives."""
    expected = gathered(merge(told))
    chance.shuffle(told)
    assert by_batches([told[at : at + size] for at in range(0, len(told), size)]) == expected


@given(some)
@settings(max_examples=60)
def test_merging_twice_changes_nothing(told: list[Claim]) -> None:
    unique = list({claim.id: claim for claim in told}.values())
    events = merge(unique)
    again = merge([claim for event in events for claim in event.claims])
    assert events == again


@given(neighbours())
@settings(max_examples=100)
def test_linked_claims_share_a_neighbourhood(told: list[Claim]) -> None:
    """What is not in the same neighbourhood is never compared, so that cost stays local."""
    known = {c.id: c for c in told}
    for event in merge(told):
        for link in event.links:
            assert blocks(known[link.left]) & blocks(known[link.right])


@given(some)
@settings(max_examples=60)
def test_every_claim_is_in_exactly_one_event(told: list[Claim]) -> None:
    unique = {claim.id: claim for claim in told}
    found = [claim.id for event in merge(unique.values()) for claim in event.claims]
    assert sorted(found) == sorted(unique)


@given(claims())
def test_only_events_have_neighbourhoods(claim: Claim) -> None:
    assert claim.kind is Kind.EVENT or blocks(claim) == frozenset()

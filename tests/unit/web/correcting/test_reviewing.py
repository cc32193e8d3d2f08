"""What is reviewed first, second opinions, and agreement."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chronicle import Chronicle
from dragoman.model.judgements import Signature
from dragoman.scoring.agreement import kappa

AT = datetime(2026, 2, 1, 12, tzinfo=UTC)


def signed(who: str, minute: int = 0) -> Signature:
    return Signature(who=who, at=AT + timedelta(minutes=minute))


def test_those_with_most_doubt_come_first(here) -> None:
    items = here.get("/review.json").json()["items"]
    assert items
    doubts = [item["doubt"] for item in items]
    assert doubts == sorted(doubts, reverse=True)
    assert here.get("/review.json").json()["total"] == len(here.claims() + here.claims("pacific"))
    assert len(here.get("/review.json?limit=1").json()["items"]) == 1


def test_what_was_judged_leaves_the_queue(here) -> None:
    items = here.get("/review.json").json()["items"]
    first = items[0]["claim"]["id"]
    page = here.get("/review")
    assert f'id="q-{first}"' in page.text
    answer = here.send("/judge/accept", {"id": first, "back": "/review"}, of="/review")
    assert answer.headers["location"] == "/review"
    left = [item["claim"]["id"] for item in here.get("/review.json").json()["items"]]
    assert first not in left
    assert len(left) == len(items) - 1


def test_differing_accounts_come_before_sure_ones(here) -> None:
    with Chronicle(here.record, create=False) as opened:
        claims = [c for c in opened.claims() if c.kind.value == "event"]
        pair = [c for c in claims if getattr(c.body, "type", "") == "AGREE"][:2]
        opened.same(pair[0].id, pair[1].id, signed=signed("ana"))
        disputed = {d.claim for d in opened.doubtful(limit=50) if d.disputed}
        event = opened.events_of([pair[0].id])[pair[0].id]
        assert opened.event(event).disputes, "the two days differ"
        assert {pair[0].id, pair[1].id} == disputed


def test_a_second_opinion_is_asked_for_without_the_first(opened, here) -> None:
    other = opened(person="Li Wei")
    claim = here.get("/review.json").json()["items"][0]["claim"]["id"]
    here.send("/judge/reject", {"id": claim, "why": "a remark to hide"})
    assert here.get("/review.json?queue=second").json()["items"] == []
    (item,) = other.get("/review.json?queue=second").json()["items"]
    assert item["claim"]["id"] == claim
    page = other.get("/review?queue=second").text
    assert "a remark to hide" not in page
    assert "rejected by" not in page
    other.send("/judge/reject", {"id": claim})
    assert other.get("/review.json?queue=second").json()["items"] == []
    (pair,) = other.get("/review/agreement.json").json()["items"]
    assert (pair["first"], pair["second"], pair["claims"]) == ("Ana Torres", "Li Wei", 1)
    assert (pair["both_wrong"], pair["share"], pair["kappa"]) == (1, 1.0, None)
    assert "Ana Torres and Li Wei" in other.text("/review/agreement")


def test_agreement_counts_the_last_words_that_stand(here) -> None:
    with Chronicle(here.record, create=False) as opened:
        ids = [claim.id for claim in opened.claims()][:3]
        opened.accept(ids[0], signed=signed("ana", 1))
        opened.reject(ids[0], signed=signed("bo", 2))
        opened.accept(ids[0], signed=signed("bo", 3))
        opened.accept(ids[1], signed=signed("ana", 4))
        undone = opened.reject(ids[1], signed=signed("bo", 5))
        opened.undo(undone.id, signed=signed("bo", 6))
        opened.correct(ids[2], "status", "planned", signed=signed("ana", 7))
        opened.accept(ids[2], signed=signed("bo", 8))
        (pair,) = opened.agreement()
    assert (pair.claims, pair.both_right, pair.left_out) == (1, 1, 1)


def test_nobody_has_judged_the_same_yet(here) -> None:
    assert "No two people" in here.text("/review/agreement")
    assert here.get("/review/agreement.csv").text == ""


counts = st.integers(0, 40)


@given(counts, counts, counts, counts)
def test_kappa_is_between_minus_one_and_one_and_knows_no_order(a, b, c, d) -> None:
    found = kappa(a, b, c, d)
    assert found == kappa(a, c, b, d)
    assert found == kappa(d, b, c, a)
    if found is not None:
        assert -1 <= found <= 1
        assert (found == 1) == (b == c == 0)


def test_kappa_of_a_worked_example() -> None:
    assert kappa(45, 15, 25, 15) == pytest.approx(0.1304, abs=1e-4)
    assert kappa(0, 0, 0, 0) is None
    assert kappa(9, 0, 0, 0) is None

"""The gold of happenings: what it is made of, and how claims are matched with it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook.ontology import table
from dragoman.errors import InputError
from dragoman.model.claims import Claim, Status
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, EventId
from dragoman.scoring import Group, load_groups, score_claims, score_documents
from dragoman.scoring.happenings import match

GOLD = Path(__file__).parents[3] / "gold" / "happenings.jsonl"


@pytest.fixture(scope="module")
def groups() -> tuple[Group, ...]:
    return load_groups(GOLD)


def alone(claims: Iterable[Claim]) -> Sequence[Event]:
    """Each claim an event."""
    return [
        Event(
            id=EventId(c.id),
            type="",
            mode="",
            status=c.status,
            actors=(),
            recipients=(),
            context=(),
            place=None,
            when=c.when,
            claims=(c,),
        )
        for c in claims
    ]


def test_the_gold_is_as_large_and_as_mixed_as_it_says(groups: tuple[Group, ...]) -> None:
    assert len(groups) >= 70
    assert 3 * sum(group.near for group in groups) >= len(groups)
    assert all(2 <= len(group.documents) <= 6 for group in groups)
    types = {m.claim.body.type for g in groups for m in g.mentions}  # type: ignore[union-attr]
    assert types == set(table("event_types"))
    halves = [g.half for g in groups]
    assert abs(halves.count("develop") - halves.count("keep")) <= 1


def test_near_groups_hold_several_happenings_and_each_is_told_in_its_group(
    groups: tuple[Group, ...],
) -> None:
    for group in groups:
        happenings = {m.happening for m in group.mentions}
        assert all(name.startswith(f"{group.id}/") for name in happenings)
        assert not group.near or len(happenings) > 1
        assert {d.name for d in group.documents} == {m.claim.doc for m in group.mentions}
        assert {name for name, _ in group.disputes} <= happenings
        assert {n for plan, later, _ in group.sequels for n in (plan, later)} <= happenings


def test_a_plan_for_a_month_is_no_happening_with_the_act_of_a_day(
    groups: tuple[Group, ...],
) -> None:
    """They are two, which a sequel links: README.md of the gold."""
    months, days = set(), set()
    for group in groups:
        for mention in group.mentions:
            start = mention.claim.when.start
            if start and mention.claim.status is Status.PLANNED and not start.day:
                months.add(mention.happening)
            if start and mention.claim.status is Status.ACTUAL and start.day:
                days.add(mention.happening)
    assert "h-064/2" in months
    assert months & days == set()


def test_claims_that_are_all_alone_score_as_such(groups: tuple[Group, ...]) -> None:
    found = score_claims(groups, alone)
    assert found.precision == 100
    assert 40 < found.recall < 60


def test_reading_what_the_gold_says_covers_all_of_it(groups: tuple[Group, ...]) -> None:
    claims = [m.claim for g in groups for m in g.mentions]
    found = score_documents(groups, claims, alone)
    assert found.coverage == 100
    assert found.aligned == found.whole == score_claims(groups, alone)
    assert score_documents(groups, [], alone).coverage == 0


def test_the_claim_of_the_same_type_stands_for_a_mention(groups: tuple[Group, ...]) -> None:
    mention = groups[0].mentions[0]
    own = replace(mention.claim, id=ClaimId("c2"))
    other = replace(own, id=ClaimId("c1"), body=replace(own.body, type="AID"))  # type: ignore[call-arg]
    assert match([mention], [other, own]) == {mention.claim.id: "c2"}
    assert match([mention], [other]) == {mention.claim.id: "c1"}
    elsewhere = replace(own, doc="another")
    assert match([mention], [elsewhere]) == {}


@pytest.mark.parametrize("line", ["{", "{}", json.dumps({"id": "h-1", "documents": [{}]})])
def test_a_line_that_is_no_group_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:1: not a group"):
        load_groups(path)

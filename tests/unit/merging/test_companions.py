"""A meeting and what was signed or given at it: two happenings of one occasion."""

import random

import pytest

from dragoman.merging import companions, merge
from dragoman.model.actors import Place
from dragoman.model.claims import EventBody, Status
from making import BRAZIL, PERU, act, claim, document

LIMA, ARICA = Place(name="Lima", country="PER"), Place(name="Arica", country="CHL")
VISIT, SIGNED = document("They met.", name="visit"), document("A text was signed.", name="signed")
MEETING = act("CONSULT", place=LIMA)


@pytest.mark.parametrize(
    ("other", "when", "status", "reason"),
    [
        (act("AGREE", place=LIMA), "2019-05-14", Status.ACTUAL, "both in Lima"),
        (act("AGREE"), "2019-05-14", Status.ACTUAL, "same days"),
        (act("AID", place=LIMA), "2019-05-17", Status.ACTUAL, "both in Lima"),
        (act("AGREE"), "2019-05-17", Status.ACTUAL, ""),
        (act("AGREE", place=ARICA), "2019-05-14", Status.ACTUAL, ""),
        (act("AGREE", PERU, BRAZIL), "2019-05-14", Status.ACTUAL, ""),
        (act("ACCUSE"), "2019-05-14", Status.ACTUAL, ""),
        (act("AGREE"), "2019-05", Status.ACTUAL, ""),
        (act("AGREE"), "2019-05-14", Status.PLANNED, ""),
        (act("AGREE"), "2019-05-14", Status.DENIED, ""),
    ],
)
def test_what_belongs_to_a_meeting(
    other: EventBody, when: str, status: Status, reason: str
) -> None:
    events = list(
        merge(
            [
                claim(VISIT, MEETING, when="2019-05-14 2019-05-16"),
                claim(SIGNED, other, when=when, status=status),
            ]
        )
    )
    found = companions(events)
    random.Random(1).shuffle(events)
    assert companions(events) == found
    assert [c.reasons[-1] for c in found] == ([reason] if reason else [])
    if found:
        by_id = {event.id: event.type for event in events}
        assert by_id[found[0].meeting] == "CONSULT"
        assert by_id[found[0].other] == other.type

"""An outlook is met or not only where later words say so."""

from __future__ import annotations

import random

import pytest

from dragoman.asking import outlooks
from dragoman.asking.due import due
from dragoman.asking.sheets import outlook_table
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, OutlookBody, Status
from dragoman.model.outlooks import Expectation, Verdict
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.wording.notes import Notes
from dragoman.wording.weigh import Documents
from making import CHILE, PERU, act, claim, document

SAID = "Chile is expected to reopen its consulate for fishermen in Peru by the end of the year."
EXPECTED = document(SAID, name="outlook", published="2019-03-02")


def later(text: str, name: str = "later", published: str = "2019-10-01") -> Document:
    return document(text, name=name, published=published)


CAME = later("Chile reopened its consulate for fishermen in Peru on Tuesday.")
OFF = later("Chile put off the reopening of the consulate for fishermen in Peru.")
ELSE = later("Chile and Peru quarrelled about anchovies.")


def outlook(likelihood: str = "likely", said_by: Actor | None = None) -> Claim:
    body = OutlookBody(actors=(CHILE, PERU), proposition=SAID, likelihood=likelihood)
    return claim(EXPECTED, body, when="2019-03", said_by=said_by)


def planned() -> Claim:
    return claim(EXPECTED, act("COOPERATE", CHILE, PERU), when="2019", status=Status.PLANNED)


def told(document: Document, when: str = "2019-10-01", status: Status = Status.ACTUAL) -> Claim:
    return claim(document, act("COOPERATE", CHILE, PERU), when=when, status=status)


def judge(*claims: Claim, documents: tuple[Document, ...] = ()) -> Expectation:
    (found,) = outlooks(claims, {d.id: d for d in (EXPECTED, *documents)})
    return found


@pytest.mark.parametrize(
    ("likelihood", "verdict"),
    [
        ("likely", Verdict.MET),
        ("", Verdict.MET),
        ("unlikely", Verdict.NOT_MET),
        ("even", Verdict.OPEN),
    ],
)
def test_what_came_bears_an_outlook_out_or_not(likelihood: str, verdict: Verdict) -> None:
    found = judge(outlook(likelihood), told(CAME), documents=(CAME,))
    assert found.verdict is verdict
    assert [b.claim.evidence.quote for b in found.bearings] == [CAME.text]


def test_what_was_called_off_is_not_met() -> None:
    found = judge(
        outlook(), planned(), told(OFF, status=Status.CALLED_OFF, when="2019-11"), documents=(OFF,)
    )
    assert found.verdict is Verdict.NOT_MET


def test_what_came_too_late_is_not_met() -> None:
    late = later(CAME.text, name="late", published="2020-02-01")
    found = judge(outlook(), told(late, when="2020-01-28"), documents=(late,))
    assert found.verdict is Verdict.NOT_MET
    assert "2019" in found.why


def test_silence_decides_nothing_and_says_so() -> None:
    silent = judge(outlook(), told(ELSE, when="2020-03-01"), documents=(ELSE,))
    assert silent.verdict is Verdict.OPEN
    assert silent.bearings == ()
    assert silent.why


def test_the_record_that_ends_first_is_named() -> None:
    assert "The record ends in October 2019" in judge(outlook(), documents=(CAME,)).why


def test_negated_words_do_not_tell_that_it_came() -> None:
    text = "Chile has not reopened its consulate for fishermen in Peru."
    found = judge(outlook(), told(later(text)), documents=(later(text),))
    assert found.verdict is Verdict.OPEN


def test_other_parties_do_not_count() -> None:
    other = later("Bolivia reopened its consulate for fishermen in Ecuador.")
    body = act(
        "COOPERATE", Actor(name="Bolivia", country="BOL"), Actor(name="Ecuador", country="ECU")
    )
    assert judge(outlook(), claim(other, body), documents=(other,)).verdict is Verdict.OPEN


def test_accounts_that_contradict_leave_it_open() -> None:
    claims = (planned(), told(CAME), told(OFF, status=Status.CALLED_OFF))
    found = judge(outlook(), *claims, documents=(CAME, OFF))
    assert found.verdict is Verdict.OPEN
    assert len(found.bearings) == 2


def test_one_passage_is_one_outlook_and_order_changes_nothing() -> None:
    second = claim(
        EXPECTED,
        OutlookBody(actors=(CHILE,), proposition=SAID, likelihood="even"),
        when="2019-03",
        nth=1,
    )
    claims = [outlook(), second, planned(), told(CAME), told(OFF, status=Status.CALLED_OFF)]
    documents = {d.id: d for d in (EXPECTED, CAME, OFF)}
    first = outlooks(claims, documents)
    assert len(first) == 1
    assert len(first[0].claims) == 2
    for seed in range(5):
        random.Random(seed).shuffle(claims)
        assert outlooks(claims, documents) == first


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("A visit is likely in March.", "2017-03", "2017-03"),
        ("It should open by 5 May 2018.", "2016-08-03", "2018-05-05"),
        ("The talks may end before the autumn.", "2016-08-03", "2016-11"),
        ("A vote is likely next month.", "2016-09", "2016-09"),
        ("A vote is likely next week.", "2016-08-08", "2016-08-14"),
        ("Work starts next year.", "2017", "2017"),
        ("Since March 2015 it may.", "None", "None"),
    ],
)
def test_by_when(words: str, start: str, end: str) -> None:
    found = due(words, PartialDate(2016, 8, 3))
    assert (str(found.start), str(found.end)) == (start, end)


def test_a_table_names_no_more_than_the_passage() -> None:
    text = "Analysts expect that Chile will reopen its consulate in Peru by the end of the year."
    said = document(text, name="outlook", published="2019-03-02")
    body = OutlookBody(actors=(CHILE, PERU), proposition=text, likelihood="likely")
    analysts = Actor(name="Chilean analysts", country="CHL", sector="CVL")
    found = outlooks([claim(said, body, said_by=analysts)], {said.id: said})
    sheet = outlook_table(found, Notes(Documents([said], {})), "Outlooks")
    assert sheet is not None
    assert sheet.rows[0].cells[1] == "analysts"
    assert sheet.rows[0].cells[3] == "by the end of 2019"

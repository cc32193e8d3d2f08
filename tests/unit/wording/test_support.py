"""What a passage bears out, and what it is about."""

from __future__ import annotations

import pytest

from dragoman.model.actors import Actor
from dragoman.model.claims import Status
from dragoman.wording.phrases import phrase_for
from dragoman.wording.prose import quoted
from dragoman.wording.support import (
    borne_out,
    countries_named,
    goes_with,
    hedged,
    mentions,
    negated,
    standing_told,
)
from dragoman.wording.themes import theme_of
from dragoman.wording.weigh import legible
from making import CHILE, PERU, act, claim, document, time

EU = Actor(name="European Union", country="EU", sector="IGO")
BELGIUM = Actor(name="Belgium", country="BEL", sector="GOV")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Peru visited Chile.", True),
        ("Lima sent ships.", True),
        ("Peruvian boats left.", False),
        ("The talks were held in Peru.", False),
        ("LIMA, 3 May 2019 — Chile left.", False),
    ],
)
def test_a_state_is_named_by_its_noun_and_not_as_a_place(text: str, named: bool) -> None:
    assert bool(mentions(PERU, text)) is named


def test_a_person_is_named_by_surname() -> None:
    merkel = Actor(name="Angela Merkel", country="DEU", sector="GOV")
    assert mentions(merkel, "Merkel came to Lima.")


def test_a_town_may_stand_for_nothing_but_itself() -> None:
    text = "Brussels added two ships to its list."
    assert "BEL" in countries_named(text)
    assert "BEL" not in countries_named(text, towns=False)
    assert countries_named("Chile and Peru") == {"CHL", "PER"}


def test_an_envoy_who_is_summoned_is_no_diplomat_of_himself() -> None:
    envoy = Actor(name="Rosa Pinto", country="CHL", sector="GOV")
    text = "Peru summoned {} on 3 May and expressed its bewilderment."
    for recipient, words, told in ((CHILE, "Chile's envoy", True), (envoy, "Rosa Pinto", False)):
        passage = text.format(words)
        body = act("ACCUSE", mode="disapprove", actors=(PERU,), recipients=(recipient,))
        phrase = phrase_for("ACCUSE", "disapprove", [passage])
        assert phrase is not None
        assert phrase.id == "ACCUSE.summoned"
        reading = claim(document(passage), body)
        assert borne_out(phrase, (PERU,), (recipient,), reading) is told


def test_may_is_a_month_and_a_doubt() -> None:
    assert not hedged("Peru visited Chile on 3 May 2016.")
    assert hedged("Peru may visit Chile.")


def test_negation_is_seen() -> None:
    assert negated("Peru did not visit Chile.")
    assert not negated("Peru visited Chile's notaries.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru visited Chile.", True),
        ("Chile visited Peru.", False),
        (
            "Peru visited the fair; months later, after much ado about fish and many more ships, Chile was "
            "happy to say that all was well between the two of them.",
            False,
        ),
        ("Peru reportedly visited Chile.", False),
    ],
)
def test_who_does_what_to_whom_is_read_from_the_order(text: str, told: bool) -> None:
    visit = claim(document(text), act("CONSULT", mode="visit"))
    phrase = phrase_for("CONSULT", "visit", [text])
    assert phrase is not None
    assert borne_out(phrase, (PERU,), (CHILE,), visit) is told


@pytest.mark.parametrize(
    ("type_", "mode", "text", "told"),
    [
        ("AGREE", "", "Peru and Chile signed a treaty.", True),
        ("AGREE", "", "Peru and Chile each signed a treaty.", False),
        ("AGREE", "", "Peru and Chile signed a letter.", False),
        ("COOPERATE", "", "Peru joined Chile in the march.", False),
        ("CONSULT", "visit", "Member states of Peru visited Chile.", False),
        ("CONSULT", "visit", "Two citizens of Peru visited Chile.", False),
    ],
)
def test_a_sentence_claims_no_more_than_its_passage(
    type_: str, mode: str, text: str, told: bool
) -> None:
    phrase = phrase_for(type_, mode, [text])
    assert phrase is not None
    reading = claim(document(text), act(type_, mode=mode))
    assert borne_out(phrase, (PERU,), (CHILE,), reading) is told


def test_as_many_envoys_are_recalled_as_the_passage_has() -> None:
    for text, thing in (
        ("Peru recalled its ambassadors from Chile.", "ambassadors"),
        ("Peru recalled its ambassador from Chile.", "an ambassador"),
        ("Peru recalled its envoy from Chile.", "an envoy"),
    ):
        phrase = phrase_for("SANCTION", "withdraw", [text])
        assert phrase is not None
        assert phrase.thing(text) == thing


def test_two_of_one_state_are_not_said_to_have_met_each_other() -> None:
    text = "Angela Merkel and Olaf Scholz met others in Lima."
    merkel = Actor(name="Angela Merkel", country="DEU", sector="GOV")
    scholz = Actor(name="Olaf Scholz", country="DEU", sector="GOV")
    phrase = phrase_for("CONSULT", "", [text])
    assert phrase is not None
    reading = claim(document(text), act("CONSULT"))
    assert not borne_out(phrase, (merkel, scholz), (), reading)
    other = Actor(name="Michelle Bachelet", country="CHL", sector="GOV")
    both = "Angela Merkel and Michelle Bachelet met others in Lima."
    assert borne_out(phrase, (merkel, other), (), claim(document(both), act("CONSULT")))


def test_nobody_does_anything_to_themselves() -> None:
    text = "Peru visited Peru."
    phrase = phrase_for("CONSULT", "visit", [text])
    assert phrase is not None
    assert not borne_out(phrase, (PERU,), (PERU,), claim(document(text), act("CONSULT")))


def test_a_standing_needs_a_word_for_it() -> None:
    bare = claim(document("Peru visited Chile."), act("CONSULT"), status=Status.PLANNED)
    said = claim(document("Peru will visit Chile."), act("CONSULT"), status=Status.PLANNED)
    assert standing_told(bare) is Status.ACTUAL
    assert standing_told(said) is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "He visited Chile on Monday.",
        "The two met again.",
        "Three days later the fleet left Chile.",
        "The plan for that was ready.",
        "Why Peru sails",
        "In return Peru left Chile.",
        "At the same time Peru recalled its envoy from Chile.",
        "Peru came to neither.",
    ],
)
def test_what_leans_on_the_passage_before_is_hard_to_read_alone(text: str) -> None:
    whole = legible(claim(document("Peru visited Chile on Monday."), act("CONSULT")))
    assert legible(claim(document(text), act("CONSULT"))) < whole / 2


def test_a_passage_about_others_weighs_less_than_one_that_names_nobody() -> None:
    others = claim(document("Brazil visited Ecuador on Monday."), act("CONSULT"))
    nobody = claim(document("A visit took place on Monday."), act("CONSULT"))
    both = claim(document("Peru visited Chile on Monday."), act("CONSULT"))
    weights = [legible(told, ("PER", "CHL")) for told in (others, nobody, both)]
    assert weights == sorted(weights)
    assert len(set(weights)) == 3


@pytest.mark.parametrize(
    ("when", "text", "fits"),
    [
        ("2017-04-14", "On 11 and 12 April Peru signed.", False),
        ("2017-04-12", "On 11 and 12 April Peru signed.", True),
        ("2017-04", "On 11 April Peru signed.", True),
        ("2017-04-05", "Between 2 and 7 April Peru and Chile fought.", True),
        ("2014-07", "In June Peru signed.", False),
        ("1999", "On arrival on 17 June he laid flowers for those of 1999.", False),
        ("2017-04-25", "On 22 April Peru said that it would sign on 25 April.", True),
        ("2017-04-23", "On 22 April Peru signed, and Chile on the next day.", True),
        ("2017-04-14", "Peru signed on Monday what it had drafted on 3 March.", True),
        ("2017-05-03", "On May 3 Peru signed.", True),
        ("2017-05-04", "LIMA, 4 May 2017 — On 3 May Peru signed.", False),
    ],
)
def test_no_time_stands_before_a_passage_that_begins_with_another(
    when: str, text: str, fits: bool
) -> None:
    assert goes_with(time(when), text) is fits


@pytest.mark.parametrize(
    ("type_", "context", "text", "theme"),
    [
        ("CONSULT", ("diplomatic",), "They saw the parade for the end of the war.", "Diplomacy"),
        ("AGREE", ("economic",), "A plan for the port was agreed.", "Trade and money"),
        ("AGREE", ("diplomatic",), "They agreed on troops, arms and military bases.", "Security"),
        ("ACCUSE", ("legal",), "Peru accused Chile of rudeness.", "Diplomacy"),
        ("SANCTION", ("economic",), "Peru cut imports.", "Law, rights and sanctions"),
    ],
)
def test_a_context_counts_as_a_word_and_breaks_a_tie(
    type_: str, context: tuple[str, ...], text: str, theme: str
) -> None:
    assert theme_of(type_, text, context) == theme


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Troops and tanks crossed the river.", "Security"),
        ("Exports of copper grew.", "Trade and money"),
        ("The presidents had lunch.", "Diplomacy"),
    ],
)
def test_themes_come_from_the_words(text: str, theme: str) -> None:
    assert theme_of("CONSULT", text) == theme


def test_a_long_quote_ends_with_a_clause() -> None:
    text = "The fleet left the harbour of Callao before dawn" + ", and more ships came" * 20 + "."
    cut = quoted(text)
    assert cut.endswith("came …”")
    assert len(cut) < 300
    assert cut[1:-3] in text


def test_a_dateline_is_not_quoted() -> None:
    assert quoted("LIMA, 3 May 2019 — Peru visited Chile.") == "“Peru visited Chile.”"
    assert quoted("Peru — for once — agreed.") == "“Peru — for once — agreed.”"

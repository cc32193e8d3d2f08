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
    hedged,
    mentions,
    negated,
    standing_told,
)
from dragoman.wording.themes import theme_of
from dragoman.wording.weigh import legible
from making import CHILE, PERU, act, claim, document

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
    ],
)
def test_what_leans_on_the_passage_before_is_hard_to_read_alone(text: str) -> None:
    whole = legible(claim(document("Peru visited Chile on Monday."), act("CONSULT")))
    assert legible(claim(document(text), act("CONSULT"))) < whole / 2


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

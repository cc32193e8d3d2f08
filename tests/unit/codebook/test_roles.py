"""Words about actors: the tables are read whole, and the longest phrase wins."""

import pytest

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.roles import (
    Phrases,
    adjectives,
    deciders,
    epithets,
    given_names,
    organisation_nouns,
    regions,
    role_modifiers,
    roles,
    short_forms,
    state_prefixes,
    titles,
)
from dragoman.codebook.tables import read


def words(text):
    return text.split()


def test_the_longest_phrase_wins():
    phrases = Phrases([(("a",), 1), (("a", "b"), 2), (("a", "b", "c"), 3)])
    assert phrases.at(words("a b d"), 0) == (2, 2)
    assert phrases.at(words("x a b c"), 1) == (3, 3)
    assert phrases.at(words("x"), 0) is None
    assert phrases.at(words("a"), 1) is None


@pytest.mark.parametrize(
    ("phrase", "sector", "sort"),
    [
        ("prime minister", "GOV", "office"),
        ("border guards", "POL", "body"),
        ("chief of staff", "GOV", "person"),
        ("opposition leader", "OPP", "person"),
        ("troops", "MIL", "people"),
        ("government", "GOV", "state"),
        ("central bank", "GOV", "body"),
        ("counterpart", "GOV", "counterpart"),
    ],
)
def test_a_role_has_sector_and_sort(phrase, sector, sort):
    size, role = roles().at(words(phrase), 0)
    assert (size, role.sector, role.sort) == (len(words(phrase)), sector, sort)


def test_a_former_word_stays_former_beside_other_uses():
    assert role_modifiers().at(["retired"], 0)[1].sort == "former"
    assert role_modifiers().at(["rebel"], 0)[1].sector == "REB"


def test_every_title_means_an_office_that_somebody_held():
    held = {row["office"] for row in read("offices")}
    for title, rows in titles().items():
        assert any(office in held for meant in rows for office in meant.offices), title


def test_a_leader_is_the_one_who_governs():
    british, american = titles()["leader",][0], titles()["leader",][-1]
    assert "GBR" in british.states
    assert "head_of_government" in british.offices
    assert not american.states
    assert "head_of_state" in american.offices


def test_all_codes_are_states_of_the_gazetteer():
    book = gazetteer()
    known = {*book.states, *book.organisations}
    codes = {code for code, _, _ in regions().values()} | set(state_prefixes().values())
    codes |= {code for rows in deciders().values() for code, _ in rows if code}
    codes |= {code for rows in short_forms().values() for code, _ in rows}
    codes |= {code for rows in titles().values() for meant in rows for code in meant.states}
    assert codes <= known


def test_an_epithet_narrows_the_states_down():
    assert epithets().at(["former", "soviet"], 0)[1].members >= {"MDA", "UZB"}
    assert epithets().at(["country"], 0)[1].is_noun


def test_a_bank_of_a_state_differs_from_a_bank():
    _, nouns = organisation_nouns().at(["bank"], 0)
    assert {(noun.sector, noun.opens) for noun in nouns} == {("BUS", False), ("GOV", True)}


def test_adjectives_are_the_usual_and_unshared_ones():
    found = adjectives()
    assert (found["UGA"], found["IRQ"], found["USA"]) == ("Ugandan", "Iraqi", "American")
    assert found["PRK"] == "North Korean"


def test_given_names_have_one_gender_or_both():
    assert set(given_names().values()) == {"f", "m", "x"}
    assert given_names()["angela"] == "f"

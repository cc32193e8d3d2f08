"""What a month without a day, or an act without a counterpart, is taken to mean."""

from dragoman.merging import blocks, merge
from dragoman.model.actors import Actor, Place
from dragoman.model.claims import Claim
from making import BOLIVIA, BRAZIL, CHILE, PERU, act, claim, document

LIMA, ARICA = Place(name="Lima", country="PER"), Place(name="Arica", country="CHL")


def told(name: str, when: str, words: str = "Talks.", **more: object) -> Claim:
    return claim(document(f"{words} {name}", name=name), act("CONSULT", **more), when=when)  # type: ignore[arg-type]


def groups(*claims: Claim) -> set[tuple[str, ...]]:
    return {event.documents for event in merge(claims)}


def test_a_month_means_the_only_day_in_it() -> None:
    assert groups(told("a", "2019-05-14"), told("b", "2019-05")) == {("a", "b")}


def test_a_month_with_two_meetings_means_neither() -> None:
    found = groups(told("a", "2019-05-03"), told("b", "2019-05-25"), told("c", "2019-05"))
    assert found == {("a",), ("b",), ("c",)}


def test_unless_more_speaks_for_one_of_them() -> None:
    first, second = told("a", "2019-05-03", place=LIMA), told("b", "2019-05-25", place=ARICA)
    assert groups(first, second, told("c", "2019-05", place=ARICA)) == {("a",), ("b", "c")}


def test_two_who_mean_different_days_do_not_bring_these_together() -> None:
    first, second = told("a", "2019-05-03", place=LIMA), told("b", "2019-05-25", place=ARICA)
    months = told("c", "2019-05", place=LIMA), told("d", "2019-05", place=ARICA)
    assert groups(first, second, *months) == {("a", "c"), ("b", "d")}


def test_months_alone_meet_each_other() -> None:
    assert groups(told("a", "2019-05"), told("b", "2019-05")) == {("a", "b")}


def test_a_week_is_a_month_with_sharper_ends() -> None:
    week = told("w", "2019-05-13 2019-05-19")
    assert groups(told("a", "2019-05-14"), told("b", "2019-05-25"), week) == {("a", "w"), ("b",)}


def test_a_lone_party_means_the_only_counterpart_that_its_words_fit() -> None:
    words = "Fishing in the disputed waters was discussed in the capital."
    lone = told("l", "2019-05-14", words, recipients=())
    with_chile = told("c", "2019-05-14", words)
    with_brazil = told("b", "2019-05-14", words, recipients=BRAZIL)
    assert groups(with_chile, lone) == {("c", "l")}
    assert groups(with_chile, with_brazil, lone) == {("b",), ("c",), ("l",)}


def test_two_sides_of_one_state_are_two_sides() -> None:
    rebels = Actor(name="rebels", country="PER", sector="REB")
    truce = told("a", "2019-05-14", actors=PERU, recipients=rebels)
    assert groups(truce, told("b", "2019-05", actors=PERU, recipients=rebels)) == {("a", "b")}


def test_a_year_needs_the_same_words_or_number() -> None:
    words = "A treaty on fishing in the disputed southern waters was signed."
    first, later = told("a", "2019-05-14", words), told("b", "2019", words)
    assert groups(first, later) == {("a", "b")}
    assert groups(first, told("b", "2019", "It rained.")) == {("a",), ("b",)}


def test_more_parties_than_two() -> None:
    three = told("a", "2019-05-14", actors=(PERU, CHILE, BRAZIL), recipients=())
    assert groups(three, told("b", "2019-05-14")) == {("a", "b")}


def test_the_same_words_of_other_parties_are_never_compared() -> None:
    words = document("They signed a treaty on fishing, ports and the use of common waters.")
    one, same = (claim(words, act("AGREE"), when="", nth=n) for n in (0, 1))
    other = claim(words, act("AGREE", BRAZIL, BOLIVIA), when="")
    assert blocks(one) == blocks(same)
    assert blocks(one)
    assert not blocks(one) & blocks(other)

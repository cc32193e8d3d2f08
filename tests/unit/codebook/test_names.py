"""Folding: what counts as the same name."""

import pytest

from dragoman.codebook.names import fold, fold_word, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "Erdogan"),
        ("U.S.", "US"),
        ("São Tomé", "Sao Tome"),
        ("Kim Jong-un", "KIM JONG UN"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Нигер", "Niger"),
    ],
)
def test_spellings_that_differ_in_marks_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Niger", "Nigeria"), ("Iran", "Iraq"), ("Mali", "Male")]
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_keep_their_places() -> None:
    text = "The U.K. and Côte d’Ivoire, 2024"
    assert [text[word.start : word.end] for word in words(text)] == [
        "The",
        "U.K.",
        "and",
        "Côte",
        "d",
        "Ivoire",
        "2024",
    ]


def test_a_stop_at_the_end_of_a_sentence_is_not_part_of_the_word() -> None:
    assert [word.text for word in words("They met in Oman.")][-1] == "Oman"


def test_no_words_fold_to_nothing() -> None:
    assert fold("... — !") == ()
    assert fold_word("'") == ""

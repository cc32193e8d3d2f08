"""What a position is on, taken from the words around it."""

import pytest

from dragoman.reading.learned.question import LENGTH, question


def asked(sentence: str) -> str:
    """The question of a sentence in which the trigger stands in brackets."""
    first = sentence.index("[")
    last = sentence.index("]") - 1
    return question(sentence.replace("[", "").replace("]", ""), first, last)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Peru [voted against] the ban on trawling, as did Chile.", "the ban on trawling"),
        (
            "The two houses [approved] on Monday a plan to leave the bloc.",
            "a plan to leave the bloc",
        ),
        (
            "Fiji [is in favour] of a moratorium on deep-sea mining.",
            "a moratorium on deep-sea mining",
        ),
        ("Norway tabled the draft on seabirds; Iceland [abstained].", "the draft on seabirds"),
        ("The deputies [voted], 63 to 37, to send back a bill on pensions.", "a bill on pensions"),
        ("Togo [voted against], and Ghana wanted to send a ship.", ""),
        ("Kenya [objects] to the tariff on tea.", "the tariff on tea"),
        ("The chamber [voted] to leave the bloc.", "to leave the bloc"),
        ("Botswana [supports] it.", ""),
    ],
)
def test_the_question_is_what_a_vote_was_on(sentence: str, words: str) -> None:
    assert asked(sentence) == words


def test_a_question_is_short_and_in_the_sentence() -> None:
    sentence = "Chad [opposed] the creation " + "of a fund for the fight against drought " * 9
    found = asked(sentence)
    assert len(found) <= LENGTH
    assert found in sentence

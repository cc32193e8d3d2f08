"""Laws of actors: order, extent, sameness, and time that grows with the text."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.tables import read
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.reading.actors import find_actors, unknown_names
from dragoman.reading.annotations import Annotations

WORDS = sorted(
    {
        word
        for table in (
            "roles",
            "role_modifiers",
            "titles",
            "organisation_nouns",
            "epithets",
            "name_words",
        )
        for row in read(table)
        for word in row["words"].split(", ")
    }
)
NAMES = ["Kenya", "Kenyan", "Kenyans", "Guinea-Bissau", "US", "U.S.", "us", "Jordan", "Georgia", "Minsk", "the Hague", "UN", "EU", "Kremlin", "Angela Merkel", "Merkel", "Xi", "Kim Jong-un", "Catalan", "Sino", "Ana", "O’Brien", "Zwink", "İstanbul", "ǅ", "ß", "Mr", "Gen"]  # fmt: skip
PERSONS = sorted({row["variant"] for row in read("persons")})
STATES = sorted({row["form"] for row in read("state_names")})
GLUE = [" ", ", ", ". ", "-", "–", "'", "’s ", "' ", "\n", "\n\n", " (", ") ", ": ", " & ", " of ", " and "]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([*WORDS, *(word.capitalize() for word in WORDS), *NAMES, *GLUE]),
    st.sampled_from(PERSONS),
    st.sampled_from(STATES),
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(st.one_of(PIECES, st.sampled_from(GLUE)), max_size=40).map("".join),
)
DATES = st.none() | st.dates().map(PartialDate.of)

SIZE = 150_000
"""Characters of the smaller text whose time is taken; under it the clock is too coarse."""

GROWTH = 4
"""How many times longer the larger text is."""

SLACK = 3.0
"""How far its time may lie over the same multiple: other work shares the machine, and time that grew
with the square would lie four times over."""

COARSE = 0.02
"""Seconds under which the clock of the processor says little."""


def document(text, published=None):
    return Document(id=DocumentId("d"), name="d", text=text, published=published)


@given(TEXTS, DATES)
def test_no_text_crashes_it_and_mentions_are_disjoint_and_in_order(text, published):
    found = find_actors(document(text, published))
    for mention in found:
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.text.strip()
        assert mention.reason
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


@given(TEXTS, DATES)
def test_the_same_text_names_the_same_actors(text, published):
    assert find_actors(document(text, published)) == find_actors(document(text, published))


@given(TEXTS)
def test_an_unknown_name_is_told_once(text):
    asked = document(text)
    issues = unknown_names(asked, Annotations(actors=find_actors(asked)))
    assert len({issue.message for issue in issues}) == len(issues)


find_actors(document("Robert Quillfeather reads Kenyan tables before a clock runs."))


def news(size, seed=7):
    """Text like news, of words of the tables in random order."""
    rng = random.Random(seed)
    parts, length = [], 0
    while length < size:
        words = rng.choices(
            [
                *WORDS,
                *NAMES * 20,
                *PERSONS,
                *STATES,
                *["a", "of", "to", "in", "and", "that", "with", "from"] * 40,
            ],
            k=18,
        )
        sentence = " ".join(words).capitalize() + rng.choice([". ", ". ", ".\n\n"])
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)


def seconds(text):
    """The better of two rounds."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        find_actors(document(text, PartialDate(2015)))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize(
    "repeated",
    [
        "Kenya, ",
        "the ",
        "former ",
        "A",
        "Ana Pereira ",
        "of the Bank of ",
        "U.S.",
        "Sino-",
        "and Peru ",
    ],
)
def test_repetition_takes_linear_time(repeated):
    text = repeated * (SIZE // len(repeated) // 5)
    assert seconds(text * GROWTH) < GROWTH * SLACK * max(seconds(text), COARSE)


def test_news_takes_linear_time():
    small, large = news(SIZE), news(SIZE * GROWTH)
    assert seconds(large) < GROWTH * SLACK * seconds(small)

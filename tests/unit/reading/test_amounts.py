"""Amounts: a table of sentences from the world's news, and the marks of each kind."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman.codebook.tables import read
from dragoman.model.text import Span
from dragoman.reading.amounts import find_amounts, find_bare
from dragoman.reading.amounts.words import words

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "amounts.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def got(text: str) -> list[dict]:
    return [
        {"text": a.text, "value": a.value, "value_max": a.value_max, "unit": a.unit, "approx": a.approx}
        for a in find_amounts(text)
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_table(case):
    assert got(case["text"]) == [
        {
            "text": amount["text"],
            "value": Decimal(str(amount["value"])),
            "value_max": Decimal(amount["value_max"]) if "value_max" in amount else None,
            "unit": amount["unit"],
            "approx": amount.get("approx", False),
        }
        for amount in case["amounts"]
    ]


def test_the_table_is_large_enough():
    assert len(CASES) >= 200


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-one people", 21),
        ("a hundred people", 100),
        ("two hundred and five people", 205),
        ("nine hundred ninety-nine people", 999),
        ("five thousand people", 5000),
        ("twelve thousand five hundred people", 12500),
        ("two hundred and fifty thousand people", 250000),
        ("one and a half million people", 1500000),
        ("half a million people", 500000),
        ("a quarter of a million people", 250000),
        ("three quarters of a million people", 750000),
        ("hundreds of thousands of people", 200000),
        ("a couple of hundred people", 200),
        ("1.25 million people", 1250000),
        ("1,234,567 people", 1234567),
        ("5,00,000 people", 500000),
    ],
)
def test_numbers_in_words(text, value):
    (amount,) = find_amounts(text)
    assert (amount.value, amount.unit, amount.text) == (value, "persons", text)


@pytest.mark.parametrize("row", read("currencies"), ids=lambda row: row["code"])
def test_every_sign_and_word_for_money_is_read(row):
    for sign in row["symbols"].split():
        (amount,) = find_amounts(f"It cost {sign}5 million then.")
        assert amount.unit == row["code"], sign
    for word in row["words"].split():
        assert find_amounts(f"It cost 5 million {word}.")[0].unit == row["code"], word
    for before in filter(None, row["before"].split("|")):
        for word in row["after"].split():
            phrase = f"5 million {before} {word}"
            (amount,) = find_amounts(f"It cost {phrase}.")
            assert (amount.unit, amount.text) == (row["code"], phrase)


def test_no_sign_and_no_word_means_two_currencies():
    signs = [sign for row in read("currencies") for sign in row["symbols"].split()]
    plain = [word for row in read("currencies") for word in row["words"].split()]
    assert len(signs) == len(set(signs))
    assert len(plain) == len(set(plain))


def test_peoples_count_only_with_a_capital_letter():
    assert "afghans" in words().peoples
    assert find_amounts("12 Afghans")[0].unit == "persons"
    assert find_amounts("12 afghans")[0].unit == "afghans"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It asked the bank for fifteen billion.", [("fifteen billion", 15_000_000_000, "USD")]),
        ("Of its €2bn debt 300 million fell due.", [("300 million", 300_000_000, "EUR")]),
        ("It sold for $3 million and bought for 2.5.", [("2.5", 2_500_000, "USD")]),
        ("Kuwait is owed $4bn, Oman 3.5, Qatar two.", [("3.5", 3_500_000_000, "USD"), ("two", 2_000_000_000, "USD")]),
        ("Prices rose by 12 per cent, wages by just 7.", [("7", 7, "percent")]),
        ("The house voted for it, 63 to 37.", [("63", 63, "votes"), ("37", 37, "votes")]),
        ("The law passed by 78 votes to one.", [("one", 1, "votes")]),
        ("Police arrested some forty near the port.", [("some forty", 40, "persons")]),
        ("He has been there four times.", [("four", 4, "times")]),
        ("Italy is the largest investor, Chad the third largest.", [("largest", 1, "rank"), ("third largest", 3, "rank")]),
        ("In 2014 the two met in Room 12; it took three years.", []),
        ("One of them spoke, and 20 soldiers listened.", []),
    ],
)  # fmt: skip
def test_numbers_without_a_unit_have_the_one_that_the_text_suggests(text, told):
    found = find_bare(text, find_amounts(text), [])
    assert [(a.text, a.value, a.unit) for a in found] == told


def test_a_bare_number_is_none_where_something_else_stands():
    text = "They came on the 12 or 13 and 40 left."
    found = find_bare(text, (), [Span(start=text.index("12"), end=text.index(" and"))])
    assert [a.text for a in found] == ["40"]


def test_a_million_is_written_m_before_a_currency():
    found = find_amounts("a grant of 60 m euros, 5 m away")
    assert [(a.value, a.unit) for a in found] == [(60_000_000, "EUR")]

"""A search as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QueryError
from dragoman.searching import parse
from dragoman.store import Record


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("visit", ("visit",)),
        ("  visit   Lima ", ("visit", "Lima")),
        ('"air base" jets', ("air base", "jets")),
        ('"" jets', ("jets",)),
        ("jets -", ("jets",)),
        ("Élysée", ("Élysée",)),
    ],
)
def test_words_and_phrases(query: str, parts: tuple[str, ...]) -> None:
    assert parse(query) == parts


def test_an_open_quote_is_pointed_at() -> None:
    with pytest.raises(QueryError) as caught:
        parse('visit "air base')
    assert (caught.value.query, caught.value.at) == ('visit "air base', 6)


@pytest.mark.parametrize("query", ["", "  ", "-", '""', "* ()"])
def test_nothing_to_search_for(query: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        parse(query)


@given(st.text(max_size=30) | st.text(st.sampled_from('a"* \0\ud800-'), max_size=9))
def test_whatever_is_typed_is_refused_or_searched_for(query: str) -> None:
    try:
        parts = parse(query)
    except QueryError:
        return
    with Record(":memory:") as record:
        assert list(record.search(parts, limit=3)) == []

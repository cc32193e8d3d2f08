"""Laws of time expressions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.tables import read
from dragoman.model.when import PartialDate
from dragoman.reading.times import find_times

WORDS = sorted(
    {
        entry.partition("=")[0].replace("_", " ")
        for row in read("times")
        for entry in row["words"].split()
    }
)
PIECES = st.sampled_from(
    [*WORDS, *(word.capitalize() for word in WORDS), *[",", ".", "-", "–", "/", "'", "’", ":", "\n", "\n\n", "0", "1", "5", "12", "31", "32", "99", "1998", "2004", "2016", "00:00", "24:00", "9:30", "1400", "5/6/14", "31/2/2014", "2015-02-30", "2015-13-01T25:00", "1990s", "0th", "1st", "31st", "Q3", "$", "1e9", "999999999999", "1.5", "1,000"]]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES).map("".join),
)
DATES = st.none() | st.dates().map(PartialDate.of) | st.builds(PartialDate, st.integers(1, 9999))


@given(TEXTS, DATES)
def test_no_text_crashes_it_and_mentions_lie_in_order(text, published):
    found = find_times(text, published=published)
    at = 0
    for mention in found:
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.type in {"DATE", "TIME", "DURATION", "SET"}
        assert mention.value
        assert (mention.when.start is None) == (mention.when.end is None)
        at = mention.span.end


@given(TEXTS, DATES)
def test_durations_and_sets_have_no_days(text, published):
    for mention in find_times(text, published=published):
        if mention.type in {"DURATION", "SET"}:
            assert not mention.when.known


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["1.", "1-", "\n ", "Monday ", "the ", "a hundred ", "5 May ", "’9", "'1990s - ", "of the "],
)
def test_time_grows_with_the_text_and_no_faster(piece):
    """Twice the text takes about twice the time; 8 stands for noise on a busy machine."""

    def taken(size):
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        find_times(text, published=PartialDate(2016, 4, 5))
        return time.process_time() - begun

    taken(1000)
    assert taken(200_000) <= 8 * max(taken(100_000), 0.01)

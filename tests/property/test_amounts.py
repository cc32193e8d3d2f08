"""Laws of amounts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.tables import read
from dragoman.reading.amounts import find_amounts

WORDS = sorted(
    {entry.partition("=")[0].replace("_", " ") for row in read("amounts") for entry in row["words"].split()}
)  # fmt: skip
MONEY = [
    sign for row in read("currencies") for sign in (row["symbols"] + " " + row["words"]).split()
]
PIECES = st.sampled_from(
    [*WORDS, *MONEY, *(",", ".", "-", "–", "%", "'", "’", "(", "\n\n", "0", "1", "5", "12", "00", "1,000", "1.5", "1 000", "999999999999999", "5,00,000", "1,5", "300km", "40m", "5th", "136th", "S-300", "9/11", "²", "٣", "Soldiers", "companies")]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES).map("".join),
)


@given(TEXTS)
def test_no_text_crashes_it_and_mentions_lie_in_order(text):
    at = 0
    for mention in find_amounts(text):
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.unit
        assert mention.value_max is None or mention.value < mention.value_max
        at = mention.span.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["1,", "1 ", "1.", "\n ", "million ", "of ", "$", "five-", "one in ", "a half ", "x’x’"],
)
def test_time_grows_with_the_text_and_no_faster(piece):
    """Twice the text takes about twice the time; 8 stands for noise on a busy machine."""

    def taken(size):
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        find_amounts(text)
        return time.process_time() - begun

    taken(1000)
    assert taken(200_000) <= 8 * max(taken(100_000), 0.01)

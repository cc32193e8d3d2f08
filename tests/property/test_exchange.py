"""Laws of exchange: what is written as a table reads back as it was."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import claims

from dragoman.chronicle import read_claims
from dragoman.exchanging.outgoing.schemas import CLAIMS
from dragoman.exchanging.outgoing.tables import write_table
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_to_row


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@settings(max_examples=25)
@given(told=st.lists(claims(), max_size=5))
def test_claims_read_back_equal(ending: str, told: list[Claim]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"claims.{ending}"
        written = write_table(map(claim_to_row, told), CLAIMS, path, what="claims")
        assert written.rows == len(told)
        assert list(read_claims(path)) == told

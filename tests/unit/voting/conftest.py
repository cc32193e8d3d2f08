"""The slice as an assembly, made once."""

import pytest

from dragoman.model.votes import RollCalls
from dragoman.voting import Assembly, gather, read_tables
from votes_slice import FILES


@pytest.fixture(scope="session")
def assembly() -> Assembly:
    rolls, _ = gather(read_tables(FILES), RollCalls())
    return Assembly(rolls)

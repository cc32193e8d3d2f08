"""Roll calls: who votes with whom, and where states stand."""

from dragoman.voting.assembly import Assembly
from dragoman.voting.files import read_tables
from dragoman.voting.gather import gather
from dragoman.voting.positions import match_positions

__all__ = ["Assembly", "gather", "match_positions", "read_tables"]

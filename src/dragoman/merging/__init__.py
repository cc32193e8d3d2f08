"""Claims to events, and copies of one text to one report."""

from dragoman.merging.copies import fold, tellers
from dragoman.merging.merge import merge
from dragoman.merging.neighbourhoods import blocks
from dragoman.merging.sequels import sequels

__all__ = ["blocks", "fold", "merge", "sequels", "tellers"]

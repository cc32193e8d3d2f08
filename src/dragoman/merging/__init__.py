"""Claims to events, and copies of one text to one report."""

from dragoman.merging.copies import fold, tellers
from dragoman.merging.merge import blocks, merge
from dragoman.merging.sequels import sequels

__all__ = ["blocks", "fold", "merge", "sequels", "tellers"]

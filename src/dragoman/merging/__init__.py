"""Claims to events, and copies of one text to one report."""

from dragoman.merging.copies import fold, tellers
from dragoman.merging.merge import blocks, merge

__all__ = ["blocks", "fold", "merge", "tellers"]

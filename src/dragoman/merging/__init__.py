"""Claims to events, and copies of one text to one report."""

from dragoman.merging.companions import MEETING, YIELDED, companions
from dragoman.merging.copies import fold, tellers
from dragoman.merging.merge import merge
from dragoman.merging.neighbourhoods import blocks
from dragoman.merging.sequels import fates, sequels

__all__ = [
    "MEETING",
    "YIELDED",
    "blocks",
    "companions",
    "fates",
    "fold",
    "merge",
    "sequels",
    "tellers",
]

"""Claims to events."""

from dragoman.merging.merge import blocks, merge

__all__ = ["blocks", "merge"]

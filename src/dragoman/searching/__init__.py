"""Words to a query."""

from dragoman.searching.parse import parse

__all__ = ["parse"]

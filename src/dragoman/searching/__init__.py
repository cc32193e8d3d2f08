"""Words to a query."""

from dragoman.searching.grammar import FIELDS, parse

__all__ = ["FIELDS", "parse"]

"""Amounts: numbers with what they count, read from text."""

from dragoman.reading.amounts.bare import find_bare
from dragoman.reading.amounts.find import find_amounts

__all__ = ["find_amounts", "find_bare"]

"""A document to its claims, and a sentence to what passes between its parties."""

from dragoman.reading.learned import label
from dragoman.reading.readers import DEFAULT, READERS, reader

__all__ = ["DEFAULT", "READERS", "label", "reader"]

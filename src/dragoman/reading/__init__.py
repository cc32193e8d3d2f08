"""A document to its claims."""

from dragoman.reading.readers import DEFAULT, READERS, reader

__all__ = ["DEFAULT", "READERS", "reader"]

"""The only door to the database."""

from dragoman.store.record import Record

__all__ = ["Record"]

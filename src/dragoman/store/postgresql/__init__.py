"""The record in a database of PostgreSQL."""

from dragoman.store.postgresql.opening import open_server

__all__ = ["open_server"]

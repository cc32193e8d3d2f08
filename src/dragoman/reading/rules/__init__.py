"""The reader by rules: tables and grammar over a parse."""

from dragoman.reading.rules.claims import read

__all__ = ["read"]

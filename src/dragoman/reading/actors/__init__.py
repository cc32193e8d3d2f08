"""Actors: who a text names, and who that is on its date."""

from dragoman.reading.actors.namer import find_actors

__all__ = ["find_actors"]

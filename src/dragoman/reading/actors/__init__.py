"""Actors: who a text names, and who that is on its date."""

from dragoman.reading.actors.find import find_actors, unknown_names

__all__ = ["find_actors", "unknown_names"]

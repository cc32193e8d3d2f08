"""Places on the map that a text names."""

from dragoman.reading.places.find import find_places

__all__ = ["find_places"]

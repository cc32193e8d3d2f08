"""Dragoman reads reporting on international affairs and keeps the record, each claim with its words."""

from dragoman.chronicle import Chronicle
from dragoman.errors import DragomanError

__all__ = ["Chronicle", "DragomanError", "__version__"]

__version__ = "0.1.0"

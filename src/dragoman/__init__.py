"""Dragoman reads reporting on international affairs and keeps the record, each claim with its words."""

from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.chronicle import Chronicle

__all__ = ["Chronicle", "DragomanError", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the Chronicle, and with it every stage, when it is first asked for.

    ``dragoman --help`` imports this package too, and must answer at once.
    """
    if name == "Chronicle":
        from dragoman.chronicle import Chronicle

        return Chronicle
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The web: pages over a record, each with its twins for programs. ``create_app()`` makes the application."""

from dragoman.web.app import create_app
from dragoman.web.settings import Settings

__all__ = ["Settings", "create_app"]

"""Questions put to a record: what was expected and what came of it; a dyad's dossier; a comparison."""

from dragoman.asking.outlooks import outlooks

__all__ = ["outlooks"]

"""Events to relations over time."""

from dragoman.relating.network import blocs, partners, ties, triad
from dragoman.relating.relate import relate

__all__ = ["blocs", "partners", "relate", "ties", "triad"]

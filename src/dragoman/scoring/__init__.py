"""How near claims come to gold claims."""

from dragoman.scoring.measures import Report, load_claims, score

__all__ = ["Report", "load_claims", "score"]

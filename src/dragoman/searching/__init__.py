"""Words to a query, and what is like something."""

from dragoman.searching.grammar import FIELDS, parse
from dragoman.searching.similar import Shared, similar_documents, similar_events

__all__ = ["FIELDS", "Shared", "parse", "similar_documents", "similar_events"]

"""Who does what to whom next: temporal knowledge graph link prediction, one pass over the days."""

from __future__ import annotations

from dragoman.forecasting.links.benchmark import Outcome, benchmark, recurrency
from dragoman.forecasting.links.explain import Expected, explain
from dragoman.forecasting.links.facts import Facts, Graph, read_graph
from dragoman.forecasting.links.protocol import Scores
from dragoman.forecasting.links.stream import Settings, Stream

__all__ = [
    "Expected",
    "Facts",
    "Graph",
    "Outcome",
    "Scores",
    "Settings",
    "Stream",
    "benchmark",
    "explain",
    "read_graph",
    "recurrency",
]

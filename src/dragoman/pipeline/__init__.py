"""The only place that composes the stages."""

from dragoman.pipeline.engines import ENGINES, Engine
from dragoman.pipeline.run import Tally, add_paths, make_run, read_paths
from dragoman.pipeline.watching import add_address, watch_once

__all__ = [
    "ENGINES",
    "Engine",
    "Tally",
    "add_address",
    "add_paths",
    "make_run",
    "read_paths",
    "watch_once",
]
